"""A mission designed in conversation at the terminal: the same guide and the same replies as everywhere."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext
from typing import Any, Final

from bot.cli.ingest import ensure_library
from bot.cli.listening import listener
from bot.cli.missions.commanding import Meant, Standing, meaning
from bot.cli.missions.filling import Filling, Listen
from bot.cli.missions.opening import Room, opened
from bot.cli.missions.saving import save
from bot.cli.run import Run, readable
from bot.failures import failure_of
from bot.guidance.acts import NONE, Act, act_in, value_of
from bot.guidance.response import Response
from bot.replies.missions.commands import (
    Command,
    Typed,
    choice_named,
    command_named,
    help_in_a_mission,
    option_numbered,
    reply_to_unknown_command,
    typed_in,
)
from bot.replies.reply import Choice, Form, Menu, Reply
from bot.replies.talk import short_reply
from bot.terminal import show, show_text
from bot.texts import text
from knowledge.exporting import Exported
from knowledge.language import Language
from knowledge.sessions.session import Session

_LINKING: Final = "link:"
_NOT_HERE: Final = ("share", "share_yes", "more")
_WRITING: Final = ("form", "start")
"""Acts whose words a person would not want to lose."""


def design(run: Run, *, name: str | None) -> None:
    """Design a mission until the person leaves; where there is no library yet, build the default one first."""
    ensure_library(run, announced=True)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            room = runner.run(stack.enter_async_context(opened(run, name=name)))
            Designing(run=run, runner=runner, room=room, listen=listener(run.out)).go_on()
        finally:
            runner.run(stack.aclose())


class Designing:
    """One conversation: the mission it is about, what was offered last, the language."""

    def __init__(self, *, run: Run, runner: asyncio.Runner, room: Room, listen: Listen) -> None:
        self._run = run
        self._runner = runner
        self._room = room
        self._listen = listen
        self._language: Language = run.language
        self._session: Session | None = None
        self._choices: Sequence[Choice] = ()
        self._links: Sequence[Choice] = ()
        self._menus: Sequence[Menu] = ()
        self._over = False
        self._filled = False

    def go_on(self) -> None:
        """Begin with the missions there are, then take line after line until the person leaves."""
        self._act(Meant(value_of("list" if self._runner.run(self._room.missions.of(self._room.person)) else "new")))
        while not self._over and (line := self._next()) is not None:
            if line.strip():
                self._take(line.strip())
        self._say(short_reply("mission.goodbye", self._language))

    def _next(self) -> str | None:
        """The next line; None where the person leaves."""
        prompt = self._session.title if self._session is not None else text("mission.prompt", self._language)
        try:
            line = self._listen(f"{prompt}> ")
        except (EOFError, KeyboardInterrupt):
            return None
        if line.strip() and self._run.out.is_terminal:
            self._run.out.print()
        return readable(line)

    def _take(self, line: str) -> None:
        """Do what a line says: a number picks, a command does, other words become a draft."""
        picked = option_numbered(line, self._menus)
        typed = typed_in(line)
        if picked is not None:
            self._act(Meant(picked.menu.value, picked=picked.option.value))
        elif line.isdecimal():
            self._say(short_reply("mission.no_number", self._language, number=line))
        elif typed is not None:
            self._obey(typed)
        elif self._session is None:
            self._say(short_reply("mission.choose_first", self._language))
        else:
            self._use(self._session, line)

    def _obey(self, typed: Typed) -> None:
        """Do what a command says: a button that is offered before all else, whole words before beginnings."""
        for whole in (True, False):
            choice = choice_named(typed, self._choices, whole=whole)
            if choice is not None:
                self._act(Meant(choice.value))
                return
            command = command_named(typed.word, whole=whole)
            if command is not None:
                self._do(command, typed.rest)
                return
        self._say(reply_to_unknown_command(f"/{typed.word}", self._language))

    def _do(self, command: Command, rest: str) -> None:
        match command:
            case "quit":
                self._over = True
            case "help":
                self._say(help_in_a_mission(self._language))
            case "sv" | "en":
                self._language = command
                self._say(short_reply("mission.language", self._language))
            case _:
                meant = meaning(command, rest, self._standing(), self._language)
                self._act(meant) if isinstance(meant, Meant) else self._say(meant)

    def _standing(self) -> Standing | None:
        if self._session is None:
            return None
        return Standing(self._session, self._runner.run(self._room.missions.method_of(self._session)), self._links)

    def _act(self, meant: Meant) -> Response | None:
        """Do an act, and show what comes of it; None where it failed."""
        act = act_in(meant.value)
        doing = self._room.guide.act(
            act, by=self._room.person, language=self._language, picked=meant.picked, sent=meant.sent
        )
        response = self._waited(doing)
        if response is None:
            if meant.sent is not None and act.verb in _WRITING:
                self._respond(self._runner.run(self._room.guide.late(act, meant.sent, self._language)))
            return None
        chosen = act.session if act.session != NONE else meant.picked or NONE
        self._be_in(response.session.id if response.session is not None else chosen)
        self._respond(_here(response, act), file=meant.file)
        if act.verb == "show" and act.session == NONE and self._session is not None:
            self._show_step(self._session)
        return response

    def _use(self, session: Session, words: str) -> None:
        """Keep words as a draft, and ask where they belong."""
        person = self._room.person
        doing = self._room.guide.use(
            session.id,
            words,
            said_by=person.name,
            said_at=self._room.now(),
            by=person,
            language=self._language,
        )
        response = self._waited(doing)
        if response is not None:
            self._respond(response)

    def _respond(self, response: Response, *, file: str | None = None) -> None:
        if response.reply is not None:
            self._offer(response.reply)
            self._say(response.reply)
        self._save(response.files, file)
        if response.moved and response.session is not None:
            self._show_step(response.session)
        if response.form is not None:
            self._fill(response.form)

    def _save(self, files: Sequence[Exported], file: str | None) -> None:
        """Write files, and tell where they are."""
        try:
            paths = save(files, file)
        except OSError as error:
            self._say(short_reply("use.unwritable", self._language, path=error.filename or file))
            return
        for path in paths:
            show_text(text("mission.saved", self._language, path=path), self._run.out)
        if paths:
            self._run.out.print()

    def _fill(self, form: Form) -> None:
        """Let a form be filled in; what is not sent is kept as a draft."""
        filling = Filling(listen=self._listen, say=self._say, language=self._language, known=self._filled)
        filled, self._filled = filling.fill(form), True
        self._over = filled.over
        changed = any(one.value != filled.sent[one.name] for one in form.inputs)
        if filled.send:
            response = self._act(Meant(form.value, sent=filled.sent)) if changed or filled.then is None else None
            more = _more(response) if response is not None else None
            if filled.then is not None:
                self._take(filled.then)
            elif more is not None:
                self._act(Meant(more))
            return
        doing = self._room.guide.left(act_in(form.value), filled.sent, by=self._room.person, language=self._language)
        response = self._waited(doing)
        if response is not None:
            self._respond(response)

    def _show_step(self, session: Session) -> None:
        reply = self._runner.run(self._room.guide.step(session, self._language))
        self._offer(reply)
        self._say(reply)

    def _be_in(self, name: str) -> None:
        """Let the conversation be about a mission from now on, as it stands."""
        if name == NONE:
            return
        found = self._runner.run(self._room.missions.open(name, by=self._room.person))
        self._session = found if isinstance(found, Session) else self._session

    def _offer(self, reply: Reply) -> None:
        """Remember what a reply offers: the latest buttons, quotes to link and menus that there were."""
        if reply.choices:
            self._choices = reply.choices
        self._links = [one for one in reply.choices if one.value.startswith(_LINKING)] or self._links
        self._menus = reply.menus or self._menus

    def _waited(self, doing: Coroutine[Any, Any, Response]) -> Response | None:
        """What comes of an act; None where it failed, which is said."""
        try:
            with self._waiting():
                return self._runner.run(doing)
        except KeyboardInterrupt:
            self._say(short_reply("chat.cancelled", self._language))
        except Exception as error:
            self._say(failure_of(error, language=self._language, home=self._run.settings.home).reply)
        return None

    def _waiting(self) -> AbstractContextManager[object]:
        out = self._run.out
        return out.status(text("mission.working", self._language)) if out.is_terminal else nullcontext()

    def _say(self, reply: Reply) -> None:
        show(reply, self._run.out)
        self._run.out.print()


def _more(response: Response) -> str | None:
    """The act that opens the next page of an entry; None where there is none."""
    choices = response.reply.choices if response.reply is not None else ()
    return next((choice.value for choice in choices if act_in(choice.value).verb == "more"), None)


def _here(response: Response, act: Act) -> Response:
    """What comes of an act, without what a terminal has no use for.

    That is a channel to show it in, a list that a menu repeats, and a page that opens by itself.
    """
    reply = response.reply
    if reply is None:
        return response
    choices = tuple(choice for choice in reply.choices if act_in(choice.value).verb not in _NOT_HERE)
    paragraphs = reply.paragraphs[:1] if act.verb == "new" else reply.paragraphs
    return response.model_copy(
        update={"reply": reply.model_copy(update={"choices": choices, "paragraphs": paragraphs})}
    )
