"""Finds the files of a library and gives each the id that its document keeps."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ingest.records import Source
from knowledge.errors import DocumentError, DocumentForbidden, DocumentMissing

_LOCK_FILES = ("~$", ".~lock")


class Root(NamedTuple):
    """A file or folder that belongs to the library; `label` goes before the ids of what is in it."""

    path: Path
    label: str = ""


class Gathered(NamedTuple):
    """The files found, by id, and the paths that lead nowhere."""

    sources: tuple[Source, ...]
    failed: tuple[DocumentError, ...]


def gather(roots: Sequence[Root]) -> Gathered:
    """Every file under `roots`, hidden files and lock files of office programs left out.

    A document's id is its path below its root, so that it stays when the folder moves; where two roots hold the same
    path, the root's own name goes before it.
    """
    found: list[tuple[Root, Path, str]] = []
    failed: list[DocumentError] = []
    closed: list[OSError] = []
    for root in roots:
        try:
            found += [(root, path, _below(root, path)) for path in _files(root.path, closed)]
        except DocumentError as error:
            failed.append(error)
    failed += [DocumentForbidden(str(error.filename)) for error in closed]
    unique = {path.resolve(): (root, path, name) for root, path, name in reversed(found)}
    entries = list(reversed(unique.values()))
    shared = Counter(name for _, _, name in entries)
    sources: list[Source] = []
    taken: set[str] = set()
    for root, path, name in entries:
        own = (
            name
            if shared[name] == 1
            else f"{root.path.absolute().parent.name if root.path.is_file() else root.path.absolute().name}/{name}"
        )
        sources.append(Source(id=_free(own, taken), path=path))
    return Gathered(tuple(sources), tuple(failed))


def _below(root: Root, path: Path) -> str:
    name = path.name if path == root.path else path.relative_to(root.path).as_posix()
    return f"{root.label}/{name}" if root.label else name


def _free(name: str, taken: set[str]) -> str:
    free, again = name, 1
    while free in taken:
        again += 1
        free = f"{name}~{again}"
    taken.add(free)
    return free


def _files(path: Path, closed: list[OSError]) -> Iterator[Path]:
    try:
        path.stat()
    except PermissionError as error:
        raise DocumentForbidden(path) from error
    except OSError as error:
        raise DocumentMissing(path) from error
    if path.is_file():
        yield path
        return
    if not os.access(path, os.R_OK | os.X_OK):
        raise DocumentForbidden(path)
    for folder, folders, names in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", *_LOCK_FILES)):
                yield Path(folder) / name
