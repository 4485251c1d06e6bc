"""Retrieval sets in BEIR's format: texts, queries, and which texts are relevant to which query."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ConfigDict, Field

from knowledge.errors import LineBroken
from knowledge.language import Value
from knowledge.lines import check_letters, lines_of

TEXTS: Final = "corpus.jsonl"
QUERIES: Final = "queries.jsonl"
JUDGEMENTS: Final = "qrels/test.tsv"
_COLUMNS: Final = 3
_HEADER: Final = b"query-id"


class BeirText(Value):
    """A text to be found."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(alias="_id")
    title: str = ""
    text: str


class _Metadata(Value):
    model_config = ConfigDict(extra="ignore")

    answerable: bool = True
    answers: tuple[str, ...] = ()


class BeirQuery(Value):
    """A query; `metadata.answers` are the right answers where the set has them."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(alias="_id")
    text: str
    metadata: _Metadata = _Metadata()


class Beir(NamedTuple):
    """A retrieval set; `relevant` gives for each query the texts that answer it, with how well (1 and up)."""

    texts: tuple[BeirText, ...]
    queries: tuple[BeirQuery, ...]
    relevant: Mapping[str, Mapping[str, int]]


def read_beir(folder: Path) -> Beir:
    """The set in `folder`; OSError where a file is not there, LineBroken for the first line that does not hold."""
    texts, queries = folder / TEXTS, folder / QUERIES
    held = lines_of(texts, texts.read_bytes(), BeirText)
    asked = lines_of(queries, queries.read_bytes(), BeirQuery)
    check_letters(texts, held)
    check_letters(queries, asked)
    _each_once(texts, ((number, text.id) for number, text in held))
    _each_once(queries, ((number, query.id) for number, query in asked))
    relevant = _judgements(folder / JUDGEMENTS, {query.id for _, query in asked}, {text.id for _, text in held})
    return Beir(tuple(text for _, text in held), tuple(query for _, query in asked), relevant)


def _each_once(path: Path, ids: Iterator[tuple[int, str]]) -> None:
    seen: set[str] = set()
    for number, name in ids:
        if name in seen:
            raise LineBroken(path, line=number, fault=f"twice:{name}")
        seen.add(name)


def _judgements(path: Path, queries: set[str], texts: set[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        header = number == 1 and line.split(b"\t")[0].strip() == _HEADER
        if not line.strip() or header:
            continue
        query, text, score = _judgement(path, number, line)
        unknown = next((name for name, known in ((query, queries), (text, texts)) if name not in known), None)
        if unknown is not None:
            raise LineBroken(path, line=number, fault=f"unknown:{unknown}")
        if score > 0:
            found.setdefault(query, {})[text] = score
    return found


def _judgement(path: Path, number: int, line: bytes) -> tuple[str, str, int]:
    try:
        cells = line.decode("utf-8").strip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise LineBroken(path, line=number, fault="encoding") from error
    if len(cells) != _COLUMNS:
        raise LineBroken(path, line=number, fault=f"columns:{len(cells)}")
    try:
        return cells[0], cells[1], int(cells[2])
    except ValueError as error:
        raise LineBroken(path, line=number, fault="type:score") from error
