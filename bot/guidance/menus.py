"""What can be picked from: what to write, claims, passages, proposals, drafts (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from bot.guidance.acts import Verb, value_of
from bot.guidance.offers import step_called
from bot.guidance.pages import Place, name_of
from bot.replies.missions.drafts import draft_about, draft_name
from bot.replies.missions.evidence import evidence_line
from bot.replies.missions.forms import page_label
from bot.replies.missions.proposals import proposal_line
from bot.replies.missions.wording import brief, field_name, named, numbered, who
from bot.replies.reply import Menu, Option
from bot.texts import text
from knowledge.canvas import FIELDS
from knowledge.exporting import ExportKind
from knowledge.language import Language
from knowledge.method.forms import forms_of
from knowledge.method.method import Method, Step
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.session import Draft, Participant, Person, Session
from knowledge.sessions.standing import confirmed, design_of, proposals, tally

PAGE: Final = "page."
"""Stands before the name of a page that was picked."""
CLAIM: Final = "claim."
"""Stands before the id of a claim that was picked."""
STEP: Final = "step."
"""Stands before the id of a step that was picked."""
EVERYTHING: Final = "everything"
"""Picked in place of a kind of file: all of them."""
THEME: Final = "theme"
"""Picked in place of a question: what the documents say about the mission's theme."""
_LONGEST: Final = 100  # characters of an option


def menu_of_step(step: Step, method: Method, session: Session, language: Language) -> Menu:
    """Everything that can be written in a step: its forms, a new entry of each kind, every entry to change."""
    pages = [page for page in forms_of(step) if page.field is None or page.id.endswith("-1")]
    options = [
        Option(value=f"{PAGE}{name_of(Place(step, page))}", label=page_label(page, method, language, _LONGEST))
        for page in pages
    ]
    entries = tuple(_entries(step, method, session, language))
    return _menu("write", value_of("pick", session.id, step.id), (*options, *entries), language)


def menu_of_claims(
    verb: Verb, method: Method, session: Session, language: Language, *rest: object, first: Step | None = None
) -> Menu:
    """The claims of a mission to pick one of, those of a step first."""
    near = first.fields if first is not None else ()
    claims = sorted(design_of(session).claims, key=lambda claim: claim.field not in near)
    options = tuple(
        Option(
            value=claim.id,
            label=brief(named(method, claim.field, claim.values, language), _LONGEST),
            about=brief(
                text(
                    "mission.option.claim",
                    language,
                    field=field_name(method, claim.field, language),
                    standing=text(f"mission.standing.{claim.standing}", language),
                ),
                _LONGEST,
            ),
        )
        for claim in claims
    )
    return _menu(verb, value_of(verb, session.id, *rest), options, language)


def menu_of_criteria(step: Step, session: Session, language: Language) -> Menu:
    """What people judge in a step, to confirm or take that back."""
    held = confirmed(session.history)
    options = tuple(
        Option(
            value=criterion.id,
            label=brief(criterion.text.said_in(language), _LONGEST),
            about=text("mission.option.confirmed", language) if criterion.id in held else None,
        )
        for criterion in step.criteria
        if criterion.judged_by != "rule"
    )
    return _menu("confirm", value_of("confirm", session.id, step.id), options, language)


def menu_of_fields(
    method: Method, session: Session, language: Language, *, draft: str, step: str | None = None
) -> Menu:
    """Where a draft may go: the fields of a step, the current one where none is named, and the other steps."""
    path = method.path(session.path)
    near = step_called(method, step or current_step(session, method)) or path[-1]
    options = [
        Option(
            value=field,
            label=brief(field_name(method, field, language), _LONGEST),
            about=brief(numbered(near, language), _LONGEST),
        )
        for field in near.fields
    ]
    others = [
        Option(
            value=f"{STEP}{one.id}", label=brief(text("mission.option.step", language, step=numbered(one, language)))
        )
        for one in path
        if one.id != near.id
    ]
    return _menu("use", value_of("use", session.id, draft), (*options, *others), language)


def menu_of_drafts(verb: Verb, drafts: Sequence[Draft], session: str, language: Language) -> Menu:
    """Somebody's drafts to pick one of."""
    options = tuple(
        Option(value=one.id, label=draft_name(one, language), about=brief(draft_about(one, language), _LONGEST))
        for one in drafts
    )
    return _menu(verb, value_of(verb, session), options, language)


def menu_of_proposals(verb: Verb, method: Method, session: Session, language: Language) -> Menu:
    """The proposals that wait, to pick one of."""
    options = tuple(
        Option(
            value=str(one.number),
            label=brief(proposal_line(one, method, language), _LONGEST),
            about=brief(field_name(method, one.field, language), _LONGEST),
        )
        for one in proposals(session)
    )
    return _menu(verb, value_of(verb, session.id), options, language)


def menu_of_evidence(method: Method, session: Session, language: Language) -> Menu:
    """Every passage that a claim rests on, to take one away."""
    options = tuple(
        Option(
            value=f"{claim.id}/{at}",
            label=brief(evidence_line(evidence, language), _LONGEST),
            about=brief(named(method, claim.field, claim.values, language), _LONGEST),
        )
        for claim in design_of(session).claims
        for at, evidence in enumerate(claim.evidence)
    )
    return _menu("unlink", value_of("unlink", session.id), options, language)


def menu_of_questions(step: Step, session: Session, language: Language) -> Menu:
    """What the documents can be asked in a step: about the mission's own theme, and each of the step's questions."""
    theme = Option(value=THEME, label=brief(text("mission.documents.theme", language, title=session.title), _LONGEST))
    questions = (
        Option(value=question.id, label=brief(question.text.said_in(language), _LONGEST)) for question in step.questions
    )
    return _menu("documents", value_of("documents", session.id, step.id), (theme, *questions), language)


def menu_of_people(session: Session, by: Person, language: Language) -> Menu:
    """Whom somebody may let out of a mission: themselves, and for those who decide everybody but the owner."""
    options = tuple(
        Option(value=one.id, label=_leaving(one, by, language))
        for one in session.participants
        if one.role != "owner" and (one.id == by.id or session.decides(by.id))
    )
    return _menu("people", value_of("people", session.id), options, language)


def menu_of_exports(session: Session, language: Language) -> Menu:
    """The files that a mission can become."""
    kinds = (*get_args(ExportKind), EVERYTHING)
    options = tuple(
        Option(
            value=kind,
            label=text(f"mission.export.{kind}", language),
            about=text(f"mission.export.{kind}.about", language),
        )
        for kind in kinds
    )
    return _menu("export", value_of("export", session.id), options, language)


def _entries(step: Step, method: Method, session: Session, language: Language) -> Iterator[Option]:
    """The entries of a step, those that only wait included."""
    now = tally(session.history)
    for field in step.fields:
        if FIELDS[field].shape != "entries":
            continue
        held = {name: one.values for name, one in now.held.items() if one.submission.field == field and one.values}
        waiting = {one.claim: one.values for one in now.waiting if one.field == field and one.values}
        about = field_name(method, field, language)
        for name, values in {**waiting, **held}.items():
            label = text("mission.option.change", language, name=named(method, field, values, language))
            yield Option(value=f"{CLAIM}{name}", label=brief(label, _LONGEST), about=about)


def _leaving(one: Participant, by: Person, language: Language) -> str:
    key = "mission.people.leave" if one.id == by.id else "mission.people.let_out"
    return brief(text(key, language, name=who(one.name, language)), _LONGEST)


def _menu(words: str, value: str, options: Sequence[Option], language: Language) -> Menu:
    return Menu(value=value, label=text(f"mission.menu.{words}", language), options=tuple(options))
