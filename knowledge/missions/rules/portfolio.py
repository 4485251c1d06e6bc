"""The rules of step 7: the mission map and the portfolio (pure)."""

from collections.abc import Sequence
from typing import Final

from knowledge.canvas import STRENGTHS
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, name_of, read, weak, written
from knowledge.missions.rules.words import words

LEAST_SECTORS: Final = 3
LEAST_INITIATIVES: Final = 6
LEAST_TYPES: Final = 3
LEAST_HORIZONS: Final = 2
LEAST_REASON: Final = 4  # words: "ingen" is no motive, "ingen, för kunderna finns utomlands" is
_SHARED: Final = 4  # letters in a row by which two forms of a sector's name meet


def c7_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C7.1: three sectors and six initiatives, each tied to a sector of the map."""
    del check
    sectors, initiatives = written(design, "sectors"), written(design, "initiatives")
    found: list[Finding] = []
    if not sectors:
        found.append(missing("C7.1", "no_sectors", "sectors"))
    elif len(sectors) < LEAST_SECTORS:
        found.append(weak("C7.1", "few_sectors", "sectors", sectors=len(sectors), least=LEAST_SECTORS))
    if not initiatives:
        return (*found, missing("C7.1", "no_initiatives", "initiatives"))
    if len(initiatives) < LEAST_INITIATIVES:
        few = {"initiatives": len(initiatives), "least": LEAST_INITIATIVES}
        found.append(weak("C7.1", "few_initiatives", "initiatives", **few))
    names = [read(claim, "text") for claim in sectors]
    return (*found, *lacking("C7.1", "no_sector", initiatives, "sectors"), *_unmapped(initiatives, names))


def c7_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C7.2: three types of initiatives, not technology alone."""
    del check
    initiatives = written(design, "initiatives")
    if not initiatives:
        return (missing("C7.2", "no_initiatives", "initiatives"),)
    types = {claim.part("type") for claim in initiatives} - {""}
    if types == {"technology"}:
        return (weak("C7.2", "only_technology", "initiatives"),)
    if len(types) >= LEAST_TYPES:
        return ()
    untyped = lacking("C7.2", "no_type", initiatives, "type")
    return untyped or (weak("C7.2", "few_types", "initiatives", types=len(types), least=LEAST_TYPES),)


def c7_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C7.3: initiatives on two horizons."""
    del check
    initiatives = written(design, "initiatives")
    if not initiatives:
        return (missing("C7.3", "no_initiatives", "initiatives"),)
    horizons = {claim.part("horizon") for claim in initiatives} - {""}
    if len(horizons) >= LEAST_HORIZONS:
        return ()
    return lacking("C7.3", "no_horizon", initiatives, "horizon") or (weak("C7.3", "one_horizon", "initiatives"),)


def c7_4(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C7.4: a link to Smart industry and to Tech, or a motive for none."""
    del check
    links = written(design, "cross_links")
    found: list[Finding] = []
    for strength in STRENGTHS:
        own = [claim for claim in links if claim.part("strength") in (strength, "") and read(claim, "text")]
        if not own:
            tell = weak if links else missing
            found.append(tell("C7.4", f"no_{strength}", "cross_links"))
        elif all(_is_bare_denial(claim) for claim in own):
            found.append(weak("C7.4", "no_motive", "cross_links", own[0], said=read(own[0], "text")))
    return tuple(found)


def _unmapped(initiatives: Sequence[Claim], sectors: Sequence[str]) -> tuple[Finding, ...]:
    """Initiatives that are tied to nothing on the map, though they name a sector."""
    named = [claim for claim in initiatives if read(claim, "sectors")] if sectors else []
    astray = [claim for claim in named if not any(_meets(read(claim, "sectors"), sector) for sector in sectors)]
    return tuple(
        weak(
            "C7.1",
            "other_sector",
            "initiatives",
            claim,
            initiative=name_of(claim),
            sector=read(claim, "sectors"),
        )
        for claim in astray
    )


def _meets(said: str, sector: str) -> bool:
    """Whether a sector is named, in any form: "sjöfarten" for "Sjöfart", a number for its place is not."""
    ours = {word.text[: max(_SHARED, len(word.text) - 2)] for word in words(sector)}
    return any(word.text.startswith(stem) or stem.startswith(word.text) for word in words(said) for stem in ours)


def _is_bare_denial(claim: Claim) -> bool:
    said = [word.text for word in words(read(claim, "text"))]
    return len(said) < LEAST_REASON and said[:1] != [] and said[0] in ("inga", "ingen", "inget", "nej", "no", "none")


RULES: Final = (
    Rule(
        "C7.1",
        c7_1,
        {
            "no_sectors": (),
            "few_sectors": ("sectors", "least"),
            "no_initiatives": (),
            "few_initiatives": ("initiatives", "least"),
            "no_sector": ("count", "names"),
            "other_sector": ("initiative", "sector"),
        },
    ),
    Rule(
        "C7.2",
        c7_2,
        {"no_initiatives": (), "only_technology": (), "no_type": ("count", "names"), "few_types": ("types", "least")},
    ),
    Rule("C7.3", c7_3, {"no_initiatives": (), "no_horizon": ("count", "names"), "one_horizon": ()}),
    Rule("C7.4", c7_4, {**{f"no_{strength}": () for strength in STRENGTHS}, "no_motive": ("said",)}),
)
