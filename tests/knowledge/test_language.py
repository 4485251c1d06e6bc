"""Which language a short text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.language import LocalText, language_of, recognised_language


@pytest.mark.parametrize(
    "text",
    [
        "Vad är en mission?",
        "vilka kännetecken har metoden",
        "Hur gör man en prototyp?",
        "flaskhalsar i Blekinge för små företag",
        "malkonflikter, hur hanteras de",
        "VEM LEDER MISSIONEN?",
        "målkonflikter",
        "och den andra?",
    ],
)
def test_swedish_is_recognised_also_without_its_letters(text: str) -> None:
    assert recognised_language(text) == "sv"


@pytest.mark.parametrize(
    "text",
    [
        "What is a mission?",
        "which criteria must a mission meet",
        "How do we handle goal conflicts?",
        "the second one?",
        "What does Region Skåne say about this?",
        "who funds the pilots",
    ],
)
def test_english_is_recognised_also_with_a_swedish_name_in_it(text: str) -> None:
    assert recognised_language(text) == "en"


@pytest.mark.parametrize("text", ["", "   ", "TRAMI", "mission", "2030?", "🌊", "Playbook AMAI"])
def test_a_text_that_does_not_tell_is_nobodys(text: str) -> None:
    assert recognised_language(text) is None


def test_the_default_stands_where_the_text_does_not_tell() -> None:
    assert language_of("TRAMI", default="en") == "en"
    assert language_of("TRAMI") == "sv"
    assert language_of("What is TRAMI?", default="sv") == "en"


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert recognised_language(text) in ("sv", "en", None)


def test_a_local_text_is_said_in_the_language_asked_for() -> None:
    text = LocalText(sv="mål", en="goal")

    assert (text.said_in("sv"), text.said_in("en")) == ("mål", "goal")


def test_a_value_cannot_be_changed_and_takes_nothing_unknown() -> None:
    with pytest.raises(ValidationError):
        LocalText(sv="mål", en="goal").sv = "annat"  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(ValidationError):
        LocalText.model_validate({"sv": "mål", "en": "goal", "fr": "but"})
