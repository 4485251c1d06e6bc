"""The rules of step 6: goal conflicts and side effects (pure)."""

from typing import Final

from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, name_of, read, weak, written
from knowledge.missions.rules.words import words

LEAST_CONFLICTS: Final = 3
_MOST_DENIAL: Final = 4  # words: "vi ser inga konflikter" denies, "inga bilar i centrum" does not
_NONE: Final = frozenset("inga ingen inget nej none no nothing".split())
_CONFLICT: Final = ("konflikt", "conflict", "krock", "clash")


def c6_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C6.1: three conflicts, each between two goals and with a chosen way to handle it."""
    del check
    conflicts = written(design, "conflicts")
    if not conflicts:
        return (missing("C6.1", "no_conflicts", "conflicts"),)
    denied = next((claim for claim in conflicts if _denies(claim)), None)
    if denied:
        return (weak("C6.1", "denied", "conflicts", denied, said=read(denied, "a")),)
    one_sided = [claim for claim in conflicts if _is_one_sided(claim)]
    found = [weak("C6.1", "one_pole", "conflicts", claim, goal=name_of(claim)) for claim in one_sided]
    found += lacking("C6.1", "no_handling", [claim for claim in conflicts if claim not in one_sided], "handling")
    whole = sum(claim not in one_sided and bool(claim.part("handling")) for claim in conflicts)
    if whole >= LEAST_CONFLICTS:
        return ()
    if len(conflicts) < LEAST_CONFLICTS:
        found.insert(0, weak("C6.1", "few_conflicts", "conflicts", conflicts=len(conflicts), least=LEAST_CONFLICTS))
    return tuple(found)


def c6_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C6.2: for each conflict it is told who decides."""
    del check
    conflicts = [claim for claim in written(design, "conflicts") if not _denies(claim)]
    if not conflicts:
        return (missing("C6.2", "no_conflicts", "conflicts"),)
    return lacking("C6.2", "nobody_decides", conflicts, "decides")


def c6_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C6.3: an unwanted side effect has a sign by which it shows."""
    del check
    effects = written(design, "side_effects")
    if not effects:
        return (missing("C6.3", "no_side_effects", "side_effects"),)
    if any(read(claim, "indicator") for claim in effects):
        return ()
    return (weak("C6.3", "no_indicator", "side_effects", effects[0], effect=name_of(effects[0])),)


def _denies(claim: Claim) -> bool:
    """Whether an entry says that there are no conflicts."""
    said = [word.text for word in words(read(claim, "a"))]
    if read(claim, "b") or not _NONE.intersection(said) or len(said) > _MOST_DENIAL:
        return False
    return len(said) == 1 or any(word.startswith(_CONFLICT) or word.endswith("konflikter") for word in said)


def _is_one_sided(claim: Claim) -> bool:
    a, b = read(claim, "a").casefold(), read(claim, "b").casefold()
    return not a or not b or a == b


RULES: Final = (
    Rule(
        "C6.1",
        c6_1,
        {
            "no_conflicts": (),
            "denied": ("said",),
            "few_conflicts": ("conflicts", "least"),
            "one_pole": ("goal",),
            "no_handling": ("count", "names"),
        },
    ),
    Rule("C6.2", c6_2, {"no_conflicts": (), "nobody_decides": ("count", "names")}),
    Rule("C6.3", c6_3, {"no_side_effects": (), "no_indicator": ("effect",)}),
)
