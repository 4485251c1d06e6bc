"""What a mission may begin from, and the missions somebody is in (pure)."""

from collections.abc import Iterator, Mapping, Sequence

from bot.replies.missions.steps import step_title
from bot.replies.missions.wording import on
from bot.replies.quotes import view_of
from bot.replies.reply import CitationView, Line, Paragraph, Reply, Table, said
from bot.replies.talk import short_reply
from bot.texts import counted, text
from knowledge.answer import Citation
from knowledge.language import Language
from knowledge.method.method import Method, StartingKind, StartingPoint
from knowledge.sessions.session import Person, Session


def reply_to_new(
    points: Sequence[StartingPoint], citations: Mapping[str, Citation | None], language: Language
) -> Reply:
    """What a mission may begin from, each with its citation; `citations` by the starting point's id."""
    numbered = list(enumerate(points, start=1))
    views = tuple(_views([(number, citations.get(point.id)) for number, point in numbered], language))
    kinds: tuple[StartingKind, ...] = ("pilot", "priority")
    lists = [_points(kind, numbered, citations, language) for kind in kinds]
    return Reply(
        language=language,
        title=text("mission.new.title", language),
        paragraphs=(said(text("mission.new", language)), *(one for one in lists if one.lines[1:])),
        cited_as=text("ask.sources", language) if views else None,
        citations=views,
    )


def _views(quotes: Sequence[tuple[int, Citation | None]], language: Language) -> Iterator[CitationView]:
    """Every quote once, with the numbers of all that it names."""
    same: dict[tuple[str, str], list[tuple[int, Citation]]] = {}
    for number, citation in quotes:
        if citation is not None:
            same.setdefault((citation.passage, citation.quote), []).append((number, citation))
    for group in same.values():
        numbers = tuple(number for number, _ in group)
        yield view_of(group[0][1], language, brief=True).model_copy(update={"numbers": numbers})


def _points(
    kind: StartingKind,
    numbered: Sequence[tuple[int, StartingPoint]],
    citations: Mapping[str, Citation | None],
    language: Language,
) -> Paragraph:
    heading = Line(text=text(f"mission.new.{kind}", language), strong=True)
    points = [(number, point) for number, point in numbered if point.kind == kind]
    lines = [
        Line(text=_called(point, citations.get(point.id), language), mark=f"{number}.") for number, point in points
    ]
    return Paragraph(lines=(heading, *lines))


def _called(point: StartingPoint, citation: Citation | None, language: Language) -> str:
    name = point.name.said_in(language)
    return name if citation is not None else text("mission.new.uncited", language, name=name)


def reply_to_begun(session: Session, language: Language) -> Reply:
    """That a mission is begun, and who owns it."""
    return short_reply("mission.begun", language, title=session.title, name=session.owner.name)


def reply_to_taken_in(session: Session, claims: int, language: Language) -> Reply:
    """That a mission was taken in from a file, with how much is written in it."""
    count = counted("claim", claims, language)
    return short_reply("mission.taken_in", language, title=session.title, count=count, name=session.owner.name)


def reply_to_list(
    sessions: Sequence[tuple[Session, Method]], by: Person, language: Language, *, ids: bool = False
) -> Reply:
    """The missions somebody is in, each with where it stands; with its id where that is what it is called by."""
    if not sessions:
        return short_reply("mission.list.none", language)
    rows = tuple((session.title, _standing(session, method, by, language, ids=ids)) for session, method in sessions)
    return Reply(language=language, title=text("mission.list.title", language), tables=(Table(rows=rows),))


def _standing(session: Session, method: Method, by: Person, language: Language, *, ids: bool) -> str:
    """Where a mission stands, in a line."""
    one = session.participant(by.id)
    role = text(f"mission.role.{one.role if one is not None else 'invited'}", language)
    where = place_words(session, method, language)
    row = text("mission.list.row", language, where=where, role=role, date=on(session.changed, language))
    return text("mission.list.id", language, id=session.id, row=row) if ids else row


def place_words(session: Session, method: Method, language: Language) -> str:
    """Where a session stands: archived, deleted, at a step, or at the end."""
    if session.status != "open":
        return text(f"mission.status.{session.status}", language)
    steps = method.path(session.path)
    if session.position >= len(steps):
        return text("mission.status.walked", language)
    return step_title(steps[session.position], method, session.path, language)
