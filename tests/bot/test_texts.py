import datetime as dt
from pathlib import Path

import pytest

from bot.texts import (
    TextsBroken,
    compare,
    counted,
    grouped,
    quoted,
    read_catalogue,
    spoken_date,
    spoken_seconds,
    spoken_size,
    spoken_time,
    text,
)


def test_a_text_is_told_in_the_language_asked_for() -> None:
    assert text("ask.nothing_found", "sv") == "Jag hittar inget svar på det i dokumenten."
    assert text("ask.nothing_found", "en") == "I find no answer to that in the documents."


def test_the_noes_have_the_agreed_wordings() -> None:
    about = "missionspiloterna"

    assert text("ask.part", "sv", about=about, what="vem det är").startswith(
        "Dokumenten tar upp missionspiloterna, men jag"
    )
    assert text("ask.nearest", "sv") == "Närmast kommer:"
    assert text("ask.empty_field", "sv", about="Beslut datum") == "Fältet Beslut datum finns men är tomt."
    assert text("failure.search", "sv", reference="a1") == "Jag kan inte söka just nu (referens a1)."


def test_braces_in_a_value_stay_as_they_are() -> None:
    about = "{about} {0} {__class__} %s {what!r}"

    told = text("ask.part", "sv", about=about, what="{about}")

    assert told == "Dokumenten tar upp {about} {0} {__class__} %s {what!r}, men jag hittar inte {about}."


def test_a_missing_value_or_key_is_refused() -> None:
    with pytest.raises(KeyError):
        text("ask.part", "sv", about="x")
    with pytest.raises(KeyError):
        text("ask.nonsense", "sv")


@pytest.mark.parametrize(
    ("month", "sv", "en"), [(1, "januari", "January"), (6, "juni", "June"), (10, "oktober", "October")]
)
def test_a_date_is_spoken_with_the_name_of_its_month(month: int, sv: str, en: str) -> None:
    date = dt.date(2024, month, 8)

    assert spoken_date(date, "sv") == f"8 {sv} 2024"
    assert spoken_date(date, "en") == f"8 {en} 2024"


def test_a_moment_is_spoken_in_the_machines_time_zone() -> None:
    moment = dt.datetime(2026, 11, 21, 12, 5).astimezone()

    assert spoken_time(moment, "sv") == "21 november 2026 kl. 12:05"
    assert spoken_time(moment.astimezone(dt.UTC), "en") == "21 November 2026, 12:05"


def test_numbers_are_spoken_with_what_they_count() -> None:
    assert counted("scanned", 1, "sv") == "1 sida bild"
    assert counted("scanned", 12, "sv") == "12 sidor bilder"
    assert counted("document", 1, "en") == "1 document"
    assert grouped(3482) == "3\u00a0482"


def test_sizes_and_times_are_spoken_for_people() -> None:
    assert spoken_size(300 * 1024 * 1024, "sv") == "300\u00a0MB"
    assert spoken_size(1024 * 1024 * 3 // 2, "sv") == "1,5\u00a0MB"
    assert spoken_size(1024 * 1024 * 3 // 2, "en") == "1.5\u00a0MB"
    assert spoken_seconds(4.2, "sv") == "4 s"
    assert spoken_seconds(200, "sv") == "3 min 20 s"


def test_quotation_marks_are_those_of_the_language() -> None:
    assert quoted("Vad är TRAMI?", "sv") == "”Vad är TRAMI?”"
    assert quoted("What is TRAMI?", "en") == "“What is TRAMI?”"


def test_languages_with_different_keys_are_told_apart_by_name() -> None:
    with pytest.raises(TextsBroken, match=r"ask\.more"):
        compare({"ask.more": "mer"}, {})


def test_languages_with_different_placeholders_are_told_apart_by_key() -> None:
    with pytest.raises(TextsBroken, match=r"ask\.part"):
        compare({"ask.part": "{about}"}, {"ask.part": "{abuot}"})


@pytest.mark.parametrize("content", ["- a list", "key: [1, 2]", "nested:\n  key: text", "number: 3"])
def test_a_catalogue_of_anything_but_texts_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "sv.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(TextsBroken, match=r"sv\.yaml"):
        read_catalogue(path)
