"""The rules of step 3: actors, roles and voices (pure)."""

from typing import Final

from knowledge.canvas import SECTORS
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, read, weak, written
from knowledge.missions.rules.words import every_list, words

LEAST_ACTORS: Final = 8
LEAST_EMERGING: Final = 30  # per cent
MOST_EMERGING: Final = 60  # per cent
_ENOUGH_TO_SHARE: Final = 4  # actors; of fewer, a share says nothing
_PROFESSIONAL: Final = ("public", "business", "academia")


def c3_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C3.1: eight actors from all four sectors, among them those who are affected."""
    actors = written(design, "actors")
    if not actors:
        return (missing("C3.1", "no_actors", "actors"),)
    found: list[Finding] = []
    if len(actors) < LEAST_ACTORS:
        found.append(weak("C3.1", "few_actors", "actors", actors=len(actors), least=LEAST_ACTORS))
    present = {claim.part("sector") for claim in actors}
    found += [weak("C3.1", f"no_{sector}", "actors") for sector in SECTORS if sector not in present]
    if not any(_is_affected(claim, check) for claim in actors):
        found.append(weak("C3.1", "no_affected", "actors"))
    return tuple(found)


def c3_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C3.2: between 30 and 60 per cent of the actors are emerging."""
    del check
    actors = written(design, "actors")
    if not actors:
        return (missing("C3.2", "no_actors", "actors"),)
    unmarked = lacking("C3.2", "unmarked", actors, "standing")
    if unmarked:
        return unmarked
    emerging = sum(claim.part("standing") == "emerging" for claim in actors)
    share = round(100 * emerging / len(actors))
    facts = {"emerging": emerging, "actors": len(actors), "share": share}
    if share < LEAST_EMERGING:
        return (weak("C3.2", "few_emerging", "actors", **facts, least=LEAST_EMERGING),)
    if share > MOST_EMERGING and len(actors) >= _ENOUGH_TO_SHARE:
        return (weak("C3.2", "many_emerging", "actors", **facts, most=MOST_EMERGING),)
    return ()


def c3_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C3.3: somebody decides and somebody carries out."""
    del check
    actors = written(design, "actors")
    if not actors:
        return (missing("C3.3", "no_actors", "actors"),)
    levels = {level for claim in actors for level in claim.chosen("level")}
    if not levels:
        return (missing("C3.3", "no_levels", "actors"),)
    named = (("decides", "no_deciders"), ("does", "no_doers"))
    return tuple(weak("C3.3", code, "actors") for level, code in named if level not in levels)


def c3_4(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C3.4: every actor gives and gets something, and somebody coordinates."""
    del check
    actors = written(design, "actors")
    if not actors:
        return (missing("C3.4", "no_actors", "actors"),)
    found = [*lacking("C3.4", "no_gain", actors, "gets"), *lacking("C3.4", "no_contribution", actors, "gives")]
    if not any(read(claim, "name") for claim in design.of("coordinator")):
        found.append(missing("C3.4", "no_coordinator", "coordinator"))
    return tuple(found)


def _is_affected(claim: Claim, check: Check) -> bool:
    """Whether an actor speaks for those affected: marked so, or by its name; a clinic for children does not."""
    if "affected" in claim.chosen("level"):
        return True
    said = words(read(claim, "name"))
    by_name = every_list(check.lexicon.groups).hits(said)
    return bool(by_name) and claim.part("sector") not in _PROFESSIONAL


RULES: Final = (
    Rule(
        "C3.1",
        c3_1,
        {
            "no_actors": (),
            "few_actors": ("actors", "least"),
            **{f"no_{sector}": () for sector in SECTORS},
            "no_affected": (),
        },
    ),
    Rule(
        "C3.2",
        c3_2,
        {
            "no_actors": (),
            "unmarked": ("count", "names"),
            "few_emerging": ("emerging", "actors", "share", "least"),
            "many_emerging": ("emerging", "actors", "share", "most"),
        },
    ),
    Rule("C3.3", c3_3, {"no_actors": (), "no_levels": (), "no_deciders": (), "no_doers": ()}),
    Rule(
        "C3.4",
        c3_4,
        {"no_actors": (), "no_gain": ("count", "names"), "no_contribution": ("count", "names"), "no_coordinator": ()},
    ),
)
