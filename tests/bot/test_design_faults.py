import pytest

from bot.replies.faults import fault_in_words
from knowledge.errors import DesignUnreadable
from knowledge.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["large", "json", "format", "version", "missing", "wrong", "part", "option", "long"])
def test_every_fault_of_a_file_has_its_words(code: str, language: Language) -> None:
    said = fault_in_words(DesignUnreadable(f"{code}:design.title"), language)

    assert f"{code}:" not in said
    assert "JSON" in said


def test_a_fault_names_the_place() -> None:
    said = fault_in_words(DesignUnreadable("missing:design.claims.0.at"), "sv")

    assert said.startswith("Filen kan inte läsas som en mission: fältet design.claims.0.at saknas.")
