"""The mission map told in words: as a list, and as the alt text of the picture (pure)."""

from collections.abc import Callable
from typing import Final

from knowledge.missions.exports.map import Initiative, MissionMap, Sector
from knowledge.missions.exports.outline import Line, Piece
from knowledge.missions.exports.saying import AMONG
from knowledge.missions.exports.words import told
from knowledge.plain import shortened

LONGEST_ALT: Final = 1000
"""Characters of an alt text that screen readers, Word and Discord all take."""
_ALT_TEXT: Final = 160
_APART: Final = "; "


def map_lines(drawn: MissionMap) -> tuple[Line, ...]:
    """The whole map as a list: its layers from above, then the gaps."""
    language = drawn.language
    lines = [
        _line(told("map.challenge", language), drawn.challenge or told("map.no_challenge", language)),
        _line(told("map.mission", language), drawn.mission or told("map.no_mission", language)),
        *(_line(sector.name, _under(sector, drawn)) for sector in drawn.sectors),
    ]
    if not drawn.sectors:
        lines.append(_line(told("map.sectors", language), told("map.no_sectors", language)))
    if drawn.gaps:
        lines.append(_line(told("map.gaps", language), _APART.join(drawn.gaps)))
    return tuple(lines)


def map_alt(drawn: MissionMap) -> str:
    """The map in at most 1,000 characters: the initiatives by name where there is room, else how many they are."""
    whole = _alt(drawn, lambda sector: AMONG.join(one.name for one in (*sector.initiatives, *sector.mentions)))
    return whole if len(whole) <= LONGEST_ALT else shortened(_alt(drawn, lambda _: ""), LONGEST_ALT)


def _line(name: str, words: str) -> Line:
    return Piece(text=f"{name}: ", tone="strong"), Piece(text=words)


def _under(sector: Sector, drawn: MissionMap) -> str:
    """What stands under a sector, in words."""
    told_of = [_described(one) for one in sector.initiatives]
    told_of += [f"{one.number}. {one.name} ({one.where})" for one in sector.mentions]
    told_of += [f"{told('map.gap', drawn.language)}: {gap}" for gap in sector.gaps]
    words = _APART.join(told_of) or told("map.no_initiatives", drawn.language)
    return f"({sector.note}) {words}" if sector.note else words


def _described(initiative: Initiative) -> str:
    facts = (
        initiative.kind,
        initiative.horizon,
        initiative.standing,
        initiative.owner,
        initiative.linked,
        initiative.lacks,
    )
    said = AMONG.join(fact for fact in facts if fact)
    return f"{initiative.number}. {initiative.name} ({said})" if said else f"{initiative.number}. {initiative.name}"


def _alt(drawn: MissionMap, names: Callable[[Sector], str]) -> str:
    language = drawn.language
    sectors = _APART.join(f"{sector.name}: {names(sector) or _counted(sector, drawn)}" for sector in drawn.sectors)
    gaps = [gap for sector in drawn.sectors for gap in sector.gaps] + list(drawn.gaps)
    words = told(
        "map.alt",
        language,
        title=drawn.title,
        challenge=_ended(shortened(drawn.challenge, _ALT_TEXT) or told("map.no_challenge", language)),
        mission=_ended(shortened(drawn.mission, _ALT_TEXT) or told("map.no_mission", language)),
        sectors=sectors or told("map.no_sectors", language).lower(),
    )
    return f"{words} {told('map.alt_gaps', language, gaps=AMONG.join(gaps))}" if gaps else words


def _counted(sector: Sector, drawn: MissionMap) -> str:
    number = len(sector.initiatives) + len(sector.mentions)
    size = {0: "none", 1: "one"}.get(number, "many")
    return told(f"map.initiatives_{size}", drawn.language, count=number)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
