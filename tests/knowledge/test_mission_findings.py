"""Every finding of the rules has its words in the method's content, and no words are left over."""

import re

import pytest

from knowledge.language import LocalText
from knowledge.missions.rules.book import CODES, RULES
from tests.builders_checks import finding_words

PLACEHOLDER = re.compile(r"\{(\w+)\}")
PAIRS = [(criterion, code) for criterion, codes in CODES.items() for code in codes]


def test_every_code_of_a_rule_has_its_words_and_every_words_their_code() -> None:
    worded = {criterion: set(codes) for criterion, codes in finding_words().items()}

    assert worded == {criterion: set(codes) for criterion, codes in CODES.items()}


@pytest.mark.parametrize(("criterion", "code"), PAIRS)
def test_the_words_ask_for_no_fact_that_the_rule_does_not_tell(criterion: str, code: str) -> None:
    words = finding_words()[criterion][code]

    assert asked(words.problem) | asked(words.try_next) <= set(RULES[criterion].codes[code])


@pytest.mark.parametrize(("criterion", "code"), PAIRS)
def test_every_fact_is_told_in_the_words(criterion: str, code: str) -> None:
    words = finding_words()[criterion][code]

    assert set(RULES[criterion].codes[code]) <= asked(words.problem) | asked(words.try_next)


@pytest.mark.parametrize(("criterion", "code"), PAIRS)
def test_both_languages_have_the_same_placeholders(criterion: str, code: str) -> None:
    for text in (finding_words()[criterion][code].problem, finding_words()[criterion][code].try_next):
        assert set(PLACEHOLDER.findall(text.sv)) == set(PLACEHOLDER.findall(text.en))


@pytest.mark.parametrize(("criterion", "code"), PAIRS)
def test_a_finding_is_said_in_sentences_that_blame_nobody(criterion: str, code: str) -> None:
    words = finding_words()[criterion][code]

    for text in (words.problem.sv, words.problem.en, words.try_next.sv, words.try_next.en):
        assert re.search(r"[.?”“…]$", text)
        assert not re.search(r"\b(?:fel|felaktig\w*|misslyckad\w*|wrong|incorrect|bad|error)\b", text)


def asked(text: LocalText) -> set[str]:
    return {*PLACEHOLDER.findall(text.sv), *PLACEHOLDER.findall(text.en)}
