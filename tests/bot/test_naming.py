"""The names of commands, options, buttons and forms: ours in both languages, and within what Discord takes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import discord
import pytest
from discord import app_commands

from bot.about import About
from bot.buttons import PressButton, view_of
from bot.desk import Desk
from bot.naming import CatalogueTranslator, command_name, reader_of_names, worded
from bot.privacy import Privacy
from bot.questions.commands import add_question_commands
from bot.questions.forms import CommentForm
from bot.replies.reply import Aim, Choice
from bot.texts import catalogues, text
from knowledge.language import LANGUAGES, Language
from knowledge.settings import CommandLanguage, LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.fakes import FakeState

# Discord's own limits, in characters; `\w` is what it calls letters and digits of every script.
NAME = re.compile(r"[-_\w]{1,32}")
DESCRIPTION, LABEL, TITLE, MENU, CUSTOM_ID, OPTIONS = 100, 80, 45, 32, 100, 25
MENU_KEYS = ("command.ask_about_this", "command.use_as_answer")
NAMES = [key for key in catalogues()["sv"] if re.fullmatch(r"command\..*(?<!\.about)|command\.about", key)]
DESCRIPTIONS = [key for key in catalogues()["sv"] if key.startswith("command.") and key not in NAMES]
BUTTONS = [key for key in catalogues()["sv"] if key.startswith("button.")]
EXCHANGE = "a-token_12ab"
ELSEWHERE: Any = None  # the context of a translation, which ours does not ask for

Payload = dict[str, Any]
anywhere = pytest.mark.parametrize("language", LANGUAGES)


async def _never(*_arguments: object, **_options: object) -> None:
    raise AssertionError("nothing is asked here")


async def told(commands: CommandLanguage = "auto") -> dict[str, Payload]:
    """What Discord is told of each command, by its name."""
    settings = LedfyrSettings(home=Path("home"), command_language=commands)
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    desk = Desk(log=lambda _: "")
    add_question_commands(tree, _never, commands)
    About(settings=settings, knowledge=ScriptedLibrary(), desk=desk).add_commands(tree)
    Privacy(settings=settings, people=FakeState(), desk=desk).add_commands(tree)
    translator = CatalogueTranslator()
    payloads = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    return {payload["name"]: payload for payload in payloads}


def and_below(payloads: list[Payload]) -> Iterator[Payload]:
    """Commands, with the commands and options in them."""
    for payload in payloads:
        yield payload
        yield from and_below(payload.get("options", []))


def named(payload: Payload, language: Language) -> str:
    """The name that a client of this language shows."""
    return str(payload["name_localizations"]["sv-SE"] if language == "sv" else payload["name"])


@anywhere
@pytest.mark.parametrize("key", [key for key in NAMES if key not in MENU_KEYS])
def test_every_name_of_a_command_or_option_is_one_that_discord_takes(key: str, language: Language) -> None:
    name = text(key, language)

    assert NAME.fullmatch(name)
    assert name == name.lower()


@anywhere
@pytest.mark.parametrize("key", DESCRIPTIONS)
def test_every_description_is_short_enough_for_discord(key: str, language: Language) -> None:
    assert 1 <= len(text(key, language)) <= DESCRIPTION


@anywhere
def test_the_name_in_the_menu_of_a_message_is_short_enough_for_discord(language: Language) -> None:
    assert [key for key in MENU_KEYS if not 1 <= len(text(key, language)) <= MENU] == []


@anywhere
@pytest.mark.parametrize("key", BUTTONS)
def test_every_button_has_words_and_is_short_enough_for_discord(key: str, language: Language) -> None:
    label = text(key, language)

    assert re.search(r"\w{3}", label)
    assert len(label) <= LABEL


@anywhere
def test_the_form_is_within_discords_limits(language: Language) -> None:
    form = CommentForm(EXCHANGE * 3, language).to_dict()

    assert 1 <= len(form["title"]) <= TITLE
    assert len(form["custom_id"]) <= CUSTOM_ID
    assert len(text("feedback.comment", language)) <= TITLE


def test_a_button_carries_everything_that_it_does_in_its_id() -> None:
    view = view_of([Choice(aim=aim, value=f"{EXCHANGE}:12", label="x") for aim in get_args(Aim)])

    assert view is not None
    ids = [item.custom_id for item in view.children if isinstance(item, PressButton)]
    assert "ledfyr:not_helped:a-token_12ab:12" in ids
    assert not {"ask", "show", "rollback"} & {one.split(":")[1] for one in ids}
    assert all(len(one) <= CUSTOM_ID for one in ids)


def test_choices_that_no_button_shows_make_no_view() -> None:
    assert view_of([Choice(aim="show", value="hav.md", label="hav.md")]) is None


async def test_swedish_clients_see_the_names_of_the_words_we_agreed_on() -> None:
    commands = await told()

    assert {name: named(payload, "sv") for name, payload in commands.items()} == {
        "ask": "fråga",
        "help": "hjälp",
        "about": "om",
        "documents": "dokument",
        "my-data": "mina-uppgifter",
        "Ask Ledfyr about this": "Fråga Ledfyr om detta",
    }
    assert {named(one, "sv") for one in commands["my-data"]["options"]} == {"visa", "exportera", "radera"}
    assert [named(one, "sv") for one in commands["ask"]["options"]] == ["fråga", "språk", "synlig"]


@anywhere
async def test_no_two_names_under_one_command_are_the_same(language: Language) -> None:
    commands = await told()

    for payload in [{"options": [*commands.values()]}, *and_below([*commands.values()])]:
        below = [named(one, language) for one in payload.get("options", [])]
        assert len(set(below)) == len(below) <= OPTIONS


async def test_everything_that_has_a_name_has_one_in_both_languages_and_says_what_it_is_for() -> None:
    commands = await told()
    menu = commands.pop("Ask Ledfyr about this")

    assert menu["name_localizations"].keys() == {"sv-SE"}
    for payload in and_below([*commands.values()]):
        assert payload["name_localizations"].keys() == payload["description_localizations"].keys() == {"sv-SE"}
        assert payload["description"]


async def test_only_the_question_has_to_be_given() -> None:
    options = (await told())["ask"]["options"]

    assert {option["name"]: option["required"] for option in options} == {
        "question": True,
        "language": False,
        "visible": False,
    }
    assert [choice["value"] for choice in options[1]["choices"]] == [*LANGUAGES]


@pytest.mark.parametrize(("commands", "ask"), [("auto", "ask"), ("sv", "fråga"), ("en", "ask")])
async def test_one_language_of_commands_holds_for_all(commands: CommandLanguage, ask: str) -> None:
    assert ask in await told(commands)


@anywhere
@pytest.mark.parametrize("locale", [*discord.Locale])
async def test_only_swedish_clients_get_another_name(locale: discord.Locale, language: Language) -> None:
    name = worded("command.ask", language)

    translated = await CatalogueTranslator().translate(name, locale, ELSEWHERE)

    assert translated == ("fråga" if locale is discord.Locale.swedish else None)


async def test_a_name_that_is_not_ours_is_not_translated() -> None:
    name = app_commands.locale_str("command.ask")

    assert await CatalogueTranslator().translate(name, discord.Locale.swedish, ELSEWHERE) is None


def test_a_command_is_told_as_its_reader_types_it() -> None:
    told_of = [command_name(name, language) for name in ("ask", "my_data.delete") for language in LANGUAGES]

    assert told_of == ["/fråga", "/ask", "/mina-uppgifter radera", "/my-data delete"]


@pytest.mark.parametrize(
    ("commands", "locale", "language"),
    [
        ("auto", discord.Locale.swedish, "sv"),
        ("auto", discord.Locale.british_english, "en"),
        ("auto", discord.Locale.finnish, "en"),
        ("auto", None, "en"),
        ("sv", discord.Locale.british_english, "sv"),
        ("en", discord.Locale.swedish, "en"),
    ],
)
def test_the_names_are_told_in_the_language_in_which_the_reader_sees_them(
    commands: CommandLanguage, locale: discord.Locale | None, language: Language
) -> None:
    assert reader_of_names(commands, locale) == language
