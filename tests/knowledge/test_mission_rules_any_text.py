"""No text makes a rule raise, hang or say what nobody has words for."""

import string
import time
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.canvas import BETWEEN_CHOICES, FIELDS, LONGEST_TEXT, Field, Part
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.rules.book import RULES
from knowledge.missions.rules.dates import date_written
from knowledge.missions.rules.rates import share_in, times_a_year
from knowledge.missions.rules.sentence import SENTENCE_RULES
from knowledge.missions.rules.years import year_written
from tests.builders_checks import TODAY, a_check, finding_words
from tests.builders_missions import WRITTEN, a_design

SLOWEST: Final = 1.0  # seconds for one text and all rules on a busy machine; they take some hundredths
ODD: Final = "\u202e\u200f\u0000\u0007🌊👩‍👩‍👧ﷺ½²①٣５€`*_~|<@&#:>[](){}\\\"'“”’´\r\n\t\u2028 "
PIECES: Final = st.sampled_from(
    """senast 2035 till före år by 2030-talet om tio 80 % hälften nio av tio alla ingen barn unga Blekinge regionen ska
    är har och som utveckla app BTH (BTH) t.ex. 31/12 Q1 vår mars vecka 53 99 0 -1 1e9 2035-13-45 30/2 29.2.2027 <@123>
    @everyone **fet** https://x.se 🌊 der die und ikke että . ? ! ; , \n - 1. varje dag gånger om året tim h""".split(
        " "
    )
)
TEXT: Final = st.one_of(
    st.text(max_size=200).filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)),
    st.text(alphabet=ODD + string.ascii_letters + string.digits, max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
)
LONG: Final = [
    ("spaces", " " * LONGEST_TEXT),
    ("lines", "\n" * LONGEST_TEXT),
    ("lines and spaces", "\n \t" * (LONGEST_TEXT // 3)),
    ("one word", "a" * LONGEST_TEXT),
    ("digits", "2" * LONGEST_TEXT),
    ("years", "2035 " * (LONGEST_TEXT // 5)),
    ("dashes", "2-" * (LONGEST_TEXT // 2)),
    ("hyphens", "a-" * (LONGEST_TEXT // 2)),
    ("brackets", "(" * LONGEST_TEXT),
    ("stops", "a. " * (LONGEST_TEXT // 3)),
    ("dots", "." * LONGEST_TEXT),
    ("bullets", "- a\n" * (LONGEST_TEXT // 4)),
    ("marks", "*_~`|>#" * (LONGEST_TEXT // 7)),
    ("half mentions", "<@" * (LONGEST_TEXT // 2)),
    ("phrases", "ta vi nu " * (LONGEST_TEXT // 9)),
    ("joints", "är och " * (LONGEST_TEXT // 7)),
    ("numbers", "1 000 " * (LONGEST_TEXT // 6)),
    ("capitals", "ABC " * (LONGEST_TEXT // 4)),
    ("small words", "der die das " * (LONGEST_TEXT // 12)),
    ("letters that grow", "ﷺ" * LONGEST_TEXT),
    ("emoji", "🌊" * LONGEST_TEXT),
    ("marks upon a letter", "a" + "\u0301" * (LONGEST_TEXT - 1)),
    ("from right to left", "\u202eבדיקה " * (LONGEST_TEXT // 7)),
]


def part_of(part: Part, field: Field) -> st.SearchStrategy[str]:
    if part.kind == "choice":
        return st.sampled_from(("", *part.options))
    if part.kind == "choices":
        return st.lists(st.sampled_from(part.options), unique=True).map(BETWEEN_CHOICES.join)
    return TEXT if part.kind != "year" or field.name != "milestones" else st.one_of(TEXT, st.integers().map(str))


@st.composite
def designs(draw: st.DrawFn) -> MissionDesign:
    claims: list[Claim] = []
    for field in draw(st.lists(st.sampled_from(list(FIELDS.values())), max_size=12)):
        values = draw(st.fixed_dictionaries({part.name: part_of(part, field) for part in field.parts}))
        name = f"{field.name}-{len(claims)}"
        claims.append(Claim(id=name, field=field.name, values=values, author="Ida", at=WRITTEN))
    return a_design(*claims)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(design=designs())
def test_any_design_gives_only_findings_that_can_be_told(design: MissionDesign) -> None:
    names = {claim.id for claim in design.claims}

    for name, rule in RULES.items():
        for finding in rule.judge(design, a_check()):
            words = finding_words()[name][finding.code]
            assert set(finding.facts) == set(rule.codes[finding.code])
            assert finding.claim is None or finding.claim in names
            assert words.problem.sv.format(**finding.facts)
            assert words.try_next.en.format(**finding.facts)


@settings(max_examples=300, deadline=None)
@given(sentence=TEXT)
def test_any_sentence_can_be_judged_and_what_is_told_of_it_can_be_sent(sentence: str) -> None:
    for name, rule in SENTENCE_RULES.items():
        for finding in rule(sentence, a_check()):
            assert finding.code in RULES[name].codes
            assert "".join(finding.facts.values()).encode("utf-8").decode("utf-8").isprintable()


@pytest.mark.parametrize("sentence", ["\ud83d halva tecken 2035", "Blekinge \udc00", "\udfff" * LONGEST_TEXT])
def test_half_characters_are_judged_as_if_they_were_not_there(sentence: str) -> None:
    found = [finding for rule in SENTENCE_RULES.values() for finding in rule(sentence, a_check())]

    assert "".join(fact for finding in found for fact in finding.facts.values()).encode("utf-8") is not None


@settings(max_examples=300, deadline=None)
@given(text=TEXT)
def test_any_text_is_a_date_a_year_and_a_rate_or_none(text: str) -> None:
    span = date_written(text, today=TODAY)

    assert span is None or span.first <= span.last
    assert year_written(text, now=TODAY.year) is None or len(str(year_written(text, now=TODAY.year))) == 4
    assert all(value is None or value >= 0 for value in (share_in(text), times_a_year(text)))


@pytest.mark.parametrize(("name", "text"), LONG, ids=[name for name, _ in LONG])
def test_no_text_of_full_length_keeps_the_rules_waiting(name: str, text: str) -> None:
    del name
    design = a_design(*(_filled(field, text) for field in FIELDS.values()))

    for rule in RULES.values():
        began = time.process_time()
        rule.judge(design, a_check())
        assert time.process_time() - began < SLOWEST


def _filled(field: Field, text: str) -> Claim:
    values = {part.name: _held(part, text) for part in field.parts}
    return Claim(id=field.name, field=field.name, values=values, author="Ida", at=WRITTEN)


def _held(part: Part, text: str) -> str:
    if part.options:
        return part.options[0]
    return text[: part.longest]
