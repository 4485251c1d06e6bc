"""The rules of step 4: the desired future and the angles (pure)."""

import re
from collections.abc import Sequence
from typing import Final

from knowledge.analysis import is_telling
from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.check import Check, Rule, missing, name_of, weak, written
from knowledge.missions.rules.numbers import counts
from knowledge.missions.rules.tongue import foreign
from knowledge.missions.rules.words import Word, every_list, has_letters, plain, word_list, words
from knowledge.missions.rules.years import last_years

LEAST_WORDS: Final = 60
MOST_WORDS: Final = 250
FIRST_YEAR: Final = 2030
LAST_YEAR: Final = 2045
LEAST_ANGLES: Final = 2
LEAST_BENEFITS: Final = 3
LEAST_PEOPLE: Final = 2
_PRESENT: Final = frozenset(
    """är har kan går ser får sitter bor mår finns leker badar står ligger hör doftar luktar cyklar åker tar äter
    dricker arbetar jobbar lever möts hittar vet känner trivs växer handlar lagar pratar skrattar simmar seglar fiskar
    kommer is are has have can goes go sees see sits sit lives live hears hear smells plays play swims swim eats eat
    meets meet works work
    knows know feels feel walks walk cycles cycle takes take stands stand comes come there's it's""".split()
)
_COMING: Final = re.compile(
    r"\b(?:ska|skall|skulle|kommer (?:\w{1,20} ){0,2}att|will|shall|is going to|are going to)\b", re.IGNORECASE
)
_HE: Final = re.compile(r"[^\W\d_]{2,}(?:ar|er|år|ör|s)|är|har|kan|bor|is|has|can")
_YEARS: Final = frozenset(("år", "years", "year-old", "årig"))
_NO_NAME: Final = re.compile(r"\w+(?:en|et|na|ar|er|or|ing|tion)")


def c4_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C4.1: a scene of 60 to 250 words, with a year from 2030 to 2045, told in the present tense."""
    text = plain(design.text("vision"))
    if not has_letters(text):
        return (missing("C4.1", "no_vision", "vision"),)
    claim, count = written(design, "vision")[0], len(words(text))
    found: list[Finding] = []
    if count < LEAST_WORDS:
        found.append(weak("C4.1", "too_short", "vision", claim, words=count, least=LEAST_WORDS))
    if count > MOST_WORDS:
        found.append(weak("C4.1", "too_long", "vision", claim, words=count, most=MOST_WORDS))
    years = last_years(text, now=check.today.year)
    if not years:
        found.append(weak("C4.1", "no_year", "vision", claim))
    elif not any(FIRST_YEAR <= year <= LAST_YEAR for year in years):
        facts = {"year": max(years), "first": FIRST_YEAR, "last": LAST_YEAR}
        found.append(weak("C4.1", "year_outside", "vision", claim, **facts))
    if foreign(text):
        return (*found, weak("C4.1", "other_language", "vision", claim))
    said = words(text)
    coming = _COMING.findall(text)
    if len(coming) > sum(word.text in _PRESENT for word in said):
        found.append(weak("C4.1", "future_tense", "vision", claim, word=coming[0]))
    return tuple(found)


def c4_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C4.2: two angles, each with three benefits."""
    del check
    angles = written(design, "angles")
    if not angles:
        return (missing("C4.2", "no_angles", "angles"),)
    few = [claim for claim in angles if len(claim.chosen("benefits")) < LEAST_BENEFITS]
    found = [
        weak(
            "C4.2",
            "few_benefits",
            "angles",
            claim,
            angle=name_of(claim),
            benefits=len(claim.chosen("benefits")),
            least=LEAST_BENEFITS,
        )
        for claim in few
    ]
    if len(angles) < LEAST_ANGLES:
        found.insert(0, weak("C4.2", "few_angles", "angles", angles=len(angles), least=LEAST_ANGLES))
    return tuple(found)


def c4_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C4.3: two persons or groups live in the scene."""
    text = plain(design.text("vision"))
    if not has_letters(text):
        return (missing("C4.3", "no_vision", "vision"),)
    claim, said = written(design, "vision")[0], words(text)
    if foreign(text):
        return (weak("C4.3", "other_language", "vision", claim),)
    groups = {said[begins].text for begins, _ in word_list(check.lexicon.groups, text).hits(said)}
    people = groups | _persons(text, said, check)
    if len(people) >= LEAST_PEOPLE:
        return ()
    return (weak("C4.3", "few_people", "vision", claim, people=len(people), least=LEAST_PEOPLE),)


def _persons(text: str, said: Sequence[Word], check: Check) -> set[str]:
    """Words that are names of people: in capitals within a sentence, or at its beginning before what they do."""
    lexicon = check.lexicon
    placed = {
        begins for begins, _ in every_list(lexicon.places, lexicon.wider_places, lexicon.generic_places).hits(said)
    }
    named = [at for at in range(len(said)) if at not in placed and _is_capital(said[at]) and is_telling(said[at].text)]
    return {said[at].text for at in named if not _begins(text, said[at]) or _acts(said, at)}


def _is_capital(word: Word) -> bool:
    return len(word.raw) > 1 and word.raw[0].isupper() and word.raw[1:].islower()


def _begins(text: str, word: Word) -> bool:
    before = text[: word.start].rstrip(" \"”“’'–-(")
    return not before or before[-1] in ".!?:…"


def _acts(said: Sequence[Word], at: int) -> bool:
    """Whether a word that begins a sentence is somebody: she does something, or has an age."""
    after, then = (said[place].text if place < len(said) else "" for place in (at + 1, at + 2))
    aged = (counts(after) or after.isdecimal()) and then in _YEARS
    return aged or (_HE.fullmatch(after) is not None and _NO_NAME.fullmatch(said[at].text) is None)


RULES: Final = (
    Rule(
        "C4.1",
        c4_1,
        {
            "no_vision": (),
            "too_short": ("words", "least"),
            "too_long": ("words", "most"),
            "no_year": (),
            "year_outside": ("year", "first", "last"),
            "future_tense": ("word",),
            "other_language": (),
        },
    ),
    Rule(
        "C4.2",
        c4_2,
        {"no_angles": (), "few_angles": ("angles", "least"), "few_benefits": ("angle", "benefits", "least")},
    ),
    Rule("C4.3", c4_3, {"no_vision": (), "few_people": ("people", "least"), "other_language": ()}),
)
