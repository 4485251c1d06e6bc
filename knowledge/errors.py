"""The error tree: one class per situation, its facts as attributes, never a person's words.

LedfyrError
├── DocumentError (path)
│   ├── DocumentMissing        the path leads nowhere
│   ├── DocumentVanished       the file was there and is gone
│   ├── DocumentForbidden      no permission to read it
│   ├── DocumentEmpty          nothing to read in it
│   ├── FormatUnknown          no loader for this ending
│   ├── DocumentNotText        binary content under a text name
│   ├── DocumentTooLarge       over the size that is read
│   ├── DocumentSuspicious     an archive that unpacks far beyond its size
│   ├── DocumentDamaged        truncated or malformed
│   ├── DocumentEncrypted      a password is needed
│   ├── DocumentScanned        pictures of pages without text: needs OCR
│   └── FrontMatterBroken      the block at the top does not parse
├── LibraryError
│   ├── LibraryMissing         nothing has been ingested in this home
│   ├── LibraryBusy            another process is publishing
│   ├── LibraryDamaged         a version does not open or does not add up
│   ├── LibraryEmpty           an ingest would leave nothing to search
│   ├── HomeTooNew             the home was written by a newer Ledfyr
│   ├── HomeUnusable           the home cannot be written or read
│   ├── DiskFull               no room to write
│   ├── VersionUnknown         no such version to go back to
│   ├── VectorServerUnavailable  the Chroma server does not answer
│   ├── VectorServerUnset      a version's vectors stand on a server, and none is set
│   └── DocumentUnknown        no such document in the library
├── MethodError
│   ├── MethodInvalid          files of the method do not hold, each MethodFault says where
│   └── MethodExists           a folder to copy the method to holds one already
├── StateError
│   ├── StateUnavailable       the database does not answer, or is locked
│   ├── StateTooNew            the database was written by a newer Ledfyr
│   └── MissionDamaged         a mission is kept, and can no longer be read
├── EmbedderUnavailable        the embedding engine cannot load here
├── QuestionEmpty              nothing was asked
├── DesignUnreadable           a file does not hold a mission design
├── LineBroken                 a line of a file of questions or texts does not parse
└── SettingsInvalid            a setting does not hold
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

_LONGEST_FAULT: Final = 120  # characters; what a file holds is not told at any length


class LedfyrError(Exception):
    """The root of every error Ledfyr raises on purpose."""


class DocumentError(LedfyrError):
    """One document could not be taken in; `path` names it."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(str(path))
        self.path = str(path)


class DocumentMissing(DocumentError):
    """The path leads nowhere."""


class DocumentVanished(DocumentError):
    """The file was there when the run began and is gone."""


class DocumentForbidden(DocumentError):
    """There is no permission to read the file."""


class DocumentEmpty(DocumentError):
    """The file holds nothing to read."""


class FormatUnknown(DocumentError):
    """No loader reads files that end in `ending`."""

    def __init__(self, path: Path | str, *, ending: str) -> None:
        super().__init__(path)
        self.ending = ending


class DocumentNotText(DocumentError):
    """A text name hides binary content."""


class DocumentTooLarge(DocumentError):
    """The file is larger than what is read; sizes in bytes."""

    def __init__(self, path: Path | str, *, size: int, limit: int) -> None:
        super().__init__(path)
        self.size = size
        self.limit = limit


class DocumentSuspicious(DocumentError):
    """An archive unpacks to `unpacked` bytes, beyond the `limit` or far beyond its own size."""

    def __init__(self, path: Path | str, *, unpacked: int, limit: int) -> None:
        super().__init__(path)
        self.unpacked = unpacked
        self.limit = limit


class DocumentDamaged(DocumentError):
    """The file is truncated or malformed; `fault` is a short technical word on where."""

    def __init__(self, path: Path | str, *, fault: str = "") -> None:
        super().__init__(path)
        self.fault = fault


class DocumentEncrypted(DocumentError):
    """A password is needed to read the file."""


class DocumentScanned(DocumentError):
    """The `pages` pages are pictures without text: the file needs OCR."""

    def __init__(self, path: Path | str, *, pages: int) -> None:
        super().__init__(path)
        self.pages = pages


class FrontMatterBroken(DocumentError):
    """The front matter fails at `line` (1-based in the file); `fault` says how."""

    def __init__(self, path: Path | str, *, line: int, fault: str) -> None:
        super().__init__(path)
        self.line = line
        self.fault = fault


class LibraryError(LedfyrError):
    """Something about the library as a whole."""


class LibraryMissing(LibraryError):
    """Nothing has been ingested in `home` yet."""

    def __init__(self, home: Path | str) -> None:
        super().__init__(str(home))
        self.home = str(home)


class LibraryBusy(LibraryError):
    """Another process is publishing to `home`."""

    def __init__(self, home: Path | str) -> None:
        super().__init__(str(home))
        self.home = str(home)


class LibraryDamaged(LibraryError):
    """Version `version` does not open or does not add up; `fault` is a short technical word."""

    def __init__(self, version: str, *, fault: str = "") -> None:
        super().__init__(version)
        self.version = version
        self.fault = fault


class LibraryEmpty(LibraryError):
    """An ingest would leave no document to search; nothing was published. `failed` says what was wrong with each."""

    def __init__(self, failed: tuple[DocumentError, ...] = ()) -> None:
        super().__init__(len(failed))
        self.failed = failed


class HomeTooNew(LibraryError):
    """`home` was written in format `found`; this Ledfyr knows up to `known`."""

    def __init__(self, home: Path | str, *, found: int, known: int) -> None:
        super().__init__(str(home))
        self.home = str(home)
        self.found = found
        self.known = known


class HomeUnusable(LibraryError):
    """`home` cannot be written or read; `fault` is the system's short word."""

    def __init__(self, home: Path | str, *, fault: str = "") -> None:
        super().__init__(str(home))
        self.home = str(home)
        self.fault = fault


class DiskFull(LibraryError):
    """There is no room left to write in `home`."""

    def __init__(self, home: Path | str) -> None:
        super().__init__(str(home))
        self.home = str(home)


class VersionUnknown(LibraryError):
    """There is no version `version`; `known` lists those kept."""

    def __init__(self, version: str, *, known: tuple[str, ...] = ()) -> None:
        super().__init__(version)
        self.version = version
        self.known = known


class VectorServerUnavailable(LibraryError):
    """The Chroma server at `url` (no credentials in it) does not answer, or refuses; `fault` is a technical word."""

    def __init__(self, url: str, *, fault: str = "") -> None:
        super().__init__(url)
        self.url = url
        self.fault = fault


class VectorServerUnset(LibraryError):
    """The vectors of version `version` stand on a Chroma server, and the settings name none."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class DocumentUnknown(LibraryError):
    """The library holds no document `document`; `close` lists ids that resemble it."""

    def __init__(self, document: str, *, close: tuple[str, ...] = ()) -> None:
        super().__init__(document)
        self.document = document
        self.close = close


class MethodFault(NamedTuple):
    """One thing that does not hold in a file of the method; `code` tells what, `facts` the particulars.

    `key` is the path to it, items of lists counted from 1 ("questions.2.label.en"), "" for the file as a whole; `line`
    counts from 1, None where the file has no such line.
    """

    file: str
    key: str
    code: str
    line: int | None = None
    facts: Mapping[str, str] = {}


class MethodError(LedfyrError):
    """Something is wrong with the files of the method in `folder`."""

    def __init__(self, folder: Path | str) -> None:
        super().__init__(str(folder))
        self.folder = str(folder)


class MethodInvalid(MethodError):
    """The files of the method in `folder` do not hold; `faults` are all that were found."""

    def __init__(self, folder: Path | str, *, faults: tuple[MethodFault, ...]) -> None:
        super().__init__(folder)
        self.faults = faults


class MethodExists(MethodError):
    """`folder`, which the method was to be copied to, holds files of one already."""


class StateError(LedfyrError):
    """Something is wrong with the database that keeps conversations, feedback, gaps and missions."""


class StateUnavailable(StateError):
    """The database does not answer, or is locked; `fault` is a short technical word on why."""

    def __init__(self, *, fault: str = "") -> None:
        super().__init__(fault)
        self.fault = fault


class StateTooNew(StateError):
    """The database stands at `found`, a revision that this Ledfyr does not know."""

    def __init__(self, *, found: str) -> None:
        super().__init__(found)
        self.found = found


class MissionDamaged(StateError):
    """Mission `mission` is kept, but what is kept can no longer be read; `fault` is a short technical word on where."""

    def __init__(self, mission: str, *, fault: str = "") -> None:
        super().__init__(mission)
        self.mission = mission
        self.fault = fault


class EmbedderUnavailable(LedfyrError):
    """The embedding engine cannot load here: `fault` is "missing", "cpu" or "broken"."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class QuestionEmpty(LedfyrError):
    """Nothing was asked."""


class DesignUnreadable(LedfyrError):
    """A file that was to be taken in holds no mission design; `fault` says how, a code and its detail ("json:14")."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault[:_LONGEST_FAULT]


class LineBroken(LedfyrError):
    """Line `line` (1-based) of `path`, a file of questions or texts, does not hold one; `fault` says how."""

    def __init__(self, path: Path | str, *, line: int, fault: str) -> None:
        super().__init__(f"{path}:{line}")
        self.path = str(path)
        self.line = line
        self.fault = fault


class SettingsInvalid(LedfyrError):
    """Setting `name` does not hold; `fault` says how."""

    def __init__(self, name: str, *, fault: str) -> None:
        super().__init__(name)
        self.name = name
        self.fault = fault
