"""What people wrote, in words: shortened in overviews, whole where it is asked for; findings with their facts."""

import pytest

from bot.replies.missions.canvas import reply_to_canvas
from bot.replies.missions.findings import problem, reply_to_criteria, state_words
from bot.replies.missions.forms import form_of, page_label
from bot.replies.missions.wording import brief, named, told, whole
from bot.terminal import harmless
from knowledge.method.forms import entry_pages, form, forms_of
from knowledge.method.loading import load_method
from knowledge.missions.finding import Finding, State
from tests.bot.builders import drawn
from tests.builders_missions import a_claim, a_design, a_readiness
from tests.builders_sessions import a_session
from tests.builders_small_method import a_method


@pytest.mark.parametrize(
    ("words", "longest", "short"),
    [
        ("Kort.", 10, "Kort."),
        ("Ett två tre fyra", 12, "Ett två tre…"),
        ("Vatten, land och luft", 8, "Vatten…"),
        ("a\n b\tc", 10, "a b c"),
        ("x" * 30, 10, "x" * 9 + "…"),
        ("abc", 0, "…"),
    ],
)
def test_words_are_cut_after_a_word_and_end_in_an_ellipsis(words: str, longest: int, short: str) -> None:
    assert brief(words, longest) == short


def test_an_entry_is_told_part_by_part_with_its_options_by_name() -> None:
    claim = a_claim("actors", "Regionen", sector="public", level="decides,plans", gets="")

    assert told(a_method(), "actors", claim.values, "sv") == "Regionen · Offentlig sektor · Beslutar, Planerar"
    assert named(a_method(), "actors", claim.values, "sv") == "Regionen"
    assert [line.text for line in whole(a_method(), "actors", claim.values, "en")] == [
        "Name: Regionen",
        "Sector: Public sector",
        "Level: Decides, Plans",
    ]


def test_a_text_is_told_line_by_line_where_it_is_told_whole() -> None:
    claim = a_claim("challenge", "Ett.\n\n  Två.")

    assert [line.text for line in whole(a_method(), "challenge", claim.values, "sv")] == ["Ett.", "Två."]


def test_an_entry_named_by_an_option_goes_by_its_name() -> None:
    claim = a_claim("cross_links", "tech", text="Sensorer")

    assert named(a_method(), "cross_links", claim.values, "sv") == "Tech"


def test_a_fact_that_is_called_as_an_option_stays_what_people_wrote() -> None:
    facts = {"found": "public, academia", "wanted": "4"}
    finding = Finding(criterion="C3.1", severity="weak", code="too_few", field="actors", facts=facts)

    assert problem(finding, a_method(), "sv") == "Det finns public, academia, men 4 behövs."


def test_a_finding_of_another_version_of_the_method_is_told_of_in_general() -> None:
    finding = Finding(criterion="C99.9", severity="weak", code="odd", field="actors")

    assert problem(finding, a_method(), "sv") == "Något behöver ses över under Aktörer."


def test_braces_in_what_people_wrote_stay_as_they_are() -> None:
    finding = Finding(
        criterion="C3.1", severity="weak", code="too_few", field="actors", facts={"found": "{wanted}", "wanted": "8"}
    )

    assert problem(finding, a_method(), "sv") == "Det finns {wanted}, men 8 behövs."


@pytest.mark.parametrize(
    ("state", "words"),
    [("holds", "✓ Håller"), ("weak", "△ Behöver stärkas"), ("missing", "✗ Saknas"), ("open", "○ Att bedöma")],
)
def test_a_state_is_a_sign_and_a_word(state: State, words: str) -> None:
    assert state_words(state, "sv") == words


def test_the_five_criteria_stand_side_by_side() -> None:
    design = a_design(a_claim("challenge", "Plast."))

    [table] = reply_to_criteria(a_readiness(design, a_method()), a_method(), "sv").tables

    assert [name for name, _ in table.rows] == [one.name.sv for one in a_method().criteria]


def test_the_canvas_shows_the_mission_sentence_and_how_far_one_is() -> None:
    design = a_design(a_claim("mission", "Senast 2035 badar alla i ett rent hav."))
    session = a_session(at="actors")

    shown = drawn(
        reply_to_canvas(session, design, a_readiness(design, a_method()), a_method(), "sv", room=80), width=100
    )

    assert "▰▰▱▱▱▱▱▱▱▱ Steg 3 av 10 · Aktörer, roller och röster" in shown
    assert "Senast 2035 badar alla i ett rent hav." in shown


def test_a_person_steers_no_terminal_by_what_they_write() -> None:
    design = a_design(a_claim("mission", "\x1b]0;pwned\x07Senast 2035."))
    session = a_session(at="actors")

    shown = drawn(reply_to_canvas(session, design, a_readiness(design, a_method()), a_method(), "sv", room=80))

    assert "pwned" not in shown
    assert harmless(shown) == shown


def test_every_form_of_the_method_fits_discord() -> None:
    method = load_method()
    for step in method.steps:
        for page in forms_of(step):
            for language in ("sv", "en"):
                made = form_of(page, method, step, {}, language, value="x", named="N" * 200)
                assert len(made.title) <= 45
                assert 1 <= len(made.inputs) <= 5
                assert all(len(one.label) <= 45 and len(one.hint or "") <= 100 for one in made.inputs)
                assert len({one.name for one in made.inputs}) == len(made.inputs)
                assert len(page_label(page, method, language)) <= 100


def test_the_second_page_of_an_entry_says_so() -> None:
    method = load_method()
    step = method.step_of("actors")
    first, second = entry_pages("actors")

    assert form_of(first, method, step, {}, "sv", value="x").title == "Ny post: aktör (1 av 2)"
    assert form_of(second, method, step, {}, "sv", value="x", named="Regionen").title == "Ändra: Regionen (2 av 2)"


def test_a_form_of_texts_asks_each_question_with_its_input_and_an_entry_above_them() -> None:
    method = load_method()
    texts, entry = form(method.step("system"), "a"), form(method.step("system"), "lockins-1")
    assert texts is not None
    assert entry is not None

    asked = form_of(texts, method, method.step("system"), {}, "sv", value="x")
    led = form_of(entry, method, method.step("system"), {}, "sv", value="x")

    assert asked.lead is None
    assert all(one.asks for one in asked.inputs)
    assert led.lead == "Vilka regler, budgetar, avtal eller vanor låser fast nuläget?"
