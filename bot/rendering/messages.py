"""Draws replies for Discord: plain messages in its markup, what people and documents wrote kept as data (pure)."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from bot.rendering.marks import escaped, link
from bot.rendering.pieces import Block, Filled, Row, drawn, filled, size_of
from bot.replies.memo import notes_on, numbered_lines, signs, verbatim_numbers
from bot.replies.reply import Choice, CitationView, Line, Paragraph, Reply, Table
from bot.texts import text
from knowledge.language import Language, Value
from knowledge.plain import shortened

LIMIT: Final = 2000  # what one message of Discord's holds
_MOST: Final = 3
_LONGEST_TITLE: Final = 200  # characters
_LONGEST_NAME: Final = 100  # characters of a name in a table
_LONGEST_PLACES: Final = 240  # characters of places in one line
_QUOTE: Final = "> "
_SMALL: Final = "-# "
_APART: Final = " · "
_NUMBERED: Final = re.compile(r"(\d{1,9})\.\Z")


class Rendered(Value):
    """A reply as messages, in order; `rest` is Markdown of what they had no room for."""

    messages: tuple[str, ...]
    rest: str | None = None


def rendered(reply: Reply, *, limit: int = LIMIT, most: int = _MOST, links: bool = False) -> Rendered:
    """A reply in at most `most` messages of at most `limit`, what matters most first.

    `links` gives every source its address on a line of its own: for a view of sources or documents. `limit` is at
    least 500. Nothing in a reply's texts is markup: what looks like a mention or a command in them is shown only.
    """
    made: list[str] = []
    left = tuple(block for block in _blocks(reply, links=links) if drawn([block]).strip())
    while left and len(made) < most:
        message = filled(left, limit)
        if message.left and len(made) == most - 1:
            message = _ending_with_a_note(left, limit, f"{_SMALL}{text('rendering.rest', reply.language)}")
        made.append(message.text)
        left = message.left
    return Rendered(messages=tuple(made), rest=f"{drawn(left)}\n" if left else None)


def _ending_with_a_note(blocks: Sequence[Block], limit: int, note: str) -> Filled:
    below = f"\n\n{note}"
    message = filled(blocks, limit - size_of(below))
    return message._replace(text=message.text + below)


def _blocks(reply: Reply, *, links: bool) -> Iterator[Block]:
    if reply.title:
        yield Block((Row(escaped(shortened(reply.title, _LONGEST_TITLE)), wrap="**"),), keeps=True)
    yield from (_paragraph(paragraph, reply.citations) for paragraph in reply.paragraphs)
    yield from (_table(table) for table in reply.tables)
    if reply.citations:
        *sources, last = _sources(reply, links=links)
        # A line of small print alone in a message of its own would look lost.
        light = size_of(drawn([last])) < LIMIT // 2
        yield from (*sources, last._replace(keeps=bool(reply.paragraphs and reply.closing and light)))
    if asked := [choice for choice in reply.choices if choice.aim == "ask"]:
        yield Block(tuple(map(_choice, asked)))
    yield from (_closing(paragraph) for paragraph in reply.closing)


def _paragraph(paragraph: Paragraph, views: Sequence[CitationView]) -> Block:
    """A paragraph; as a quote with what must be said beside it where its words are a citation's own."""
    numbers = verbatim_numbers(paragraph, views)
    lines = [line for line, _ in numbered_lines(paragraph)] if numbers else list(paragraph.lines)
    ends = [f" **[{number}]**" if number is not None else "" for number in _ends(paragraph, verbatim=bool(numbers))]
    if numbers and len(lines) == 1:
        lines = [lines[0].model_copy(update={"mark": None})]
    rows = _rows(lines, every=_QUOTE if numbers else "", closes=ends)
    return Block((*rows, *map(_note, notes_on(numbers, views))))


def _ends(paragraph: Paragraph, *, verbatim: bool) -> list[int | None]:
    """The number that each line of a paragraph ends with."""
    if verbatim:
        return [number for _, number in numbered_lines(paragraph)]
    return [*(None for _ in paragraph.lines[1:]), paragraph.citation]


def _rows(lines: Sequence[Line], *, every: str = "", closes: Sequence[str] = ()) -> list[Row]:
    """Lines as rows of their own, each after its list mark."""
    before: list[str | None] = [None, *(line.mark for line in lines)]
    ends = closes or [""] * len(lines)
    return [
        _row(line, every=every, opens=_mark(line.mark, previous), closes=end)
        for line, previous, end in zip(lines, before[: len(lines)], ends, strict=True)
    ]


def _row(line: Line, *, every: str, opens: str, closes: str = "") -> Row:
    return Row(_one_line(line.text), opens=opens, every=every, wrap="**" if line.strong else "", closes=closes)


def _mark(mark: str | None, previous: str | None) -> str:
    """A list mark; a number that does not follow the one before it is told as words, for Discord would count on."""
    if mark is None:
        return ""
    number, before = _NUMBERED.match(mark), _NUMBERED.match(previous or "")
    follows = number is not None and (before is None or int(number[1]) == int(before[1]) + 1)
    return f"{mark} " if mark == "-" or follows else f"{escaped(mark)} "


def _table(table: Table) -> Block:
    title = (Row(_one_line(table.title), wrap="**"),) if table.title else ()
    rows = (
        Row(_one_line(value), opens=f"- **{escaped(shortened(name, _LONGEST_NAME))}**: ") for name, value in table.rows
    )
    return Block((*title, *rows))


def _sources(reply: Reply, *, links: bool) -> Iterator[Block]:
    if reply.cited_as:
        yield Block((Row(_one_line(reply.cited_as), wrap="**"),), keeps=True)
    told = frozenset(number for one in reply.paragraphs for number in verbatim_numbers(one, reply.citations))
    tight = reply.cited_as is not None
    for group in _by_document(reply.citations):
        for block in _source(group, told, reply.language, links=links):
            yield block._replace(tight=tight)
            tight = not any(row.every == _QUOTE for row in block.rows)


def _by_document(views: Sequence[CitationView]) -> list[list[CitationView]]:
    """The quotes of each document together, in the order in which the documents come up."""
    groups: dict[str, list[CitationView]] = {}
    for view in views:
        groups.setdefault(view.document, []).append(view)
    return list(groups.values())


def _addresses(view: CitationView, language: Language) -> Iterator[Row]:
    """Where a document is found, and what a summary rests on."""
    if view.link and (address := link(view.link)):
        yield Row(address)
    for title, url in view.rests_on:
        if address := link(url):
            yield Row(f"{escaped(text('quote.rests_on', language, title=title))} {address}")


def _source(views: Sequence[CitationView], told: frozenset[int], language: Language, *, links: bool) -> Iterator[Block]:
    """The quotes from one document under its title; those that the answer has told by their places alone."""
    first = views[0]
    numbers = sorted(number for view in views for number in view.numbers)
    title = Row(_one_line(_APART.join(filter(None, (first.source, first.about)))), opens=f"**{signs(numbers)}** ")
    head = (title, *(_addresses(first, language) if links else ()))
    known = [view for view in views if told.issuperset(view.numbers)]
    others = [view for view in views if view not in known]
    groups = [known] if known else []
    groups += [list(same) for _, same in groupby(others, key=lambda view: view.place)]
    for at, same in enumerate(groups):
        below = tuple(_places(same) if same is known else _below(same, alone=len(groups) == 1))
        if rows := (*head, *below) if at == 0 else below:
            yield Block(rows)


def _places(views: Sequence[CitationView]) -> Iterator[Row]:
    """Where the quotes that the answer tells stand in their document, in one line while that is short."""
    numbers: dict[str, list[int]] = {}
    for view in views:
        if view.place:
            numbers.setdefault(view.place, []).extend(view.numbers)
    if len(numbers) == 1:
        yield Row(_one_line(next(iter(numbers))))
        return
    rows = [Row(_one_line(place), opens=f"**{signs(of)}** ") for place, of in numbers.items()]
    joined = _APART.join(f"{row.opens}{row.text}" for row in rows)
    yield from rows if len(joined) > _LONGEST_PLACES or not rows else [Row("", opens=joined)]


def _below(views: Sequence[CitationView], *, alone: bool) -> Iterator[Row]:
    """What stands under a document's title: a place, and the quotes from there."""
    numbers = sorted(number for view in views for number in view.numbers)
    if views[0].place:
        yield Row(_one_line(views[0].place), opens="" if alone else f"**{signs(numbers)}** ")
    for view in views:
        yield from _quote(view, numbered=len(views) > 1)
        yield from map(_note, view.notes)


def _quote(view: CitationView, *, numbered: bool) -> Iterator[Row]:
    """A quote; the lines around it, where there are any, stand plain."""
    closes = [""] * len(view.quote)
    if numbered and closes:
        closes[-1] = f" **{signs(view.numbers)}**"
    rows = _rows(view.quote, closes=closes)
    yield from (row._replace(every=_QUOTE if line.quoted else "") for line, row in zip(view.quote, rows, strict=True))


def _note(note: str) -> Row:
    return Row(_one_line(note), wrap="*")


def _choice(choice: Choice) -> Row:
    return Row(_one_line(choice.label), opens="- ")


def _closing(paragraph: Paragraph) -> Block:
    """Small print; Discord draws no lists in it."""
    signed = ((line, "• " if line.mark == "-" else _mark(line.mark, "")) for line in paragraph.lines)
    return Block(tuple(_row(line, every=_SMALL, opens=opens) for line, opens in signed))


def _one_line(words: str) -> str:
    return escaped(" ".join(words.split("\n")).strip())
