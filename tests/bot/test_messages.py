import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.messages import LIMIT, rendered
from bot.rendering.pieces import size_of
from bot.replies.answers import reply_to_question, reply_to_sources
from bot.replies.reply import Choice, CitationView, Line, Paragraph, Reply, Table, listed, said
from knowledge.corpus import SourceReference
from tests.bot.builders import a_citation, a_document, a_no, an_answer
from tests.builders import a_passage


def lines_of(reply: Reply, *, links: bool = False) -> list[str]:
    """The lines of a reply that fits one message."""
    [message] = rendered(reply, links=links).messages
    return message.splitlines()


def test_an_answer_is_a_numbered_quote_under_its_question_and_above_its_source() -> None:
    answer = an_answer(a_citation("Blekinge har sju flaskhalsar.", page=4))

    assert lines_of(reply_to_question(answer)) == [
        "**Vilka är flaskhalsarna?**",
        "",
        "> Blekinge har sju flaskhalsar. **[1]**",
        "",
        "**Källor**",
        "**[1]** Blekinges strategi · Datum anges inte",
        "Flaskhalsar, s. 4",
        "",
        "-# Biblioteket uppdaterat 21 november 2026",
    ]


def test_a_quoted_list_keeps_its_signs_and_its_number_last() -> None:
    answer = an_answer(a_citation("Samverka.", "Lär.", kind="item", quote="1. Samverka.\n2. Lär."))

    assert lines_of(reply_to_question(answer))[2:4] == ["> 1. Samverka.", "> 2. Lär. **[1]**"]


def test_an_item_quoted_alone_stands_without_a_sign() -> None:
    assert lines_of(reply_to_question(an_answer(a_citation("Samverka.", kind="item"))))[2] == "> Samverka. **[1]**"


def test_an_outline_of_several_quotes_is_one_block_with_every_number() -> None:
    answer = an_answer(a_citation("Steg", kind="heading"), a_citation("Mål", kind="heading", number=2))

    assert lines_of(reply_to_question(answer))[2:4] == ["> Steg **[1]**", "> - Mål **[2]**"]


def test_words_that_are_not_the_documents_own_stand_plain_with_their_quote_below() -> None:
    answer = an_answer(a_citation("Blekinge har sju flaskhalsar.")).model_copy(update={"text": "De är sju. [1]"})

    lines = lines_of(reply_to_question(answer))

    assert lines[2] == "De är sju. **[1]**"
    assert lines[4:8] == [
        "**Källor**",
        "**[1]** Blekinges strategi · Datum anges inte",
        "Flaskhalsar",
        "> Blekinge har sju flaskhalsar.",
    ]


def test_a_note_stands_once_under_the_quote_it_is_about() -> None:
    lines = lines_of(reply_to_question(an_answer(a_citation("Idag är det sju.", aged=True))))

    assert lines[2:4] == ["> Idag är det sju. **[1]**", "*Gällde när texten skrevs (datum anges inte).*"]
    assert "\n".join(lines).count("Gällde") == 1


def test_quotes_of_one_document_share_its_title() -> None:
    answer = an_answer(a_citation("Ett."), a_citation("Två.", number=2, heading=("Mål",)), a_citation("Tre.", number=3))

    lines = lines_of(reply_to_question(answer))

    assert lines[8:12] == [
        "**Källor**",
        "**[1] [2] [3]** Blekinges strategi · Datum anges inte",
        "**[1] [3]** Flaskhalsar · **[2]** Mål",
        "",
    ]


def test_quotes_from_one_place_share_its_line() -> None:
    lines = lines_of(reply_to_question(an_answer(a_citation("Ett."), a_citation("Två.", number=2))))

    assert lines[7:9] == ["**[1] [2]** Blekinges strategi · Datum anges inte", "Flaskhalsar"]


def test_a_no_shows_the_nearest_quotes_under_it() -> None:
    lines = lines_of(reply_to_question(a_no("nothing_found", a_citation("Ett."), a_citation("Två.", number=2))))

    assert lines[2:10] == [
        "Jag hittar inget svar på det i dokumenten.",
        "",
        "**Närmast kommer:**",
        "**[1] [2]** Blekinges strategi · Datum anges inte",
        "Flaskhalsar",
        "> Ett. **[1]**",
        "> Två. **[2]**",
        "",
    ]


def test_whom_to_ask_is_small_print_without_list_marks() -> None:
    contact = a_citation("Anna Ek, anna@region.se", kind="item", quote="- Anna Ek, anna@region.se")
    no = a_no("part", a_citation(), contact=contact)

    assert "-# Du kan fråga:\n-# • Anna Ek, anna@region.se\n-# Ur ”Blekinges strategi”." in "\n".join(
        lines_of(reply_to_question(no))
    )


def test_a_passage_in_full_has_only_the_quoted_lines_indented() -> None:
    passage = a_passage("Före.", "Citatet.", "Efter.", document="strategi.txt")

    lines = lines_of(reply_to_sources([(passage, [a_citation("Citatet.")])], "sv"))

    assert lines[-3:] == ["Före.", "> Citatet.", "Efter."]


def test_a_view_of_sources_links_clean_addresses_only() -> None:
    def shown(url: str) -> list[str]:
        return lines_of(reply_to_sources([(None, [a_citation(document=a_document(url=url))])], "sv"), links=True)

    assert shown("https://example.se/en_väg")[2] == "<https://example.se/en_väg>"
    assert "ont" not in "\n".join(shown("javascript:ont()"))


def test_an_answer_shows_no_addresses() -> None:
    answer = an_answer(a_citation(document=a_document(url="https://example.se/x")))

    assert "https" not in "\n".join(lines_of(reply_to_question(answer)))


def test_a_list_of_documents_has_each_under_its_number() -> None:
    views = tuple(
        CitationView(
            numbers=(at,), document=str(at), source=f"Titel {at}", about="2024", place=None, link=None, quote=()
        )
        for at in (1, 2)
    )

    assert lines_of(Reply(language="sv", citations=views)) == ["**[1]** Titel 1 · 2024", "**[2]** Titel 2 · 2024"]


def test_a_table_is_a_list() -> None:
    reply = Reply(language="sv", tables=(Table(rows=(("Datamapp", "/home/a_b"), ("Id", "a\nb"))),))

    assert lines_of(reply) == ["- **Datamapp**: /home/a\\_b", "- **Id**: a b"]


def test_questions_to_ask_are_listed_and_buttons_are_not() -> None:
    choices = (Choice(aim="ask", value="v", label="Vad är en mission?"), Choice(aim="take", value="1", label="Ta med"))

    assert lines_of(Reply(language="sv", paragraphs=(said("Prova:"),), choices=choices)) == [
        "Prova:",
        "",
        "- Vad är en mission?",
    ]


def test_a_number_that_does_not_follow_is_not_left_to_discord_to_count() -> None:
    lines = tuple(Line(text="x", mark=mark) for mark in ("1.", "2.", "5.", "6.", "a)"))

    assert lines_of(Reply(language="sv", paragraphs=(Paragraph(lines=lines),))) == [
        "1. x",
        "2. x",
        "5\\. x",
        "6. x",
        "a) x",
    ]


def test_a_long_question_is_shortened_in_the_title() -> None:
    title = lines_of(reply_to_question(an_answer(question="Hur gör vi? " * 60)))[0]

    assert title.endswith("…**")
    assert len(title) <= 204


def test_nothing_that_people_or_documents_wrote_formats_or_pings() -> None:
    document = a_document(title="# @everyone", publisher="<@&1>")
    answer = an_answer(
        a_citation("> **@here** <#1>", document=document, heading=("||dold||",)),
        question="`@everyone` [a](https://b.se)",
    )

    lines = lines_of(reply_to_question(answer))

    assert lines[0] == "**\\`\\@everyone\\` \\[a\\](https://b.se)**"
    assert lines[2] == "> \\> \\*\\*\\@here\\*\\* \\<\\#1> **[1]**"
    assert lines[5:7] == ["**[1]** \\# \\@everyone · \\<\\@&1> · Datum anges inte", "\\|\\|dold\\|\\|"]


def test_an_answer_of_three_thousand_characters_is_two_messages_parted_between_quotes() -> None:
    quotes = [a_citation("Blekinge har flaskhalsar. " * 28, number=number) for number in (1, 2, 3, 4)]

    drawn = rendered(reply_to_question(an_answer(*quotes)))

    assert len(drawn.messages) == 2
    assert drawn.rest is None
    assert drawn.messages[0].endswith("**[2]**")
    assert drawn.messages[1].startswith("> Blekinge")


def test_one_quote_of_three_thousand_characters_is_parted_after_a_sentence() -> None:
    first, second = rendered(reply_to_question(an_answer(a_citation("Blekinge har flaskhalsar. " * 115)))).messages

    assert first.endswith("> " + ("Blekinge har flaskhalsar. " * 75).strip())
    assert second.startswith("> Blekinge har flaskhalsar.")


def test_the_heading_of_the_sources_goes_with_the_first_of_them() -> None:
    answer = an_answer(a_citation("a" * (LIMIT - 60)))

    first, second = rendered(reply_to_question(answer)).messages

    assert first.endswith("**[1]**")
    assert second.startswith("**Källor**\n**[1]** Blekinges strategi")


def test_small_print_never_stands_in_a_message_of_its_own() -> None:
    for length in range(LIMIT - 250, LIMIT - 50, 5):
        *_, last = rendered(reply_to_question(an_answer(a_citation("a" * length)))).messages

        assert not last.startswith("-#")


@pytest.mark.parametrize(("language", "note"), [("sv", "Resten av svaret"), ("en", "The rest of the answer")])
def test_what_three_messages_cannot_hold_is_the_rest_and_said_so(language: str, note: str) -> None:
    reply = Reply.model_validate({"language": language, "paragraphs": [said("ord " * 495) for _ in range(6)]})

    drawn = rendered(reply)

    assert len(drawn.messages) == 3
    assert max(map(size_of, drawn.messages)) <= LIMIT
    assert drawn.messages[2].splitlines()[-1].startswith(f"-# {note}")
    assert drawn.rest is not None
    assert "".join((*drawn.messages, drawn.rest)).count("ord") == 6 * 495


def test_a_reply_that_fits_has_no_rest() -> None:
    assert rendered(Reply(language="sv", paragraphs=(listed("Så:", ("ett", "två")),))).rest is None


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=700) | st.text("ab *_<@>#-\n.[]()`", max_size=700)


@given(st.lists(texts, min_size=1, max_size=8), texts, st.integers(500, LIMIT))
def test_whatever_is_said_every_message_fits(words: list[str], question: str, limit: int) -> None:
    document = a_document(title=words[0] or "x", url=words[-1], date=dt.date(2024, 6, 18))
    quotes = [
        a_citation(text or "x", number=at, document=document, heading=(text,)) for at, text in enumerate(words, start=1)
    ]

    drawn = rendered(reply_to_question(an_answer(*quotes, question=question)), limit=limit, links=True)

    assert 1 <= len(drawn.messages) <= 3
    assert all(0 < size_of(message.strip()) <= limit for message in drawn.messages)


def test_a_view_of_sources_gives_the_address_of_what_a_summary_rests_on() -> None:
    sources = (SourceReference(title="Strategi_n", url="https://example.org/s_1"),)
    answer = an_answer(a_citation(document=a_document(origin="summary", sources=sources)))

    told = rendered(reply_to_question(answer), links=True).messages[0]

    assert "Bygger på Strategi\\_n: <https://example.org/s_1>" in told
    assert "https" not in rendered(reply_to_question(answer)).messages[0]
