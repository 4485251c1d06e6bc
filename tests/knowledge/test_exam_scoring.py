"""How an answer is marked against a question bank, how a bank is read and sat, and when it has been passed."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import LineBroken
from knowledge.exam.bank import BankQuestion, earlier, read_bank
from knowledge.exam.floor import OWN_BANK, Figure, Floor, own_floor, shortfalls
from knowledge.exam.scoring import (
    SEEN,
    Given,
    Marked,
    Marks,
    Quoted,
    by_part,
    is_verbatim,
    mark,
    marks_of,
    seen,
    share_met,
)
from knowledge.exam.sitting import sit


def _asked(
    name: str = "q1",
    *must_contain: Sequence[str],
    answerable: bool = True,
    kind: str = "lookup",
    followup_of: str | None = None,
    lang: str = "sv",
) -> BankQuestion:
    """A question of a bank, lookup in Swedish unless told otherwise."""
    told = {"id": name, "lang": lang, "type": kind, "question": f"{name}?", "must_contain": must_contain}
    return BankQuestion.model_validate({**told, "answerable": answerable, "followup_of": followup_of})


def _answered(text: str = "Ett svar.", *quotes: Quoted, milliseconds: float = 10.0) -> Given:
    return Given(declined=False, text=text, quotes=quotes, milliseconds=milliseconds)


def _declined(*quotes: Quoted) -> Given:
    return Given(declined=True, text="", quotes=quotes, milliseconds=10.0)


# What must be said


def _met(alternative: str, text: str) -> bool:
    return share_met([[alternative]], text) == 1.0


@pytest.mark.parametrize(
    ("alternative", "text"),
    [
        ("56", "RESIST har 56 parter."),
        ("56", "(56)"),
        ("56", "Parter: 56"),
        ("SIP", "Ett sip-projekt."),
    ],
)
def test_a_short_alternative_is_met_by_a_whole_word(alternative: str, text: str) -> None:
    assert _met(alternative, text)


@pytest.mark.parametrize(
    ("alternative", "text"),
    [("56", "156 parter"), ("56", "560"), ("nej", "Nejden runt"), ("sju", "sjuka"), ("7", "2027")],
)
def test_a_short_alternative_is_not_met_inside_another_word(alternative: str, text: str) -> None:
    assert not _met(alternative, text)


def test_a_longer_alternative_is_met_inside_a_word() -> None:
    assert _met("upphandling", "Innovationsupphandlingar görs.")
    assert not _met("upphandlingen", "Innovationsupphandlingar görs.")


def test_signs_in_an_alternative_stand_for_themselves() -> None:
    assert not _met("a.b", "axb")
    assert _met("(x)", "värdet (x) gäller")
    assert not _met("3+4", "33334")
    assert _met("70 %", "Hela 70 % gillade det.")


@pytest.mark.parametrize(
    ("alternative", "text"),
    [
        ("djärvt MÅL", "Ett Djärvt mål"),
        ("Straße", "STRASSE"),
        ("21 796 417", "21\u00a0796\n417 kronor"),
        ("tidsatt mål", "ett tidsatt\n\n   mål"),
        ("  tidsatt   mål ", "ett tidsatt mål"),
        ("djärvt mål", "ett **djärvt** _mål_"),
        ("kod och citat", "> `kod` och\n> *citat*"),
        ("första steget", "# Första steget"),
        ("**djärvt**", "djärvt"),
    ],
)
def test_case_white_space_and_marks_of_markdown_make_no_difference(alternative: str, text: str) -> None:
    assert _met(alternative, text)


def test_every_list_is_to_be_met_by_any_of_its_alternatives() -> None:
    lists = [["blå", "grön"], ["hav"], ["skog"]]

    assert share_met(lists, "Ett hav och en grön skog.") == 1.0
    assert share_met(lists, "Blå himmel över skogen") == pytest.approx(2 / 3)
    assert share_met(lists, "Röda hus") == 0.0


def test_where_nothing_must_be_said_anything_will_do() -> None:
    assert share_met([], "vad som helst") == 1.0


# What is seen


def test_the_text_is_seen_first_and_then_the_quotes() -> None:
    assert seen(_answered("Svaret.", Quoted("Första.", "x"), Quoted("Andra.", "y"))) == "Svaret.\nFörsta.\nAndra."


def test_what_stands_in_a_quote_counts_as_said() -> None:
    assert mark(_asked("q", ["mikroplast"]), _answered("Se källan.", Quoted("Mikroplast i havet.", ""))).coverage == 1.0


def test_what_stands_beyond_what_is_seen_counts_for_nothing() -> None:
    question = _asked("q", ["mikroplast"])
    just_seen = "." * (SEEN - len("mikroplast")) + "mikroplast"

    assert SEEN == 1200
    assert mark(question, _answered(just_seen)).coverage == 1.0
    assert mark(question, _answered("." + just_seen)).coverage == 0.0
    assert mark(question, _answered("." * SEEN, Quoted("mikroplast", ""))).coverage == 0.0


# The mark of one answer


def test_an_answerable_question_that_is_declined_scores_nought() -> None:
    nearest = Quoted("Mikroplast i havet.", "Mikroplast i havet.")

    assert mark(_asked("q", ["mikroplast"]), _declined(nearest)).coverage == 0.0
    assert mark(_asked("q"), _declined()).coverage == 0.0


def test_an_unanswerable_question_scores_by_being_declined_alone() -> None:
    question = _asked("q", ["mikroplast"], answerable=False)

    assert mark(question, _declined()).coverage == 1.0
    assert mark(question, _answered("mikroplast")).coverage == 0.0


# The figures of a bank


def test_coverage_full_marks_and_wrong_noes_are_of_answerable_questions_alone() -> None:
    lists = (["hav"], ["skog"])
    marks = marks_of(
        [
            mark(_asked("a", *lists), _answered("hav och skog")),
            mark(_asked("b", *lists), _answered("bara hav")),
            mark(_asked("c", *lists), _declined()),
            mark(_asked("d", answerable=False, kind="out_of_scope"), _declined()),
        ]
    )

    assert marks.questions == 4
    assert marks.coverage == pytest.approx(0.5)
    assert marks.full == marks.wrongly_declined == pytest.approx(1 / 3)


def test_near_scope_are_all_unanswerable_questions_but_those_out_of_scope() -> None:
    def unanswerable(kind: str, given: Given, followup_of: str | None = None) -> Marked:
        return mark(_asked(kind, answerable=False, kind=kind, followup_of=followup_of), given)

    marks = marks_of(
        [
            unanswerable("out_of_scope", _declined()),
            unanswerable("out_of_scope", _answered()),
            unanswerable("near_scope", _declined()),
            unanswerable("followup", _declined(), followup_of="a"),
            unanswerable("lookup", _answered()),
            mark(_asked("x", kind="out_of_scope"), _declined()),
        ]
    )

    assert marks.declined_out_of_scope == 0.5
    assert marks.declined_near_scope == pytest.approx(2 / 3)


def test_what_no_question_tells_of_is_none() -> None:
    only_noes = marks_of([mark(_asked("a", answerable=False, kind="out_of_scope"), _declined())])
    only_answers = marks_of([mark(_asked("a"), _answered())])

    assert only_noes.coverage is only_noes.full is only_noes.wrongly_declined is only_noes.fidelity is None
    assert only_answers.declined_out_of_scope is only_answers.declined_near_scope is None


def test_a_bank_without_questions_has_no_figures() -> None:
    marks = marks_of([])

    assert (marks.questions, marks.coverage, marks.fidelity, marks.p50, marks.p95) == (0, None, None, 0.0, 0.0)


def test_fidelity_is_the_share_of_all_quotes_that_are_verbatim_those_of_noes_too() -> None:
    true, false = Quoted("havet", "I havet finns fisk."), Quoted("skogen", "I havet finns fisk.")

    marks = marks_of([mark(_asked("a"), _answered("x", true, true)), mark(_asked("b"), _declined(true, false))])

    assert marks.fidelity == 0.75


def test_white_space_and_marks_do_not_make_a_quote_another() -> None:
    source = "# Hav\n\nEtt **djärvt**\nmål med `sikt` och\n> syre."

    assert is_verbatim(Quoted("Ett djärvt mål med sikt och syre.", source))
    assert is_verbatim(Quoted("Hav\nEtt  djärvt", source))


@pytest.mark.parametrize("words", ["ett djärvt", "Ett djarvt", "Ett djärvt och mål", "Ett mål", "djärvt … mål"])
def test_a_quote_with_other_words_is_not_verbatim(words: str) -> None:
    assert not is_verbatim(Quoted(words, "Ett djärvt mål"))


def test_the_times_are_told_by_the_middle_and_the_slow_end() -> None:
    times = [100.0, *(float(n) for n in range(20, 0, -1))]
    marks = marks_of([mark(_asked("a"), _answered(milliseconds=time)) for time in times])

    assert (marks.p50, marks.p95) == (11.0, 20.0)


def test_one_question_is_both_the_middle_and_the_slow_end() -> None:
    marks = marks_of([mark(_asked("a"), _answered(milliseconds=7.5))])

    assert (marks.p50, marks.p95) == (7.5, 7.5)


def test_a_bank_is_told_by_parts_that_add_up() -> None:
    marked = [
        mark(_asked("a", ["hav"], lang="sv"), _answered("hav")),
        mark(_asked("b", ["hav"], lang="en"), _answered("skog")),
        mark(_asked("c", ["hav"], lang="sv", kind="list"), _answered("skog")),
    ]

    languages, kinds = by_part(marked, lambda one: one.lang), by_part(marked, lambda one: one.type)

    assert {name: (one.questions, one.coverage) for name, one in languages.items()} == {"sv": (2, 0.5), "en": (1, 0.0)}
    assert {name: one.questions for name, one in kinds.items()} == {"lookup": 2, "list": 1}


# Reading a bank


def _a_bank(path: Path, *lines: str | Mapping[str, object]) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), encoding="utf-8")
    return path


_LINE: Mapping[str, object] = {"id": "q1", "lang": "sv", "type": "lookup", "question": "Vad?"}


def test_a_bank_is_read_in_order_with_what_is_left_out_filled_in(tmp_path: Path) -> None:
    told = {
        "must_contain": [["a", "b"], ["c"]],
        "answerable": False,
        "followup_of": "q1",
        "documents": ["a.md"],
        "x": 1,
    }
    bank = _a_bank(tmp_path / "bank.jsonl", _LINE, "", {**_LINE, **told, "id": "q2"})

    first, second = read_bank(bank)

    assert (first.id, first.answerable, first.must_contain, first.followup_of, first.documents) == (
        "q1", True, (), None, (),
    )  # fmt: skip
    assert (second.id, second.answerable, second.followup_of) == ("q2", False, "q1")
    assert second.must_contain == (("a", "b"), ("c",))
    assert second.documents == ("a.md",)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("nonsense", "json:1"),
        ("[]", "object"),
        ({"id": "q2"}, "missing:lang"),
        ({**_LINE, "id": 7}, "type:id"),
        ({**_LINE, "id": "q2", "lang": "de"}, "type:lang"),
        ({**_LINE, "id": "q2", "must_contain": ["hav"]}, "type:must_contain.0"),
        ({**_LINE, "id": "q2", "must_contain": [["hav", 1]]}, "type:must_contain.0.1"),
        ({**_LINE, "id": "q2", "must_contain": [["hav"], []]}, "empty:must_contain"),
        ({**_LINE, "id": "q2", "answerable": "perhaps"}, "type:answerable"),
        (_LINE, "twice:q1"),
        ({**_LINE, "id": "q2", "followup_of": "q3"}, "unknown:q3"),
        ({**_LINE, "id": "q2", "followup_of": "q2"}, "unknown:q2"),
    ],
)
def test_a_broken_line_of_a_bank_is_named_with_its_fault(
    tmp_path: Path, line: str | Mapping[str, object], fault: str
) -> None:
    bank = _a_bank(tmp_path / "bank.jsonl", _LINE, "", line, {**_LINE, "id": "q3"})

    with pytest.raises(LineBroken) as told:
        read_bank(bank)

    assert (told.value.path, told.value.line, told.value.fault) == (str(bank), 3, fault)


def test_a_line_of_a_bank_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "bank.jsonl").write_bytes(b"\n\xe5")

    with pytest.raises(LineBroken) as told:
        read_bank(tmp_path / "bank.jsonl")

    assert (told.value.line, told.value.fault) == (2, "encoding")


def test_a_bank_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bank(tmp_path / "nowhere.jsonl")


def test_the_own_bank_asks_of_documents_that_ship() -> None:
    bank = read_bank(OWN_BANK)
    library = OWN_BANK.parent / "library"

    assert [(one.id, name) for one in bank for name in one.documents if not (library / name).is_file()] == []
    assert [one.id for one in bank if one.answerable and not (one.must_contain and one.documents)] == []


# Sitting it


class _Pupil:
    """Answers every question alike and remembers what it was asked, and after what."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self.asked: list[tuple[str, list[str]]] = []

    async def __call__(self, question: BankQuestion, before: Sequence[str]) -> Given:
        self.asked.append((question.id, list(before)))
        return self._given


async def test_a_follow_up_is_asked_after_its_whole_conversation_oldest_first() -> None:
    bank = [
        _asked("a"),
        _asked("b", followup_of="a"),
        _asked("other"),
        _asked("c", followup_of="b"),
        _asked("b2", followup_of="a"),
    ]
    pupil = _Pupil(_answered())

    await sit(bank, pupil, lambda _done, _all: None)

    assert pupil.asked == [("a", []), ("b", ["a?"]), ("other", []), ("c", ["a?", "b?"]), ("b2", ["a?"])]


def test_what_was_asked_before_is_found_by_its_name() -> None:
    bank = {one.id: one for one in (_asked("a"), _asked("b", followup_of="a"), _asked("c", followup_of="b"))}

    assert list(earlier(bank["c"], bank)) == ["a?", "b?"]
    assert list(earlier(bank["a"], bank)) == []


async def test_every_question_is_marked_in_order() -> None:
    bank = [_asked("a", ["hav"]), _asked("b", ["skog"]), _asked("c", answerable=False)]

    marked = await sit(bank, _Pupil(_answered("hav")), lambda _done, _all: None)

    assert [(one.question.id, one.coverage) for one in marked] == [("a", 1.0), ("b", 0.0), ("c", 0.0)]


async def test_how_far_it_has_come_is_counted_from_nought_to_all() -> None:
    counted: list[tuple[int, int]] = []

    await sit([_asked("a"), _asked("b")], _Pupil(_answered()), lambda done, total: counted.append((done, total)))

    assert counted == [(0, 2), (1, 2), (2, 2)]


# The floor

_FLOOR = Floor(
    coverage={"sv": 0.8, "en": 0.7},
    wrongly_declined=0.1,
    declined_out_of_scope=0.9,
    declined_near_scope=0.5,
    fidelity=1.0,
)
_AT_THE_FLOOR = Marks(
    questions=10,
    coverage=0.8,
    full=0.0,
    wrongly_declined=0.1,
    declined_out_of_scope=0.9,
    declined_near_scope=0.5,
    fidelity=1.0,
    p50=1.0,
    p95=1.0,
)


def _languages(sv: float | None = 0.8, en: float | None = 0.7) -> dict[str, Marks]:
    told = {"sv": sv, "en": en}
    return {name: _AT_THE_FLOOR.model_copy(update={"coverage": value}) for name, value in told.items()}


def test_figures_that_are_just_at_their_floor_hold() -> None:
    assert shortfalls(_AT_THE_FLOOR, _languages(), _FLOOR) == []


@pytest.mark.parametrize(
    ("figure", "below", "above", "floor"),
    [
        ("declined_out_of_scope", 0.89, 0.91, 0.9),
        ("declined_near_scope", 0.49, 0.51, 0.5),
        ("fidelity", 0.999, 1.0, 1.0),
        ("wrongly_declined", 0.11, 0.09, 0.1),
    ],
)
def test_each_figure_on_the_wrong_side_is_named_with_its_floor(
    figure: Figure, below: float, above: float, floor: float
) -> None:
    [dropped] = shortfalls(_AT_THE_FLOOR.model_copy(update={figure: below}), _languages(), _FLOOR)

    assert (dropped.figure, dropped.part, dropped.value, dropped.floor) == (figure, "all", below, floor)
    assert shortfalls(_AT_THE_FLOOR.model_copy(update={figure: above}), _languages(), _FLOOR) == []


@pytest.mark.parametrize(("language", "below", "floor"), [("sv", 0.79, 0.8), ("en", 0.69, 0.7)])
def test_what_must_be_said_has_a_floor_in_each_language(language: str, below: float, floor: float) -> None:
    [dropped] = shortfalls(_AT_THE_FLOOR, _languages(**{language: below}), _FLOOR)

    assert (dropped.figure, dropped.part, dropped.value, dropped.floor) == ("coverage", language, below, floor)


def test_a_high_coverage_overall_makes_up_for_no_language() -> None:
    assert shortfalls(_AT_THE_FLOOR.model_copy(update={"coverage": 1.0}), _languages(en=0.5), _FLOOR) != []


def test_everything_that_dropped_is_told_at_once() -> None:
    worst = _AT_THE_FLOOR.model_copy(
        update={"wrongly_declined": 1.0, "declined_out_of_scope": 0.0, "declined_near_scope": 0.0, "fidelity": 0.0}
    )

    dropped = shortfalls(worst, _languages(0.0, 0.0), _FLOOR)

    assert sorted((one.figure, one.part) for one in dropped) == [
        ("coverage", "en"),
        ("coverage", "sv"),
        ("declined_near_scope", "all"),
        ("declined_out_of_scope", "all"),
        ("fidelity", "all"),
        ("wrongly_declined", "all"),
    ]


def test_a_figure_or_language_that_no_question_tells_of_is_passed_over() -> None:
    nothing = marks_of([])

    assert shortfalls(nothing, {}, _FLOOR) == []
    assert shortfalls(nothing, _languages(sv=None), _FLOOR) == []


def test_the_own_floor_asks_something_of_every_figure() -> None:
    floor = own_floor()

    assert set(floor.coverage) == {"sv", "en"}
    assert all(0 < share <= 1 for share in floor.coverage.values())
    assert 0 <= floor.wrongly_declined < 0.5
    assert 0 < min(floor.declined_out_of_scope, floor.declined_near_scope, floor.fidelity) <= 1


@pytest.mark.parametrize(
    "written", ["coverage: {sv: 0.9}\n", "coverage: {de: 0.9}\nwrongly_declined: 0.1\n", "[]", "coverage: high"]
)
def test_a_floor_that_leaves_a_figure_out_is_no_floor(tmp_path: Path, written: str) -> None:
    (tmp_path / "floor.yaml").write_text(written, encoding="utf-8")

    with pytest.raises(ValidationError):
        own_floor(tmp_path / "floor.yaml")
