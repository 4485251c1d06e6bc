"""Markdown: the file is the text, its blocks are found by markdown-it."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.loaders.decode import read_text
from ingest.loaders.front_matter import read_front_matter
from ingest.records import Block, BlockKind, Transcript

_PARSER = MarkdownIt("commonmark").enable("table")
_HEADING_MARK = re.compile(r"(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*#{1,6}[ \t]*|[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*")
_CLOSING_HASHES = re.compile(r"[ \t]+#+\s*\Z")
_ITEM_MARK = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_LONE = re.compile(r"\s*\d{3,9}[.)]\s*")
_QUOTE_MARK = re.compile(r"[\s>]*")
_RULER = re.compile(r"[\s|:+-]+\Z")
_COMMENT = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+\Z", re.DOTALL)


def load_markdown(path: Path) -> Transcript:
    """The Markdown file at `path`; every span is a span of the file itself."""
    text = read_text(path)
    front = read_front_matter(text, path)
    blocks = (*front.as_noise(), *_blocks(text, front.end))
    return Transcript(text=text, blocks=blocks, stated=front.stated)


class _Lists:
    """Which lists are open, and which number the next ordered item carries."""

    def __init__(self) -> None:
        self.next_number: list[int | None] = []
        self.fresh = False
        self.first = False
        self.ordinal: int | None = None

    def follow(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open") and not self.next_number:
            self.first = True
        if token.type == "bullet_list_open":
            self.next_number.append(None)
        elif token.type == "ordered_list_open":
            self.next_number.append(int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.next_number.pop()
        elif token.type == "list_item_open":
            self.ordinal = self.next_number[-1]
            self.next_number[-1] = None if self.ordinal is None else self.ordinal + 1
            self.fresh = True


class _Found(NamedTuple):
    kind: BlockKind
    level: int
    ordinal: int | None
    mark: re.Pattern[str]


_LONE_NUMBER = _Found("paragraph", 1, None, _QUOTE_MARK)


def _blocks(text: str, begin: int) -> Iterator[Block]:
    starts = _line_starts(text, begin)
    lists = _Lists()
    inside = ""
    tokens = _PARSER.parse(text[begin:])
    for token, following in zip_longest(tokens, tokens[1:]):
        lists.follow(token)
        inside = _inside(token, inside)
        found = _LONE_NUMBER if _is_lone_number(token, following, text, starts) else _found(token, inside, lists)
        if found is None or token.map is None:
            continue
        start, end = _trimmed(text, starts[token.map[0]], starts[token.map[1]], found)
        if start < end:
            first = found.kind == "item" and lists.first
            lists.first = lists.first and not first
            yield Block(kind=found.kind, start=start, end=end, level=found.level, ordinal=found.ordinal, first=first)


def _is_lone_number(token: Token, following: Token | None, text: str, starts: list[int]) -> bool:
    """Whether an empty list item is no item but a number that ends a line alone ("2030.")."""
    if token.type != "list_item_open" or following is None or following.type != "list_item_close" or token.map is None:
        return False
    return _LONE.fullmatch(text[starts[token.map[0]] : starts[token.map[1]]]) is not None


def _inside(token: Token, inside: str) -> str:
    if token.type in ("heading_open", "paragraph_open"):
        return token.tag
    return "" if token.type in ("heading_close", "paragraph_close") else inside


def _found(token: Token, inside: str, lists: _Lists) -> _Found | None:
    match token.type:
        case "inline" if inside.startswith("h"):
            return _Found("heading", int(inside[1]), None, _HEADING_MARK)
        case "inline" if lists.next_number and inside == "p" and lists.fresh:
            lists.fresh = False
            return _Found("item", len(lists.next_number), lists.ordinal, _ITEM_MARK)
        case "tr_open":
            return _Found("row", 1, None, _QUOTE_MARK)
        case "inline" if inside == "p":
            return _Found("paragraph", 1, None, _QUOTE_MARK)
        case "fence" | "code_block" | "html_block":
            return _Found("paragraph", 1, None, _QUOTE_MARK)
        case _:
            return None


def _trimmed(text: str, start: int, end: int, found: _Found) -> tuple[int, int]:
    raw = text[start:end]
    if _COMMENT.match(raw) or (found.kind == "row" and _RULER.match(raw)):
        return start, start
    mark = found.mark.match(raw)
    skipped = mark.end() if mark else 0
    body = raw[skipped:]
    if found.kind == "heading":
        body = _CLOSING_HASHES.sub("", body)
        body = re.sub(r"\r?\n\s*(?:=+|-+)\s*\Z", "", body)
    return start + skipped, start + skipped + len(body.rstrip())


def _line_starts(text: str, begin: int) -> list[int]:
    starts = [begin]
    starts += [match.end() for match in re.finditer(r"\r\n|\n|\r", text[begin:])]
    return [starts[0], *(begin + start for start in starts[1:]), len(text), len(text)]
