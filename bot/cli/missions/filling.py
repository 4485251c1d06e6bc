"""A form filled in line by line."""

from collections.abc import Callable
from typing import Final, NamedTuple

from bot.cli.run import readable
from bot.replies.missions.asking import chosen, reply_to_form, reply_to_input, reply_to_unclear
from bot.replies.missions.commands import IN_FORMS, command_named, typed_in
from bot.replies.reply import Form, Input, Reply
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.language import Language

Listen = Callable[[str], str]
"""Gives the next line after a prompt; EOFError and KeyboardInterrupt where the person leaves."""
Say = Callable[[Reply], None]

_EMPTIED: Final = "-"


class Filled(NamedTuple):
    """What came of a form: its inputs by name, and whether it is to be sent.

    `over` says that nobody types any more, `then` is a command that was typed in the middle, to be done afterwards.
    """

    sent: dict[str, str]
    send: bool
    over: bool = False
    then: str | None = None


class _Leaving(Exception):
    """The form ends here; `lines` are what was typed of the input that was asked."""

    def __init__(self, lines: list[str], *, send: bool, over: bool = False, then: str | None = None) -> None:
        super().__init__()
        self.lines = lines
        self.send = send
        self.over = over
        self.then = then


class Filling:
    """Asks one input of a form after another; `known` says that the person has filled in one before."""

    def __init__(self, *, listen: Listen, say: Say, language: Language, known: bool) -> None:
        self._listen = listen
        self._known = known
        self._say = say
        self._language: Language = language

    def fill(self, form: Form) -> Filled:
        """What a person makes of a form; an empty line keeps what stands there."""
        self._say(reply_to_form(form, self._language, known=self._known))
        sent = {one.name: one.value for one in form.inputs}
        for number, one in enumerate(form.inputs, start=1):
            self._say(reply_to_input(one, number, len(form.inputs), self._language))
            try:
                sent[one.name] = self._answer(one)
            except _Leaving as leaving:
                if leaving.lines:
                    sent[one.name] = "\n".join(leaving.lines)
                return Filled(sent, leaving.send, leaving.over, leaving.then)
        return Filled(sent, send=True)

    def _answer(self, one: Input) -> str:
        """What is to stand in an input."""
        if one.options:
            return self._choice(one)
        if one.kind != "paragraph":
            line = self._line([])
            return _meant([line], one) if line else one.value
        lines: list[str] = []
        while line := self._line(lines):
            lines.append(line)
            if lines == [_EMPTIED]:
                break
        return _meant(lines, one)

    def _choice(self, one: Input) -> str:
        while line := self._line([]):
            if line == _EMPTIED:
                return ""
            value = chosen(one, line)
            if value is not None:
                return value
            self._say(reply_to_unclear(one, self._language))
        return one.value

    def _line(self, before: list[str]) -> str:
        """The next line without spaces at its ends; _Leaving where the form ends."""
        while True:
            try:
                line = readable(self._listen(text("mission.answer_prompt", self._language) + " ")).strip()
            except KeyboardInterrupt:
                raise _Leaving(before, send=False) from None
            except EOFError:
                raise _Leaving(before, send=False, over=True) from None
            typed = typed_in(line)
            command = command_named(typed.word) if typed is not None else None
            if command is None:
                return line
            if command == "help":
                self._say(short_reply("mission.filling", self._language))
                continue
            then = line if command not in IN_FORMS else None
            raise _Leaving(before, send=command != "cancel", then=then)


def _meant(lines: list[str], one: Input) -> str:
    """What was written; what stood there where nothing was, nothing where it was emptied."""
    if not lines:
        return one.value
    return "" if lines == [_EMPTIED] else "\n".join(lines)
