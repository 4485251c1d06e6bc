"""What can be done from where one stands: buttons and menus (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.guidance.acts import NONE, Verb, value_of
from bot.guidance.pages import Place, name_of
from bot.replies.missions.forms import page_label
from bot.replies.missions.wording import brief, field_name, named
from bot.replies.reply import Choice, Menu, Option, Reply
from bot.texts import text
from knowledge.canvas import FIELDS, FieldName
from knowledge.language import Language
from knowledge.method.forms import forms_of
from knowledge.method.method import Method, Step
from knowledge.sessions.session import Session
from knowledge.sessions.standing import proposals, tally

PAGE: Final = "page."
CLAIM: Final = "claim."
_LONGEST: Final = 100  # characters of an option


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


def menu_of_step(step: Step, method: Method, session: Session, language: Language) -> Menu:
    """Everything that can be written in a step: its forms, a new entry of each kind, every entry to change."""
    pages = [page for page in forms_of(step) if page.field is None or page.id.endswith("-1")]
    options = [
        Option(value=f"{PAGE}{name_of(Place(step, page))}", label=page_label(page, method, language, _LONGEST))
        for page in pages
    ]
    label = text("mission.menu.write", language)
    entries = tuple(_entries(step, method, session, language))
    return Menu(value=value_of("pick", session.id, step.id), label=label, options=(*options, *entries))


def _entries(step: Step, method: Method, session: Session, language: Language) -> Iterator[Option]:
    """The entries of a step, those that only wait included."""
    now = tally(session.history)
    fields: tuple[FieldName, ...] = tuple(dict.fromkeys(question.field for question in step.questions))
    for field in fields:
        if FIELDS[field].shape != "entries":
            continue
        held = {name: one.values for name, one in now.held.items() if one.submission.field == field and one.values}
        waiting = {one.claim: one.values for one in now.waiting if one.field == field and one.values}
        about = field_name(method, field, language)
        for name, values in {**waiting, **held}.items():
            label = text("mission.option.change", language, name=named(method, field, values, language))
            yield Option(value=f"{CLAIM}{name}", label=brief(label, _LONGEST), about=about)


def menu_of_claims(
    verb: Verb,
    method: Method,
    session: Session,
    language: Language,
    *rest: object,
    label: str,
    first: Step | None = None,
) -> Menu:
    """The claims of a mission to pick one of, those of a step first."""
    return Menu(
        value=value_of(verb, session.id, *rest),
        label=label,
        options=tuple(_claims(method, session, language, first)),
    )


def _claims(method: Method, session: Session, language: Language, first: Step | None) -> Iterator[Option]:
    near = {question.field for question in first.questions} if first is not None else set[str]()
    held = [one.submission for one in tally(session.history).held.values() if one.values]
    for one in sorted(held, key=lambda said: (said.field not in near, list(FIELDS).index(said.field))):
        label = brief(named(method, one.field, one.values, language), _LONGEST)
        yield Option(value=one.claim, label=label, about=field_name(method, one.field, language))


def waiting_in(session: Session) -> int:
    """How many proposals wait for an owner's word."""
    return len(proposals(session))


def offering(reply: Reply, *choices: Choice, menus: Sequence[Menu] = ()) -> Reply:
    """A reply with what may be done next."""
    return reply.model_copy(update={"choices": (*reply.choices, *choices), "menus": (*reply.menus, *menus)})
