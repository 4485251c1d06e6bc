"""Whether the thing a question asks for (a date, a sum, a name …) is missing from what was found (pure)."""

import re
from collections.abc import Sequence
from typing import Final

from knowledge.corpus import Unit
from knowledge.evidence import Scale, Weighed
from knowledge.expectation import Expectation, holds
from knowledge.question import Question

_STRICT: Final[frozenset[Expectation]] = frozenset(
    {
        "issued", "date", "year", "duration", "money", "count", "share", "email", "phone", "web", "expansion", "name",
        "result", "indicator", "office_holder", "rank", "town",
    }
)  # fmt: skip
_EVIDENCE: Final = 12  # units among which the thing asked for must stand
_SHORT_LINE, _AROUND = 60, 2
_BESIDE: Final = 0.35  # of what the best sentence names of the question
_LEAST: Final[dict[Expectation, float]] = {"count": 0.2, "result": 0.5, "indicator": 0.5, "office_holder": 0.3}
_NAMING: Final = 2  # units among which a name must stand
_NAME = re.compile(r"(?<=[\w,;:–-] )[\"”“]?[A-ZÅÄÖ][\w&-]+")
_FULL_NAME = re.compile(r"\b[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)? (?:van |von |de |af )?[A-ZÅÄÖ][a-zåäöéü]{2,}")
_SMALL = re.compile(r"\b[a-zåäöé]+\b")
_PLACE = re.compile(r"\b(?:i|in) ([A-ZÅÄÖ][a-zåäöé]+)")
_WIDE: Final = frozenset(
    """
    sverige sweden europa europe norden skandinavien scandinavia östersjön blekinge skåne halland småland öland gotland
    östergötland västergötland sörmland södermanland uppland värmland dalarna gästrikland hälsingland jämtland
    härjedalen ångermanland medelpad västerbotten norrbotten lappland kronoberg danmark denmark norge norway finland
    tyskland germany polen poland belgien belgium flandern flanders
    """.split()
)
_CAPITALISED = re.compile(r"[A-ZÅÄÖ][\w&-]+")
_COUNTED = re.compile(
    r"\b(?:hur många|how many|antalet|number of)\s+(?:av\s+|of\s+(?:the\s+)?)?(?:olika\s+|different\s+)?"
    r"([\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
_NUMERAL_BEFORE = 3  # words between a number and what it counts


def lacks_the_kind(question: Question, weighed: Sequence[Weighed], scale: Scale, said: str = "") -> bool:
    """Whether the question asks for a thing of a kind (a date, a sum …) that no sentence at hand holds.

    `said` is what has been answered before: a question for the names of the others is not answered by the same names.
    """
    if question.expects not in _STRICT:
        return False
    ranked = sorted(weighed, key=lambda one: -one.score)
    best = _beside_what_is_asked(question, ranked[:_EVIDENCE], weighed, scale)
    if question.expects == "count":
        return not _counts(question, best, scale)
    if question.expects == "expansion":
        return not any(_expands(question, one) for one in best)
    if question.expects == "name":
        return not any(_names(question, one, said, weighed) for one in ranked[:_NAMING])
    if question.expects in ("office_holder", "town"):
        told = _people if question.expects == "office_holder" else _towns
        common = _bare_words(" ".join(one.unit.searched for one in weighed))
        return not any(told(question, one, common) for one in best)
    kind = "date" if question.expects == "issued" else question.expects
    return not any(holds(one.unit.searched, kind) for one in best)


def _beside_what_is_asked(
    question: Question, best: Sequence[Weighed], weighed: Sequence[Weighed], scale: Scale
) -> list[Weighed]:
    """The units that name enough of the question, their headings included: a sum elsewhere is not the sum asked for.

    A short line (a telephone number, a date) goes by what stands around it.
    """
    most = max((one.overlap for one in best), default=0.0)
    least = max(_BESIDE * most, _LEAST.get(question.expects, 0.0))
    terms = {(one.hit.passage.row, one.at): one.terms for one in weighed}

    def about(one: Weighed) -> float:
        reach = _AROUND if len(one.unit.shown) < _SHORT_LINE else 0
        row, heading = one.hit.passage.row, scale.terms(" ".join(one.hit.passage.heading))
        near = [terms.get((row, one.at + step), frozenset[str]()) for step in range(-reach, reach + 1)]
        return max(scale.coverage(heading | some) for some in near)

    return [one for one in best if about(one) >= least]


def _people(question: Question, one: Weighed, common: frozenset[str]) -> bool:
    """Whether a unit names a person: two capitalised words, the first no `common` word nor one of the question."""
    asked = _bare_words(question.text.casefold())
    named = (match.group().casefold().partition(" ")[0] for match in _FULL_NAME.finditer(one.unit.searched))
    return any(first.removesuffix("s") not in asked | common for first in named)


def _towns(question: Question, one: Weighed, common: frozenset[str]) -> bool:
    """Whether a unit names a place that is neither a country nor a region, nor a common word, nor in the question."""
    asked = _bare_words(question.text.casefold())
    found = (match[1].casefold() for match in _PLACE.finditer(one.unit.searched))
    return any(place not in _WIDE and place.removesuffix("s") not in asked | common for place in found)


def _bare_words(text: str) -> frozenset[str]:
    """The words of `text` that are written small, without the s of a genitive."""
    return frozenset(word.removesuffix("s") for word in _SMALL.findall(text))


def _names(question: Question, one: Weighed, said: str, weighed: Sequence[Weighed]) -> bool:
    """Whether a unit, or the list it is in, names as many things by their own names as are asked for.

    Names that were in the question or in what was said do not count.
    """
    known = f"{question.text} {said}".casefold()
    row = one.hit.passage.row
    listed = one.hit.passage.kind in ("list", "outline")
    units = [other.unit for other in weighed if other.hit.passage.row == row] if listed else [one.unit]
    names = {name.strip('"”“ ').casefold().rstrip("s") for unit in units for name in _names_in(unit)}
    return sum(name not in known for name in names) >= (question.number or 1)


def _names_in(unit: Unit) -> list[str]:
    """The capitalised words of a unit; the first word of a sentence is no name."""
    pattern = _NAME if unit.kind in ("sentence", "row") else _CAPITALISED
    return pattern.findall(unit.shown)


def _counts(question: Question, weighed: Sequence[Weighed], scale: Scale) -> bool:
    """Whether a number stands before what is counted, or a list of it is at hand."""
    match = _COUNTED.search(question.asked)
    if match is None:
        return True
    named_next = match[1].casefold().split()
    counted = frozenset(stem for c in question.concepts if c.word in named_next for stem in (*c.whole, *c.parts))
    if not any(c.known for c in question.concepts if c.word in named_next):
        return any(holds(one.unit.searched, "count") for one in weighed)
    for one in weighed:
        words = one.unit.searched.split()
        for at, word in enumerate(words):
            if holds(word, "count"):
                after = scale.terms(" ".join(words[at + 1 : at + 1 + _NUMERAL_BEFORE]))
                if counted & after:
                    return True
        if _introduces(one) and counted & scale.terms(one.unit.searched):
            return True
    return False


def _introduces(one: Weighed) -> bool:
    """Whether a unit says what the list it stands over lists."""
    listed = one.hit.passage.kind in ("list", "outline") and one.at <= 1
    return listed and (one.unit.kind == "heading" or one.unit.shown.endswith(":"))


def _expands(question: Question, one: Weighed) -> bool:
    """Whether a unit spells out a capital-letter abbreviation that the question names."""
    for short in re.findall(r"\b[A-ZÅÄÖ]{2,}\d*\b", question.text):
        told = r".{0,60}(?:står för|stands for|är en förkortning|is short for)"
        if re.search(rf"\b{short}\b(?:\s*(?:\(|=|–)|{told})|\(\s*{short}\b", one.unit.searched):
            return True
    return False
