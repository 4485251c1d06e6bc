"""Which language is spoken with a person (pure)."""

from knowledge.language import Language, recognised_language
from knowledge.settings import CommandLanguage, LedfyrSettings


def language_of_locale(locale: str | None) -> Language | None:
    """The language of a Discord client ("sv-SE", "en-GB"); None for one that we do not speak."""
    match (locale or "").partition("-")[0]:
        case "sv":
            return "sv"
        case "en":
            return "en"
        case _:
            return None


def language_of_reader(settings: LedfyrSettings, *, locale: str | None, guild: int | None) -> Language:
    """The language of what is said around the answers: the person's client, else the guild's, else the setting's.

    Where one language of commands holds for all, clients do not tell what their people speak.
    """
    told = _told(settings.command_language, locale)
    return told or settings.guild(guild).language or settings.language


def language_of_answer(
    settings: LedfyrSettings, question: str, *, chosen: Language | None, locale: str | None, guild: int | None
) -> Language:
    """The language of an answer: the one chosen, else the question's own, else the reader's."""
    return chosen or recognised_language(question) or language_of_reader(settings, locale=locale, guild=guild)


def _told(commands: CommandLanguage, locale: str | None) -> Language | None:
    return language_of_locale(locale) if commands == "auto" else commands
