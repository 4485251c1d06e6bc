"""A conversation with the library in the terminal."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext
from typing import Final, assert_never

from bot.cli.ask import language_for
from bot.cli.ingest import ensure_library
from bot.cli.listening import listener
from bot.cli.run import Run, readable
from bot.failures import failure_of
from bot.replies.answers import reply_to_question, reply_to_sources
from bot.replies.reply import Reply
from bot.replies.talk import Command, command_in, greeting, help_in_words, reply_to_unknown, short_reply
from bot.terminal import show
from bot.texts import text
from knowledge.answer import Answer, NoAnswer
from knowledge.assembly import Library, open_library
from knowledge.language import Language

_REMEMBERED: Final = 10  # earlier questions that go along with a new one

Listen = Callable[[str], str]
"""Gives the next line after a prompt; EOFError and KeyboardInterrupt where the person leaves."""


def talk(run: Run) -> None:
    """Talk until the person leaves; where there is no library yet, build the default one first."""
    ensure_library(run, announced=True)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            library = runner.run(stack.enter_async_context(open_library(run.settings)))
            Talk(run=run, runner=runner, library=library, listen=listener(run.out)).go_on()
        finally:
            runner.run(stack.aclose())


class Talk:
    """One conversation: the questions so far, the latest answer, the language."""

    def __init__(self, *, run: Run, runner: asyncio.Runner, library: Library, listen: Listen) -> None:
        self._run = run
        self._runner = runner
        self._library = library
        self._listen = listen
        self._earlier: list[str] = []
        self._latest: Answer | NoAnswer | None = None
        self._language: Language = run.language

    def go_on(self) -> None:
        """Take line after line until the person leaves."""
        self._say(greeting(self._language))
        while (line := self._next()) is not None:
            if not line.strip():
                continue
            command = command_in(line)
            if command is not None and command.name == "quit":
                break
            if command is None:
                self._ask(line)
            else:
                self._obey(command)
        self._say(short_reply("chat.goodbye", self._language))

    def _next(self) -> str | None:
        """The next line; None where the person leaves."""
        try:
            line = self._listen(text("chat.prompt", self._language))
        except (EOFError, KeyboardInterrupt):
            return None
        if line.strip() and self._run.out.is_terminal:
            self._run.out.print()
        return readable(line)

    def _ask(self, question: str) -> None:
        """Answer a question; what goes wrong, or is cancelled, ends that answer only."""
        self._language = language_for(question, self._run)
        try:
            with self._waiting():
                answering = self._library.answer(
                    question, language=self._language, earlier=self._earlier[-_REMEMBERED:]
                )
                result = self._runner.run(answering)
        except KeyboardInterrupt:
            self._say(short_reply("chat.cancelled", self._language))
        except Exception as error:
            home = self._run.settings.home
            self._say(failure_of(error, language=self._language, home=home, searching=True).reply)
        else:
            told = self._latest is not None and self._latest.library == result.library
            self._earlier.append(question)
            self._latest = result
            self._say(self._without_echo(reply_to_question(result, library_told=told)))

    def _obey(self, command: Command) -> None:
        match command.name:
            case "sources":
                self._say(self._sources(command.rest))
            case "sv" | "en":
                self._language = command.name
                self._run = self._run._replace(chosen=command.name)
                self._say(short_reply("chat.language", self._language))
            case "help":
                self._say(help_in_words(self._language))
            case "quit":
                pass  # the conversation has ended before this
            case None:
                self._say(reply_to_unknown(command, self._language))
            case _:
                assert_never(command.name)

    def _sources(self, wanted: str) -> Reply:
        """The passages behind the latest answer, or behind one of its quotes."""
        if self._latest is None:
            return short_reply("chat.no_sources", self._language)
        cited = self._latest.citations if isinstance(self._latest, Answer) else self._latest.nearest
        if not cited:
            return short_reply("chat.nothing_cited", self._language)
        chosen = [citation for citation in cited if not wanted or wanted == str(citation.number)]
        if not chosen:
            return short_reply("chat.no_such_source", self._language, number=wanted, count=len(cited))
        behind = self._runner.run(self._library.behind(chosen, version=self._latest.library))
        return reply_to_sources(behind, self._language)

    def _waiting(self) -> AbstractContextManager[object]:
        out = self._run.out
        return out.status(text("ask.searching", self._language)) if out.is_terminal else nullcontext()

    def _without_echo(self, reply: Reply) -> Reply:
        """A reply without the question, where the person has it before their eyes."""
        return reply.model_copy(update={"title": None}) if self._run.out.is_terminal else reply

    def _say(self, reply: Reply) -> None:
        show(reply, self._run.out)
        self._run.out.print()
