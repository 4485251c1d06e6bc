"""What waits for an owner's word, and what comes of it (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.replies.missions.recorded import side_by_side
from bot.replies.missions.wording import brief, field_name, on, told, under, who, whole
from bot.replies.reply import Line, Paragraph, Reply
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.session import Session, Submission
from knowledge.sessions.standing import proposals, tally

_WORDS: Final = 120


def reply_to_proposals(session: Session, method: Method, language: Language) -> Reply:
    """Everything that waits, beside what stands now."""
    waiting = proposals(session)
    if not waiting:
        return short_reply("mission.proposals.none", language)
    paragraphs = [part for one in waiting for part in _proposal(one, session, method, language)]
    return Reply(language=language, title=text("mission.proposals.title", language), paragraphs=tuple(paragraphs))


def proposal_line(one: Submission, method: Method, language: Language) -> str:
    """A proposal on one line: who, and what."""
    return text("mission.proposal", language, name=who(one.author, language), words=_words(one, method, language))


def reply_to_decided(
    decided: Sequence[Submission], method: Method, language: Language, *, stands: bool, by: str
) -> Reply:
    """What somebody has let stand, or set aside."""
    key = "mission.stands" if stands else "mission.aside"
    lines = tuple(
        Line(
            text=text(
                key,
                language,
                name=by,
                field=field_name(method, one.field, language),
                other=who(one.author, language),
                words=_words(one, method, language),
            )
        )
        for one in decided
    )
    return Reply(language=language, paragraphs=(Paragraph(lines=lines),))


def _words(one: Submission, method: Method, language: Language) -> str:
    return brief(told(method, one.field, one.values, language), _WORDS) or text("mission.met.empty", language)


def _proposal(one: Submission, session: Session, method: Method, language: Language) -> Iterator[Paragraph]:
    """A proposal; where something else stands in its place, both side by side."""
    held = tally(session.history).held.get(one.claim)
    if one.contested or (held is not None and held.values and held.values != one.values):
        yield from side_by_side(one, session, method, language)
        return
    heading = text(
        "mission.proposal.from",
        language,
        name=who(one.author, language),
        date=on(one.at, language),
        field=field_name(method, one.field, language),
    )
    lines = whole(method, one.field, one.values, language)
    again = held is not None and held.values == one.values
    note = [Line(text=text("mission.proposal.rests", language))] if again else []
    yield under(heading, (*(lines or (Line(text=text("mission.met.empty", language)),)), *note))
