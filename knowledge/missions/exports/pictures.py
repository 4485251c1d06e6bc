"""What the pictures are drawn from: the map with its words and its layout (pure)."""

from collections.abc import Sequence
from itertools import accumulate, combinations, groupby, pairwise
from typing import Final, Literal, NamedTuple

from knowledge.language import Language
from knowledge.missions.exports.canvas import MissionCanvas
from knowledge.missions.exports.glyphs import Data, ready, uncovered
from knowledge.missions.exports.map import MissionMap, Sector
from knowledge.missions.exports.outline import Outline
from knowledge.missions.exports.words import told
from knowledge.plain import shortened

_ABREAST: Final = 4  # columns of cards beside one another
_TALLEST: Final = 8.0  # initiatives above one another, before a sector takes the whole width
_TITLE: Final = 0.6  # height of a sector's name, beside that of an initiative
_LONGEST_RUNNING: Final = 80  # characters of the title at the foot of a page
_MOST_NAMED: Final = 12  # characters that a note names
_MOST_WEIGHED: Final = 30  # sectors whose every arrangement is weighed
_WORDS: Final = (
    "heading",
    "challenge",
    "mission",
    "sectors",
    "also",
    "gap",
    "gaps",
    "no_challenge",
    "no_mission",
    "no_sectors",
    "no_initiatives",
    "legend",
)


class Card(NamedTuple):
    """What stands under a sector, how high it is beside an initiative, and what it tells, as its template draws it."""

    kind: Literal["initiative", "also", "gap"]
    height: float
    card: Data


def map_data(drawn: MissionMap, *, titled: bool = True) -> dict[str, Data]:
    """The map as its template draws it, without its title where that stands above it."""
    held = {**drawn.model_dump(mode="json"), "titled": titled}
    held["words"] = {name: told(f"map.{name}", drawn.language) for name in _WORDS}
    held["rows"] = [_placed(row) for row in rows(drawn.sectors)]
    del held["sectors"]
    return prepared(held, drawn.language)


def canvas_data(canvas: MissionCanvas) -> dict[str, Data]:
    """The canvas as its template draws it."""
    held = canvas.model_dump(mode="json")
    held["name"] = canvas.title
    held["words"] = {name: told(f"canvas.{name}", canvas.language) for name in ("heading", "nothing")}
    held["words"]["shortened"] = told("canvas.shortened", canvas.language) if canvas.cut else ""
    held["words"]["no_mission"] = told("document.no_mission", canvas.language)
    return prepared(held, canvas.language)


def document_data(outline: Outline, drawn: MissionMap) -> dict[str, Data]:
    """A whole document as its template sets it, the map on a sheet of its own."""
    running = shortened(outline.title, _LONGEST_RUNNING)
    held = {**outline.model_dump(mode="json"), "running": running, "map": map_data(drawn, titled=False)}
    return prepared(held, outline.language)


def prepared(held: dict[str, Data], language: Language) -> dict[str, Data]:
    """Data for a template, its texts ready to be set, with a `note` on what the fonts cannot show."""
    lacking = uncovered(held)
    held["note"] = told("document.uncovered", language, signs=code_points(lacking)) if lacking else ""
    return {name: ready(one) for name, one in held.items()}


def code_points(signs: Sequence[str]) -> str:
    """Characters by their numbers, the first dozen of them: "U+4E2D, U+6587"."""
    named = [f"U+{ord(sign):04X}" for sign in signs]
    return ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")


def rows(sectors: Sequence[Sector]) -> list[list[list[Sector]]]:
    """The sectors as rows of columns, to be read downwards: one with very many cards has a row to itself."""
    made: list[list[list[Sector]]] = []
    for wide, run in groupby(sectors, key=lambda sector: _height(sector) > _TALLEST):
        if wide:
            made.extend([[sector]] for sector in run)
        else:
            made.append(level(list(run)))
    return made


def level(sectors: Sequence[Sector]) -> list[list[Sector]]:
    """The sectors in columns, in order, so that the highest column is as low as can be."""
    count = min(_ABREAST, len(sectors))
    reached = [0.0, *accumulate(map(_height, sectors))]
    inner = range(1, len(sectors))
    cuts = combinations(inner if len(sectors) <= _MOST_WEIGHED else inner[:: len(sectors) // _MOST_WEIGHED], count - 1)
    best = min(((0, *cut, len(sectors)) for cut in cuts), key=lambda ends: _tallness(ends, reached))
    return [list(sectors[start:end]) for start, end in pairwise(best)]


def _tallness(ends: Sequence[int], reached: Sequence[float]) -> tuple[float, float]:
    """How high the highest column is, and how uneven all of them are."""
    heights = [reached[end] - reached[start] for start, end in pairwise(ends)]
    return max(heights), sum(height * height for height in heights)


def _height(sector: Sector) -> float:
    return _TITLE + sum(card.height for card in _cards(sector))


def _placed(columns: Sequence[Sequence[Sector]]) -> Data:
    """The columns of a row, with the cards of each sector in columns of their own where there is room."""
    abreast = _ABREAST // len(columns)
    return [[_drawn(sector, abreast) for sector in column] for column in columns]


def _drawn(sector: Sector, abreast: int) -> Data:
    columns: Data = [[card._asdict() for card in column] for column in in_columns(_cards(sector), abreast)]
    return {**sector.model_dump(mode="json", include={"name", "note", "empty"}), "columns": columns}


def in_columns(cards: Sequence[Card], most: int) -> list[list[Card]]:
    """The cards in at most `most` columns of about the same height, to be read downwards."""
    aim = sum(card.height for card in cards) / most
    columns: list[list[Card]] = []
    reached = 0.0
    for card in cards:
        if not columns or (reached >= aim * len(columns) and len(columns) < most):
            columns.append([])
        columns[-1].append(card)
        reached += card.height
    return columns


def _cards(sector: Sector) -> list[Card]:
    also: Data = [mention.number for mention in sector.mentions]
    return [
        *(Card("initiative", 1.0, one.model_dump(mode="json")) for one in sector.initiatives),
        *([Card("also", 0.4, also)] if also else []),
        *(Card("gap", 0.6, gap) for gap in sector.gaps),
    ]
