"""What is said around questions in a group's chat."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.naming import command_name
from bot.replies.channel import (
    LONGEST_QUESTION,
    choices_under,
    reply_to_about,
    reply_to_documents,
    reply_to_export,
    reply_to_forgotten,
    reply_to_help,
    reply_to_long_question,
    reply_to_my_data,
    reply_to_page,
    reply_to_shared,
    reply_to_wait,
    with_notes,
)
from bot.replies.reply import Reply, said
from knowledge.answer import Answer, Citation, NoAnswer, Reason
from knowledge.corpus import Passage
from knowledge.journal import Forgotten, Keep, PersonalRecord, Retention
from knowledge.language import LANGUAGES, Language
from knowledge.sessions.privacy import part_of
from tests.bot.builders import LIBRARY, a_citation, a_document, a_no, an_answer, spoken
from tests.builders import NOW, a_conversation, a_feedback, a_gap, a_holding, a_passage, a_version, an_exchange
from tests.builders_sessions import ANNA, BO, a_draft, a_session

NAMES = ("ask", "about", "documents", "my_data")
anywhere = pytest.mark.parametrize("language", LANGUAGES)


def names(language: Language) -> dict[str, str]:
    """The commands as a reader of this language sees them."""
    return {name: command_name(name, language) for name in NAMES} | {"mission": command_name("mission.new", language)}


def aims(*, result: Answer | NoAnswer, going_on: bool = False, sharing: bool = False) -> list[str]:
    exchange = an_exchange(result=result)
    return [choice.aim for choice in choices_under(exchange, going_on=going_on, sharing=sharing)]


def pages(count: int, *, gone: bool = False) -> list[tuple[Passage | None, list[Citation]]]:
    """So many passages, each cited once."""
    words = [f"Mål {number}." for number in range(count)]
    return [
        (None if gone else a_passage(word, row=at), [a_citation(word, number=at + 1)]) for at, word in enumerate(words)
    ]


def page(at: int, *, of: int, gone: bool = False, replaced: bool = False, language: Language = "sv") -> Reply:
    return reply_to_page(pages(of, gone=gone), at, an_exchange("e1"), replaced=replaced, language=language)


def quote(reply: Reply) -> str:
    return "\n".join(line.text for view in reply.citations for line in view.quote)


def a_record(**facts: object) -> PersonalRecord:
    """What is stored about somebody who has only been met; `facts` replace that."""
    empty = PersonalRecord(person="discord:1", met=NOW, exchanges=(), conversations=(), feedback=(), gaps=())
    return empty.model_copy(update=facts)


def about(*, contact: str = "", language: Language = "sv", conversations: Keep = 30, empty: bool = False) -> str:
    library = None if empty else a_version(LIBRARY)
    retention = Retention(conversations=conversations)
    told = reply_to_about(
        version="0.4",
        library=library,
        contact=contact,
        retention=retention,
        my_data=names(language)["my_data"],
        language=language,
    )
    return spoken(told)


def my_data(record: PersonalRecord, language: Language = "sv") -> str:
    export, delete = (command_name(f"my_data.{part}", language) for part in ("export", "delete"))
    return spoken(reply_to_my_data(record, Retention(), export=export, delete=delete, language=language))


# The buttons under an answer


def test_under_an_answer_stand_its_sources_how_it_helped_and_taking_it_along() -> None:
    assert aims(result=an_answer()) == ["sources", "helped", "not_helped", "take"]


def test_where_it_may_go_on_and_be_shared_that_is_offered_too() -> None:
    assert aims(result=an_answer(), going_on=True) == ["sources", "helped", "not_helped", "go_on", "take"]
    assert aims(result=an_answer(), going_on=True, sharing=True)[-3:] == ["go_on", "share", "take"]
    assert aims(result=an_answer(), sharing=True)[-2:] == ["share", "take"]


@pytest.mark.parametrize("reason", ["nothing_found", "part", "empty_field"])
def test_under_a_no_a_gap_can_be_reported_and_nothing_can_have_helped(reason: Reason) -> None:
    assert aims(result=a_no(reason, a_citation())) == ["sources", "gap", "take"]
    assert aims(result=a_no(reason)) == ["gap", "take"]


def test_where_nothing_was_asked_there_is_nothing_to_press() -> None:
    assert aims(result=a_no("nothing_asked"), going_on=True, sharing=True) == []


def test_every_button_names_its_exchange_and_speaks_the_answers_language() -> None:
    choices = choices_under(an_exchange("e7", result=an_answer()), going_on=True, sharing=True)

    assert {choice.value for choice in choices} == {"e7"}
    assert [choice.label for choice in choices] == [
        "Källor",
        "👍 Hjälpte",
        "👎 Hjälpte inte",
        "Fråga vidare",
        "Dela i kanalen",
        "Ta med svaret",
    ]


# The pages of sources


def test_the_first_page_leads_on_and_the_last_one_back() -> None:
    turns = [[choice.value for choice in page(at, of=3).choices] for at in range(3)]

    assert turns == [["e1:1"], ["e1:0", "e1:2"], ["e1:1"]]
    assert [choice.label for choice in page(1, of=3).choices] == ["Föregående", "Nästa"]


def test_a_page_tells_which_one_it_is() -> None:
    assert "Källa 2 av 3" in spoken(page(1, of=3))
    assert "Mål 1." in quote(page(1, of=3))


def test_one_page_alone_has_nowhere_to_turn() -> None:
    alone = page(0, of=1)

    assert alone.choices == ()
    assert "Källa" not in spoken(alone)


@given(at=st.integers(-1000, 1000), count=st.integers(1, 12))
def test_any_page_asked_for_is_held_within_those_there_are(at: int, count: int) -> None:
    shown = page(at, of=count)

    here = max(0, min(at, count - 1))
    assert quote(shown) == f"Mål {here}."
    turns = [int(choice.value.rpartition(":")[2]) for choice in shown.choices]
    assert turns == [to for to in (here - 1, here + 1) if 0 <= to < count]


def test_a_replaced_library_and_a_passage_that_is_gone_are_told() -> None:
    assert "Biblioteket har uppdaterats" in spoken(page(0, of=1, replaced=True))
    assert "finns inte kvar" in spoken(page(0, of=1, gone=True))
    assert quote(page(0, of=1, gone=True)) == "Mål 0."
    assert spoken(page(0, of=1)) == ""


def test_the_words_quoted_stand_out_in_their_passage() -> None:
    passage = a_passage("Förr.", "Mål 0.", "Sedan.")
    shown = reply_to_page([(passage, [a_citation("Mål 0.")])], 0, an_exchange(), replaced=False, language="sv")

    assert [(line.text, line.quoted) for line in shown.citations[0].quote] == [
        ("Förr.", False),
        ("Mål 0.", True),
        ("Sedan.", False),
    ]


# What is refused, and what is added


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.01, "1 sekund."), (1.0, "1 sekund."), (1.001, "2 sekunder."), (60.0, "60 sekunder.")]
)
def test_a_wait_is_told_in_whole_seconds_that_are_enough(seconds: float, told: str) -> None:
    assert spoken(reply_to_wait(seconds, "sv")).endswith(f"om {told}")


def test_a_question_that_is_too_long_is_told_how_long_it_is() -> None:
    told = spoken(reply_to_long_question(LONGEST_QUESTION + 1, "en"))

    assert "2\u00a0001 characters" in told
    assert "2\u00a0000" in told


def test_notes_come_after_what_closes_a_reply() -> None:
    reply = with_notes(Reply(language="sv", closing=(said("Först"),)), ["Sedan", "Sist"])

    assert spoken(reply) == "Först\n\nSedan\n\nSist"


def test_a_shared_answer_names_who_shared_it() -> None:
    shared = reply_to_shared(an_exchange(), Reply(language="sv", paragraphs=(said("Svaret."),)), by="Anna {text}")

    assert spoken(shared) == "Svaret.\n\nDelat av Anna {text}"


# Help, about, documents


@anywhere
def test_help_names_the_commands_as_the_reader_sees_them(language: Language) -> None:
    told = spoken(reply_to_help(names(language), language, mention="@Ledfyr"))

    other: Language = "en" if language == "sv" else "sv"
    assert all(name in told for name in names(language).values())
    assert not any(f"{name}:" in told for name in names(other).values())
    assert "@Ledfyr" in told
    assert "{" not in told


@anywhere
def test_help_says_for_whom_and_gives_three_examples_that_can_be_typed(language: Language) -> None:
    help_reply = reply_to_help(names(language), language, mention="@Ledfyr")

    for_whom, examples = help_reply.paragraphs[1:3]
    assert len(for_whom.lines) == 4
    typed = [line.text for line in examples.lines if line.mark]
    assert len(typed) == 3
    assert all(line.startswith(names(language)["ask"]) and line.endswith("?") for line in typed)


@anywhere
def test_help_in_one_language_can_name_commands_in_the_other(language: Language) -> None:
    told = spoken(reply_to_help(names("sv"), language, mention="@Ledfyr"))

    assert "/mina-uppgifter" in told


@anywhere
def test_help_warns_of_sensitive_data(language: Language) -> None:
    warning = {"sv": "Skriv inga känsliga uppgifter", "en": "sensitive"}[language]

    assert warning in spoken(reply_to_help(names(language), language, mention="@Ledfyr"))


def test_about_tells_version_library_contact_and_what_is_stored_for_how_long() -> None:
    told = about(contact="Region Blekinge, mission@example.org")

    assert "Ledfyr 0.4" in told
    assert f"(version {LIBRARY})" in told
    assert "Ansvarig: Region Blekinge, mission@example.org" in told
    assert "med ditt Discord-id: 30 dagar" in told
    assert "365 dagar" in told
    assert "/mina-uppgifter" in told


def test_about_says_where_there_is_no_library_and_no_contact() -> None:
    told = about(empty=True)

    assert "Biblioteket: inget ännu" in told
    assert "inte angett någon kontakt" in told


@pytest.mark.parametrize(("days", "told"), [(1, "id: 1 dag\n"), ("keep", "id: tills vidare\n")])
def test_about_tells_how_long_in_the_words_of_the_setting(days: Keep, told: str) -> None:
    assert told in about(conversations=days)


def test_documents_are_told_with_what_they_say_about_themselves_by_title() -> None:
    sea = a_document(
        "hav.pdf",
        title="friska hav",
        publisher="Region Blekinge",
        date=dt.date(2019, 10, 4),
        date_kind="published",
        revision="02",
        url="https://example.org/hav.pdf",
    )
    told = reply_to_documents([sea, a_document("atgarder.txt", title="Energi")], "sv")

    assert told.title == "Ledfyr hämtar sina svar ur 2 dokument"
    assert [view.source for view in told.citations] == ["Energi", "friska hav"]
    assert [view.numbers for view in told.citations] == [(1,), (2,)]
    for fact in ("Region Blekinge", "4 oktober 2019", "02"):
        assert fact in told.citations[1].about
    assert told.citations[1].link == "https://example.org/hav.pdf"


def test_an_empty_library_is_said_to_be_empty() -> None:
    assert spoken(reply_to_documents([], "sv")) == "Biblioteket är tomt."


# What is stored about a person


def test_who_is_not_known_is_told_that_nothing_is_stored() -> None:
    assert my_data(a_record(met=None)) == "Inget lagras om dig."


def test_what_is_stored_is_told_in_numbers_and_in_the_latest_questions() -> None:
    asked = tuple(an_exchange(f"e{at}", question=f"Fråga {at}?") for at in range(5))
    told = my_data(a_record(exchanges=asked, conversations=(a_conversation(),), feedback=(a_feedback(),)))

    assert "5 frågor med svar" in told
    assert "1 samtalstråd\n" in told
    assert "1 omdöme\n" in told
    assert "0 rapporterade luckor" in told
    assert [f"Fråga {at}?" in told for at in range(5)] == [False, False, True, True, True]
    assert "/mina-uppgifter exportera" in told
    assert "/mina-uppgifter radera" in told


def test_who_left_nothing_but_a_gap_is_told_of_it() -> None:
    assert "1 rapporterad lucka" in my_data(a_record(met=None, gaps=(a_gap(),)))


def test_missions_are_told_by_title_and_what_becomes_of_them() -> None:
    part = part_of(a_session("m2", title="Cykelstaden", owner=BO, contributors=(ANNA,)), ANNA.id)

    told = my_data(a_record(missions=(a_session(title="Friska hav"),), parts=(part,), drafts=(a_draft(),)))

    assert "1 mission\n" in told
    assert "bidrag i 1 mission som någon annan äger" in told
    assert "1 utkast\n" in told
    assert "Friska hav" in told
    assert "Cykelstaden" in told
    assert "/mina-uppgifter radera raderar för gott de missioner där ingen annan är med." in told


def test_a_mission_that_somebody_has_left_has_no_title_for_them() -> None:
    told = my_data(a_record(parts=(part_of(a_session(title="Hemlig", owner=BO), ANNA.id),)))

    assert "bidrag i 1 mission" in told
    assert "Hemlig" not in told
    assert "Dina missioner" not in told


def test_who_is_in_no_mission_is_not_told_about_any() -> None:
    told = my_data(a_record())

    assert "0 missioner" in told
    assert "Missioner sparas" not in told


@anywhere
def test_missions_that_others_go_on_with_are_told_of_when_somebody_is_forgotten(language: Language) -> None:
    none = Forgotten(exchanges=0, conversations=0, feedback=0, gaps=0)
    some = none.model_copy(update={"missions": 2, "drafts": 5, "handed_on": 1})

    told, other = (spoken(reply_to_forgotten(one, language)) for one in (some, none))

    assert "2 missioner" in told or "2 missions" in told
    assert "5 utkast" in told or "5 drafts" in told
    assert "tidigare deltagare" in told or "former participant" in told
    assert "tidigare deltagare" not in other
    assert "former participant" not in other


@anywhere
def test_about_tells_of_missions_and_drafts_and_how_long_they_stay(language: Language) -> None:
    told = about(language=language).replace("\u00a0", " ")

    assert "30 dagar" in told or "30 days" in told
    assert "365 dagar" in told or "365 days" in told
    assert "Missioner och vem som skrev vad" in told or "Missions and who wrote what" in told


@anywhere
def test_what_was_deleted_is_told_in_numbers_and_that_discord_still_has_its_own(language: Language) -> None:
    forgotten = Forgotten(exchanges=3, conversations=1, feedback=2, gaps=0)

    told = spoken(reply_to_forgotten(forgotten, language))

    assert all(number in told for number in ("3 ", "1 ", "2 ", "0 "))
    assert "Discord" in told
    assert spoken(reply_to_export(language))


def test_a_page_of_sources_does_not_repeat_the_headings_of_its_place() -> None:
    [passage] = a_holding("# Målkonflikter\n\n## Vad är det?\n\nDet är två mål. Mer står här.\n").passages
    citation = a_citation("Det är två mål.", document=a_document(passage.document, title="Målkonflikter"))

    exchange = an_exchange("e1")
    page = reply_to_page([(passage, [citation])], 0, exchange, replaced=False, language="sv")

    [view] = page.citations

    assert [(line.text, line.quoted) for line in view.quote] == [("Det är två mål.", True), ("Mer står här.", False)]
