"""What a rule is, what it is handed, and how it says what it found."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from knowledge.canvas import FIELDS, FieldName
from knowledge.method.method import Lexicon
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding, Severity
from knowledge.missions.rules.words import legible, shown

_LONGEST_FACT: Final = 80
_LONGEST_NAME: Final = 40
_MOST_NAMES: Final = 3
_NAMELESS: Final = "…"


class Check(NamedTuple):
    """What the rules read a design with: the word lists of the method, and the day it is read on."""

    lexicon: Lexicon
    today: date


Judge = Callable[[MissionDesign, Check], tuple[Finding, ...]]


class Rule(NamedTuple):
    """The rule of a criterion; `codes` has, for everything it can find, the names of the facts told with it."""

    criterion: str
    judge: Judge
    codes: Mapping[str, tuple[str, ...]]


def weak(criterion: str, code: str, field: FieldName, claim: Claim | None = None, /, **facts: str | int) -> Finding:
    """Something that is there and needs work."""
    return _finding(criterion, "weak", code, field, claim, facts)


def missing(criterion: str, code: str, field: FieldName, /, **facts: str | int) -> Finding:
    """Nothing is there to judge."""
    return _finding(criterion, "missing", code, field, None, facts)


def name_of(claim: Claim) -> str:
    """What an entry is called in a finding: the first of its parts that is filled in with words, not with a choice."""
    worded = (part.name for part in FIELDS[claim.field].parts if not part.options)
    return shown(next((said for part in worded if (said := read(claim, part))), _NAMELESS), _LONGEST_NAME)


def names_of(claims: Iterable[Claim]) -> str:
    """What several entries are called: three of them, and a mark where there are more."""
    names = [name_of(claim) for claim in claims]
    return ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")


def lacking(criterion: str, code: str, claims: Iterable[Claim], part: str) -> tuple[Finding, ...]:
    """One finding for all entries of a field that leave `part` empty; its facts are `count` and `names`."""
    without = [claim for claim in claims if not read(claim, part)]
    if not without:
        return ()
    only = without[0] if len(without) == 1 else None
    field = without[0].field
    return (weak(criterion, code, field, only, count=len(without), names=names_of(without)),)


def read(claim: Claim, part: str) -> str:
    """What can be read in a part of an entry: "" where there are only marks ("–", "?", an emoji)."""
    return legible(claim.part(part))


def written(design: MissionDesign, field: FieldName) -> tuple[Claim, ...]:
    """The claims of a field in which something can be read."""
    return tuple(claim for claim in design.of(field) if says_something(claim))


def says_something(claim: Claim) -> bool:
    """Whether anything can be read in an entry."""
    return any(legible(value) for value in claim.values.values())


def _finding(
    criterion: str,
    severity: Severity,
    code: str,
    field: FieldName,
    claim: Claim | None,
    facts: Mapping[str, str | int],
) -> Finding:
    return Finding(
        criterion=criterion,
        severity=severity,
        code=code,
        field=field,
        claim=claim.id if claim else None,
        facts={name: shown(str(fact), _LONGEST_FACT) for name, fact in facts.items()},
    )
