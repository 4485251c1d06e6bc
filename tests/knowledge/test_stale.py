"""Evidence after a document has changed: found again word for word, in another wording, or gone."""

import datetime as dt

from knowledge.corpus import Holding
from knowledge.missions.design import Evidence
from knowledge.missions.stale import stale_in
from tests.builders import a_holding

QUOTE = "Målet är att vattnet håller god status år 2030."
BEFORE = f"# Hav\n\nHär beskrivs läget. {QUOTE} Kommunerna ansvarar.\n\n- mikroplaster\n- övergödning\n"


def evidence(quote: str = QUOTE) -> Evidence:
    return Evidence(
        document="missioner.md",
        title="Hav",
        passage="missioner.md#0",
        heading=("Hav",),
        page=None,
        page_label=None,
        quote=quote,
        language="sv",
        date=dt.date(2026, 1, 1),
        date_kind="decided",
        url=None,
        library="old",
    )


def found(text: str, quote: str = QUOTE) -> tuple[str, str | None] | None:
    stale = stale_in("c1", evidence(quote), [a_holding(text)])
    return (stale.state, stale.now) if stale else None


def test_a_quote_that_stands_word_for_word_is_not_stale() -> None:
    assert found(BEFORE) is None


def test_a_quote_that_was_only_broken_over_lines_or_set_off_is_not_stale() -> None:
    assert found(BEFORE.replace("vattnet håller", "vattnet\nhåller").replace("god status", "**god status**")) is None


def test_a_list_quoted_with_its_marks_is_found_under_other_marks() -> None:
    assert found(BEFORE.replace("- ", "* "), quote="- mikroplaster\n- övergödning") is None


def test_a_changed_sentence_is_shown_in_its_new_wording() -> None:
    new = "Målet är att vattnet håller god ekologisk status senast år 2035."

    assert found(BEFORE.replace(QUOTE, new)) == ("changed", new)


def test_a_quote_of_two_sentences_is_met_by_two_sentences() -> None:
    quote = f"{QUOTE} Kommunerna ansvarar."
    new = "Målet är att vattnet håller god status år 2032. Kommunerna och regionen ansvarar."

    assert found(BEFORE.replace(quote, new), quote=quote) == ("changed", new)


def test_a_sentence_that_was_taken_out_is_dropped() -> None:
    assert found(BEFORE.replace(QUOTE, "")) == ("dropped", None)


def test_a_document_that_is_gone_drops_its_quotes() -> None:
    stale = stale_in("c1", evidence(), [])

    assert stale is not None
    assert (stale.claim, stale.state, stale.now) == ("c1", "dropped", None)


def test_a_quote_that_moved_to_another_file_of_the_same_title_is_not_stale() -> None:
    elsewhere: list[Holding] = [a_holding("# Hav\n\nEn ny inledning.\n"), a_holding(BEFORE, "flyttad.md")]

    assert stale_in("c1", evidence(), elsewhere) is None
