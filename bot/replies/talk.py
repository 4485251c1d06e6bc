"""What is said around the questions of a conversation, and the commands a person may give in it (pure)."""

import unicodedata
from typing import Final, Literal, NamedTuple, get_args

from bot.replies.reply import Choice, Reply, Table, said
from bot.texts import text
from knowledge.language import LANGUAGES, Language

CommandName = Literal["sources", "sv", "en", "help", "quit"]

_COMMANDS: Final[tuple[CommandName, ...]] = get_args(CommandName)
_SIGN: Final = "/"


class Command(NamedTuple):
    """A command as it was given: which it is (None for one that does not exist), as typed, and what stands after it."""

    name: CommandName | None
    typed: str
    rest: str


def command_in(line: str) -> Command | None:
    """The command that `line` gives, in either language, dots on letters or not; None where it is a question."""
    stripped = line.strip()
    if not stripped.startswith(_SIGN):
        return None
    typed, _, rest = stripped.partition(" ")
    return Command(_known().get(_folded(typed)), typed, rest.strip())


def greeting(language: Language) -> Reply:
    """What a conversation opens with: what this is, what to ask, how to leave."""
    examples = (text("chat.example.1", language), text("chat.example.2", language))
    return Reply(
        language=language,
        title=text("chat.title", language),
        paragraphs=(
            said(text("chat.greeting", language)),
            said(text("chat.leaving", language)),
            said(text("chat.try", language)),
        ),
        choices=tuple(Choice(aim="ask", value=example, label=example) for example in examples),
    )


def help_in_words(language: Language) -> Reply:
    """Every command and what it does."""
    return Reply(
        language=language,
        title=text("chat.help.title", language),
        tables=(_commands(language),),
        closing=(said(text("chat.help.history", language)),),
    )


def reply_to_unknown(command: Command, language: Language) -> Reply:
    """That there is no such command, and those there are."""
    words = text("chat.unknown", language, command=command.typed)
    return Reply(language=language, paragraphs=(said(words),), tables=(_commands(language),))


def short_reply(key: str, language: Language, **values: object) -> Reply:
    """A reply of one sentence."""
    return Reply(language=language, paragraphs=(said(text(key, language, **values)),))


def _commands(language: Language) -> Table:
    rows = ((text(f"chat.command.{name}", language), text(f"chat.help.{name}", language)) for name in _COMMANDS)
    return Table(rows=tuple(rows))


def _known() -> dict[str, CommandName]:
    """Every name a command goes by, folded."""
    return {_folded(text(f"chat.command.{name}", language)): name for name in _COMMANDS for language in LANGUAGES}


def _folded(word: str) -> str:
    """A word in small letters, their dots and rings gone."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
