"""A mission at a terminal: buttons as commands, menus by numbers, forms one input at a time."""

import pytest

from bot.replies.missions.asking import chosen, reply_to_input
from bot.replies.missions.commands import (
    COMMANDS,
    Typed,
    choice_named,
    command_named,
    command_of,
    help_in_a_mission,
    option_numbered,
    options_meant,
    typed_in,
)
from bot.replies.reply import Choice, Input, Menu, Option, Reply
from bot.texts import text
from knowledge.language import LANGUAGES
from tests.bot.builders import drawn

OPTIONS = tuple(
    Option(value=value, label=label)
    for value, label in (("public", "Offentlig sektor"), ("business", "Näringsliv"), ("none", "Nära, men ingen"))
)


def a_choice(label: str, value: str = "x:y") -> Choice:
    return Choice(aim="mission", value=value, label=label)


@pytest.mark.parametrize(
    ("label", "command"),
    [
        ("Svara", "/svara"),
        ("Hoppa över", "/hoppa-över"),
        ("Vad säger underlaget?", "/underlag"),
        ("Länka belägg [2]", "/länka 2"),
        ("Ja, radera missionen", "/ja-radera-missionen"),
        ("Link evidence [1]", "/link 1"),
    ],
)
def test_a_button_is_typed_as_its_command(label: str, command: str) -> None:
    assert command_of(a_choice(label)) == command


@pytest.mark.parametrize("line", ["/hoppa-över", "/HOPPA-OVER", " /skip "])
def test_commands_go_by_both_languages_and_without_dots(line: str) -> None:
    typed = typed_in(line)

    assert typed is not None
    assert command_named(typed.word) == "skip"


def test_a_command_is_known_by_how_it_begins_where_only_one_does() -> None:
    assert command_named("hist", whole=False) == "history"
    assert command_named("s", whole=False) is None
    assert command_named("xyz", whole=False) is None


def test_no_two_commands_share_a_word() -> None:
    for language in LANGUAGES:
        words = [text(f"mission.command.{name}", language) for name in COMMANDS]
        assert len(set(words)) == len(words)
    for name in COMMANDS:
        for language in LANGUAGES:
            typed = typed_in(f"/{text(f'mission.command.{name}', language)}")
            assert typed is not None
            assert command_named(typed.word) == name


@pytest.mark.parametrize("line", ["hej", "/", "// x", ""])
def test_other_lines_are_no_known_commands(line: str) -> None:
    typed = typed_in(line)

    assert typed is None or command_named(typed.word) is None


def test_a_button_is_chosen_by_its_number_and_not_by_another() -> None:
    links = [a_choice("Länka belägg [1]", "a"), a_choice("Länka belägg [2]", "b")]

    found = choice_named(Typed("lanka", "2"), links)

    assert found is not None
    assert found.value == "b"
    assert choice_named(Typed("lanka", "3"), links) is None
    assert choice_named(Typed("underlag", "Vad är en mission?"), [a_choice("Vad säger underlaget?")]) is None


def test_numbers_run_through_all_menus() -> None:
    menus = [Menu(value=name, label=name, options=OPTIONS) for name in ("first", "second")]

    picked = option_numbered("5", menus)

    assert picked is not None
    assert (picked.menu.value, picked.option.value) == ("second", "business")
    assert option_numbered("0", menus) is None
    assert option_numbered("7", menus) is None
    assert option_numbered("fem", menus) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("1, 2", ["public", "business"]),
        ("1 2", ["public", "business"]),
        ("näringsliv", ["business"]),
        ("naringsliv,offentlig", ["business", "public"]),
        ("1, 1", ["public"]),
        ("när", None),
        ("nära", ["none"]),
        ("4", None),
        ("1, kommun", None),
    ],
)
def test_options_are_meant_by_number_or_word(words: str, meant: list[str] | None) -> None:
    found = options_meant(words, OPTIONS)

    assert (None if found is None else [option.value for option in found]) == meant


def test_one_choice_takes_one_and_several_are_joined() -> None:
    one = Input(name="sector", label="Sektor", kind="choice", options=OPTIONS)

    assert chosen(one, "2") == "business"
    assert chosen(one, "1, 2") is None
    assert chosen(one.model_copy(update={"kind": "choices"}), "1, 2") == "public,business"


def test_an_input_shows_its_question_and_what_stands_there_by_name() -> None:
    one = Input(name="sector", label="Sektor", kind="choices", value="public,business", options=OPTIONS, asks="Vilken?")

    lines = [line.text for part in reply_to_input(one, 2, 5, "sv").paragraphs for line in part.lines]

    assert lines[:2] == ["2 av 5 · Sektor", "Vilken?"]
    assert lines[-2:] == ["Nu står:", "Offentlig sektor, Näringsliv"]


def test_help_names_every_command() -> None:
    for language in LANGUAGES:
        [table] = help_in_a_mission(language).tables
        assert len(table.rows) == len(COMMANDS)


def test_a_terminal_draws_menus_as_numbers_and_buttons_as_commands() -> None:
    menus = tuple(Menu(value=name, label=f"Meny {name}", options=OPTIONS[:2]) for name in ("a", "b"))
    reply = Reply(language="sv", choices=(a_choice("Svara"), a_choice("Hoppa över")), menus=menus)

    shown = drawn(reply)

    assert "Meny b\n3. Offentlig sektor\n4. Näringsliv" in shown
    assert shown.rstrip().endswith("Du kan skriva: /svara /hoppa-över")
