"""What is said of files that are taken out (pure)."""

from collections.abc import Sequence

from bot.replies.missions.canvas import coverage_words
from bot.replies.reply import Reply, listed, said
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.language import Language
from knowledge.missions.finding import Coverage
from knowledge.sessions.session import Session


def reply_to_export(session: Session, language: Language) -> Reply:
    """What there is to take out."""
    return short_reply("mission.export", language, title=session.title)


def reply_to_exported(names: Sequence[str], coverage: Coverage, language: Language) -> Reply:
    """Which files there are now, and what the mission in them rests on."""
    lead = text("mission.exported", language)
    return Reply(
        language=language,
        paragraphs=(listed(lead, tuple(names)),),
        closing=(said(coverage_words(coverage, language)),),
    )
