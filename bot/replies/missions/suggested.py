"""A suggestion of a chat model, told as what it is (pure)."""

from collections.abc import Sequence

from bot.replies.missions.wording import lines_of
from bot.replies.quotes import view_of
from bot.replies.reply import Paragraph, Reply, said
from bot.texts import text
from knowledge.answer import Citation
from knowledge.language import Language
from knowledge.method.method import Step


def reply_to_suggested(words: str, citations: Sequence[Citation], step: Step, language: Language) -> Reply:
    """A suggestion, marked as one, with the quotes it was made from."""
    views = tuple(view_of(one, language, brief=True) for one in citations)
    return Reply(
        language=language,
        title=text("mission.suggest.title", language, name=step.name.said_in(language)),
        paragraphs=(said(text("mission.suggest.marked", language)), Paragraph(lines=lines_of(words))),
        cited_as=text("mission.suggest.from", language) if views else None,
        citations=views,
    )
