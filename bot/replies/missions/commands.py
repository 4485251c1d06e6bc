"""What a person types in a mission at a terminal: buttons as words, options by their numbers (pure)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

from bot.replies.reply import Choice, Line, Menu, Option, Paragraph, Reply, Table, said
from bot.texts import has_text, text
from knowledge.language import LANGUAGES, Language

_SIGN: Final = "/"
_NUMBERED: Final = re.compile(r"\s*\[(\d+)\]\Z")
_NO_WORD: Final = re.compile(r"[^\w]+")

Command = Literal[
    "answer",
    "next",
    "back",
    "skip",
    "undo",
    "documents",
    "search",
    "link",
    "example",
    "mistakes",
    "suggest",
    "show",
    "step",
    "criteria",
    "findings",
    "confirm",
    "assume",
    "unlink",
    "stale",
    "proposals",
    "stand_all",
    "drafts",
    "history",
    "export",
    "archive",
    "restore",
    "delete",
    "people",
    "rename",
    "list",
    "new",
    "sv",
    "en",
    "help",
    "quit",
    "done",
    "cancel",
]
COMMANDS: Final[tuple[Command, ...]] = get_args(Command)
IN_FORMS: Final[frozenset[Command]] = frozenset({"done", "cancel"})
"""Commands that mean something only while a form is filled in."""


class Typed(NamedTuple):
    """A command as it was typed: its word without the sign, folded, and what stands after it."""

    word: str
    rest: str


class Numbered(NamedTuple):
    """An option by its number: the menu it stands in."""

    menu: Menu
    option: Option


def typed_in(line: str) -> Typed | None:
    """The command that a line is; None where it is none."""
    stripped = line.strip()
    if not stripped.startswith(_SIGN) or len(stripped) == 1:
        return None
    word, _, rest = stripped[1:].partition(" ")
    return Typed(_folded(word), rest.strip())


def command_named(word: str, *, whole: bool = True) -> Command | None:
    """The command that goes by a word in either language; `whole` False: that alone begins so."""
    known = _known()
    if whole:
        return known.get(word)
    begun: set[Command] = {command for name, command in known.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


def choice_named(typed: Typed, choices: Sequence[Choice], *, whole: bool = True) -> Choice | None:
    """The button that a command stands for; `whole` False: the only one whose word begins so."""
    found = [choice for choice in choices if _fits(typed, command_of(choice), whole=whole)]
    return found[0] if found and (whole or len(found) == 1) else None


def command_of(choice: Choice) -> str:
    """What is typed for a button: "/nästa", "/länka 1"."""
    number = _NUMBERED.search(choice.label)
    label = _NUMBERED.sub("", choice.label)
    word = _words_by_label().get(label) or _NO_WORD.sub("-", label.casefold()).strip("-")
    return f"{_SIGN}{word} {number[1]}" if number else f"{_SIGN}{word}"


def option_numbered(line: str, menus: Sequence[Menu]) -> Numbered | None:
    """The option that a line picks by its number, counted through all menus."""
    if not line.strip().isdecimal():
        return None
    options = [Numbered(menu, option) for menu in menus for option in menu.options]
    number = int(line.strip())
    return options[number - 1] if 0 < number <= len(options) else None


def option_meant(words: str, options: Sequence[Option]) -> Option | None:
    """The option that somebody means: by its number, its words, or how they begin; None where that is unclear."""
    wanted = _folded(words.strip())
    if wanted.isdecimal():
        return options[int(wanted) - 1] if 0 < int(wanted) <= len(options) else None
    same = [option for option in options if wanted in (_folded(option.label), _folded(option.value))]
    begun = [option for option in options if wanted and _folded(option.label).startswith(wanted)]
    found = same or begun
    return found[0] if len(found) == 1 else None


def options_meant(words: str, options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Every option that somebody means, with commas between, or spaces between numbers; None where one is unclear."""
    parts = words.split() if words.replace(" ", "").isdecimal() else words.split(",")
    found = [option_meant(part, options) for part in parts if part.strip()]
    sure = [option for option in found if option is not None]
    return tuple(dict.fromkeys(sure)) if len(sure) == len(found) else None


def help_in_a_mission(language: Language) -> Reply:
    """Every command of a mission and what it does."""
    rows = tuple(
        (f"{_SIGN}{text(f'mission.command.{name}', language)}", text(f"mission.help.{name}", language))
        for name in COMMANDS
    )
    return Reply(
        language=language,
        title=text("mission.help.title", language),
        paragraphs=(said(text("mission.help", language)),),
        tables=(Table(rows=rows),),
    )


def reply_to_unknown_command(word: str, language: Language) -> Reply:
    """That there is no such command."""
    return Reply(language=language, paragraphs=(said(text("mission.command.unknown", language, command=word)),))


def numbered_menus(menus: Sequence[Menu]) -> tuple[Paragraph, ...]:
    """Menus as lists whose options are numbered through all of them."""
    paragraphs: list[Paragraph] = []
    number = 0
    for menu in menus:
        lines = [Line(text=menu.label, strong=True)]
        for option in menu.options:
            number += 1
            lines.append(Line(text=option_words(option), mark=f"{number}."))
        paragraphs.append(Paragraph(lines=tuple(lines)))
    return tuple(paragraphs)


def said_of_choices(choices: Iterable[Choice], language: Language) -> str:
    """What can be typed for buttons, in a line."""
    commands = " ".join(dict.fromkeys(command_of(choice) for choice in choices))
    return text("mission.commands", language, commands=commands)


def option_words(option: Option) -> str:
    """An option with what is said about it, on one line."""
    return f"{option.label} · {option.about}" if option.about else option.label


def _fits(typed: Typed, command: str, *, whole: bool) -> bool:
    word, _, rest = command[1:].partition(" ")
    folded = _folded(word)
    same = folded == typed.word if whole else folded.startswith(typed.word)
    return same and rest == typed.rest


@cache
def _known() -> dict[str, Command]:
    """Every word a command goes by."""
    return {_folded(text(f"mission.command.{name}", language)): name for name in COMMANDS for language in LANGUAGES}


@cache
def _words_by_label() -> dict[str, str]:
    """The word of a command by the words of its button, in both languages."""
    labels: dict[str, str] = {}
    for language in LANGUAGES:
        for name in COMMANDS:
            key = f"mission.button.{name}"
            if has_text(key):
                number = "1" if name == "link" else ""
                label = _NUMBERED.sub("", text(key, language, number=number))
                labels[label] = text(f"mission.command.{name}", language)
    return labels


def _folded(word: str) -> str:
    """A word in small letters, their dots and rings gone."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
