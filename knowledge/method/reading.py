"""From the files of the method to its values: what each file holds, told where it does not (pure).

What a broken entry leaves out is read as nothing; the values count only where no fault was told.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, cast, get_args

from knowledge.canvas import FIELD_NAMES, FIELDS, FieldName, Part
from knowledge.language import LANGUAGES, Language, LocalText
from knowledge.method.method import (
    LONGEST_LABEL,
    LONGEST_OPTION,
    Criterion,
    FieldWords,
    FindingWords,
    JudgedBy,
    Lexicon,
    MissionCriterion,
    PartWords,
    Question,
    StartingKind,
    StartingPoint,
    Step,
)
from knowledge.method.place import Place

LONGEST_HINT: Final = 100
"""Characters of a hint: what Discord shows in an empty input."""
LONGEST_QUESTION: Final = 300
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_PLAIN_LIST: Final = "abbreviations"
_LISTS: Final = tuple(name for name in Lexicon.model_fields if name != _PLAIN_LIST)


class Named(NamedTuple):
    """An id, or a reference to one, with the place it stands in."""

    name: str
    place: Place


class ReadStep(NamedTuple):
    """A step with the places of what other files and steps depend on.

    `asked` are the fields that its questions name, `judged` says by what each criterion is judged ("" where that is
    not to be read).
    """

    step: Step
    id: Named
    number: Place
    questions: tuple[Named, ...]
    asked: tuple[Named, ...]
    criteria: tuple[Named, ...]
    judged: Mapping[str, str]


class ReadCriterion(NamedTuple):
    """A mission criterion with the places of its id and of what it rests on."""

    criterion: MissionCriterion
    id: Named
    rests_on: tuple[Named, ...]


class ReadPoint(NamedTuple):
    """A starting point with the place of its id."""

    point: StartingPoint
    id: Named


class ReadHead(NamedTuple):
    """What stands in method.yaml."""

    version: str
    name: LocalText
    short_path: tuple[Named, ...]


Findings = Mapping[str, tuple[Place, Mapping[str, FindingWords]]]
"""The words of findings by criterion, each with its place."""


def read_head(place: Place) -> ReadHead:
    """The version, name and short path of the method."""
    keys = place.keys(("version", "name", "short_path"))
    path = tuple(Named(step.text(), step) for step in keys["short_path"].items())
    return ReadHead(keys["version"].text(LONGEST_OPTION), keys["name"].both(LONGEST_OPTION), path)


def read_step(place: Place) -> ReadStep:
    """One step with its questions and criteria."""
    long = ("purpose", "inputs", "good", "asks")
    keys = place.keys(("id", "number", "name", *long, "questions", "criteria", "examples", "mistakes", "sources"))
    asked = [_question(question) for question in keys["questions"].items()]
    criteria = [_criterion(criterion) for criterion in keys["criteria"].items()]
    name = Named(keys["id"].text(LONGEST_OPTION), keys["id"])
    step = Step(
        id=name.name,
        number=keys["number"].number() or 0,
        name=keys["name"].both(LONGEST_OPTION),
        purpose=keys["purpose"].both(),
        inputs=keys["inputs"].both(),
        good=keys["good"].both(),
        asks=keys["asks"].both(LONGEST_QUESTION),
        questions=tuple(question for question, _, _ in asked if question is not None),
        criteria=tuple(criterion for criterion, _, _ in criteria),
        examples=tuple(example.both() for example in keys["examples"].items()),
        mistakes=tuple(mistake.both() for mistake in keys["mistakes"].items()),
        sources=keys["sources"].texts(),
    )
    return ReadStep(
        step=step,
        id=name,
        number=keys["number"],
        questions=tuple(named for _, named, _ in asked),
        asked=tuple(field for _, _, field in asked),
        criteria=tuple(named for _, named, _ in criteria),
        judged={named.name: judged for _, named, judged in criteria},
    )


def read_fields(place: Place) -> Mapping[FieldName, FieldWords]:
    """The words of every field of the canvas."""
    keys = place.keys(FIELD_NAMES)
    return {name: _field(keys[name], FIELDS[name].parts) for name in FIELD_NAMES}


def read_criteria(place: Place) -> tuple[ReadCriterion, ...]:
    """The mission criteria."""
    return tuple(_mission_criterion(one) for one in place.items())


def read_points(place: Place) -> tuple[ReadPoint, ...]:
    """The starting points."""
    return tuple(_point(one) for one in place.items())


def read_findings(place: Place) -> Findings:
    """The words of findings, by criterion and code."""
    return {name: (under, _finding_words(under)) for name, under in place.entries().items()}


def read_lexicon(place: Place) -> Lexicon:
    """The word lists of the checks."""
    required = [name for name, field in Lexicon.model_fields.items() if field.is_required()]
    keys = place.keys(required, _LISTS)
    lists = {name: _by_language(keys[name]) for name in _LISTS if name in keys}
    return Lexicon.model_validate({**lists, _PLAIN_LIST: _small(keys[_PLAIN_LIST])})


def _question(place: Place) -> tuple[Question | None, Named, Named]:
    """A question with the places of its id and field; None for the question where there is no such field."""
    keys = place.keys(("id", "field", "label", "text"), ("hint",))
    name = Named(keys["id"].text(LONGEST_OPTION), keys["id"])
    field = Named(keys["field"].text(), keys["field"])
    label, text = keys["label"].both(LONGEST_LABEL), keys["text"].both(LONGEST_QUESTION)
    hint = keys["hint"].both(LONGEST_HINT) if "hint" in keys else None
    if field.name not in FIELD_NAMES:
        return None, name, field
    return Question(id=name.name, field=field.name, label=label, text=text, hint=hint), name, field


def _criterion(place: Place) -> tuple[Criterion, Named, str]:
    """A criterion with the place of its id, and by what it is judged."""
    keys = place.keys(("id", "judged_by", "text", "asks", "source"))
    name = Named(keys["id"].text(LONGEST_OPTION), keys["id"])
    judged = keys["judged_by"].one_of(get_args(JudgedBy))
    criterion = Criterion(
        id=name.name,
        judged_by=cast("JudgedBy", judged or "person"),
        text=keys["text"].both(),
        asks=keys["asks"].both(LONGEST_QUESTION),
        source=keys["source"].text(),
    )
    return criterion, name, judged


def _field(place: Place, parts: tuple[Part, ...]) -> FieldWords:
    keys = place.keys(("name", "one", "parts"))
    names = [part.name for part in parts]
    under = keys["parts"].keys(names)
    return FieldWords(
        name=keys["name"].both(LONGEST_OPTION),
        one=keys["one"].both(LONGEST_OPTION),
        parts={part.name: _part(under[part.name], part) for part in parts},
    )


def _part(place: Place, part: Part) -> PartWords:
    keys = place.keys(("label", "options") if part.options else ("label",), ("hint",))
    names = keys["options"].keys(part.options) if part.options else None
    return PartWords(
        label=keys["label"].both(LONGEST_LABEL),
        hint=keys["hint"].both(LONGEST_HINT) if "hint" in keys else None,
        options={name: option.both(LONGEST_OPTION) for name, option in names.items()} if names else {},
    )


def _mission_criterion(place: Place) -> ReadCriterion:
    keys = place.keys(("id", "name", "text", "rests_on", "source"))
    name = Named(keys["id"].text(LONGEST_OPTION), keys["id"])
    rests_on = tuple(Named(one.text(), one) for one in keys["rests_on"].items())
    criterion = MissionCriterion(
        id=name.name,
        name=keys["name"].both(LONGEST_OPTION),
        text=keys["text"].both(),
        rests_on=tuple(one.name for one in rests_on),
        source=keys["source"].text(),
    )
    return ReadCriterion(criterion, name, rests_on)


def _point(place: Place) -> ReadPoint:
    keys = place.keys(("id", "kind", "name", "about", "asks", "names"))
    name = Named(keys["id"].text(LONGEST_OPTION), keys["id"])
    point = StartingPoint(
        id=name.name,
        kind=cast("StartingKind", keys["kind"].one_of(get_args(StartingKind)) or "pilot"),
        name=keys["name"].both(LONGEST_OPTION),
        about=keys["about"].both(),
        asks=keys["asks"].both(LONGEST_QUESTION),
        names=keys["names"].texts(),
    )
    return ReadPoint(point, name)


def _finding_words(place: Place) -> Mapping[str, FindingWords]:
    words: dict[str, FindingWords] = {}
    for code, under in place.entries().items():
        keys = under.keys(("problem", "try_next"))
        words[code] = FindingWords(problem=_with_facts(keys["problem"]), try_next=_with_facts(keys["try_next"]))
    return words


def _with_facts(place: Place) -> LocalText:
    """A text whose `{placeholders}` are the same in both languages."""
    text = place.both()
    sv, en = (sorted(set(_PLACEHOLDER.findall(one))) for one in (text.sv, text.en))
    if sv != en and text.sv and text.en:
        place.tell("placeholders", sv=", ".join(sv) or "–", en=", ".join(en) or "–")
    return text


def _by_language(place: Place) -> Mapping[Language, tuple[str, ...]]:
    keys = place.keys(LANGUAGES)
    return {language: _small(keys[language]) for language in LANGUAGES}


def _small(place: Place) -> tuple[str, ...]:
    """The entries of a word list, which stand in small letters."""
    words = [(one, one.text(LONGEST_OPTION)) for one in place.items()]
    for one, word in words:
        if word != word.lower():
            one.tell("not_lower", word=word, small=word.lower())
    return tuple(word for _, word in words)
