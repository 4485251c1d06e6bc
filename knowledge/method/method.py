"""The method's values: what its owner writes in `content/method`, read and held together.

Method ─┬─ Step ─┬─ Question (what a field of the canvas is the answer to)
        │        ├─ Criterion ─── FindingWords (what is said where it does not hold)
        │        └─ examples, mistakes, what the documents are asked
        ├─ FieldWords ── PartWords (the words of the canvas)
        ├─ MissionCriterion (the five, each resting on criteria of the steps)
        ├─ StartingPoint (the pilots and the priority areas)
        └─ Lexicon (the word lists that the checks read)
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field as Held

from knowledge.canvas import FieldName
from knowledge.language import Language, LocalText, Value

JudgedBy = Literal["rule", "model", "person"]
Path = Literal["full", "short"]
StartingKind = Literal["pilot", "priority"]

LONGEST_LABEL: Final = 45
"""Characters of a label: what Discord shows above an input of a form."""
LONGEST_OPTION: Final = 100
"""Characters of an option's words in a menu."""


class Question(Value):
    """What people are asked; `field` is the field of the canvas that holds the answer.

    `label` is short (at most 45 characters) and stands above the input, `text` is the whole question, `hint` an example
    of how an answer may begin (at most 100 characters).
    """

    id: str
    field: FieldName
    label: LocalText
    text: LocalText
    hint: LocalText | None = None


class FindingWords(Value):
    """What is said of one way in which a criterion does not hold: what is wrong and why it matters, and what to try.

    Both may hold `{placeholders}` for the facts of a finding.
    """

    problem: LocalText
    try_next: LocalText


class Criterion(Value):
    """What a good answer to a step lives up to.

    `judged_by` a rule of ours, a chat model, or a person. `asks` is what the library is asked for the guidance that the
    criterion rests on; `source` is where the idea comes from. `findings` has, for a rule, the words of each of its
    findings by code.
    """

    id: str
    judged_by: JudgedBy
    text: LocalText
    asks: LocalText
    source: str
    findings: Mapping[str, FindingWords] = {}


class Step(Value):
    """One step of the method; `asks` is what "What do the documents say?" asks the library.

    `good` tells what a good answer looks like, `examples` are invented and marked so, `sources` tell where the step's
    ideas come from.
    """

    id: str
    number: int
    name: LocalText
    purpose: LocalText
    inputs: LocalText
    good: LocalText
    asks: LocalText
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    examples: tuple[LocalText, ...]
    mistakes: tuple[LocalText, ...]
    sources: tuple[str, ...]

    @property
    def fields(self) -> tuple[FieldName, ...]:
        """The fields that the questions ask for, each once."""
        return tuple(dict.fromkeys(question.field for question in self.questions))


class PartWords(Value):
    """The words for one part of an entry: its label (at most 45 characters), a hint, and a name for each option."""

    label: LocalText
    hint: LocalText | None = None
    options: Mapping[str, LocalText] = {}


class FieldWords(Value):
    """The words for a field: what the canvas calls it, what one entry of it is called, and its parts."""

    name: LocalText
    one: LocalText
    parts: Mapping[str, PartWords]


class MissionCriterion(Value):
    """One of the five mission criteria, and the criteria of the steps that it rests on."""

    id: str
    name: LocalText
    text: LocalText
    rests_on: tuple[str, ...]
    source: str


class StartingPoint(Value):
    """A theme to begin from: a mission pilot or a priority area.

    `asks` is what the library is asked for its citation, and `names` are words one of which the quote must hold.
    """

    id: str
    kind: StartingKind
    name: LocalText
    about: LocalText
    asks: LocalText
    names: tuple[str, ...]


class Lexicon(Value):
    """The word lists of the checks, by language; every entry is in small letters.

    An entry that ends in "*" stands for every word that begins so, one that begins with "*" for every word that ends
    so; the words of a phrase may have up to two others between them. `abbreviations` need no spelling out. `places` lie
    in Blekinge, `wider_places` reach beyond it, `generic_places` may lie anywhere ("the region"). `directions` tell
    more or less of something without how much, `praise` is what nobody is against, `someday` stands where a year
    should.
    """

    solutions: Mapping[Language, tuple[str, ...]]
    activities: Mapping[Language, tuple[str, ...]]
    groups: Mapping[Language, tuple[str, ...]]
    places: Mapping[Language, tuple[str, ...]]
    universals: Mapping[Language, tuple[str, ...]]
    abbreviations: tuple[str, ...]
    wider_places: Mapping[Language, tuple[str, ...]] = {}
    generic_places: Mapping[Language, tuple[str, ...]] = {}
    directions: Mapping[Language, tuple[str, ...]] = {}
    praise: Mapping[Language, tuple[str, ...]] = {}
    someday: Mapping[Language, tuple[str, ...]] = {}


class Method(Value):
    """One version of the whole method.

    `id` is its version with a fingerprint of its content ("1.0-3fa9c2d1"): a change of the content is another version,
    whether or not its owner counted it up. `short_path` are the ids of the steps of a small mission.
    """

    id: str
    version: Annotated[str, Held(min_length=1)]
    name: LocalText
    steps: tuple[Step, ...]
    short_path: tuple[str, ...]
    fields: Mapping[FieldName, FieldWords]
    criteria: tuple[MissionCriterion, ...]
    starting_points: tuple[StartingPoint, ...]
    lexicon: Lexicon

    def path(self, path: Path) -> tuple[Step, ...]:
        """The steps of a path, in order."""
        return self.steps if path == "full" else tuple(step for step in self.steps if step.id in self.short_path)

    def step(self, name: str) -> Step:
        """The step called `name`; KeyError where there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def step_of(self, field: FieldName) -> Step:
        """The step whose questions a field answers; KeyError where none does."""
        for step in self.steps:
            if field in step.fields:
                return step
        raise KeyError(field)

    def criterion(self, name: str) -> Criterion:
        """The criterion called `name`; KeyError where there is none."""
        for step in self.steps:
            for criterion in step.criteria:
                if criterion.id == name:
                    return criterion
        raise KeyError(name)
