"""The rules of step 8: milestones and prototypes (pure)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, name_of, read, weak, written
from knowledge.missions.rules.dates import date_written, months_later
from knowledge.missions.rules.words import plain
from knowledge.missions.rules.years import last_years, year_written

LEAST_MILESTONES: Final = 3
SOON: Final = 6  # months within which a prototype starts
_ROUGH: Final = 200  # days: a start that may be on any of more is none
_NEEDED: Final = (("place", "no_place"), ("question", "no_question"), ("owner", "no_owner"), ("start", "no_start"))


def c8_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C8.1: three milestones with years between now and the mission's, in order."""
    milestones = written(design, "milestones")
    if not milestones:
        return (missing("C8.1", "no_milestones", "milestones"),)
    now, end = check.today.year, mission_year(design, check)
    years = {claim.id: year_written(claim.part("year"), now=now) for claim in milestones}
    found: list[Finding] = []
    if len(milestones) < LEAST_MILESTONES:
        few = {"milestones": len(milestones), "least": LEAST_MILESTONES}
        found.append(weak("C8.1", "few_milestones", "milestones", **few))
    for claim in milestones:
        found += _year_found(claim, years[claim.id], now, end)
    told = [(claim, year) for claim in milestones if (year := years[claim.id]) is not None]
    return (*found, *_order_found(told))


def c8_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C8.2: a prototype that starts within six months, with place, question and owner.

    One that has them all is enough; else it is told what the one that has most still lacks.
    """
    prototypes = written(design, "prototypes")
    if not prototypes:
        return (missing("C8.2", "no_prototypes", "prototypes"),)
    return min((_gaps(claim, check) for claim in prototypes), key=len)


def c8_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C8.3: it is told when each prototype is stopped or scaled up."""
    del check
    prototypes = written(design, "prototypes")
    if not prototypes:
        return (missing("C8.3", "no_prototypes", "prototypes"),)
    return lacking("C8.3", "no_rule", prototypes, "stop_scale")


def mission_year(design: MissionDesign, check: Check) -> int | None:
    """The last year of the mission, as the sentence tells it or else its headline measure."""
    now = check.today.year
    told = last_years(plain(design.text("mission")), now=now)
    measured = (year_written(claim.part("year"), now=now) for claim in design.of("headline_measure"))
    return max(told) if told else next(measured, None)


def _year_found(claim: Claim, year: int | None, now: int, end: int | None) -> list[Finding]:
    said, name = read(claim, "year"), read(claim, "text") or name_of(claim)
    if not said:
        return [weak("C8.1", "no_year", "milestones", claim, milestone=name)]
    if year is None:
        return [weak("C8.1", "unreadable_year", "milestones", claim, milestone=name, said=said)]
    if year < now:
        return [weak("C8.1", "past", "milestones", claim, milestone=name, year=year)]
    if end is not None and year > end:
        return [weak("C8.1", "after_mission", "milestones", claim, milestone=name, year=year, end=end)]
    return []


def _order_found(told: Sequence[tuple[Claim, int]]) -> tuple[Finding, ...]:
    """Milestones out of order; backwards from the goal is an order too."""
    years = [year for _, year in told]
    twice = next((claim for (claim, year), (_, after) in pairwise(told) if year == after), None)
    if twice:
        return (weak("C8.1", "same_year", "milestones", twice, year=year_of(told, twice)),)
    if years in (sorted(years), sorted(years, reverse=True)):
        return ()
    return (weak("C8.1", "not_ordered", "milestones", years=", ".join(map(str, years))),)


def year_of(told: Sequence[tuple[Claim, int]], wanted: Claim) -> int:
    """The year of one of the milestones."""
    return next(year for claim, year in told if claim is wanted)


def _gaps(claim: Claim, check: Check) -> tuple[Finding, ...]:
    name = name_of(claim)
    empty = [code for part, code in _NEEDED if not read(claim, part)]
    found = [weak("C8.2", code, "prototypes", claim, prototype=name) for code in empty]
    said = read(claim, "start")
    return (*found, *(_start_found(claim, name, said, check) if said else ()))


def _start_found(claim: Claim, name: str, said: str, check: Check) -> tuple[Finding, ...]:
    span, latest = date_written(said, today=check.today), months_later(check.today, SOON)
    facts = {"prototype": name, "said": said}
    if span is None:
        return (weak("C8.2", "unreadable_start", "prototypes", claim, **facts),)
    if span.last < check.today:
        return (weak("C8.2", "past_start", "prototypes", claim, **facts),)
    if span.first > latest:
        return (weak("C8.2", "late_start", "prototypes", claim, **facts, latest=latest.isoformat()),)
    if span.days > _ROUGH:
        return (weak("C8.2", "rough_start", "prototypes", claim, **facts),)
    return ()


RULES: Final = (
    Rule(
        "C8.1",
        c8_1,
        {
            "no_milestones": (),
            "few_milestones": ("milestones", "least"),
            "no_year": ("milestone",),
            "unreadable_year": ("milestone", "said"),
            "past": ("milestone", "year"),
            "after_mission": ("milestone", "year", "end"),
            "same_year": ("year",),
            "not_ordered": ("years",),
        },
    ),
    Rule(
        "C8.2",
        c8_2,
        {
            "no_prototypes": (),
            "no_place": ("prototype",),
            "no_question": ("prototype",),
            "no_owner": ("prototype",),
            "no_start": ("prototype",),
            "unreadable_start": ("prototype", "said"),
            "past_start": ("prototype", "said"),
            "late_start": ("prototype", "said", "latest"),
            "rough_start": ("prototype", "said"),
        },
    ),
    Rule("C8.3", c8_3, {"no_prototypes": (), "no_rule": ("count", "names")}),
)
