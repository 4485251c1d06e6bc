"""The mission map: challenge, mission, sectors and the initiatives under them, with what is missing (pure)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from knowledge.canvas import FIELDS
from knowledge.language import Language, Value
from knowledge.method.method import Method
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.exports.saying import AMONG, lines_of, one_line, part_words, title_of
from knowledge.missions.exports.words import told
from knowledge.plain import shortened

_BETWEEN: Final = re.compile(r"[,;\n]")
_STEM, _ENDING = 4, 2  # letters that forms of a word share, and that they may differ in
_SIGNS: Final[Mapping[str, str]] = {"within_1_year": "◔", "1_to_3_years": "◑", "beyond_3_years": "●"}
_NEEDED: Final = ("type", "horizon", "owner")
_MOST_PATTERNS: Final = 2048  # of names, kept ready; a map asks for each many times
_TEXT, _SECTOR, _NAME, _SHORT = 240, 70, 100, 60  # characters that fit on a picture


class Initiative(Value):
    """An initiative as the map shows it; every part is in words, "" where it has none.

    `sign` stands for the horizon, `lacks` names parts nobody has filled in, `linked` the numbers of other initiatives.
    """

    number: int
    name: str
    kind: str
    horizon: str
    sign: str
    standing: str
    owner: str
    lacks: str
    linked: str


class Mention(Value):
    """An initiative that stands under another sector too; `where` says under which it is described."""

    number: int
    name: str
    where: str


class Sector(Value):
    """A sector with the initiatives under it; `note` says what is odd about it, `empty` that nothing goes on there."""

    name: str
    note: str
    empty: bool
    initiatives: tuple[Initiative, ...]
    mentions: tuple[Mention, ...]
    gaps: tuple[str, ...]


class MissionMap(Value):
    """The map in one language; texts are "" where nothing is written, `gaps` are those that belong to no sector."""

    language: Language
    title: str
    challenge: str
    mission: str
    sectors: tuple[Sector, ...]
    gaps: tuple[str, ...]

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """All initiatives, by number."""
        found = (initiative for sector in self.sectors for initiative in sector.initiatives)
        return tuple(sorted(found, key=lambda initiative: initiative.number))


def map_of(design: MissionDesign, method: Method, language: Language) -> MissionMap:
    """The map of a design; a sector that only initiatives or gaps name stands among the others, marked."""
    claims, gaps = design.of("initiatives"), design.of("gaps")
    initiatives = [_initiative(number, claim, claims, method, language) for number, claim in enumerate(claims, start=1)]
    chosen = _distinct(one_line(claim.part("text")) for claim in design.of("sectors"))
    named = _named(chosen, [claim.part("sectors") for claim in (*claims, *gaps)])
    under = [_within(claim.part("sectors"), named) for claim in claims]
    stray = [initiative for initiative, places in zip(initiatives, under, strict=True) if not places]
    sectors = [_sector(name, initiatives, under, gaps, language, known=name in chosen) for name in named]
    if stray:
        sectors.append(_without_sector(stray, language))
    return MissionMap(
        language=language,
        title=title_of(design, language),
        challenge=shortened(one_line(design.text("challenge")), _TEXT),
        mission=shortened(one_line(design.text("mission")), _TEXT),
        sectors=tuple(sectors),
        gaps=tuple(_gap(gap) for gap in gaps if not _within(gap.part("sectors"), named)),
    )


def _initiative(number: int, claim: Claim, claims: Sequence[Claim], method: Method, language: Language) -> Initiative:
    words = {part.name: part_words(claim, part, method, language) for part in FIELDS["initiatives"].parts}
    labels = method.fields["initiatives"].parts
    lacking = [labels[name].label.said_in(language).lower() for name in _NEEDED if not words[name]]
    return Initiative(
        number=number,
        name=shortened(words["name"] or "–", _NAME),
        kind=words["type"],
        horizon=words["horizon"],
        sign=_SIGNS.get(claim.part("horizon"), ""),
        standing=words["standing"],
        owner=shortened(words["owner"], _SHORT),
        lacks=told("map.lacks", language, parts=AMONG.join(lacking)) if lacking else "",
        linked=_linked(claim, claims, language),
    )


def _linked(claim: Claim, claims: Sequence[Claim], language: Language) -> str:
    """Which other initiatives one is linked to: by number, or by their words where there is no such initiative."""
    numbers = {one_line(other.part("name")): number for number, other in enumerate(claims, start=1) if other != claim}
    text = claim.part("links")
    found = [str(numbers[name]) for name in _within(text, numbers)]
    strange = [] if found else [shortened(one_line(text), _SHORT)] if text else []
    return told("map.linked", language, links=AMONG.join([*found, *strange])) if found or strange else ""


def _sector(
    name: str,
    initiatives: Sequence[Initiative],
    under: Sequence[Sequence[str]],
    gaps: Sequence[Claim],
    language: Language,
    *,
    known: bool,
) -> Sector:
    """A sector: an initiative is described under the first sector it names, and mentioned under the others."""
    pairs = list(zip(initiatives, under, strict=True))
    own = tuple(initiative for initiative, places in pairs if places[:1] == [name])
    mentions = tuple(_mention(initiative, places[0], language) for initiative, places in pairs if name in places[1:])
    return Sector(
        name=shortened(name, _SECTOR),
        note="" if known else told("map.also_named", language),
        empty=not own and not mentions,
        initiatives=own,
        mentions=mentions,
        gaps=tuple(_gap(gap) for gap in gaps if name in _within(gap.part("sectors"), [name])),
    )


def _without_sector(initiatives: Sequence[Initiative], language: Language) -> Sector:
    name = told("map.without_sector", language)
    return Sector(name=name, note="", empty=False, initiatives=tuple(initiatives), mentions=(), gaps=())


def _mention(initiative: Initiative, sector: str, language: Language) -> Mention:
    where = told("map.also_in", language, sector=shortened(sector, _SHORT))
    return Mention(number=initiative.number, name=initiative.name, where=where)


def _gap(claim: Claim) -> str:
    return shortened(one_line(claim.part("text")) or "–", _NAME)


def _named(chosen: Sequence[str], texts: Iterable[str]) -> list[str]:
    """The chosen sectors, and those that `texts` name beside them."""
    named = list(chosen)
    for text in texts:
        named.extend(words for words in _listed(text) if not _within(words, named))
    return _distinct(named)


def _listed(text: str) -> list[str]:
    return [words for line in lines_of(text) for words in map(str.strip, _BETWEEN.split(line)) if words]


def _within(text: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that stand in `text` as whole words, or in another form, in the order in which they stand.

    Where one name is part of another that stands there, the longer one is meant.
    """
    said = one_line(text).casefold()
    found: dict[tuple[int, int], str] = {}
    held = sorted(names, key=len, reverse=True)
    for pattern in (_whole, _inflected):
        for name in held:
            match = None if name in found.values() else pattern(name).search(said)
            if match and not any(start < match.end() and match.start() < end for start, end in found):
                found[match.span()] = name
    return [name for _, name in sorted(found.items())]


@lru_cache(maxsize=_MOST_PATTERNS)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(one_line(name).casefold())}(?!\w)")


@lru_cache(maxsize=_MOST_PATTERNS)
def _inflected(name: str) -> re.Pattern[str]:
    """The name with other endings: "sjöfarten" for "Sjöfart"; nothing for a word too short to tell."""
    words = one_line(name).casefold().split()
    stems = [re.escape(word[: max(_STEM, len(word) - _ENDING)]) + r"\w{0,5}" for word in words]
    told = any(len(word) >= _STEM for word in words)
    return re.compile(rf"(?<!\w){' '.join(stems)}(?!\w)") if told else re.compile(r"(?!)")


def _distinct(names: Iterable[str]) -> list[str]:
    """The names without blank ones and repetitions, whatever their letters' size."""
    held: dict[str, str] = {}
    for name in names:
        if name:
            held.setdefault(name.casefold(), name)
    return list(held.values())
