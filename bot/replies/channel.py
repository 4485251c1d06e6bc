"""What is said around questions in a group's chat: what may be done next, what is refused and why (pure)."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from bot.replies.answers import reply_to_sources
from bot.replies.quotes import about, rests_on
from bot.replies.reply import Aim, Choice, CitationView, Line, Paragraph, Reply, said
from bot.replies.talk import short_reply
from bot.texts import counted, grouped, spoken_date, text
from knowledge.answer import Answer, Citation
from knowledge.corpus import Document, LibraryVersion, Passage
from knowledge.journal import Exchange, Forgotten, PersonalRecord, Retention
from knowledge.language import Language
from knowledge.sessions.session import DRAFT_DAYS, UNDO_DAYS

LONGEST_QUESTION: Final = 2000  # characters
_EXAMPLES: Final = 3
_MISSIONS: Final = 10  # titles


def choices_under(exchange: Exchange, *, going_on: bool, sharing: bool = False) -> tuple[Choice, ...]:
    """What may be done with an answer where it stands; `going_on` in a thread of its own, `sharing` it there."""
    result = exchange.result
    answered = isinstance(result, Answer)
    if not answered and result.reason == "nothing_asked":
        return ()
    aims: list[tuple[Aim, bool]] = [
        ("sources", answered or bool(result.nearest)),
        ("helped", answered),
        ("not_helped", answered),
        ("gap", not answered),
        ("go_on", going_on),
        ("share", sharing),
        ("take", True),
    ]
    return tuple(_choice(aim, exchange.id, exchange.language) for aim, there in aims if there)


def with_notes(reply: Reply, notes: Sequence[str]) -> Reply:
    """A reply that ends with `notes`."""
    return reply.model_copy(update={"closing": (*reply.closing, *(said(note) for note in notes))})


def reply_to_page(
    behind: Sequence[tuple[Passage | None, Sequence[Citation]]],
    page: int,
    exchange: Exchange,
    *,
    replaced: bool,
    language: Language,
) -> Reply:
    """One passage of those behind an answer, with the way to the ones before and after it.

    `page` counts from 0 and is held within what there is; `replaced`: the library is another one than then.
    """
    at = max(0, min(page, len(behind) - 1))
    passage, citations = behind[at]
    reply = reply_to_sources([(passage, citations)], language)
    told = (citations[0].document.facts.title, *(passage.heading if passage else ()))
    views = tuple(view.model_copy(update={"quote": _below_headings(view.quote, told)}) for view in reply.citations)
    notes = [text("sources.page", language, page=at + 1, pages=len(behind))] if len(behind) > 1 else []
    notes += [text("sources.replaced", language)] if replaced else []
    notes += [text("sources.gone", language)] if passage is None else []
    steps = [(at - 1, "button.before"), (at + 1, "button.after")]
    choices = tuple(
        Choice(aim="sources", value=f"{exchange.id}:{to}", label=text(key, language))
        for to, key in steps
        if 0 <= to < len(behind)
    )
    heading = text("sources.title" if passage is not None else "ask.sources", language)
    changes = {"cited_as": heading, "citations": views, "choices": choices}
    return with_notes(reply.model_copy(update=changes), notes)


def _below_headings(lines: Sequence[Line], told: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a passage without the headings it begins with, where its place tells them already."""
    at = next((at for at, line in enumerate(lines) if line.quoted or line.text not in told), 0)
    return tuple(lines[at:])


def reply_to_shared(exchange: Exchange, reply: Reply, *, by: str) -> Reply:
    """An answer as its asker shares it with the channel; `by` is the name they go by there."""
    return with_notes(reply, [text("share.by", exchange.language, name=by)])


def reply_to_wait(seconds: float, language: Language) -> Reply:
    """That the person has asked a lot, and when they may ask again."""
    return short_reply("limit.wait", language, time=counted("second", math.ceil(seconds), language))


def reply_to_long_question(length: int, language: Language) -> Reply:
    """That a question is too long, and by how much."""
    return short_reply("limit.long", language, count=grouped(length), most=grouped(LONGEST_QUESTION))


def reply_to_help(names: Mapping[str, str], language: Language, *, mention: str) -> Reply:
    """What Ledfyr can do and for whom; `names` are the commands as the reader sees them, `mention` how to call it."""
    examples = tuple(text(f"help_reply.example.{number}", language) for number in range(1, _EXAMPLES + 1))
    ways = ("ask", "mention", "menu", "thread", "mission", "about", "documents", "my_data")
    return Reply(
        language=language,
        title=text("help_reply.title", language),
        paragraphs=(
            said(text("help_reply.what", language)),
            _list(text("help_reply.for_whom", language), [text(f"help_reply.for.{who}", language) for who in _PEOPLE]),
            _list(
                text("help_reply.try", language),
                [text("help_reply.example", language, ask=names["ask"], question=example) for example in examples],
            ),
            _list(
                text("help_reply.ways", language),
                [text(f"help_reply.way.{way}", language, mention=mention, **names) for way in ways],
            ),
        ),
        closing=(said(text("ask.first_time", language)),),
    )


_PEOPLE: Final = ("actors", "facilitators", "maintainers")


def reply_to_about(
    *,
    version: str,
    library: LibraryVersion | None,
    contact: str,
    retention: Retention,
    my_data: str,
    language: Language,
) -> Reply:
    """What this Ledfyr is: its version, its library, what it stores, who runs it."""
    holds = text("about.no_library", language)
    if library is not None:
        date = spoken_date(library.created.date(), language)
        documents = counted("document", library.documents, language)
        holds = text("about.library", language, date=date, documents=documents, version=library.id)
    return Reply(
        language=language,
        title=text("about.title", language),
        paragraphs=(
            said(text("about.what", language)),
            said(text("about.version", language, version=version), holds),
            said(
                text("about.run_by", language, contact=contact) if contact else text("about.run_by_unknown", language)
            ),
            _list(text("about.stored", language), _stored(retention, language)),
            said(text("about.yours", language, my_data=my_data)),
        ),
    )


def reply_to_documents(documents: Sequence[Document], language: Language) -> Reply:
    """Everything that is answered from: title, date, revision, publisher, link."""
    if not documents:
        return short_reply("documents.none", language)
    views = tuple(
        CitationView(
            numbers=(number,),
            document=document.id,
            source=document.facts.title,
            about=about(document.facts, language, brief=True),
            place=None,
            link=document.facts.url,
            rests_on=() if document.facts.url else rests_on(document.facts, most=1),
            quote=(),
        )
        for number, document in enumerate(sorted(documents, key=lambda one: one.facts.title.casefold()), start=1)
    )
    title = text("documents.title", language, count=counted("document", len(documents), language))
    return Reply(language=language, title=title, citations=views)


def reply_to_my_data(
    record: PersonalRecord, retention: Retention, *, export: str, delete: str, language: Language
) -> Reply:
    """What is stored about a person, in numbers and in their own questions; `export` and `delete` are commands."""
    kinds = {
        "exchange": record.exchanges,
        "conversation": record.conversations,
        "feedback": record.feedback,
        "gap": record.gaps,
        "mission": record.missions,
        "part": record.parts,
        "draft": record.drafts,
    }
    if record.met is None and not any(kinds.values()):
        return short_reply("my_data.nothing", language)
    counts = _counts({kind: len(held) for kind, held in kinds.items()}, language)
    latest = tuple(exchange.question for exchange in record.exchanges[-_EXAMPLES:])
    questions = (_list(text("my_data.latest", language), latest),) if latest else ()
    return Reply(
        language=language,
        title=text("my_data.title", language),
        paragraphs=(
            _list(text("my_data.stored", language), counts),
            *questions,
            *_of_missions(record, delete, language),
            said(_kept(retention, language)),
            said(text("my_data.commands", language, export=export, delete=delete)),
        ),
    )


def _of_missions(record: PersonalRecord, delete: str, language: Language) -> tuple[Paragraph, ...]:
    """Which missions a person is in, and what becomes of them; nothing where they are in none."""
    titles = [one.title for one in (*record.missions, *record.parts) if one.title]
    listed = (_list(text("my_data.missions", language), titles[:_MISSIONS]),) if titles else ()
    kept = (said(text("my_data.missions_kept", language, delete=delete)),) if record.missions or record.parts else ()
    return (*listed, *kept)


def reply_to_export(language: Language) -> Reply:
    """What the file is that comes with it."""
    return short_reply("my_data.exported", language)


def reply_to_losing(titles: Sequence[str], *, export: str, language: Language) -> Reply:
    """That these missions go for good with everything else; `export` is the command that takes one out."""
    return Reply(
        language=language,
        paragraphs=(
            _list(text("my_data.losing", language), titles),
            said(text("my_data.sure", language, export=export)),
        ),
        choices=(_choice("forget", "everything", language),),
    )


def reply_to_forgotten(forgotten: Forgotten, language: Language) -> Reply:
    """How much was deleted, and what Discord still has."""
    kinds = {
        "exchange": forgotten.exchanges,
        "conversation": forgotten.conversations,
        "feedback": forgotten.feedback,
        "gap": forgotten.gaps,
        "mission": forgotten.missions,
        "draft": forgotten.drafts,
    }
    deleted = _list(text("my_data.deleted", language), _counts(kinds, language))
    others = (said(text("my_data.handed_on", language)),) if forgotten.handed_on else ()
    return Reply(language=language, paragraphs=(deleted, *others, said(text("my_data.discord", language))))


def _choice(aim: Aim, value: str, language: Language) -> Choice:
    return Choice(aim=aim, value=value, label=text(f"button.{aim}", language))


def _list(lead: str, items: Sequence[str]) -> Paragraph:
    return Paragraph(lines=(Line(text=lead, strong=True), *(Line(text=item, mark="-") for item in items)))


def _stored(retention: Retention, language: Language) -> list[str]:
    periods = {
        "conversations": retention.conversations,
        "told": retention.told,
        "citations": retention.citations,
        "missions": UNDO_DAYS,
        "drafts": DRAFT_DAYS,
    }
    return [text(f"about.stored.{kind}", language, period=_period(days, language)) for kind, days in periods.items()]


def _kept(retention: Retention, language: Language) -> str:
    return text("my_data.kept", language, period=_period(retention.conversations, language))


def _period(days: int | str, language: Language) -> str:
    return counted("day", days, language) if isinstance(days, int) else text("period.keep", language)


def _counts(numbers: Mapping[str, int], language: Language) -> list[str]:
    return [counted(kind, number, language) for kind, number in numbers.items()]
