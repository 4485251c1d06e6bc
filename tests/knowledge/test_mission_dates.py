"""Dates, years, shares and rates as people write them."""

import datetime as dt

import pytest

from knowledge.missions.rules.amounts import amounts
from knowledge.missions.rules.dates import date_written, months_later
from knowledge.missions.rules.numbers import has_number, number_in
from knowledge.missions.rules.rates import share_in, times_a_year
from knowledge.missions.rules.words import legible, plain, sentences, words
from knowledge.missions.rules.years import last_years, year_written
from tests.builders_checks import TODAY


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-03-01", "2027-03-01", "2027-03-01"),
        ("2027-03", "2027-03-01", "2027-03-31"),
        ("1 mars 2027", "2027-03-01", "2027-03-01"),
        ("den 1:a mars 2027 kl 9", "2027-03-01", "2027-03-01"),
        ("March 1, 2027", "2027-03-01", "2027-03-01"),
        ("1st of May 2027", "2027-05-01", "2027-05-01"),
        ("mars 2027", "2027-03-01", "2027-03-31"),
        ("feb 2028", "2028-02-01", "2028-02-29"),
        ("januari", "2027-01-01", "2027-01-31"),
        ("november", "2026-11-01", "2026-11-30"),
        ("15/1", "2027-01-15", "2027-01-15"),
        ("30/11", "2026-11-30", "2026-11-30"),
        ("29/11", "2026-11-29", "2026-11-29"),
        ("31/12 2026", "2026-12-31", "2026-12-31"),
        ("Q1 2027", "2027-01-01", "2027-03-31"),
        ("kvartal 2, 2027", "2027-04-01", "2027-06-30"),
        ("andra kvartalet 2027", "2027-04-01", "2027-06-30"),
        ("2nd quarter 2027", "2027-04-01", "2027-06-30"),
        ("vår 2027", "2027-03-01", "2027-05-31"),
        ("våren 2027", "2027-03-01", "2027-05-31"),
        ("i höst", "2026-09-01", "2026-11-30"),
        ("VT 2027", "2027-01-01", "2027-06-30"),
        ("vecka 5 2027", "2027-02-01", "2027-02-07"),
        ("v. 48", "2026-11-23", "2026-11-29"),
        ("v. 40", "2027-10-04", "2027-10-10"),
        ("inom tre månader", "2026-11-29", "2027-02-27"),
        ("within 90 days", "2026-11-29", "2027-02-27"),
        ("nästa vecka", "2026-12-06", "2026-12-12"),
        ("pågår", "2026-11-29", "2026-11-29"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("nästa år", "2027-01-01", "2027-12-31"),
    ],
)
def test_a_date_is_read_in_many_ways(text: str, first: str, last: str) -> None:
    span = date_written(text, today=TODAY)

    assert span == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "snart", "löpande", "30/2 2027", "2027-13-45", "vecka 99", "🌊", "vid behov"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_written(text, today=TODAY) is None


def test_six_months_after_the_last_of_august_is_the_last_of_february() -> None:
    assert months_later(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert months_later(dt.date(2026, 12, 1), 12) == dt.date(2027, 12, 1)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2035", 2035),
        ("år 2035", 2035),
        ("31/12 2035", 2035),
        ("2027–2031", 2031),
        ("nästa år", 2027),
        ("i år", 2026),
        ("snart", None),
        ("2030-talet", None),
        ("35", None),
        ("12035", None),
    ],
)
def test_a_year_is_what_people_write(text: str, year: int | None) -> None:
    assert year_written(text, now=TODAY.year) == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("från 2024 till 2033", [2033]),
        ("2027–2035", [2035]),
        ("senast 2035-12-31", [2035]),
        ("2000 bostäder i Ronneby", []),
        ("före 2100", [2100]),
        ("2100", []),
        ("jämfört med 2030 och senast 2035", [2030, 2035]),
        ("på 2030-talet", []),
        ("Agenda 2030", []),
        ("på 2019 års nivå", []),
    ],
)
def test_the_last_years_of_a_text_are_not_those_it_starts_from(text: str, years: list[int]) -> None:
    assert last_years(text, now=TODAY.year) == years


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("20 %", 20.0),
        ("ca 20", 20.0),
        ("tjugofem procent", 25.0),
        ("0,5", 50.0),
        ("halvtid", 50.0),
        ("full time", 100.0),
        ("en dag i veckan", 20.0),
        ("two days a week", 40.0),
        ("8 timmar i veckan", 20.0),
        ("en del", None),
        ("", None),
    ],
)
def test_a_share_of_a_post_is_read_in_many_ways(text: str, share: float | None) -> None:
    assert share_in(text) == share


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("4", 4.0),
        ("fyra gånger", 4.0),
        ("4 ggr/år", 4.0),
        ("2 gånger per termin", 4.0),
        ("två gånger i månaden, möte", 24.0),
        ("varje månad", 12.0),
        ("varannan månad", 6.0),
        ("kvartalsvis", 4.0),
        ("var sjätte vecka", 52 / 6),
        ("var 6:e vecka", 52 / 6),
        ("every third month", 4.0),
        ("twice a year", 2.0),
        ("en gång om året", 1.0),
        ("årligen", 1.0),
        ("vid behov", None),
    ],
)
def test_how_often_is_read_in_many_ways(text: str, times: float | None) -> None:
    assert times_a_year(text) == times


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("80 procent", [True]),
        ("13–19 år", [False]),
        ("5G", [False]),
        ("25km", [True]),
        ("steg 2", [False]),
        ("ökar med två år", [True]),
        ("tre områden", [False]),
        ("minst tre områden", [True]),
        ("ett av tre områden", [False, False]),
        ("a third of the homes", [True]),
        ("den tredje sektorn", []),
        ("31/12 2035", []),
        ("1 mars", []),
        ("12 000 hushåll", [True]),
        ("en båt", []),
        ("halvön", []),
    ],
)
def test_an_amount_is_told_from_ages_names_and_dates(text: str, reached: list[bool]) -> None:
    assert [amount.reached for amount in amounts(words(text))] == reached


def test_numbers_are_read_by_digits_and_by_word() -> None:
    assert [number_in(text) for text in ("1 200,5 ton", "tjugofem", "inga")] == [1200.5, 25.0, None]
    assert [has_number(text) for text in ("hälften", "en båt", "tolv", "B12", "ett hav")] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_what_is_written_is_read_without_mentions_links_and_marks() -> None:
    text = "**Hej** <@123456> se https://a.se/x?y=1 <:fisk:99> @everyone ~~nu~~ ||här||\u200b\x00!"

    assert plain(text) == "Hej se nu här !"
    assert legible(" – 🌊 ? ") == ""


def test_sentences_end_at_stops_and_items_but_not_at_abbreviations() -> None:
    text = "Vi bor t.ex. i Ronneby. Det är bra! - Inte här\n- Första\n- Andra punkten\n\nSist"

    assert sentences(text) == (
        "Vi bor t.ex. i Ronneby.",
        "Det är bra!",
        "- Inte här",
        "Första",
        "Andra punkten",
        "Sist",
    )
