"""Exams through the command line: a bank of one's own, the project's own, a retrieval set."""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from knowledge.adapters.shelf import Shelf
from knowledge.exam.floor import Floor
from knowledge.settings import LedfyrSettings
from tests.conftest import TakeIn
from tests.fakes import FakeEmbedder

HAV = "# Friska hav\n\nHavet ska bli friskt. Fisken ska leva i skärgården. Piloten kostar 12 miljoner kronor.\n"
ARENA = "# The test arena\n\nThe test arena opens in Ronneby. It is led by the region together with companies.\n"
BANK: Sequence[Mapping[str, object]] = (
    {
        "id": "a",
        "lang": "sv",
        "type": "list",
        "question": "Vad ska havet bli?",
        "must_contain": [["friskt"], ["guldmynt"]],
    },
    {"id": "b", "lang": "en", "type": "lookup", "question": "Where is the test arena?", "must_contain": [["Ronneby"]]},
    {"id": "c", "lang": "sv", "type": "out_of_scope", "question": "Hur bakar man kaka?", "answerable": False},
    {
        "id": "d",
        "lang": "sv",
        "type": "followup",
        "question": "Och vad ska den göra där?",
        "followup_of": "a",
        "must_contain": [["guldmynt"]],
    },
)
TEXTS: Sequence[Mapping[str, object]] = (
    {"_id": "hav", "title": "Hav", "text": "Fisken minskar och havet mår dåligt av mikroplast."},
    {"_id": "stad", "title": "Stad", "text": "Bussarna i staden går på el."},
    {"_id": "blank", "text": "  "},
)
QUERIES: Sequence[Mapping[str, object]] = (
    {"_id": "q1", "text": "Varför mår havet dåligt?"},
    {"_id": "q2", "text": "Vad går bussarna på?"},
    {"_id": "q3", "text": "Vem är kung?"},
)
JUDGED = "query-id\tcorpus-id\tscore\nq1\thav\t1\nq2\tstad\t1\nq2\thav\t0\n"
LOW = Floor(
    coverage={"sv": 0.1, "en": 0.1},
    wrongly_declined=1.0,
    declined_out_of_scope=0.0,
    declined_near_scope=0.0,
    fidelity=0.0,
)

Ledfyr = Callable[..., Result]
Write = Callable[..., Path]


@pytest.fixture
def ledfyr(settings: LedfyrSettings, embedder: FakeEmbedder, monkeypatch: pytest.MonkeyPatch) -> Ledfyr:
    """Runs a command in the home, 100 columns wide, with the fake engine."""
    assert embedder.asked == []
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--home", str(settings.home)])

    return run


@pytest.fixture
async def library(write: Write, take_in: TakeIn) -> str:
    """The id of a library of two documents in the test's home."""
    write("hav.md", HAV)
    write("arena.md", ARENA)
    return (await take_in()).active.id


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The small bank as a file."""
    return lines(tmp_path / "bank.jsonl", *BANK)


@pytest.fixture
def retrieval(tmp_path: Path) -> Path:
    """The small retrieval set as a folder."""
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    lines(folder / "corpus.jsonl", *TEXTS)
    lines(folder / "queries.jsonl", *QUERIES)
    (folder / "qrels" / "test.tsv").write_text(JUDGED, encoding="utf-8")
    return folder


@pytest.fixture
def own(bank: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the small bank, its questions about these documents, the project's own, with this floor."""

    def about(*documents: str, floor: Floor = LOW) -> None:
        lines(bank, *({**question, "documents": documents} for question in BANK))
        monkeypatch.setattr("bot.cli.exam.OWN_BANK", bank)
        monkeypatch.setattr("bot.cli.exam.own_floor", lambda: floor)

    return about


def lines(path: Path, *values: Mapping[str, object] | str) -> Path:
    told = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in values)
    path.write_text("\n".join(told), encoding="utf-8")
    return path


def the_object(result: Result) -> dict[str, Any]:
    """The one JSON object on standard output."""
    [line] = result.stdout.splitlines()
    return json.loads(line)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def rows(result: Result) -> dict[str, list[str]]:
    """The rows of figures in a table, by their first word."""
    told = (line.split() for line in result.stdout.splitlines())
    return {cells[0]: cells[1:] for cells in told if len(cells) > 2 and cells[1][0].isdigit()}


# A bank of one's own


@pytest.mark.usefixtures("library")
def test_a_bank_is_shown_as_a_table_of_its_parts(ledfyr: Ledfyr, bank: Path) -> None:
    result = ledfyr("exam", "questions", str(bank))

    assert result.exit_code == 0
    told = rows(result)
    assert list(told) == ["Alla", "Svenska", "Engelska", "followup", "list", "lookup", "out_of_scope"]
    assert [told[name][0] for name in told] == ["4", "3", "1", "1", "1", "1", "1"]
    assert told["lookup"][1:3] == ["100.0", "100.0"]
    assert told["list"][1:3] == ["50.0", "0.0"]
    assert told["out_of_scope"][1:5] == ["–", "–", "–", "100.0"]
    assert result.stderr.endswith("4 av 4 frågor\n")
    assert "Godkänt" not in result.stdout


@pytest.mark.usefixtures("library")
def test_the_table_speaks_english_where_that_is_wished(ledfyr: Ledfyr, bank: Path) -> None:
    result = ledfyr("exam", "questions", str(bank), "--lang", "en")

    assert list(rows(result))[:3] == ["All", "Swedish", "English"]
    assert result.stderr.endswith("4 of 4 questions\n")


def test_the_object_of_a_bank_holds_its_figures_overall_and_in_parts(ledfyr: Ledfyr, library: str, bank: Path) -> None:
    result = ledfyr("exam", "questions", str(bank), "--json")

    told = the_object(result)
    assert result.exit_code == 0
    assert set(told) == {"library", "all", "languages", "types", "questions", "held", "below"}
    assert (told["library"], told["held"], told["below"]) == (library, None, [])
    assert set(told["languages"]) == {"sv", "en"}
    assert set(told["types"]) == {"list", "lookup", "out_of_scope", "followup"}
    assert set(told["all"]) == {
        "questions",
        "coverage",
        "full",
        "wrongly_declined",
        "declined_out_of_scope",
        "declined_near_scope",
        "fidelity",
        "p50",
        "p95",
    }
    assert told["all"]["questions"] == 4
    assert told["all"]["fidelity"] == 1.0
    assert told["all"]["declined_near_scope"] is None
    assert 0 < told["all"]["p50"] <= told["all"]["p95"]


@pytest.mark.usefixtures("library")
def test_every_question_is_told_with_how_it_went(ledfyr: Ledfyr, bank: Path) -> None:
    told = the_object(ledfyr("exam", "questions", str(bank), "--json"))["questions"]

    assert [(one["id"], one["type"], one["lang"]) for one in told] == [
        ("a", "list", "sv"),
        ("b", "lookup", "en"),
        ("c", "out_of_scope", "sv"),
        ("d", "followup", "sv"),
    ]
    assert [one["coverage"] for one in told] == [0.5, 1.0, 1.0, 0.0]
    assert [one["declined"] for one in told[:3]] == [False, False, True]
    assert all(one["milliseconds"] > 0 for one in told)


@pytest.mark.usefixtures("library")
def test_a_follow_up_is_asked_after_the_question_before_it(ledfyr: Ledfyr, bank: Path, embedder: FakeEmbedder) -> None:
    lines(bank, BANK[0], BANK[3])

    ledfyr("exam", "questions", str(bank), "--json")

    assert embedder.asked[0] == "Vad ska havet bli?"
    assert "göra där" in embedder.asked[-1]
    assert "havet" in embedder.asked[-1]


def test_a_bank_of_no_questions_has_no_figures(ledfyr: Ledfyr, library: str, bank: Path) -> None:
    lines(bank, "", "")

    assert ledfyr("exam", "questions", str(bank)).exit_code == 0
    told = the_object(ledfyr("exam", "questions", str(bank), "--json"))
    assert (told["library"], told["all"]["questions"], told["all"]["coverage"], told["questions"]) == (
        library, 0, None, [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "swedish", "english"),
    [
        ("nonsense", "rad 2: raden är inte giltig JSON (tecken 1)", "line 2: the line is not valid JSON (character 1)"),
        ("[]", "rad 2: raden är inte ett JSON-objekt", "line 2: the line is not a JSON object"),
        ('{"id": "x"}', "rad 2: fältet lang saknas", "line 2: the field lang is missing"),
        (
            '{"id": "x", "lang": "de", "type": "t", "question": "?"}',
            "rad 2: fältet lang har fel typ",
            "line 2: the field lang is of the wrong type",
        ),
        (json.dumps(BANK[0]), "rad 2: id:t a har använts tidigare", "line 2: the id a has been used before"),
        (
            '{"id": "x", "lang": "sv", "type": "t", "question": "?", "followup_of": "y"}',
            "rad 2: y är inte känt",
            "line 2: y is not known",
        ),
        (
            '{"id": "x", "lang": "sv", "type": "t", "question": "?", "must_contain": [[]]}',
            "rad 2: fältet must_contain är tomt",
            "line 2: the field must_contain is empty",
        ),
    ],
)
def test_a_broken_line_of_a_bank_is_wrong_use_and_is_named_with_its_fault(
    ledfyr: Ledfyr, bank: Path, line: str, swedish: str, english: str
) -> None:
    lines(bank, BANK[0], line)

    results = [ledfyr("exam", "questions", str(bank), "--lang", language) for language in ("sv", "en")]

    assert [result.exit_code for result in results] == [2, 2]
    assert [result.stdout for result in results] == ["", ""]
    for result, fault in zip(results, (swedish, english), strict=True):
        assert fault in in_one_line(result.stderr)
        assert str(bank) in "".join(result.stderr.split())


@pytest.mark.usefixtures("library")
def test_a_broken_line_keeps_every_question_from_being_asked(
    ledfyr: Ledfyr, bank: Path, embedder: FakeEmbedder
) -> None:
    lines(bank, *BANK, "nonsense")

    ledfyr("exam", "questions", str(bank))

    assert embedder.asked == []


def test_a_bank_that_is_not_there_is_wrong_use(ledfyr: Ledfyr, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        result = ledfyr("exam", "questions", str(path))

        assert result.exit_code == 2
        assert result.stdout == ""
        assert path.name in "".join(result.stderr.split())


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Bygg det med ledfyr ingest"), ("en", "Build it with ledfyr ingest")]
)
def test_without_a_library_the_command_that_builds_one_is_named(
    ledfyr: Ledfyr, bank: Path, language: str, words: str
) -> None:
    result = ledfyr("exam", "questions", str(bank), "--lang", language)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert words in in_one_line(result.stderr)


# The project's own


def test_the_own_exam_is_passed_where_no_figure_is_below_its_floor(
    ledfyr: Ledfyr, library: str, own: Callable[..., None]
) -> None:
    own("hav.md")

    result, told = ledfyr("exam"), the_object(ledfyr("exam", "--json"))

    assert result.exit_code == 0
    assert next(iter(rows(result))) == "Alla"
    assert result.stdout.rstrip().endswith("Godkänt: inget värde ligger under sitt golv.")
    assert (told["held"], told["below"], told["library"]) == (True, [], library)


@pytest.mark.usefixtures("library")
def test_the_own_exam_is_failed_where_a_figure_is_below_its_floor(ledfyr: Ledfyr, own: Callable[..., None]) -> None:
    own("hav.md", floor=LOW.model_copy(update={"coverage": {"sv": 0.99, "en": 0.1}, "fidelity": 1.0}))

    swedish, english, told = ledfyr("exam"), ledfyr("exam", "--lang", "en"), ledfyr("exam", "--json")

    assert [one.exit_code for one in (swedish, english, told)] == [1, 1, 1]
    assert "• det som ska sägas sägs (Svenska): 0.250, golvet är 0.990" in swedish.stdout
    assert "• what must be said is said (Swedish): 0.250, the floor is 0.990" in english.stdout
    assert the_object(told)["held"] is False
    assert the_object(told)["below"] == [{"figure": "coverage", "part": "sv", "value": 0.25, "floor": 0.99}]


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "innehåller inte startbiblioteket"), ("en", "does not hold the starter library")],
)
@pytest.mark.usefixtures("library")
def test_a_library_without_the_starter_documents_cannot_sit_the_own_exam(
    ledfyr: Ledfyr, embedder: FakeEmbedder, language: str, words: str
) -> None:
    result = ledfyr("exam", "--json", "--lang", language)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert words in in_one_line(result.stderr)
    assert "ledfyr exam questions" in in_one_line(result.stderr)
    assert embedder.asked == []


@pytest.mark.usefixtures("library")
def test_a_document_is_known_by_its_place_in_the_starter_library(ledfyr: Ledfyr, own: Callable[..., None]) -> None:
    own("av.md")
    part_of_a_name = ledfyr("exam")
    own("av.md", "arena.md")
    one_of_them = ledfyr("exam")

    assert (part_of_a_name.exit_code, one_of_them.exit_code) == (1, 0)
    assert "startbiblioteket" in part_of_a_name.stderr


def test_the_starter_library_is_built_where_there_is_none(
    ledfyr: Ledfyr, settings: LedfyrSettings, write: Write, own: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("sv/hav.md", HAV)
    documents = write("en/arena.md", ARENA).parents[1]
    monkeypatch.setattr("ingest.pipeline.STARTER_LIBRARY", documents)
    own("sv/hav.md", "en/arena.md")

    result = ledfyr("exam", "--json")

    assert result.exit_code == 0
    assert the_object(result)["library"] == Shelf(settings.home).active().id


# A retrieval set


def test_a_retrieval_set_is_shown_as_a_table_by_way_of_searching(ledfyr: Ledfyr, retrieval: Path) -> None:
    result = ledfyr("exam", "beir", str(retrieval))

    assert result.exit_code == 0
    assert rows(result) == dict.fromkeys(("ord", "mening", "båda"), ["1.000"] * 5)
    assert "nDCG@10" in result.stdout


def test_the_table_of_a_retrieval_set_speaks_english_too(ledfyr: Ledfyr, retrieval: Path) -> None:
    result = ledfyr("exam", "beir", str(retrieval), "--lang", "en")

    assert list(rows(result)) == ["words", "meaning", "both"]


def test_the_object_of_a_retrieval_set_holds_its_figures_by_way_of_searching(ledfyr: Ledfyr, retrieval: Path) -> None:
    told = the_object(ledfyr("exam", "beir", str(retrieval), "--json"))

    assert set(told) == {"words", "meaning", "both", "answers"}
    assert told["answers"] == {"contained": None, "auroc": None, "declined": None}
    for way in ("words", "meaning", "both"):
        assert told[way] == dict.fromkeys(("ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10"), 1.0)


def test_a_text_that_was_not_found_lowers_the_figures(ledfyr: Ledfyr, retrieval: Path) -> None:
    (retrieval / "qrels" / "test.tsv").write_text("q1\thav\t1\nq2\tblank\t1\n", encoding="utf-8")

    result = ledfyr("exam", "beir", str(retrieval))

    assert rows(result) == dict.fromkeys(("ord", "mening", "båda"), ["0.500"] * 5)


def test_right_answers_tell_what_composing_and_deciding_are_worth(ledfyr: Ledfyr, retrieval: Path) -> None:
    lines(
        retrieval / "queries.jsonl",
        {**QUERIES[0], "metadata": {"answers": ["mikroplast"]}},
        {**QUERIES[1], "metadata": {"answers": ["bensin"]}},
        {**QUERIES[2], "metadata": {"answerable": False}},
    )

    shown, told = (ledfyr("exam", "beir", str(retrieval), *rest) for rest in ((), ("--json",)))

    answers = the_object(told)["answers"]
    assert set(answers) == {"contained", "auroc", "declined"}
    assert answers["contained"] == 0.5
    assert answers["auroc"] == 1.0
    assert 0 <= answers["declined"] <= 1
    assert "innehåller ett rätt svar: 0.500" in in_one_line(shown.stdout)


def test_without_unanswerable_queries_nothing_is_said_of_telling_them_apart(ledfyr: Ledfyr, retrieval: Path) -> None:
    lines(retrieval / "queries.jsonl", *({**query, "metadata": {"answers": ["x"]}} for query in QUERIES))

    shown, told = (ledfyr("exam", "beir", str(retrieval), *rest) for rest in ((), ("--json",)))

    assert the_object(told)["answers"]["auroc"] is None
    assert "AUROC" not in shown.stdout


def test_a_retrieval_set_leaves_nothing_behind(
    ledfyr: Ledfyr, settings: LedfyrSettings, retrieval: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))

    done = ledfyr("exam", "beir", str(retrieval))
    lines(retrieval / "corpus.jsonl", *({**text, "text": ""} for text in TEXTS))
    failed = ledfyr("exam", "beir", str(retrieval))

    assert (done.exit_code, failed.exit_code) == (0, 1)
    assert list(room.iterdir()) == []
    assert not (settings.home / "library").exists()


def test_a_retrieval_set_leaves_the_library_of_the_home_alone(
    ledfyr: Ledfyr, settings: LedfyrSettings, library: str, retrieval: Path
) -> None:
    before = sorted(settings.home.rglob("*"))

    result = ledfyr("exam", "beir", str(retrieval))

    assert result.exit_code == 0
    assert Shelf(settings.home).active().id == library
    assert sorted(settings.home.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("corpus.jsonl", '{"_id": "hav"}', "rad 1: fältet text saknas"),
        ("queries.jsonl", '{"_id": "q1", "text": "?"}\n{', "rad 2: raden är inte giltig JSON (tecken 2)"),
        ("qrels/test.tsv", "q1\thav", "rad 1: tre kolumner med tabb emellan väntas, 2 hittades"),
        ("qrels/test.tsv", "q1\tberg\t1", "rad 1: berg är inte känt"),
        ("qrels/test.tsv", "q1\thav\tx", "rad 1: fältet score har fel typ"),
    ],
)
def test_a_broken_line_of_a_retrieval_set_is_wrong_use_and_is_named_with_its_fault(
    ledfyr: Ledfyr, retrieval: Path, name: str, content: str, fault: str
) -> None:
    (retrieval / name).write_text(content, encoding="utf-8")

    result = ledfyr("exam", "beir", str(retrieval))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{name}, {fault}" in in_one_line(result.stderr)


@pytest.mark.parametrize("gone", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_file_of_a_retrieval_set_that_is_not_there_is_wrong_use(ledfyr: Ledfyr, retrieval: Path, gone: str) -> None:
    (retrieval / gone).unlink()

    result = ledfyr("exam", "beir", str(retrieval))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert Path(gone).name in "".join(result.stderr.split())
