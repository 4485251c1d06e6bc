"""Evidence whose passage is another one by now: what the document says today in place of the quote (pure)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from rapidfuzz import fuzz

from knowledge.corpus import Holding
from knowledge.language import Value
from knowledge.missions.design import Evidence

StaleState = Literal["changed", "dropped"]

_ALIKE: Final = 55.0  # of 100; what is less alike than this is another sentence, not another wording
_SPACE: Final = re.compile(r"\s+")
_MARK: Final = re.compile(r"^[ \t]*(?:[-*+•–·]|\d+[.)]|#{1,6})[ \t]+", re.MULTILINE)


class Stale(Value):
    """A claim's evidence that the library no longer has as it was quoted.

    "changed": the document has another wording, `now`, in its place; "dropped": the document is gone, or nothing in it
    is like the quote.
    """

    claim: str
    evidence: Evidence
    state: StaleState
    now: str | None = None


def stale_in(claim: str, evidence: Evidence, holdings: Sequence[Holding]) -> Stale | None:
    """Whether evidence is stale where these are the documents it may be from; None where one has it word for word."""
    quote = _plain(evidence.quote)
    if any(quote in _plain(holding.clean_text) for holding in holdings):
        return None
    now = next((words for holding in holdings if (words := _likest(quote, holding))), None)
    return Stale(claim=claim, evidence=evidence, state="changed" if now else "dropped", now=now)


def _likest(quote: str, holding: Holding) -> str | None:
    """The run of a document's sentences and items that is most like a quote; None where nothing is like it."""
    scored = ((fuzz.ratio(quote, _plain(words)), words) for words in _runs(len(quote), holding))
    score, words = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return words if score >= _ALIKE else None


def _runs(wanted: int, holding: Holding) -> Iterator[str]:
    """Runs of a document's sentences and items of about `wanted` characters."""
    for passage in holding.passages:
        shown = [unit.shown for unit in passage.units]
        for start in range(len(shown)):
            yield from _from(shown[start:], wanted)


def _from(shown: Sequence[str], wanted: int) -> Iterator[str]:
    words = ""
    for one in shown:
        words = f"{words} {one}".strip()
        yield words
        if len(words) > 2 * wanted:
            return


def _plain(words: str) -> str:
    """Words alone: no list marks, no Markdown emphasis, one space between."""
    return _SPACE.sub(" ", _MARK.sub("", words)).replace("*", "").replace("_", "").strip().casefold()
