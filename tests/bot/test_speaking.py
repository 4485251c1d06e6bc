"""Which language is spoken with whom."""

from pathlib import Path

import pytest

from bot.questions.speaking import language_of_answer, language_of_locale, language_of_reader
from knowledge.language import Language
from knowledge.settings import CommandLanguage, GuildSettings, LedfyrSettings

ENGLISH, SWEDISH, SILENT = 1, 2, 3
UNDECIDED = "TRAMI 2030"


def settings(*, language: Language = "sv", commands: CommandLanguage = "auto") -> LedfyrSettings:
    """Settings with an English guild, a Swedish one, and one that says nothing."""
    guilds = {
        ENGLISH: GuildSettings(language="en"),
        SWEDISH: GuildSettings(language="sv"),
        SILENT: GuildSettings(visible=True),
    }
    return LedfyrSettings(home=Path("home"), language=language, command_language=commands, discord_guilds=guilds)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("sv-SE", "sv"), ("sv", "sv"), ("en-US", "en"), ("en-GB", "en"), ("fi", None), ("svx", None), ("", None)],
)
def test_a_client_tells_one_of_our_languages_or_none(locale: str, language: Language | None) -> None:
    assert language_of_locale(locale) == language


def test_no_client_tells_no_language() -> None:
    assert language_of_locale(None) is None


def test_the_language_that_was_chosen_comes_before_the_questions_own() -> None:
    question = "Vilka är målen för Karlskrona skärgård?"

    assert language_of_answer(settings(), question, chosen="en", locale="sv-SE", guild=SWEDISH) == "en"


@pytest.mark.parametrize(("question", "language"), [("Vilka är målen?", "sv"), ("What are the goals?", "en")])
@pytest.mark.parametrize("locale", ["sv-SE", "en-GB"])
@pytest.mark.parametrize("commands", ["auto", "sv", "en"])
def test_the_questions_own_language_comes_before_the_clients_and_that_of_commands(
    question: str, language: Language, locale: str, commands: CommandLanguage
) -> None:
    told = language_of_answer(settings(commands=commands), question, chosen=None, locale=locale, guild=ENGLISH)

    assert told == language


@pytest.mark.parametrize(
    ("locale", "guild", "language"),
    [
        ("sv-SE", ENGLISH, "sv"),
        ("en-US", SWEDISH, "en"),
        ("fi", ENGLISH, "en"),
        ("fi", SWEDISH, "sv"),
        (None, ENGLISH, "en"),
        ("fi", SILENT, "sv"),
        ("fi", 99, "sv"),
        (None, None, "sv"),
    ],
)
def test_where_the_question_does_not_tell_the_client_does_then_the_guild_then_swedish(
    locale: str | None, guild: int | None, language: Language
) -> None:
    told = language_of_answer(settings(), UNDECIDED, chosen=None, locale=locale, guild=guild)

    assert told == language
    assert language_of_reader(settings(), locale=locale, guild=guild) == language


def test_the_settings_language_is_the_last_to_tell() -> None:
    assert language_of_reader(settings(language="en"), locale="fi", guild=SILENT) == "en"


@pytest.mark.parametrize("commands", ["sv", "en"])
def test_one_language_of_commands_for_all_comes_before_what_clients_tell(commands: Language) -> None:
    other = "en-US" if commands == "sv" else "sv-SE"

    assert language_of_reader(settings(commands=commands), locale=other, guild=None) == commands
