"""What claims rest on: passages found and linked, taken away, or grown stale (pure)."""

from collections.abc import Sequence
from typing import Final

from bot.replies.missions.wording import brief, field_name, named, told, under
from bot.replies.quotes import about, page_of, place
from bot.replies.reply import CitationView, Line, Paragraph, Reply, said
from bot.replies.talk import short_reply
from bot.texts import quoted, text
from knowledge.corpus import DocumentFacts
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.missions.design import Claim, Evidence, MissionDesign
from knowledge.missions.stale import Stale
from knowledge.sessions.session import Submission

_WORDS: Final = 120


def view_of_evidence(evidence: Evidence, number: int, language: Language) -> CitationView:
    """A passage that a claim rests on, as it is shown."""
    facts = DocumentFacts(
        title=evidence.title, language=evidence.language, date=evidence.date, date_kind=evidence.date_kind
    )
    page = page_of("pdf", evidence.page, evidence.page_label, language)
    return CitationView(
        numbers=(number,),
        document=evidence.document,
        source=evidence.title,
        about=about(facts, language, brief=True),
        place=place(evidence.heading, page),
        link=evidence.url,
        quote=tuple(Line(text=line) for line in evidence.quote.splitlines() if line.strip()),
    )


def reply_to_linked(one: Submission, method: Method, language: Language, *, by: str) -> Reply:
    """That a passage supports a claim now, or is proposed to."""
    words = brief(told(method, one.field, one.values, language), _WORDS)
    line = text("mission.linked" if one.stands else "mission.linked.proposed", language, name=by, words=words)
    views = (view_of_evidence(one.evidence[-1], len(one.evidence), language),) if one.evidence else ()
    return Reply(language=language, paragraphs=(said(line),), citations=views)


def reply_to_unlinked(one: Submission, method: Method, language: Language, *, by: str) -> Reply:
    """That a passage supports a claim no longer."""
    words = brief(told(method, one.field, one.values, language), _WORDS)
    key = "mission.unlinked" if one.stands else "mission.unlinked.proposed"
    return short_reply(key, language, name=by, words=words)


def reply_to_assumed(one: Submission, method: Method, language: Language, *, by: str) -> Reply:
    """That a claim counts as an assumption now, or no longer."""
    words = brief(told(method, one.field, one.values, language), _WORDS)
    key = "mission.assumed" if one.assumed else "mission.assumed.no_longer"
    lines = [text(key, language, name=by, words=words)]
    if not one.stands:
        lines.append(text("mission.assumed.proposed", language))
    return Reply(language=language, paragraphs=(said(*lines),))


def evidence_line(evidence: Evidence, language: Language) -> str:
    """A passage on one line: its first words and its document."""
    words = quoted(brief(evidence.quote, _WORDS), language)
    return text("mission.evidence.line", language, words=words, title=evidence.title)


def reply_to_stale(stale: Sequence[Stale], design: MissionDesign, method: Method, language: Language) -> Reply:
    """The evidence that the library has otherwise by now: the old and the new wording side by side."""
    if not stale:
        return short_reply("mission.stale.none", language)
    paragraphs = [part for one in stale for part in _stale(one, design, method, language)]
    title = text("mission.stale.title", language)
    return Reply(
        language=language,
        title=title,
        paragraphs=(*paragraphs, said(text("mission.stale.next", language))),
    )


def _stale(one: Stale, design: MissionDesign, method: Method, language: Language) -> tuple[Paragraph, ...]:
    claim = design.claim(one.claim)
    heading = _claim(claim, method, language) if claim is not None else one.evidence.title
    then = text("mission.stale.then", language, title=one.evidence.title, words=quoted(one.evidence.quote, language))
    now = (
        text("mission.stale.now", language, words=quoted(one.now, language))
        if one.now is not None
        else text("mission.stale.dropped", language)
    )
    return (under(heading, (Line(text=then, mark="-"), Line(text=now, mark="-"))),)


def _claim(claim: Claim, method: Method, language: Language) -> str:
    field = field_name(method, claim.field, language)
    words = brief(named(method, claim.field, claim.values, language), _WORDS)
    return text("mission.claim", language, field=field, words=words)
