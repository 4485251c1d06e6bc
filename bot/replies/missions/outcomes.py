"""What is said of an act that was refused, and of those that only change the session (pure)."""

import datetime as dt

from bot.replies.missions.wording import field_name, on
from bot.replies.reply import Reply, said
from bot.replies.talk import short_reply
from bot.texts import grouped, text
from knowledge.canvas import FIELD_NAMES
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.outcome import Refused
from knowledge.sessions.session import MOST_EVENTS, UNDO_DAYS, Session


def reply_to_refused(refused: Refused, method: Method, language: Language) -> Reply:
    """Why an act was not taken, what helps, and where the words are that came with it."""
    lines = [refusal_words(refused, method, language)]
    if refused.draft is not None:
        lines.append(text("mission.kept", language))
    return Reply(language=language, paragraphs=(said(*lines),))


def refusal_words(refused: Refused, method: Method, language: Language) -> str:
    """Why an act was not taken and what helps, in a sentence or two."""
    return text(_key(refused), language, **_facts(refused, method, language))


def reply_to_unknown_act(language: Language) -> Reply:
    """That a button is one that an older Ledfyr left behind."""
    return short_reply("mission.unknown_act", language)


def _key(refused: Refused) -> str:
    if refused.reason == "too_many" and "field" not in refused.facts:
        full = refused.facts.get("most") == str(MOST_EVENTS)
        return "mission.refused.too_many_events" if full else "mission.refused.too_many_people"
    return f"mission.refused.{refused.reason}"


def _facts(refused: Refused, method: Method, language: Language) -> dict[str, str]:
    facts = dict(refused.facts)
    for number in ("length", "most"):
        if facts.get(number, "").isdigit():
            facts[number] = grouped(int(facts[number]))
    field = facts.get("field", "")
    if field in FIELD_NAMES:
        facts["field"] = field_name(method, field, language)
    session = refused.session
    return {**_where(session, method, language), **facts} if session is not None else facts


def _where(session: Session, method: Method, language: Language) -> dict[str, str]:
    """Facts of where a session stands: its owner, its step, until when it can be had back."""
    steps = method.path(session.path)
    there = steps[session.position].name.said_in(language) if session.position < len(steps) else ""
    return {
        "name": session.owner.name,
        "step": there or text("mission.step.none", language),
        "until": _until(session, language),
    }


def reply_to_ending(session: Session, language: Language) -> Reply:
    """Whether a mission is to be deleted."""
    return short_reply("mission.delete", language, title=session.title, days=UNDO_DAYS)


def reply_to_ended(what: str, session: Session, language: Language, *, by: str) -> Reply:
    """What became of a mission: archived, deleted, restored or kept."""
    until = _until(session, language)
    return short_reply(f"mission.became.{what}", language, name=by, title=session.title, until=until)


def _until(session: Session, language: Language) -> str:
    """The last day on which a deleted mission can be had back."""
    return on((session.deleted or session.changed) + dt.timedelta(days=UNDO_DAYS), language)
