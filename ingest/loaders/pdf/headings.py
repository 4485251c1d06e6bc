"""Which stretches are headings, and how deep: by the outline where there is one, else by size and weight (pure)."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ingest.loaders.pdf.measure import Usual
from ingest.loaders.pdf.page import OutlineEntry
from ingest.loaders.pdf.paragraphs import Stretch, TableRow

_LONGEST = 200
_LONGEST_BOLD = 120
_MOST_LINES = 4
_MOST_BOLD_LINES = 2
_SAME_SIZE = 0.6
_DEEPEST = 6
_PLAIN = 0.7
_NUMBERING = re.compile(r"(?:kapitel\s|chapter\s)?(?:\d{1,3}|[ivx]{1,4})(?:\.\d+)*[.):]?\s+", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")

Style = tuple[float, bool]
"""A heading's look: its size and whether it is bold; the larger, then the bolder, ranks higher."""


class _Named(NamedTuple):
    """The level bookmarks give a look, and whether that is plain: nearly all of them agree."""

    level: int
    is_plain: bool


def heading_levels(
    stretches: Sequence[Stretch | TableRow], texts: Sequence[str], usual: Usual, outline: Sequence[OutlineEntry]
) -> dict[int, int]:
    """For each stretch that is a heading, by its place, its level; `texts` are the stretches' words, marks included."""
    named = _named_by_outline(stretches, texts, outline)
    looks: dict[int, Style] = {}
    for place, (stretch, following) in enumerate(zip_longest(stretches, stretches[1:])):
        if isinstance(stretch, Stretch) and (place in named or _is_heading(stretch, following, texts[place], usual)):
            looks[place] = _look(stretch)
    named_looks = _named_looks(looks, named)
    levels = _levels_by_look(set(looks.values()), named_looks)
    shift = _shift(levels, named_looks)
    own = {place: level + shift for place, level in named.items() if not named_looks[looks[place]].is_plain}
    return {place: min(own.get(place, levels[look]), _DEEPEST) for place, look in looks.items()}


def _is_heading(stretch: Stretch, following: Stretch | TableRow | None, text: str, usual: Usual) -> bool:
    if stretch.is_note or stretch.is_contents or stretch.is_tabular or len(stretch.lines) > _MOST_LINES:
        return False
    if (stretch.mark and stretch.mark.kind in ("bullet", "dash")) or not _LETTER.search(text) or text[-1] in ",;":
        return False
    size = stretch.first.size
    if size >= 1.2 * usual.size:
        return len(text) <= (_LONGEST_BOLD if text.endswith(".") else _LONGEST)
    if text.endswith("."):
        return False
    if size >= usual.size + 0.8:
        return len(text) <= _LONGEST_BOLD
    return _is_bold_line(stretch, usual) and len(text) <= _LONGEST_BOLD and _leads_on(stretch, following)


def _is_bold_line(stretch: Stretch, usual: Usual) -> bool:
    is_bold = all(line.bold for line in stretch.lines) and not usual.bold
    return is_bold and len(stretch.lines) <= _MOST_BOLD_LINES and stretch.first.size > usual.size - _SAME_SIZE


def _leads_on(stretch: Stretch, following: Stretch | TableRow | None) -> bool:
    """Whether text follows that a heading could stand over: numbered bold lines one after the other are a list."""
    if following is None:
        return False
    return not (stretch.mark and isinstance(following, Stretch) and following.mark and following.first.bold)


def _named_by_outline(
    stretches: Sequence[Stretch | TableRow], texts: Sequence[str], outline: Sequence[OutlineEntry]
) -> dict[int, int]:
    """The stretches that bookmarks name, with the bookmarks' levels."""
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, stretch in enumerate(stretches):
        if isinstance(stretch, Stretch) and not stretch.is_contents and len(stretch.lines) <= _MOST_LINES:
            for shape in _shapes(texts[place]):
                places[stretch.first.page, shape].append(place)
    named: dict[int, int] = {}
    for entry in outline:
        pages = (entry.page, entry.page + 1) if entry.page else ()
        found = [place for page in pages for shape in _shapes(entry.title) for place in places[page, shape]]
        free = [place for place in found if place not in named]
        if free:
            # The same words may stand in a list as well: the heading is set larger or bolder.
            named[max(free, key=lambda place: _look(stretches[place]))] = entry.level
    return named


def _look(stretch: Stretch | TableRow) -> Style:
    return (stretch.first.size, stretch.first.bold) if isinstance(stretch, Stretch) else (0.0, False)


def _shapes(text: str) -> Collection[str]:
    """The words of a heading with and without its numbering, so that a bookmark matches either way."""
    folded = text.casefold()
    shapes = {_NO_LETTER.sub("", folded), _NO_LETTER.sub("", _NUMBERING.sub("", folded, count=1))}
    return {shape for shape in shapes if shape}


def _named_looks(looks: Mapping[int, Style], named: Mapping[int, int]) -> dict[Style, _Named]:
    """What the bookmarks say of each look: its usual level, and whether it has hardly any other.

    A bookmark's depth is the heading's level, save where a document skips levels and the bookmarks close the gap; so a
    look that nearly always has one level has it everywhere.
    """
    votes: dict[Style, Counter[int]] = defaultdict(Counter)
    for place, level in named.items():
        votes[looks[place]][level] += 1
    usual = {look: levels.most_common(1)[0] for look, levels in votes.items()}
    return {look: _Named(level, count >= _PLAIN * votes[look].total()) for look, (level, count) in usual.items()}


def _levels_by_look(looks: Collection[Style], named: Mapping[Style, _Named]) -> dict[Style, int]:
    """A level for each look, by rank; where bookmarks give some looks a level, the others take places among them."""
    ranked = sorted(looks, reverse=True)
    if not named:
        return {look: rank for rank, look in enumerate(ranked, start=1)}
    top = max(named)
    shift = int(any(look > top for look in ranked))
    levels: dict[Style, int] = {}
    above = shift
    for look in ranked:
        if look in named:
            above = max(above, named[look].level + shift)
            levels[look] = named[look].level + shift
        else:
            levels[look] = 1 if look > top else above + 1
    return levels


def _shift(levels: Mapping[Style, int], named: Mapping[Style, _Named]) -> int:
    """How much deeper than the bookmarks say their headings lie: one, where a title stands above them all."""
    return next((levels[look] - level for look, (level, _) in named.items()), 0)
