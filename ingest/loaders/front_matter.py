"""The block of facts that a Markdown or text file may open with."""

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.records import Block, StatedFacts
from knowledge.corpus import DateKind, Origin, SourceReference
from knowledge.errors import FrontMatterBroken
from knowledge.language import Language

_FENCE = re.compile(r"\A\s*---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENING = re.compile(r"\A\s*---[ \t]*\r?\n(?=[A-Za-z_åäö ]+:)")


class FrontMatter(NamedTuple):
    """The facts stated and the character where the document itself begins."""

    stated: StatedFacts
    end: int

    def as_noise(self) -> tuple[Block, ...]:
        """The front matter as a block that is not part of the text."""
        return (Block(kind="noise", start=0, end=self.end),) if self.end else ()


class _Written(BaseModel):
    """Front matter as people write it; unknown keys are theirs to keep."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    title: str | None = None
    language: Language | None = None
    publisher: str | None = None
    revision: str | None = None
    date: dt.date | None = None
    date_kind: DateKind | None = None
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    origin: Origin | None = None
    summary_of: str | None = None
    sources: tuple[SourceReference, ...] = ()


def read_front_matter(text: str, path: Path) -> FrontMatter:
    """The front matter of `text`; FrontMatterBroken names the line where it fails."""
    match = _FENCE.match(text)
    if match is None:
        if _OPENING.match(text):
            raise FrontMatterBroken(path, line=1, fault="---")
        return FrontMatter(stated=StatedFacts(), end=0)
    first_line = text.count("\n", 0, match.start("yaml")) + 1
    written = _parsed(match["yaml"], first_line, path)
    if written is None:
        return FrontMatter(stated=StatedFacts(), end=0)
    return FrontMatter(stated=_stated(written), end=match.end())


def _parsed(block: str, first_line: int, path: Path) -> _Written | None:
    try:
        # The base loader keeps every value as it is written: a revision 01 stays 01, a title "No" stays "No".
        loaded: object = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and maps only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (cast("int", mark.line) if mark is not None else 0)
        raise FrontMatterBroken(path, line=line, fault=str(getattr(error, "problem", "") or "YAML")) from error
    if not isinstance(loaded, dict):
        return None  # two rulers around ordinary text are not front matter
    try:
        return _Written.model_validate(_filled(cast("object", loaded)))
    except ValidationError as error:
        fault = error.errors()[0]
        key = str(fault["loc"][0]) if fault["loc"] else ""
        rows = enumerate(block.splitlines())
        line = first_line + next((n for n, row in rows if row.strip().partition(":")[0].strip() == key), 0)
        raise FrontMatterBroken(path, line=line, fault=f"{key}: {fault['msg']}") from error


def _filled(value: object) -> object:
    """What is written without the keys that are left blank."""
    if isinstance(value, dict):
        entries = cast("dict[str, object]", value).items()
        return {key: _filled(inner) for key, inner in entries if inner not in ("", "~", "null")}
    if isinstance(value, list):
        return [_filled(inner) for inner in cast("list[object]", value)]
    return value


def _stated(written: _Written) -> StatedFacts:
    return StatedFacts(
        title=written.title,
        language=written.language,
        publisher=written.publisher,
        revision=written.revision,
        date=written.date,
        date_kind=written.date_kind,
        url=written.url,
        origin=written.origin,
        summary_of=written.summary_of,
        sources=written.sources,
    )
