"""What a document says about itself."""

import datetime as dt
from pathlib import Path

import pytest

from ingest.facts import date_in, facts_of
from ingest.records import Source, StatedFacts, Transcript, Writing
from knowledge.corpus import DateKind, DocumentFacts
from tests.builders import a_transcript

_LONG = "Detta är ett stycke löpande text som är långt nog för att ingen ska ta det för en rubrik eller en punkt."


def _facts(transcript: Transcript, name: str = "havet.md") -> DocumentFacts:
    return facts_of(transcript, Source(id=name, path=Path(name)))


def _told(text: str, name: str = "havet.md") -> DocumentFacts:
    return _facts(a_transcript(text, name), name)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-10-04", dt.date(2019, 10, 4)),
        ("2019.10.04", dt.date(2019, 10, 4)),
        ("den 4 oktober 2019", dt.date(2019, 10, 4)),
        ("4:e oktober 2019", dt.date(2019, 10, 4)),
        ("4 okt. 2019", dt.date(2019, 10, 4)),
        ("1:a maj 2024", dt.date(2024, 5, 1)),
        ("4 October 2019", dt.date(2019, 10, 4)),
        ("4th October, 2019", dt.date(2019, 10, 4)),
        ("October 4, 2019", dt.date(2019, 10, 4)),
        ("Oct 4th 2019", dt.date(2019, 10, 4)),
        ("Uppdaterad: 18 JUNI 2024", dt.date(2024, 6, 18)),
    ],
)
def test_a_date_is_read_in_either_language(text: str, date: dt.date) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    "text", ["oktober 2019", "2019", "4 oktober", "2020-2025", "30 februari 2024", "2024-13-01", "4 hav 2019", ""]
)
def test_less_than_a_full_date_is_none(text: str) -> None:
    assert date_in(text) is None


@pytest.mark.parametrize(
    "text",
    ["Version 2 from 2020, updated 4 October 2021", "Bild 3 hav 2019: den 4 oktober 2021", "Nr 2024-99-99, 2021-10-04"],
)
def test_what_only_has_a_dates_shape_does_not_hide_the_date(text: str) -> None:
    assert date_in(text) == dt.date(2021, 10, 4)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Senast uppdaterad 18 juni 2024", "updated"),
        ("Reviderad: 2024-06-18", "updated"),
        ("Updated 18 June 2024", "updated"),
        ("Beslutad 2024-06-18", "decided"),
        ("Antagen av nämnden 18 juni 2024", "decided"),
        ("Publicerad 18 juni 2024", "published"),
        ("Date: June 18, 2024", "published"),
        ("2024-06-18", "published"),
    ],
)
def test_a_line_with_a_date_tells_what_kind_of_date_it_is(line: str, kind: DateKind) -> None:
    facts = _told(f"# Havet\n\n{line}\n\n{_LONG}\n")

    assert (facts.date, facts.date_kind) == (dt.date(2024, 6, 18), kind)


def test_an_update_comes_before_the_publication() -> None:
    facts = _told(f"# Havet\n\nPublicerad 2019-10-04\n\nUppdaterad 2024-06-18\n\n{_LONG}\n")

    assert (facts.date, facts.date_kind) == (dt.date(2024, 6, 18), "updated")


def test_a_date_in_running_text_is_not_the_documents_own() -> None:
    assert (
        _told(
            f"# Havet\n\nVid mötet den 4 oktober 2019 i Karlskrona beslutade nämnden om målen för havet.\n\n{_LONG}\n"
        ).date
        is None
    )


def test_a_field_for_a_date_that_stands_empty_gives_no_date() -> None:
    facts = _told(f"Strategi\n\nBeslut datum:\tDokumentnamn: Havet\tRevision: 01\n\n{_LONG}\n", "a.txt")

    assert (facts.date, facts.date_kind, facts.revision) == (None, "unknown", "01")


def test_what_the_file_states_comes_before_what_its_text_says() -> None:
    stated = "title: Titeln\ndate: 2020-01-02\ndate_kind: decided\nlanguage: en"

    facts = _told(f"---\n{stated}\n---\n# Havet\n\nUppdaterad 2024-06-18\n\n{_LONG}\n")

    assert (facts.title, facts.language) == ("Titeln", "en")
    assert (facts.date, facts.date_kind) == (dt.date(2020, 1, 2), "decided")


def test_a_stated_date_of_no_kind_is_of_unknown_kind() -> None:
    assert _told(f"---\ndate: 2020-01-02\n---\n{_LONG}\n").date_kind == "unknown"


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (f"# Friska *hav*\n\n{_LONG}\n", "a.md", "Friska hav"),
        (f"## Under\n\n{_LONG}\n\n# Överst\n\n{_LONG}\n", "a.md", "Överst"),
        (f"Strategi\n\nDokumentnamn: Havet vi ärver\tRevision: 01\n\n{_LONG}\n", "a.txt", "Havet vi ärver"),
        ("Kort rad.\n", "a.txt", "Kort rad."),
        (f"{_LONG}\n", "mål och medel.txt", "mål och medel"),
    ],
)
def test_the_title_is_the_best_there_is(text: str, name: str, title: str) -> None:
    assert _told(text, name).title == title


@pytest.mark.parametrize("title", ["EU-projekt", "Covid-19", "Missions-playbook"])
def test_a_stated_title_of_one_hyphenated_word_stands(title: str) -> None:
    assert _told(f"---\ntitle: {title}\n---\n# Annat\n\n{_LONG}\n").title == title


def test_a_files_name_in_place_of_a_title_is_none() -> None:
    assert _told(f"---\ntitle: havet.md\n---\n# Friska hav\n\n{_LONG}\n").title == "Friska hav"


def test_an_endless_title_is_cut() -> None:
    title = _told(f"# {'Havet ' * 80}\n\n{_LONG}\n").title

    assert len(title) <= 160
    assert title.endswith("…")


def test_the_language_is_the_texts_own() -> None:
    assert _told(f"# TRAMI\n\n{_LONG}\n").language == "sv"
    assert _told("# TRAMI\n\nThis is a text about what we do and how it should be done.\n").language == "en"


def test_publisher_and_revision_are_read_from_their_fields() -> None:
    facts = _told(f"Strategi\n\nUtgivare: Region Blekinge\tVersion: 2.1\n\n{_LONG}\n", "a.txt")

    assert (facts.publisher, facts.revision) == ("Region Blekinge", "2.1")


def test_chrome_tells_nothing() -> None:
    writing = Writing()
    writing.paragraph(_LONG)
    transcript = writing.transcript(StatedFacts())
    noise = transcript.blocks[0].model_copy(update={"kind": "noise"})

    assert _facts(transcript.model_copy(update={"blocks": (noise,)})).title == "havet"


def test_what_is_not_said_is_none() -> None:
    facts = _told(f"{_LONG}\n", "a.txt")

    assert (facts.publisher, facts.revision, facts.date, facts.url, facts.summary_of) == (None,) * 5
    assert (facts.origin, facts.sources) == ("original", ())
