"""The rules of step 5: the mission sentence and its headline measure (pure)."""

from typing import Final

from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, missing, name_of, read, weak, written
from knowledge.missions.rules.numbers import has_number
from knowledge.missions.rules.sentence import SENTENCE_RULES


def c5_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C5.1: the mission has a last year, three to fifteen years from now."""
    return _of_sentence("C5.1", design, check)


def c5_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C5.2: the mission can be measured, and there is a headline measure whose present level is known."""
    return (*_of_sentence("C5.2", design, check), *_headline(design))


def c5_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C5.3: the mission is one sentence of at most thirty words that a neighbour understands."""
    return _of_sentence("C5.3", design, check)


def c5_4(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C5.4: the mission names neither activity nor solution."""
    return _of_sentence("C5.4", design, check)


def c5_5(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C5.5: the mission names a place or a group."""
    return _of_sentence("C5.5", design, check)


def _of_sentence(criterion: str, design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    found = SENTENCE_RULES[criterion](design.text("mission"), check)
    claim = next(iter(written(design, "mission")), None)
    return tuple(finding.model_copy(update={"claim": claim.id if claim else None}) for finding in found)


def _headline(design: MissionDesign) -> tuple[Finding, ...]:
    measure = next(iter(written(design, "headline_measure")), None)
    if measure is None:
        return (missing("C5.2", "no_measure", "headline_measure"),)
    baseline = read(measure, "baseline")
    if not baseline:
        return (weak("C5.2", "no_baseline", "headline_measure", measure, measure=name_of(measure)),)
    if has_number(baseline):
        return ()
    facts = {"measure": name_of(measure), "baseline": baseline}
    return (weak("C5.2", "baseline_without_number", "headline_measure", measure, **facts),)


RULES: Final = (
    Rule(
        "C5.1",
        c5_1,
        {
            "no_sentence": ("suggested",),
            "no_year": ("end", "suggested"),
            "someday": ("words", "suggested"),
            "decade": ("words", "suggested"),
            "in_years": ("words", "year"),
            "only_baseline": ("year", "suggested"),
            "named_year": ("name", "suggested"),
            "past": ("year", "suggested"),
            "too_near": ("year", "earliest"),
            "too_far": ("year", "latest"),
        },
    ),
    Rule(
        "C5.2",
        c5_2,
        {
            "no_sentence": (),
            "no_target": ("end",),
            "direction_only": ("word",),
            "praise": ("word",),
            "no_quantity": ("number",),
            "other_language": (),
            "no_measure": (),
            "no_baseline": ("measure",),
            "baseline_without_number": ("measure", "baseline"),
        },
    ),
    Rule(
        "C5.3",
        c5_3,
        {
            "no_sentence": (),
            "too_short": ("words", "least"),
            "too_long": ("words", "most", "over"),
            "question": (),
            "several_sentences": ("sentences", "first"),
            "glued": ("second",),
            "abbreviation": ("abbreviation",),
            "other_language": (),
        },
    ),
    Rule("C5.4", c5_4, {"no_sentence": (), "activity": ("phrase",), "solution": ("word",), "other_language": ()}),
    Rule(
        "C5.5",
        c5_5,
        {"no_sentence": (), "no_place_or_group": ("end",), "generic_place": ("word",), "other_language": ()},
    ),
)
