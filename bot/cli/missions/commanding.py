"""What a command means where somebody stands in a mission (pure)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from bot.guidance.acts import NONE, Verb, value_of
from bot.guidance.menus import menu_of_exports
from bot.replies.missions.commands import Command, choice_named, option_meant, typed_in
from bot.replies.reply import Choice, Option, Reply
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.session import Session
from knowledge.sessions.standing import proposals

_AT_STEP: Final[Mapping[Command, Verb]] = {
    "answer": "answer",
    "next": "next",
    "back": "back",
    "skip": "skip",
    "example": "example",
    "mistakes": "mistakes",
    "suggest": "suggest",
    "findings": "findings",
    "confirm": "confirm",
}
_IN_MISSION: Final[Mapping[Command, Verb]] = {
    "undo": "undo",
    "show": "show",
    "criteria": "criteria",
    "assume": "assume",
    "unlink": "unlink",
    "stale": "stale",
    "proposals": "proposals",
    "archive": "archive",
    "restore": "restore",
    "delete": "delete",
}
_ANYWHERE: Final[Mapping[Command, Verb]] = {"new": "new", "list": "list", "drafts": "drafts"}


class Meant(NamedTuple):
    """An act that a command means, with what is picked or sent with it, and the file that is to be written."""

    value: str
    picked: str | None = None
    sent: Mapping[str, str] | None = None
    file: str | None = None


class Standing(NamedTuple):
    """Where somebody stands: the mission with its method, and the quotes that can be linked."""

    session: Session
    method: Method
    links: Sequence[Choice]

    @property
    def step(self) -> str | None:
        """The current step; None where all have been walked."""
        return current_step(self.session, self.method)


def meaning(command: Command, rest: str, standing: Standing | None, language: Language) -> Meant | Reply:
    """The act that a command means, or what is said where it means none."""
    if command in _ANYWHERE:
        within = standing.session.id if standing is not None and command == "drafts" else NONE
        return Meant(value_of(_ANYWHERE[command], within))
    if standing is None:
        return short_reply("mission.choose_first", language)
    if command in _AT_STEP:
        return Meant(value_of(_AT_STEP[command], standing.session.id, standing.step))
    if command in _IN_MISSION:
        return Meant(value_of(_IN_MISSION[command], standing.session.id))
    with_more = _WITH_MORE.get(command)
    return with_more(rest, standing, language) if with_more else short_reply("mission.filling.none", language)


def _asked(rest: str, standing: Standing, _language: Language) -> Meant:
    """A question to the documents: the one that was typed, or the form for it."""
    if not rest:
        return Meant(value_of("search", standing.session.id, standing.step))
    return Meant(value_of("searched", standing.session.id, standing.step), sent={"question": rest})


def _documents(rest: str, standing: Standing, language: Language) -> Meant:
    """What the documents say to the step, or to a question that was typed."""
    if rest:
        return _asked(rest, standing, language)
    return Meant(value_of("documents", standing.session.id, standing.step))


def _history(rest: str, standing: Standing, _language: Language) -> Meant:
    page = max(int(rest) - 1, 0) if rest.isdecimal() else None
    return Meant(value_of("history", standing.session.id, page))


def _stand_all(_rest: str, standing: Standing, _language: Language) -> Meant:
    last = max((one.number for one in proposals(standing.session)), default=0)
    return Meant(value_of("stand_all", standing.session.id, last))


def _step(rest: str, standing: Standing, language: Language) -> Meant | Reply:
    """The step that is meant by its own number, or by how its name begins."""
    if not rest:
        return Meant(value_of("step", standing.session.id))
    path = standing.method.path(standing.session.path)
    named = option_meant(rest, [Option(value=step.id, label=step.name.said_in(language)) for step in path])
    numbered = next((step.id for step in path if rest == str(step.number)), None)
    meant = numbered if rest.isdecimal() or named is None else named.value
    if meant is None:
        numbers = ", ".join(str(step.number) for step in path)
        return short_reply("mission.no_step", language, step=rest, steps=numbers)
    return Meant(value_of("step", standing.session.id, meant))


def _link(rest: str, standing: Standing, language: Language) -> Meant | Reply:
    """The quote that is meant by its number."""
    typed = typed_in(f"/{text('mission.command.link', language)} {rest or 1}")
    choice = choice_named(typed, standing.links, whole=False) if typed is not None else None
    if choice is None:
        return short_reply("mission.no_link", language, number=rest or 1)
    return Meant(choice.value)


def _export(rest: str, standing: Standing, language: Language) -> Meant | Reply:
    """The kind of file that is meant, and where it is to be written."""
    kind, _, file = rest.partition(" ")
    if not kind:
        return Meant(value_of("export", standing.session.id))
    meant = option_meant(kind, menu_of_exports(standing.session, language).options)
    if meant is None:
        return Meant(value_of("export", standing.session.id))
    return Meant(value_of("export", standing.session.id), picked=meant.value, file=file.strip() or None)


_WITH_MORE: Final[Mapping[Command, Callable[[str, Standing, Language], Meant | Reply]]] = {
    "step": _step,
    "documents": _documents,
    "search": _asked,
    "link": _link,
    "export": _export,
    "history": _history,
    "stand_all": _stand_all,
}
"""What a command means that may have more behind it."""
