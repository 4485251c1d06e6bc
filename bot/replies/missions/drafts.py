"""What somebody wrote that could not be taken, offered back to them (pure)."""

from collections.abc import Sequence
from typing import Final

from bot.replies.missions.wording import brief, field_name, lines_of, under, whole
from bot.replies.reply import Line, Paragraph, Reply, said
from bot.replies.talk import short_reply
from bot.texts import has_text, spoken_time, text
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.session import Draft, Entry

_NAME: Final = 70


def reply_to_drafts(drafts: Sequence[Draft], method: Method, language: Language) -> Reply:
    """Somebody's drafts, whole, each with when and why it was kept."""
    if not drafts:
        return short_reply("mission.drafts.none", language)
    return Reply(
        language=language,
        title=text("mission.drafts.title", language),
        paragraphs=(
            said(text("mission.drafts", language)),
            *(_draft(draft, method, language) for draft in drafts),
        ),
    )


def draft_name(draft: Draft, language: Language) -> str:
    """A draft on one line: its first words."""
    words = (value for entry in draft.entries for value in entry.values.values() if value.strip())
    return brief(next(words, ""), _NAME) or text("mission.draft.empty", language)


def draft_about(draft: Draft, language: Language) -> str:
    """When a draft was kept, and why."""
    key = f"mission.draft.because.{draft.reason}"
    why = text(key if has_text(key) else "mission.draft.because.other", language)
    return text("mission.draft.about", language, date=spoken_time(draft.at, language), why=why)


def words_of(draft: Draft) -> str:
    """Everything a draft says, as one text."""
    return "\n\n".join(value.strip() for entry in draft.entries for value in entry.values.values() if value.strip())


def reply_to_late(words: Sequence[tuple[str, str]], language: Language) -> Reply:
    """What was sent in while nothing could be kept, given back; `words` are labels and what was written there."""
    written = [under(label, lines_of(value)) if label else Paragraph(lines=lines_of(value)) for label, value in words]
    key = "mission.late" if written else "mission.late.nothing"
    return Reply(language=language, paragraphs=(said(text(key, language)), *written))


def _draft(draft: Draft, method: Method, language: Language) -> Paragraph:
    title = f"{draft.title} · " if draft.title else ""
    lines = [line for entry in draft.entries for line in _entry(entry, draft, method, language)]
    return under(f"{title}{draft_about(draft, language)}", lines)


def _entry(entry: Entry, draft: Draft, method: Method, language: Language) -> Sequence[Line]:
    written = {name: value for name, value in entry.values.items() if value.strip()}
    if not written:
        return ()
    lines = whole(method, entry.field, written, language)
    if draft.form is None:
        return lines
    return (Line(text=text("mission.draft.field", language, field=field_name(method, entry.field, language))), *lines)
