"""Scores answers against a question bank (pure)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.exam.bank import MARKS, BankQuestion, plain
from knowledge.language import Value

SEEN: Final = 1200  # characters of an answer that a reader sees at once
_OUT_OF_SCOPE: Final = "out_of_scope"
_WHOLE_WORD: Final = 3  # alternatives up to this length match as whole words


class Quoted(NamedTuple):
    """A quote beside the text of the document that it is said to be from."""

    words: str
    source: str


class Given(NamedTuple):
    """What was answered: the text and the quotes, or a decline with what lies nearest.

    `milliseconds` is the whole time it took.
    """

    declined: bool
    text: str
    quotes: Sequence[Quoted]
    milliseconds: float


class Marked(NamedTuple):
    """A question with what was answered and its mark (0 to 1)."""

    question: BankQuestion
    given: Given
    coverage: float


class Marks(Value):
    """The figures of a bank or of a part of it; shares from 0 to 1, None where there was no such question.

    Near scope are all unanswerable questions on the library's own matters, follow-ups too. `fidelity` is the share of
    quotes that are verbatim, `p50` and `p95` are milliseconds.
    """

    questions: int
    coverage: float | None
    full: float | None
    wrongly_declined: float | None
    declined_out_of_scope: float | None
    declined_near_scope: float | None
    fidelity: float | None
    p50: float
    p95: float


def mark(question: BankQuestion, given: Given) -> Marked:
    """The mark of one answer: the share of `must_contain` lists that the reader sees met.

    Seen are the first 1,200 characters of the answer's text followed by the quotes; a wrongly declined question scores
    0, a rightly declined one 1.
    """
    if not question.answerable:
        return Marked(question, given, float(given.declined))
    if given.declined:
        return Marked(question, given, 0.0)
    return Marked(question, given, share_met(question.must_contain, seen(given)))


def seen(given: Given) -> str:
    """What the reader of an answer sees of it at once."""
    return "\n".join([given.text, *(quote.words for quote in given.quotes)])[:SEEN]


def is_verbatim(quote: Quoted) -> bool:
    """Whether a quote is a span of its document, white space and Markdown marks aside."""
    return _bare(quote.words) in _bare(quote.source)


def share_met(lists: Sequence[Sequence[str]], text: str) -> float:
    """The share of `lists` that `text` meets by any of their alternatives; 1 where there are none."""
    seen_so = plain(text)
    return sum(any(_stands(one, seen_so) for one in every) for every in lists) / len(lists) if lists else 1.0


def marks_of(marked: Sequence[Marked]) -> Marks:
    """The figures of `marked` questions."""
    answerable = [one for one in marked if one.question.answerable]
    times = sorted(one.given.milliseconds for one in marked)
    return Marks(
        questions=len(marked),
        coverage=_mean(one.coverage for one in answerable),
        full=_mean(float(one.coverage == 1.0) for one in answerable),
        wrongly_declined=_mean(float(one.given.declined) for one in answerable),
        declined_out_of_scope=_mean(_declines(marked, out_of_scope=True)),
        declined_near_scope=_mean(_declines(marked, out_of_scope=False)),
        fidelity=_mean(float(is_verbatim(quote)) for one in marked for quote in one.given.quotes),
        p50=_percentile(times, 0.5),
        p95=_percentile(times, 0.95),
    )


def by_part(marked: Sequence[Marked], part: Callable[[BankQuestion], str]) -> dict[str, Marks]:
    """The figures of each part of a bank, by what `part` says of a question (its type, its language)."""
    parts: defaultdict[str, list[Marked]] = defaultdict(list)
    for one in marked:
        parts[part(one.question)].append(one)
    return {name: marks_of(inside) for name, inside in parts.items()}


def _declines(marked: Sequence[Marked], *, out_of_scope: bool) -> Iterable[float]:
    return [
        float(one.given.declined)
        for one in marked
        if not one.question.answerable and (one.question.type == _OUT_OF_SCOPE) == out_of_scope
    ]


@lru_cache(maxsize=64)  # the same few documents are quoted again and again
def _bare(text: str) -> str:
    return MARKS.sub("", "".join(text.split()))


def _stands(alternative: str, text: str) -> bool:
    wanted = plain(alternative)
    if len(wanted) > _WHOLE_WORD:
        return wanted in text
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
