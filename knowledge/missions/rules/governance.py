"""The rules of step 9: organisation, mandate and resources (pure)."""

from typing import Final

from knowledge.canvas import GOVERNANCE_LEVELS
from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, name_of, read, weak, written
from knowledge.missions.rules.rates import share_in, times_a_year

LEAST_SOURCES: Final = 3
LEAST_TIMES: Final = 4  # a year
_WHOLE: Final = 100  # per cent of a post


def c9_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C9.1: a named body on all four levels, and the coordinator's time told."""
    del check
    bodies = [claim for claim in written(design, "governance") if read(claim, "body")]
    time = _time_found(design)
    if not bodies:
        return (missing("C9.1", "no_bodies", "governance"), *time)
    levels = {claim.part("level") for claim in bodies}
    empty = [weak("C9.1", f"no_{level}", "governance") for level in GOVERNANCE_LEVELS if level not in levels]
    return (*lacking("C9.1", "no_level", bodies, "level"), *empty, *time)


def c9_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C9.2: three sources of money or time, one of them no project grant."""
    del check
    sources = written(design, "funding")
    if not sources:
        return (missing("C9.2", "no_sources", "funding"),)
    found: list[Finding] = []
    if len(sources) < LEAST_SOURCES:
        found.append(weak("C9.2", "few_sources", "funding", sources=len(sources), least=LEAST_SOURCES))
    kinds = {claim.part("kind") for claim in sources}
    if kinds <= {"grant", ""}:
        found += lacking("C9.2", "no_kind", sources, "kind") or (weak("C9.2", "only_grants", "funding"),)
    return tuple(found)


def c9_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C9.3: a body that decides meets four times a year or more."""
    del check
    bodies = written(design, "governance")
    told = [claim for claim in bodies if read(claim, "times_a_year")]
    if not told:
        return (missing("C9.3", "no_rhythm", "governance"),)
    rates = {claim.id: times_a_year(claim.part("times_a_year")) for claim in told}
    if any(rate is not None and rate >= LEAST_TIMES for rate in rates.values()):
        return ()
    often = max(told, key=lambda claim: rates[claim.id] or 0)
    code = "unreadable_rhythm" if rates[often.id] is None else "seldom"
    facts: dict[str, str | int] = {"body": name_of(often), "said": read(often, "times_a_year")}
    if code == "seldom":
        facts["least"] = LEAST_TIMES
    return (weak("C9.3", code, "governance", often, **facts),)


def _time_found(design: MissionDesign) -> tuple[Finding, ...]:
    """What is wrong with the time that the coordinator has."""
    coordinator = next(iter(written(design, "coordinator")), None)
    if coordinator is None:
        return (missing("C9.1", "no_coordinator", "coordinator"),)
    said, name = read(coordinator, "time_share"), name_of(coordinator)
    if not said:
        return (weak("C9.1", "no_time", "coordinator", coordinator, name=name),)
    share = share_in(said)
    if share is None:
        return (weak("C9.1", "unreadable_time", "coordinator", coordinator, name=name, said=said),)
    if not 0 < share <= _WHOLE:
        return (weak("C9.1", "odd_time", "coordinator", coordinator, name=name, said=said),)
    return ()


RULES: Final = (
    Rule(
        "C9.1",
        c9_1,
        {
            "no_bodies": (),
            "no_level": ("count", "names"),
            **{f"no_{level}": () for level in GOVERNANCE_LEVELS},
            "no_coordinator": (),
            "no_time": ("name",),
            "unreadable_time": ("name", "said"),
            "odd_time": ("name", "said"),
        },
    ),
    Rule(
        "C9.2",
        c9_2,
        {"no_sources": (), "few_sources": ("sources", "least"), "no_kind": ("count", "names"), "only_grants": ()},
    ),
    Rule(
        "C9.3",
        c9_3,
        {"no_rhythm": (), "unreadable_rhythm": ("body", "said"), "seldom": ("body", "said", "least")},
    ),
)
