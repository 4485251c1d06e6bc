"""The canvas: which fields a mission design has, and which parts an entry of each field has (pure).

The fields are known to the code, since the checks read them; the words for them, and the question that each is an
answer to, stand in the method's content, where its owner can change them.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, get_args

FieldName = Literal[
    "challenge",
    "tried",
    "fit",
    "strategies",
    "commitment",
    "system",
    "lockins",
    "winners",
    "bottlenecks",
    "leverage",
    "actors",
    "influence",
    "coordinator",
    "vision",
    "changes",
    "angles",
    "not_yet_for",
    "chosen_angle",
    "mission",
    "headline_measure",
    "boldness",
    "openness",
    "neighbour",
    "not_included",
    "conflicts",
    "losers",
    "side_effects",
    "sectors",
    "initiatives",
    "gaps",
    "cross_links",
    "mix",
    "milestones",
    "prototypes",
    "continuation",
    "governance",
    "funding",
    "procurement",
    "risk_sharing",
    "theory",
    "assumptions",
    "indicators",
    "hard_to_measure",
    "learning_dates",
    "spreading",
]
PartKind = Literal["text", "line", "year", "date", "number", "choice", "choices"]
Shape = Literal["text", "lines", "entry", "entries"]

FIELD_NAMES: Final[tuple[FieldName, ...]] = get_args(FieldName)
LONGEST_TEXT: Final = 4000
"""Characters of a text: what one input of a form in Discord holds."""
LONGEST_LINE: Final = 300
BETWEEN_CHOICES: Final = ","
"""Stands between the chosen options of a part of kind `choices`."""
TEXT: Final = "text"
"""The one part of a field that is a plain text or a list of lines."""


class Part(NamedTuple):
    """One part of an entry.

    A value is always what the person wrote: a `year` that is none is kept and told of by the checks. Only `choice` and
    `choices` are held to their `options`.
    """

    name: str
    kind: PartKind = "line"
    options: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """How many characters a value may have."""
        return LONGEST_TEXT if self.kind == "text" else LONGEST_LINE


class Field(NamedTuple):
    """A field of the canvas.

    `shape` is "text" (one text), "lines" (a list whose lines are written together), "entry" (one entry with parts) or
    "entries" (a list of entries with parts, each written by itself). The first part of an entry names it.
    """

    name: FieldName
    shape: Shape
    parts: tuple[Part, ...]

    @property
    def many(self) -> bool:
        """Whether the field holds a list."""
        return self.shape in ("lines", "entries")


SECTORS: Final = ("public", "business", "academia", "civil_society")
LEVELS: Final = ("decides", "plans", "does", "affected")
LOCKIN_KINDS: Final = ("rules", "funding", "technology", "behaviour", "competence", "organisation")
BOTTLENECKS: Final = (
    "critical_mass",
    "financing",
    "system_policies",
    "social_capital",
    "ecosystem_gaps",
    "entrepreneurship",
    "skills",
)
"""The seven of Blekinge's strategy for smart specialisation, in its order."""
BENEFITS: Final = ("climate", "health", "jobs", "nature", "equality", "safety", "economy", "learning")
HANDLINGS: Final = ("both_and", "sequence", "compensation", "choice")
INITIATIVE_TYPES: Final = (
    "technology",
    "service",
    "policy",
    "procurement",
    "behaviour",
    "business_model",
    "knowledge",
)
HORIZONS: Final = ("within_1_year", "1_to_3_years", "beyond_3_years")
INITIATIVE_STANDINGS: Final = ("ongoing", "new")
STRENGTHS: Final = ("smart_industry", "tech")
GOVERNANCE_LEVELS: Final = ("political", "strategic", "coordinating", "operative")
FUNDING_KINDS: Final = ("grant", "own_budget", "in_kind", "private", "procurement")
INDICATOR_KINDS: Final = ("outcome", "system", "distribution", "activity")


def _text(name: FieldName) -> Field:
    return Field(name, "text", (Part(TEXT, "text"),))


def _lines(name: FieldName) -> Field:
    return Field(name, "lines", (Part(TEXT),))


_MEASURE: Final = (
    Part("baseline"),
    Part("target"),
    Part("year", "year"),
    Part("source"),
    Part("owner"),
)

_ALL: Final = (
    _text("challenge"),
    _text("tried"),
    _text("fit"),
    _lines("strategies"),
    _text("commitment"),
    _lines("system"),
    Field("lockins", "entries", (Part("text", "text"), Part("kind", "choice", LOCKIN_KINDS))),
    _text("winners"),
    Field("bottlenecks", "entries", (Part("bottleneck", "choice", BOTTLENECKS), Part("motive", "text"))),
    _text("leverage"),
    Field(
        "actors",
        "entries",
        (
            Part("name"),
            Part("sector", "choice", SECTORS),
            Part("level", "choices", LEVELS),
            Part("standing", "choice", ("established", "emerging")),
            Part("role"),
            Part("gives"),
            Part("gets"),
        ),
    ),
    _text("influence"),
    Field("coordinator", "entry", (Part("name"), Part("mandate", "text"), Part("time_share", "number"))),
    _text("vision"),
    _text("changes"),
    Field("angles", "entries", (Part("text"), Part("benefits", "choices", BENEFITS))),
    _text("not_yet_for"),
    _text("chosen_angle"),
    _text("mission"),
    Field("headline_measure", "entry", (Part("name"), *_MEASURE)),
    _text("boldness"),
    _text("openness"),
    _text("neighbour"),
    _text("not_included"),
    Field(
        "conflicts",
        "entries",
        (
            Part("a"),
            Part("b"),
            Part("parties"),
            Part("handling", "choice", HANDLINGS),
            Part("decides"),
        ),
    ),
    _text("losers"),
    Field("side_effects", "entries", (Part("text"), Part("indicator"))),
    _lines("sectors"),
    Field(
        "initiatives",
        "entries",
        (
            Part("name"),
            Part("type", "choice", INITIATIVE_TYPES),
            Part("horizon", "choice", HORIZONS),
            Part("owner"),
            Part("sectors"),
            Part("links"),
            Part("standing", "choice", INITIATIVE_STANDINGS),
        ),
    ),
    Field("gaps", "entries", (Part("text"), Part("sectors"))),
    Field("cross_links", "entries", (Part("strength", "choice", STRENGTHS), Part("text", "text"))),
    _text("mix"),
    Field("milestones", "entries", (Part("year", "year"), Part("text"))),
    Field(
        "prototypes",
        "entries",
        (
            Part("name"),
            Part("place"),
            Part("owner"),
            Part("start", "date"),
            Part("question", "text"),
            Part("rule_tested"),
            Part("stop_scale", "text"),
        ),
    ),
    _text("continuation"),
    Field(
        "governance",
        "entries",
        (
            Part("body"),
            Part("level", "choice", GOVERNANCE_LEVELS),
            Part("decisions", "text"),
            Part("times_a_year", "number"),
        ),
    ),
    Field("funding", "entries", (Part("source"), Part("kind", "choice", FUNDING_KINDS), Part("covers"), Part("until"))),
    _text("procurement"),
    _text("risk_sharing"),
    _text("theory"),
    _lines("assumptions"),
    Field("indicators", "entries", (Part("name"), Part("kind", "choice", INDICATOR_KINDS), *_MEASURE)),
    _text("hard_to_measure"),
    Field("learning_dates", "entries", (Part("date", "date"), Part("about"))),
    _text("spreading"),
)

FIELDS: Final[Mapping[FieldName, Field]] = {field.name: field for field in _ALL}
"""Every field by name, in the order of the canvas."""
