"""The shelf where a home's library versions stand, and the pointer that says which one is read.

    home/library/pointer.json      format, the active version and those kept, newest first
    home/library/versions/<id>/    catalogue.sqlite, chroma/, words/, units.npy, version.json
                                   (with a Chroma server: a collection called <id> there instead of chroma/)
    home/library/vectors.sqlite    vectors remembered between runs
    home/library/lock              held while a version is made

A version is written beside the others, verified, and only then pointed at, in one atomic replacement of a small file.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout
from pydantic import ConfigDict, ValidationError

from knowledge.corpus import LibraryVersion, VectorsAt
from knowledge.errors import (
    DiskFull,
    HomeTooNew,
    HomeUnusable,
    LibraryBusy,
    LibraryDamaged,
    LibraryMissing,
    VectorServerUnavailable,
    VersionUnknown,
)
from knowledge.language import Value

if TYPE_CHECKING:
    from knowledge.adapters.chroma_server import ChromaServer

FORMAT: Final = 1


class Pointer(Value):
    """Which version is read, and which are kept to go back to, newest first."""

    format: int = FORMAT
    active: str | None = None
    versions: tuple[LibraryVersion, ...] = ()


class _AnyPointer(Value):
    """A pointer of any format, to tell a newer home from a broken one."""

    model_config = ConfigDict(extra="ignore")

    format: int


class Shelf:
    """The versions of one home; `server` is the Chroma server that new versions' vectors are written to, if any."""

    def __init__(self, home: Path, *, server: str | None = None) -> None:
        self.home = home
        self.server = server
        self._library = home / "library"
        self._pointer = self._library / "pointer.json"

    def pointer(self) -> Pointer:
        """The pointer as it stands; HomeTooNew, HomeUnusable or LibraryDamaged where it cannot be read."""
        try:
            written = self._pointer.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return Pointer()
        except OSError as error:
            raise HomeUnusable(self.home, fault=error.strerror or "") from error
        except UnicodeDecodeError as error:
            raise LibraryDamaged("pointer.json", fault="UTF-8") from error
        return self._parsed(written)

    def active(self) -> LibraryVersion:
        """The version that is read; LibraryMissing where nothing has been published."""
        pointer = self.pointer()
        found = next((version for version in pointer.versions if version.id == pointer.active), None)
        if found is None:
            raise LibraryMissing(self.home)
        return found

    def directory(self, version: str) -> Path:
        """Where version `version` stands."""
        return self._library / "versions" / version

    def vectors(self) -> Path:
        """Where vectors are remembered."""
        return self._library / "vectors.sqlite"

    @contextmanager
    def making(self) -> Generator[None]:
        """Hold the shelf while a version is made; LibraryBusy where another process does.

        A pointer that can no longer be read is begun again; the versions it named are gone with it. Where there is to
        be a server and it does not answer, VectorServerUnavailable: nothing could be published.
        """
        with self.guarded():
            self._library.mkdir(parents=True, exist_ok=True)
        with self._locked():
            if self.server is not None:
                with self._chroma() as chroma:
                    chroma.ping()
            self._mend_pointer()
            self._sweep()
            yield

    @contextmanager
    def _locked(self) -> Generator[None]:
        if not self._library.is_dir():
            raise LibraryMissing(self.home)
        lock = FileLock(self._library / "lock", timeout=0)
        with self.guarded():
            try:
                lock.acquire()
            except Timeout as error:
                raise LibraryBusy(self.home) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def guarded(self) -> Generator[None]:
        """Turn the system's refusals to write into DiskFull and HomeUnusable."""
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull(self.home) from error
            raise HomeUnusable(self.home, fault=error.strerror or type(error).__name__) from error
        except sqlite3.OperationalError as error:
            if "full" in str(error):
                raise DiskFull(self.home) from error
            raise HomeUnusable(self.home, fault="SQLite") from error

    def publish(self, version: LibraryVersion, *, keep: int) -> tuple[str, ...]:
        """Point at a finished version and clear away those beyond the last `keep`; returns the ids cleared away."""
        pointer = self.pointer()
        versions = (version, *(one for one in pointer.versions if one.id != version.id))
        self._point(Pointer(active=version.id, versions=versions[:keep]))
        gone = versions[keep:]
        for old in gone:
            self.discard(old.id, vectors=old.vectors)
        return tuple(one.id for one in gone)

    def discard(self, version: str, *, vectors: VectorsAt) -> None:
        """Clear away a version's files and its collection.

        The collection goes first: as long as the directory stands, the next run knows that there is one to clear away.
        """
        if vectors == "server" and self.server is not None:
            try:
                with self._chroma() as chroma:
                    chroma.drop(version)
            except VectorServerUnavailable:
                return
        shutil.rmtree(self.directory(version), ignore_errors=True)

    def has_vectors(self, version: LibraryVersion) -> bool:
        """Whether the vectors of a version that stand on the server are all there; those in its directory are."""
        if version.vectors == "home" or version.embedding is None or self.server is None:
            return True
        with self._chroma() as chroma:
            collection = chroma.id_of(version.id)
            return collection is not None and chroma.count(collection) == version.passages

    @contextmanager
    def _chroma(self) -> Generator["ChromaServer"]:
        from knowledge.adapters.chroma_server import ChromaServer  # noqa: PLC0415 - most homes have no server

        with closing(ChromaServer(self.server or "")) as chroma:
            yield chroma

    def roll_back(self, version: str | None = None) -> LibraryVersion:
        """Point at `version`, or at the one before the active.

        VersionUnknown where there is none, LibraryDamaged where its files are gone, LibraryBusy while one is made.
        """
        with self._locked():
            return self._roll_back(version)

    def _roll_back(self, version: str | None) -> LibraryVersion:
        pointer = self.pointer()
        known = tuple(one.id for one in pointer.versions)
        if pointer.active is None:
            raise LibraryMissing(self.home)
        if version is None:
            after = known.index(pointer.active) + 1 if pointer.active in known else 0
            version = known[after] if after < len(known) else ""
        found = next((one for one in pointer.versions if one.id == version), None)
        if found is None:
            raise VersionUnknown(version, known=known)
        if not self.directory(found.id).is_dir():
            raise LibraryDamaged(found.id, fault="versions")
        self._point(pointer.model_copy(update={"active": found.id}))
        return found

    def _parsed(self, written: str) -> Pointer:
        try:
            found = _AnyPointer.model_validate_json(written)
            if found.format > FORMAT:
                raise HomeTooNew(self.home, found=found.format, known=FORMAT)
            return Pointer.model_validate_json(written)
        except ValidationError as error:
            raise LibraryDamaged("pointer.json", fault="JSON") from error

    def _point(self, pointer: Pointer) -> None:
        """Replace the pointer in one step: a reader sees the old one or the new one, nothing between."""
        with self.guarded():
            draft = self._pointer.with_suffix(".draft")
            with draft.open("w", encoding="utf-8") as file:
                file.write(pointer.model_dump_json(indent=2))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._pointer)

    def _mend_pointer(self) -> None:
        try:
            self.pointer()
        except LibraryDamaged:
            self._point(Pointer())

    def _sweep(self) -> None:
        """Clear away what interrupted runs left half made."""
        known = {version.id for version in self.pointer().versions}
        with suppress(OSError):
            for directory in (self._library / "versions").iterdir():
                if directory.name not in known:
                    self.discard(directory.name, vectors="server" if self.server else "home")
