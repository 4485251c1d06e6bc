"""The rules of step 1: the challenge (pure)."""

from typing import Final

from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Finding
from knowledge.missions.rules.amounts import amounts
from knowledge.missions.rules.check import Check, Rule, missing, weak, written
from knowledge.missions.rules.numbers import has_number
from knowledge.missions.rules.tongue import foreign
from knowledge.missions.rules.words import every_list, has_letters, plain, sentences, word_list, words

LEAST_WORDS: Final = 20
MOST_WORDS: Final = 120
_REFERENCES: Final = ("enligt", "according to", "källa", "source:", "http://", "https://")


def c1_1(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C1.1: twenty to 120 words, and no solution in the first sentence."""
    text = plain(design.text("challenge"))
    if not has_letters(text):
        return (missing("C1.1", "no_challenge", "challenge"),)
    claim, count = written(design, "challenge")[0], len(words(text))
    found: list[Finding] = []
    if count < LEAST_WORDS:
        found.append(weak("C1.1", "too_short", "challenge", claim, words=count, least=LEAST_WORDS))
    if count > MOST_WORDS:
        found.append(weak("C1.1", "too_long", "challenge", claim, words=count, most=MOST_WORDS))
    if foreign(text):
        return (*found, weak("C1.1", "other_language", "challenge", claim))
    first = words(plain(sentences(design.text("challenge"))[0]))
    hit = next(iter(word_list(check.lexicon.solutions, text).hits(first)), None)
    if hit:
        word = " ".join(one.raw for one in first[hit[0] : hit[1]])
        found.append(weak("C1.1", "solution_first", "challenge", claim, word=word))
    return tuple(found)


def c1_2(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C1.2: somebody who is affected, and a place in Blekinge."""
    text = plain(design.text("challenge"))
    if not has_letters(text):
        return (missing("C1.2", "no_challenge", "challenge"),)
    claim, said = written(design, "challenge")[0], words(text)
    found: list[Finding] = []
    if not word_list(check.lexicon.groups, text).hits(said):
        if foreign(text):
            return (weak("C1.2", "other_language", "challenge", claim),)
        found.append(weak("C1.2", "no_group", "challenge", claim))
    if not every_list(check.lexicon.places).hits(said):
        found.append(weak("C1.2", "no_place", "challenge", claim))
    return tuple(found)


def c1_3(design: MissionDesign, check: Check) -> tuple[Finding, ...]:
    """C1.3: a figure, a year, a source that is named, or a passage linked as evidence."""
    del check
    text = plain(design.text("challenge"))
    if not has_letters(text):
        return (missing("C1.3", "no_challenge", "challenge"),)
    claim = written(design, "challenge")[0]
    referred = any(mark in design.text("challenge").casefold() for mark in _REFERENCES)
    if claim.evidence or referred or has_number(text) or amounts(words(text)):
        return ()
    return (weak("C1.3", "no_figure", "challenge", claim),)


RULES: Final = (
    Rule(
        "C1.1",
        c1_1,
        {
            "no_challenge": (),
            "too_short": ("words", "least"),
            "too_long": ("words", "most"),
            "solution_first": ("word",),
            "other_language": (),
        },
    ),
    Rule("C1.2", c1_2, {"no_challenge": (), "no_group": (), "no_place": (), "other_language": ()}),
    Rule("C1.3", c1_3, {"no_challenge": (), "no_figure": ()}),
)
