"""How deep the items of lists are nested (pure)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.loaders.pdf.paragraphs import Stretch, TableRow

_SAME_DEPTH = 4.0
_OWN_PARAGRAPH = 4.0
_HANGS = 2.0
_NEAR = 3
_SENTENCES = re.compile(r"[.!?][”\"']?\s+[A-ZÅÄÖ”\"]")


def item_levels(stretches: Sequence[Stretch | TableRow], headings: Collection[int]) -> dict[int, int]:
    """For each item, by its place, its nesting (1 is the outermost): deeper where its mark stands further in."""
    levels: dict[int, int] = {}
    indents: list[float] = []
    for place, stretch in enumerate(stretches):
        if isinstance(stretch, TableRow) or place in headings:
            indents = []
        elif stretch.mark is not None:
            indent = stretch.mark.x - stretch.first.column[0]
            while indents and indent < indents[-1] - _SAME_DEPTH:
                indents.pop()
            if not indents or indent > indents[-1] + _SAME_DEPTH:
                indents.append(indent)
            levels[place] = len(indents)
        elif not stretch.is_note and not _belongs_to_item(stretch, indents):
            indents = []
    return levels


def without_false_marks(stretches: Sequence[Stretch | TableRow]) -> list[Stretch | TableRow]:
    """The stretches, marks that open no list item no longer taken for marks: a dash of speech, a lone letter."""
    return [
        replace(stretch, mark=None)
        if isinstance(stretch, Stretch) and (_is_speech(stretch) or _is_lone_letter(stretches, place))
        else stretch
        for place, stretch in enumerate(stretches)
    ]


def _is_speech(stretch: Stretch) -> bool:
    """The text of a list item hangs beside its dash or is short; speech runs back under it and says several things."""
    if stretch.mark is None or stretch.mark.kind != "dash" or len(stretch.lines) == 1:
        return False
    runs_back = stretch.lines[1].x0 <= stretch.mark.x + _HANGS
    return runs_back and bool(_SENTENCES.search(" ".join(line.text for line in stretch.lines)))


def _is_lone_letter(stretches: Sequence[Stretch | TableRow], place: int) -> bool:
    """Whether a letter stands before the text without another item near: "(a) left, (b) right" is a caption."""
    stretch = stretches[place]
    if not isinstance(stretch, Stretch) or stretch.mark is None or stretch.mark.kind != "letter":
        return False
    around = [*stretches[max(0, place - _NEAR) : place], *stretches[place + 1 : place + 1 + _NEAR]]
    return not any(isinstance(one, Stretch) and one.mark and one.mark.kind == "letter" for one in around)


def _belongs_to_item(stretch: Stretch, indents: Sequence[float]) -> bool:
    """Whether a paragraph is one more of the item before it, set in as far as its text."""
    return bool(indents) and stretch.first.x0 - stretch.first.column[0] > indents[0] + _OWN_PARAGRAPH
