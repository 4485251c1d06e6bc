"""The rules of step 10: measures, assumptions and times to learn (pure)."""

from collections.abc import Sequence
from typing import Final

from knowledge.analysis import is_telling
from knowledge.language import recognised_language
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, lacking, missing, name_of, read, weak, written
from knowledge.missions.rules.dates import date_written, months_later
from knowledge.missions.rules.words import every_list, has_letters, plain, words
from knowledge.missions.rules.years import year_written

LEAST_INDICATORS: Final = 3
MOST_INDICATORS: Final = 7
LEAST_ASSUMPTIONS: Final = 3
LEAST_DATES: Final = 2
AHEAD: Final = 12  # months in which one stops to learn
_SHARED: Final = 5  # letters in a row by which two words have to do with one another: plastskräp, plaster
_NEEDED: Final = (
    ("baseline", "no_baseline"),
    ("target", "no_target"),
    ("year", "no_year"),
    ("source", "no_source"),
    ("owner", "no_owner"),
)


def c10_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C10.1: three to seven measures, each with present level, goal, year, source and owner."""
    indicators = written(design, "indicators")
    if not indicators:
        return (missing("C10.1", "no_indicators", "indicators"),)
    found: list[Finding] = []
    if len(indicators) < LEAST_INDICATORS:
        few = {"indicators": len(indicators), "least": LEAST_INDICATORS}
        found.append(weak("C10.1", "few_indicators", "indicators", **few))
    if len(indicators) > MOST_INDICATORS:
        many = {"indicators": len(indicators), "most": MOST_INDICATORS}
        found.append(weak("C10.1", "many_indicators", "indicators", **many))
    for part, code in _NEEDED:
        found += lacking("C10.1", code, indicators, part)
    for claim in indicators:
        found += _year_found(claim, check.today.year)
    return tuple(found)


def c10_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C10.2: a measure of the system, and one that has to do with the mission sentence."""
    indicators = written(design, "indicators")
    if not indicators:
        return (missing("C10.2", "no_indicators", "indicators"),)
    found: list[Finding] = []
    if not any(claim.part("kind") == "system" for claim in indicators):
        found.append(weak("C10.2", "no_system", "indicators"))
    mission = plain(design.text("mission"))
    if has_letters(mission) and not _tied(indicators, mission, check):
        found.append(weak("C10.2", "not_tied", "indicators"))
    return tuple(found)


def c10_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C10.3: three assumptions, and two dates to learn within twelve months."""
    return (*_assumptions_found(design), *_dates_found(design, check))


def _year_found(claim: Claim, now: int) -> list[Finding]:
    said = read(claim, "year")
    year = year_written(said, now=now)
    if said and year is None:
        return [weak("C10.1", "unreadable_year", "indicators", claim, indicator=name_of(claim), said=said)]
    if year is not None and year < now:
        return [weak("C10.1", "past", "indicators", claim, indicator=name_of(claim), year=year)]
    return []


def _tied(indicators: Sequence[Claim], mission: str, check: Check) -> bool:
    """Whether a measure shares a telling word with the mission; in two languages they cannot, and none is asked for."""
    names = " ".join(read(claim, "name") for claim in indicators)
    languages = {recognised_language(names), recognised_language(mission)}
    return languages == {"sv", "en"} or bool(_telling(names, check) & _telling(mission, check))


def _telling(text: str, check: Check) -> set[str]:
    """The beginnings of the words that say what a text is about: no small words, places or digits."""
    said = words(text)
    placed = {begins for begins, _ in every_list(check.lexicon.places, check.lexicon.wider_places).hits(said)}
    telling = (word.text for at, word in enumerate(said) if at not in placed and is_telling(word.text))
    return {word[:_SHARED] for word in telling if word.isalpha() and len(word) > 1} - {
        "andel",
        "antal",
        "share",
        "numbe",
    }


def _assumptions_found(design: MissionDesign) -> tuple[Finding, ...]:
    count = len(written(design, "assumptions"))
    if not count:
        return (missing("C10.3", "no_assumptions", "assumptions"),)
    few = {"assumptions": count, "least": LEAST_ASSUMPTIONS}
    return (weak("C10.3", "few_assumptions", "assumptions", **few),) if count < LEAST_ASSUMPTIONS else ()


def _dates_found(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    dates = [claim for claim in written(design, "learning_dates") if read(claim, "date")]
    if not dates:
        return (missing("C10.3", "no_dates", "learning_dates"),)
    spans = {claim.id: date_written(claim.part("date"), today=check.today) for claim in dates}
    until = months_later(check.today, AHEAD)
    ahead = sum(span is not None and span.last >= check.today and span.first <= until for span in spans.values())
    if ahead >= LEAST_DATES:
        return ()
    unread = [
        weak("C10.3", "unreadable_date", "learning_dates", claim, said=read(claim, "date"))
        for claim in dates
        if spans[claim.id] is None
    ]
    gone = [
        weak("C10.3", "past_date", "learning_dates", claim, said=read(claim, "date"))
        for claim in dates
        if (span := spans[claim.id]) and span.last < check.today
    ]
    last = until.isoformat()
    return (weak("C10.3", "few_dates", "learning_dates", dates=ahead, least=LEAST_DATES, until=last), *unread, *gone)


RULES: Final = (
    Rule(
        "C10.1",
        c10_1,
        {
            "no_indicators": (),
            "few_indicators": ("indicators", "least"),
            "many_indicators": ("indicators", "most"),
            **{code: ("count", "names") for _, code in _NEEDED},
            "unreadable_year": ("indicator", "said"),
            "past": ("indicator", "year"),
        },
    ),
    Rule("C10.2", c10_2, {"no_indicators": (), "no_system": (), "not_tied": ()}),
    Rule(
        "C10.3",
        c10_3,
        {
            "no_assumptions": (),
            "few_assumptions": ("assumptions", "least"),
            "no_dates": (),
            "few_dates": ("dates", "least", "until"),
            "unreadable_date": ("said",),
            "past_date": ("said",),
        },
    ),
)
