"""What can be done from where one stands, as buttons (pure)."""

from collections.abc import Sequence

from bot.guidance.acts import NONE, Verb, value_of
from bot.replies.reply import Choice, Menu, Reply
from bot.texts import text
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.session import Session
from knowledge.sessions.standing import proposals


def offer(verb: Verb, language: Language, session: str = NONE, *rest: object, key: str | None = None) -> Choice:
    """A button for an act; its words are those of the verb, or of `key`."""
    label = text(f"mission.button.{key or verb}", language)
    return Choice(aim="mission", value=value_of(verb, session, *rest), label=label)


def offers_at(step: Step, session: Session, language: Language, *, first: bool, suggests: bool) -> tuple[Choice, ...]:
    """What can be done at a step."""
    verbs: tuple[Verb, ...] = ("answer", "next", "back", "skip")
    more: tuple[Verb, ...] = ("documents", "example", "mistakes", "suggest")
    left_out = {*(("back",) if first else ()), *(() if suggests else ("suggest",))}
    return (
        *(offer(verb, language, session.id, step.id) for verb in verbs if verb not in left_out),
        offer("undo", language, session.id),
        *(offer(verb, language, session.id, step.id) for verb in more if verb not in left_out),
    )


def offering(reply: Reply, *choices: Choice, menus: Sequence[Menu] = ()) -> Reply:
    """A reply with what may be done next."""
    return reply.model_copy(update={"choices": (*reply.choices, *choices), "menus": (*reply.menus, *menus)})


def step_called(method: Method, name: str | None) -> Step | None:
    """The step of that id; None where the method has none."""
    return next((step for step in method.steps if step.id == name), None)


def step_meant(named: str | None, session: Session, method: Method) -> Step:
    """The step that is named; else the current one, or the last of the path where all have been walked."""
    meant = step_called(method, named) or step_called(method, current_step(session, method))
    return meant or method.path(session.path)[-1]


def waiting_in(session: Session) -> int:
    """How many proposals wait for an owner's word."""
    return len(proposals(session))
