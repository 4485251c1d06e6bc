"""The rules of step 2: the system and its lock-ins (pure)."""

from typing import Final

from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, name_of, read, weak, written
from knowledge.missions.rules.words import words

LEAST_PARTS: Final = 6
LEAST_LOCKINS: Final = 3
LEAST_KINDS: Final = 3
LEAST_MOTIVE: Final = 8  # words


def c2_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C2.1: six parts of the system, three lock-ins."""
    del check
    return (*_parts(design), *_lockins(design))


def c2_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C2.2: the lock-ins are of three kinds."""
    del check
    lockins = written(design, "lockins")
    if not lockins:
        return (missing("C2.2", "no_lockins", "lockins"),)
    kinds = {claim.part("kind") for claim in lockins} - {""}
    if len(kinds) >= LEAST_KINDS:
        return ()
    unsorted = lacking("C2.2", "no_kind", lockins, "kind")
    return unsorted or (weak("C2.2", "few_kinds", "lockins", kinds=len(kinds), least=LEAST_KINDS),)


def c2_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C2.3: one of the seven bottlenecks is chosen, with a motive of eight words."""
    del check
    chosen = [claim for claim in design.of("bottlenecks") if claim.part("bottleneck")]
    if not chosen:
        return (missing("C2.3", "no_bottleneck", "bottlenecks"),)
    longest = max(chosen, key=_motive)
    if _motive(longest) >= LEAST_MOTIVE:
        return ()
    if not _motive(longest):
        return (weak("C2.3", "no_motive", "bottlenecks", longest),)
    said = read(longest, "motive")
    return (
        weak(
            "C2.3",
            "short_motive",
            "bottlenecks",
            longest,
            motive=said,
            words=_motive(longest),
            least=LEAST_MOTIVE,
        ),
    )


def _parts(design: MissionDesign) -> tuple[Finding, ...]:
    parts = {name_of(claim).casefold() for claim in written(design, "system")}
    if not parts:
        return (missing("C2.1", "no_parts", "system"),)
    return (
        (weak("C2.1", "few_parts", "system", parts=len(parts), least=LEAST_PARTS),) if len(parts) < LEAST_PARTS else ()
    )


def _lockins(design: MissionDesign) -> tuple[Finding, ...]:
    count = len(written(design, "lockins"))
    if not count:
        return (missing("C2.1", "no_lockins", "lockins"),)
    return (
        (weak("C2.1", "few_lockins", "lockins", lockins=count, least=LEAST_LOCKINS),) if count < LEAST_LOCKINS else ()
    )


def _motive(claim: Claim) -> int:
    return len(words(read(claim, "motive")))


RULES: Final = (
    Rule(
        "C2.1",
        c2_1,
        {"no_parts": (), "few_parts": ("parts", "least"), "no_lockins": (), "few_lockins": ("lockins", "least")},
    ),
    Rule("C2.2", c2_2, {"no_lockins": (), "no_kind": ("count", "names"), "few_kinds": ("kinds", "least")}),
    Rule("C2.3", c2_3, {"no_bottleneck": (), "no_motive": (), "short_motive": ("motive", "words", "least")}),
)
