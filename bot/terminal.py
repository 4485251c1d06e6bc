"""Draws replies in a terminal: as wide as it is, readable without colour, what people wrote kept as data."""

import re
import shlex
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from bot.replies.missions.commands import numbered_menus, said_of_choices
from bot.replies.reply import Aim, Choice, CitationView, Line, Paragraph, Reply, Table

WIDEST: Final = 100  # columns; longer lines are hard to read
_INDENT: Final = 4  # columns before a quote: room for its number
_LEAST: Final = 10  # columns of text, however narrow the terminal
_BESIDE: Final = 34  # columns for the values of a table; with less they stand under their names
_STEERING: Final = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # operating system commands: titles, links, the clipboard
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # device control and other strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # control sequences: colours, the cursor
    r"|\x1b[ -/]*[0-~]?"  # other escapes
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"  # turn the direction of writing, break lines
)
_WEB: Final = re.compile(r"https?://[^\s\x00-\x20]+\Z")

_TITLE: Final = Style(bold=True)
_HEADING: Final = Style(bold=True, color="cyan")
_NUMBER: Final = Style(bold=True, color="cyan")
_STRONG: Final = Style(bold=True)
_QUIET: Final = Style(dim=True)
_NOTE: Final = Style(italic=True, color="yellow")

COMMANDS: Final[dict[Aim, str]] = {
    "show": "ledfyr library show {}",
    "rollback": "ledfyr library rollback {}",
    "ask": "{}",
}


def harmless(text: str) -> str:
    """`text` without anything that steers a terminal: escape sequences, control characters, turned writing."""
    return _STEERING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def console_for(*, stderr: bool = False) -> Console:
    """A console on standard output or error that never takes a text for markup, and is never too wide to read."""
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    console.width = min(console.width, WIDEST)
    return console


def show(reply: Reply, console: Console) -> None:
    """Print a reply."""
    parts = list(_parts(reply, console.width))
    for at, part in enumerate(parts):
        if at:
            console.print()
        console.print(_Prefixed(part))


def show_text(text: str, console: Console) -> None:
    """Print a document's text as it is, its lines left to the terminal to break."""
    console.print(Text(harmless(text)), soft_wrap=True)


def _parts(reply: Reply, width: int) -> Iterator[RenderableType]:
    """What stands apart by an empty line."""
    if reply.title:
        yield Text(harmless(reply.title), style=_TITLE)
    yield from (_paragraph(paragraph) for paragraph in reply.paragraphs)
    yield from (_table(table, width) for table in reply.tables)
    if reply.citations:
        if reply.cited_as:
            yield Text(harmless(reply.cited_as), style=_HEADING)
        for _, group in groupby(reply.citations, key=lambda view: view.document):
            yield _source(list(group))
    yield from (_paragraph(paragraph) for paragraph in reply.closing)
    if choices := [choice for choice in reply.choices if choice.aim in COMMANDS]:
        yield Group(*(_choice(choice) for choice in choices))
    yield from (_paragraph(paragraph) for paragraph in numbered_menus(reply.menus))
    if choices := [choice for choice in reply.choices if choice.aim == "mission"]:
        yield Text(harmless(said_of_choices(choices, reply.language)), style=_QUIET)


def _paragraph(paragraph: Paragraph) -> RenderableType:
    lines = list(paragraph.lines)
    last = len(lines) - 1
    drawn = (_line(line, number=paragraph.citation if at == last else None) for at, line in enumerate(lines))
    return Group(*drawn)


def _line(line: Line, *, number: int | None = None) -> RenderableType:
    words = Text(harmless(line.text), style=_STRONG if line.strong else "")
    if number is not None:
        words.append(f" [{number}]", style=_NUMBER)
    return words if line.mark is None else _hung(f"{_sign(line.mark)} ", words)


def _sign(mark: str) -> str:
    return "•" if mark == "-" else harmless(mark)


def _hung(before: str, words: RenderableType) -> RenderableType:
    """`words` beside a sign, their further lines under the first."""
    return _Prefixed(words, first=Text(before), rest=Text(" " * len(before)))


def _source(views: Sequence[CitationView]) -> RenderableType:
    """The quotes from one document under its title."""
    first = views[0]
    head: list[RenderableType] = [
        Text(harmless(first.source), style=_STRONG),
        Text(harmless(first.about), style=_QUIET),
    ]
    if first.link:
        head.append(_link(first.link))
    return Group(*head, *(part for view in views for part in _quote(view)))


def _quote(view: CitationView) -> Iterator[RenderableType]:
    number = Text("".join(f"[{number}] " for number in view.numbers).ljust(_INDENT), style=_NUMBER)
    rest = Text(" " * number.cell_len)
    if view.place:
        yield _Prefixed(Text(harmless(view.place), style=_QUIET), first=number, rest=rest)
    whole = all(line.quoted for line in view.quote)
    quote = Group(*(_barred(line, whole=whole) for line in view.quote))
    yield _Prefixed(quote, first=Text(" " * _INDENT) if view.place else number, rest=Text(" " * _INDENT))
    yield from (_hung(" " * _INDENT, Text(harmless(note), style=_NOTE)) for note in view.notes)


def _barred(line: Line, *, whole: bool) -> RenderableType:
    """A line of a quote behind a bar; in its surroundings the quote's own bar is heavy."""
    heavy = line.quoted and not whole
    bar = Text("┃ " if heavy else "│ ", style=_NUMBER if heavy else _QUIET)
    return _Prefixed(_line(line), first=bar, rest=bar)


def _link(link: str) -> Text:
    clean = harmless(link)
    return Text(clean, style=Style(dim=True, link=clean) if _WEB.match(clean) else _QUIET, overflow="fold")


def _table(table: Table, width: int) -> RenderableType:
    """Names and values side by side, one above the other where there is little room."""
    names = [harmless(name) for name, _ in table.rows]
    room = max(map(len, names), default=0) + 2
    drawn: list[RenderableType] = [Text(harmless(table.title), style=_STRONG)] if table.title else []
    for name, (_, value) in zip(names, table.rows, strict=True):
        words = Text(harmless(value))
        if width - room < _BESIDE:
            drawn += [Text(name, style=_QUIET), _hung("  ", words)]
        else:
            drawn.append(_Prefixed(words, first=Text(name.ljust(room), style=_QUIET), rest=Text(" " * room)))
    return Group(*drawn)


def _choice(choice: Choice) -> RenderableType:
    value = harmless(choice.value)
    return _hung("• ", Text(COMMANDS[choice.aim].format(value if choice.aim == "ask" else shlex.quote(value))))


class _Prefixed:
    """Something drawn with a sign before its first line and another before the rest, without spaces after."""

    def __init__(self, inner: RenderableType, *, first: Text | None = None, rest: Text | None = None) -> None:
        self._inner = inner
        self._first = first or Text()
        self._rest = rest or Text()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(_LEAST, options.max_width - self._first.cell_len)
        lines = console.render_lines(self._inner, options.update(width=room), pad=False)
        for at, line in enumerate(lines):
            before = self._rest if at else self._first
            yield Segment(before.plain, console.get_style(before.style))
            yield from _without_spaces_after(line)
            yield Segment.line()


def _without_spaces_after(line: Sequence[Segment]) -> Sequence[Segment]:
    """A drawn line without the spaces where it was broken."""
    kept = list(line)
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
    return kept
