"""The method that comes with Ledfyr: whole, in both languages, with its sources, and no larger than Discord allows."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, cast

import pytest
from pydantic import BaseModel

from knowledge.canvas import FIELD_NAMES, FIELDS
from knowledge.language import LANGUAGES, Language, LocalText
from knowledge.method.forms import forms_of
from knowledge.method.loading import PACKAGED, load_method
from knowledge.method.method import Criterion, Method, Step

LONGEST_MESSAGE: Final = 2000
LONGEST_LABEL: Final = 45
LONGEST_HINT: Final = 100
LONGEST_OPTION: Final = 100
MOST_OPTIONS: Final = 25
RESERVED: Final = 500
"""Characters that a step's message needs beside its own words: where one stands, what was written, names."""

_NUMBERS: Final[dict[Language, dict[str, int]]] = {
    "sv": {
        "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "tolv": 12,
    },
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "twelve": 12,
    },
}  # fmt: skip
_PLACEHOLDER_WORDS: Final = re.compile(r"\b(?:todo|tbd|xxx|lorem|ipsum|fixme|kommer senare)\b", re.IGNORECASE)
_SMALL_WORDS: Final[dict[Language, re.Pattern[str]]] = {
    "sv": re.compile(r"\b(?:och|att|inte|eller|med|som|är|för|till|av)\b"),
    "en": re.compile(r"\b(?:and|the|not|or|with|that|is|for|to|of)\b"),
}


@pytest.fixture(scope="module")
def method() -> Method:
    return load_method()


def texts_in(value: object, path: str = "") -> Iterator[tuple[str, LocalText]]:
    """Every text in both languages below a value, with its path."""
    if isinstance(value, LocalText):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for name, below in cast("dict[str, object]", value).items():
            yield from texts_in(below, f"{path}.{name}")
    elif isinstance(value, tuple):
        for at, below in enumerate(cast("tuple[object, ...]", value)):
            yield from texts_in(below, f"{path}.{at}")


def criteria_of(method: Method) -> Iterator[Criterion]:
    return chain.from_iterable(step.criteria for step in method.steps)


def numbers_in(text: str, language: Language) -> set[int]:
    """The numbers that a text speaks of, in digits or words."""
    spoken = {number for word, number in _NUMBERS[language].items() if re.search(rf"\b{word}\b", text.lower())}
    return spoken | {int(digits) for digits in re.findall(r"\d+", text)}


def message_of(step: Step, language: Language) -> str:
    """What the message of a step says at most: what it is for, its questions, what a good answer looks like."""
    asked = "\n".join(f"- {question.text.said_in(language)}" for question in step.questions)
    return "\n\n".join(
        (step.name.said_in(language), step.purpose.said_in(language), asked, step.good.said_in(language))
    )


# Whole


def test_it_loads(method: Method) -> None:
    assert [step.number for step in method.steps] == list(range(1, 11))
    assert method.id.startswith(f"{method.version}-")


def test_the_short_path_takes_six_steps(method: Method) -> None:
    assert [step.number for step in method.path("short")] == [1, 3, 5, 6, 8, 10]


def test_every_field_is_asked_for(method: Method) -> None:
    assert [method.step_of(name).number for name in FIELD_NAMES] == sorted(
        method.step_of(name).number for name in FIELD_NAMES
    )


def test_every_criterion_of_every_step_is_there(method: Method) -> None:
    counts = {step.number: len(step.criteria) for step in method.steps}

    assert counts == {1: 5, 2: 5, 3: 5, 4: 5, 5: 7, 6: 5, 7: 5, 8: 5, 9: 5, 10: 5}
    assert all(one.id.startswith(f"C{step.number}.") for step in method.steps for one in step.criteria)


def test_what_a_rule_judges_has_words_for_its_findings(method: Method) -> None:
    assert [one.id for one in criteria_of(method) if (one.judged_by == "rule") != bool(one.findings)] == []


def test_every_mission_criterion_rests_on_something_in_the_short_path(method: Method) -> None:
    short = {criterion.id for step in method.path("short") for criterion in step.criteria}

    assert len(method.criteria) == 5
    assert [one.id for one in method.criteria if not short & set(one.rests_on)] == []


def test_there_are_six_pilots_and_four_priority_areas(method: Method) -> None:
    kinds = [point.kind for point in method.starting_points]

    assert (kinds.count("pilot"), kinds.count("priority")) == (6, 4)


def test_every_step_has_examples_mistakes_and_sources(method: Method) -> None:
    assert [step.id for step in method.steps if len(step.examples) < 2 or len(step.mistakes) < 4] == []
    assert [step.id for step in method.steps if not step.sources] == []


def test_every_idea_has_its_source(method: Method) -> None:
    assert [one.id for one in (*criteria_of(method), *method.criteria) if not one.source.strip()] == []


def test_every_example_says_that_it_is_invented(method: Method) -> None:
    examples = [example for step in method.steps for example in step.examples]

    assert [one.sv for one in examples if not one.sv.startswith("Påhittat exempel")] == []
    assert [one.en for one in examples if not one.en.startswith("Invented example")] == []


def test_every_file_tells_its_owner_what_it_is() -> None:
    silent = [path.name for path in PACKAGED.glob("*.yaml") if not path.read_text(encoding="utf-8").startswith("# ")]

    assert silent == []


# What Discord holds


def test_labels_hints_and_options_fit(method: Method) -> None:
    texts = dict(texts_in(method))
    limits = {".label": LONGEST_LABEL, ".hint": LONGEST_HINT}

    long = [
        path
        for path, text in texts.items()
        for ending, limit in {**limits, ".options": LONGEST_OPTION}.items()
        if (path.endswith(ending) or f"{ending}." in path) and max(len(text.sv), len(text.en)) > limit
    ]

    assert sum(path.endswith(".label") for path in texts) > 140
    assert long == []


def test_what_stands_in_menus_fits(method: Method) -> None:
    named = [*method.steps, *method.starting_points, *method.criteria]
    options = [part.options for field in method.fields.values() for part in field.parts.values()]

    assert [one.id for one in named if max(len(one.name.sv), len(one.name.en)) > LONGEST_OPTION] == []
    assert max(len(one) for one in options) <= MOST_OPTIONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_with_all_its_questions_fits_in_a_message(method: Method, language: Language) -> None:
    sizes = {step.id: len(message_of(step, language)) for step in method.steps}

    assert {name: size for name, size in sizes.items() if size > LONGEST_MESSAGE - RESERVED} == {}


def test_every_input_of_every_form_has_a_label(method: Method) -> None:
    inputs = [one for step in method.steps for form in forms_of(step) for one in form.inputs]

    assert len(inputs) == sum(len(field.parts) for field in FIELDS.values())
    assert [one for one in inputs if not method.fields[one.field].parts[one.part].label.sv] == []


# Both languages


def test_every_text_is_there_in_both_languages(method: Method) -> None:
    texts = dict(texts_in(method))

    assert len(texts) > 700
    assert [path for path, text in texts.items() if not text.sv.strip() or not text.en.strip()] == []


def test_no_longer_text_is_the_same_in_both_or_in_the_wrong_one(method: Method) -> None:
    odd = [
        path
        for path, text in texts_in(method)
        if len(text.sv) > 60
        and (text.sv == text.en or (not _SMALL_WORDS["sv"].search(text.sv) and _SMALL_WORDS["en"].search(text.sv)))
    ]

    assert odd == []


def test_swedish_has_swedish_quotation_marks(method: Method) -> None:
    assert [path for path, text in texts_in(method) if re.search("[\"'“„«»]", text.sv)] == []


def test_english_has_english_quotation_marks(method: Method) -> None:
    unpaired = [path for path, text in texts_in(method) if text.en.count("“") != text.en.count("”")]

    assert unpaired == []
    assert [path for path, text in texts_in(method) if '"' in text.en] == []


def test_no_text_waits_to_be_written(method: Method) -> None:
    waiting = [
        path
        for path, text in texts_in(method)
        for language in LANGUAGES
        if _PLACEHOLDER_WORDS.search(text.said_in(language))
    ]

    assert waiting == []


def test_no_text_has_odd_spaces(method: Method) -> None:
    odd = [
        path
        for path, text in texts_in(method)
        for said in (text.sv, text.en)
        if said != said.strip() or "  " in said or re.search(r" [.,:;?!]", said.replace(" …", "…"))
    ]

    assert odd == []


# Numbers


def test_a_criterion_speaks_of_the_same_numbers_in_both_languages(method: Method) -> None:
    texts = {one.id: one.text for one in criteria_of(method)}

    differing = {
        name: (numbers_in(text.sv, "sv"), numbers_in(text.en, "en"))
        for name, text in texts.items()
        if numbers_in(text.sv, "sv") != numbers_in(text.en, "en")
    }

    assert differing == {}
    assert sum(bool(numbers_in(text.sv, "sv")) for text in texts.values()) > 20


def test_questions_hints_and_good_answers_speak_of_the_same_numbers_in_both_languages(method: Method) -> None:
    texts = [
        (path, text)
        for step in method.steps
        for path, text in texts_in(step, step.id)
        if not re.search(r"\.(asks|findings|criteria)", path)
    ]

    assert [path for path, text in texts if numbers_in(text.sv, "sv") != numbers_in(text.en, "en")] == []


def test_the_last_step_asks_for_three_to_seven_measures_everywhere(method: Method) -> None:
    step = method.step("learning")
    question = next(question for question in step.questions if question.field == "indicators")

    for text in (step.good, question.label, question.text, method.criterion("C10.1").text):
        assert re.search("tre till sju", text.sv, re.IGNORECASE)
        assert re.search("three to seven", text.en, re.IGNORECASE)
