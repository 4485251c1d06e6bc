"""Writes exported files where somebody wants them."""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from knowledge.exporting import Exported


def save(files: Sequence[Exported], place: str | None = None) -> list[Path]:
    """Write files to `place`, a file or a folder, or here under their own names; where they are now.

    A file that is there already is overwritten only where it was named. Raises OSError.
    """
    written: list[Path] = []
    for file in files:
        path = _path(file, Path(place).expanduser() if place else None, alone=len(files) == 1)
        path.write_bytes(file.content)
        written.append(path)
    return written


def _path(file: Exported, place: Path | None, *, alone: bool) -> Path:
    if place is not None and alone and not place.is_dir():
        return place
    return next(path for path in _names((place or Path()) / file.name) if not path.exists())


def _names(path: Path) -> Iterator[Path]:
    """A path, then the same with a number."""
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))
