"""The rules of the mission sentence, as functions of a sentence (pure): time, measure, shape, openness, place."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from knowledge.canvas import FieldName
from knowledge.missions.finding import Finding
from knowledge.missions.rules.amounts import amounts
from knowledge.missions.rules.check import Check, missing, weak
from knowledge.missions.rules.clauses import second_goal, unexplained
from knowledge.missions.rules.tongue import foreign
from knowledge.missions.rules.words import Word, every_list, has_letters, plain, sentences, word_list, words
from knowledge.missions.rules.years import Instead, instead_of_year, last_years, years_said

EARLIEST: Final = 3  # years from now; what is nearer is a project's
LATEST: Final = 15  # years from now; what is farther nobody feels bound by
LEAST_WORDS: Final = 5  # fewer say no goal: "Noll trafikdöda i Blekinge 2035" does
MOST_WORDS: Final = 30
_FIELD: Final[FieldName] = "mission"
_END_WORDS: Final = 6
_PHRASE_WORDS: Final = 5
_OFTEN: Final = frozenset(
    """dag dagar vecka månad år kväll morgon gång tid fall day days week month year years time evening morning longer
    matter doubt more""".split()
)
_LINKS: Final = frozenset(
    "som för i på till av med om att så inom och samt by in on for to that which who of with about so and".split()
)
_ARTICLES: Final = frozenset("en ett den det de a an the".split())

SentenceRule = Callable[[str, Check], tuple[Finding, ...]]


def time_bound(sentence: str, check: Check) -> tuple[Finding, ...]:
    """C5.1: a last year stands in the sentence, three to fifteen years from now."""
    text = plain(sentence)
    if not has_letters(text):
        return (missing("C5.1", "no_sentence", _FIELD, suggested=suggested_year(check)),)
    now = check.today.year
    years = last_years(text, now=now)
    if not years:
        return (_without_year(text, check),)
    if any(now + EARLIEST <= year <= now + LATEST for year in years):
        return ()
    year = max(years)
    if year < now:
        return (weak("C5.1", "past", _FIELD, year=year, suggested=suggested_year(check)),)
    if year < now + EARLIEST:
        return (weak("C5.1", "too_near", _FIELD, year=year, earliest=now + EARLIEST),)
    return (weak("C5.1", "too_far", _FIELD, year=year, latest=now + LATEST),)


def measurable(sentence: str, check: Check) -> tuple[Finding, ...]:
    """C5.2, as far as the sentence tells: an amount, a part of a whole, or a word for all or none."""
    text = plain(sentence)
    if not has_letters(text):
        return (missing("C5.2", "no_sentence", _FIELD),)
    said = words(text)
    numbers = amounts(said)
    if any(number.reached for number in numbers) or _universal(text, said, check):
        return ()
    if foreign(text):
        return (weak("C5.2", "other_language", _FIELD),)
    for code, lists in (("direction_only", check.lexicon.directions), ("praise", check.lexicon.praise)):
        hit = next(iter(word_list(lists, text).hits(said)), None)
        if hit:
            return (weak("C5.2", code, _FIELD, word=_said(text, said, *hit)),)
    if numbers:
        return (weak("C5.2", "no_quantity", _FIELD, number=numbers[0].said),)
    return (weak("C5.2", "no_target", _FIELD, end=end_of(text)),)


def one_sentence(sentence: str, check: Check) -> tuple[Finding, ...]:
    """C5.3: one sentence of at most thirty words, with one goal and no abbreviation that a neighbour may not know."""
    text = plain(sentence)
    if not has_letters(text):
        return (missing("C5.3", "no_sentence", _FIELD),)
    if foreign(text):
        return (weak("C5.3", "other_language", _FIELD),)
    several, said = sentences(sentence), words(text)
    found: list[Finding] = []
    if len(several) > 1:
        found.append(weak("C5.3", "several_sentences", _FIELD, sentences=len(several), first=several[0]))
    elif text.endswith("?"):
        found.append(weak("C5.3", "question", _FIELD))
    elif second := second_goal(text, said):
        found.append(weak("C5.3", "glued", _FIELD, second=first_words(text[second:])))
    if len(said) < LEAST_WORDS:
        found.append(weak("C5.3", "too_short", _FIELD, words=len(said), least=LEAST_WORDS))
    if len(said) > MOST_WORDS:
        found.append(weak("C5.3", "too_long", _FIELD, words=len(said), most=MOST_WORDS, over=len(said) - MOST_WORDS))
    short = unexplained(text, said, check.lexicon.abbreviations)
    if short:
        found.append(weak("C5.3", "abbreviation", _FIELD, abbreviation=short))
    return tuple(found)


def open_to_solutions(sentence: str, check: Check) -> tuple[Finding, ...]:
    """C5.4: the sentence says what shall be true, not what somebody does or which solution is chosen."""
    text = plain(sentence)
    if not has_letters(text):
        return (missing("C5.4", "no_sentence", _FIELD),)
    if foreign(text):
        return (weak("C5.4", "other_language", _FIELD),)
    said = words(text)
    activity = next(iter(word_list(check.lexicon.activities, text).hits(said)), None)
    solution = next(iter(word_list(check.lexicon.solutions, text).hits(said)), None)
    found: list[Finding] = []
    if activity:
        found.append(weak("C5.4", "activity", _FIELD, phrase=_phrase(text, said, *activity)))
    if solution:
        found.append(weak("C5.4", "solution", _FIELD, word=_said(text, said, *solution)))
    return tuple(found)


def placed(sentence: str, check: Check) -> tuple[Finding, ...]:
    """C5.5: the sentence names a place or a group; "the region" alone may be any."""
    text = plain(sentence)
    if not has_letters(text):
        return (missing("C5.5", "no_sentence", _FIELD),)
    said, lexicon = words(text), check.lexicon
    places = every_list(lexicon.places, lexicon.wider_places).hits(said)
    if places or word_list(lexicon.groups, text).hits(said):
        return ()
    if foreign(text):
        return (weak("C5.5", "other_language", _FIELD),)
    generic = next(iter(word_list(lexicon.generic_places, text).hits(said)), None)
    if generic:
        return (weak("C5.5", "generic_place", _FIELD, word=_said(text, said, *generic)),)
    return (weak("C5.5", "no_place_or_group", _FIELD, end=end_of(text)),)


SENTENCE_RULES: Final[Mapping[str, SentenceRule]] = {
    "C5.1": time_bound,
    "C5.2": measurable,
    "C5.3": one_sentence,
    "C5.4": open_to_solutions,
    "C5.5": placed,
}
"""What a mission sentence is held to, by criterion."""


def suggested_year(check: Check) -> int:
    """A year to try where none is told: about nine years from now, one that ends in 0 or 5."""
    return 5 * round((check.today.year + (EARLIEST + LATEST) / 2) / 5)


def end_of(text: str) -> str:
    """How a sentence ends, without its last mark, so that words can be put after it."""
    said = words(text)
    begins = said[-_END_WORDS].start if len(said) > _END_WORDS else 0
    return ("… " if begins else "") + text[begins:].rstrip(" .!?…")


def first_words(text: str) -> str:
    """How a text begins, a few words."""
    said = words(text)
    return text.rstrip(" .!?…") if len(said) <= _END_WORDS else text[: said[_END_WORDS - 1].end] + " …"


def _without_year(text: str, check: Check) -> Finding:
    now, suggested = check.today.year, suggested_year(check)
    instead = instead_of_year(text, now=now, someday=check.lexicon.someday)
    if instead:
        return _instead(instead, suggested)
    other = next(iter(years_said(text, now=now)), None)
    if other and other.role == "name":
        return weak("C5.1", "named_year", _FIELD, name=other.said, suggested=suggested)
    if other:
        return weak("C5.1", "only_baseline", _FIELD, year=other.year, suggested=suggested)
    return weak("C5.1", "no_year", _FIELD, end=end_of(text), suggested=suggested)


def _instead(instead: Instead, suggested: int) -> Finding:
    if instead.kind == "in_years":
        return weak("C5.1", "in_years", _FIELD, words=instead.said, year=instead.year or suggested)
    return weak("C5.1", instead.kind, _FIELD, words=instead.said, suggested=suggested)


def _universal(text: str, said: tuple[Word, ...], check: Check) -> bool:
    """Whether a word for all or none says of whom: not "every year", not "a region for all"."""
    for begins, ends in word_list(check.lexicon.universals, text).hits(said):
        after = said[ends].text if ends < len(said) else ""
        before = said[begins - 1].text if begins else ""
        slogan = before in ("för", "for", "åt") and (not after or not _adjoins(text, said, ends))
        if after not in _OFTEN and not slogan:
            return True
    return False


def _adjoins(text: str, said: tuple[Word, ...], at: int) -> bool:
    """Whether a word follows the one before it in the same clause."""
    return not re.search(r"[^\s\"”’]", text[said[at - 1].end : said[at].start])


def _said(text: str, said: tuple[Word, ...], begins: int, ends: int) -> str:
    return text[said[begins].start : said[ends - 1].end]


def _phrase(text: str, said: tuple[Word, ...], begins: int, ends: int) -> str:
    """An activity with what it is about: "startar vi ett projekt", up to where a clause goes on."""
    last = ends
    while (
        last < min(len(said), begins + _PHRASE_WORDS) and said[last].text not in _LINKS and _adjoins(text, said, last)
    ):
        last += 1
    while last > ends and said[last - 1].text in _ARTICLES:
        last -= 1
    return _said(text, said, begins, last)
