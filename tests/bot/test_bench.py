import io
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import bot.cli.bench
from bot.bench.asking import ask_all, single_questions, write_batch
from bot.bench.figures import (
    BenchFigures,
    EditFigures,
    IngestFigures,
    Machine,
    Mark,
    QuestionFigures,
    Spread,
    StartFigures,
    Timed,
    growth,
    holds,
    marks,
    question_figures,
    spread,
)
from bot.bench.ingesting import NothingToEdit, ingest_figures, one_edit, sections, texts_of, write_documents
from bot.bench.libraries import Base, build, embedded, filled_up
from bot.bench.made import PER_DOCUMENT, Cloud, Enlarged, Recipe, beginning, recipes
from bot.bench.plot import can_draw, draw
from bot.bench.processes import ProcessFailed, peak_of_batch
from bot.cli.app import app
from bot.cli.batch import read_batch
from bot.replies.bench import columns, curve, number, reply_to_bench
from bot.replies.contract import written
from ingest.publish import placed
from knowledge.adapters.shelf import Shelf
from knowledge.corpus import Holding
from knowledge.exam.bank import BankQuestion
from knowledge.language import Language
from knowledge.settings import LedfyrSettings
from knowledge.versions import open_version
from tests.bot.builders import drawn
from tests.builders import a_holding
from tests.fakes import FakeEmbedder, FakeVectorCache

METHOD = """---
title: Metoden
language: sv
---

# Metoden

## Vad är en mission?

En mission är ett djärvt mål. Den har en tidsgräns och många lösningar. Alla kan vara med och nå den tillsammans.

- Djärv
- Tydlig
- Möjlig

## Vem leder en mission?

Regionen leder arbetet med sina aktörer. En mission behöver någon som håller i den från början till slut.
"""
ENGLISH = """# The method

## What is a mission?

A mission is a bold goal with a date. It takes many actors, and many solutions from below.

## Who leads it?

The region leads the work together with those who want to take part in it.
"""


@pytest.fixture(scope="module")
def corpus() -> list[Holding]:
    return placed([a_holding(METHOD, "metoden.md"), a_holding(ENGLISH, "method.md", language="en")])


def passages_of(holdings: Sequence[Holding]) -> int:
    return sum(len(holding.passages) for holding in holdings)


def enlarged(corpus: Sequence[Holding], passages: int, seed: str = "a") -> Enlarged:
    return Enlarged(corpus, recipes(corpus, passages=passages, seed=seed), name="made")


def some_vectors(count: int = 200, dimensions: int = 64) -> Any:
    """Unit-length vectors that have something in common, as those of texts have."""
    own = np.random.default_rng(7).standard_normal((count, dimensions)).astype(np.float32)
    vectors = own * 0.4 / np.sqrt(dimensions) + np.eye(dimensions, dtype=np.float32)[0]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


# Made passages


def test_made_passages_are_the_same_in_every_run(corpus: list[Holding]) -> None:
    assert list(enlarged(corpus, 90)) == list(enlarged(corpus, 90))


def test_another_seed_makes_other_passages(corpus: list[Holding]) -> None:
    assert list(enlarged(corpus, 90)) != list(enlarged(corpus, 90, seed="b"))


def test_a_smaller_library_is_the_beginning_of_a_larger_one(corpus: list[Holding]) -> None:
    small, large = enlarged(corpus, 50), enlarged(corpus, 300)

    assert list(small)[:-1] == list(large)[: len(small) - 1]
    assert small[-1].passages == large[len(small) - 1].passages[: len(small[-1].passages)]


def test_there_are_as_many_passages_as_were_asked_for(corpus: list[Holding]) -> None:
    library = enlarged(corpus, 95)

    assert library.passages == passages_of(list(library)) == passages_of(corpus) + 95
    assert max(len(holding.passages) for holding in library) == PER_DOCUMENT


def test_rows_and_units_are_counted_through_the_whole_library(corpus: list[Holding]) -> None:
    library = list(enlarged(corpus, 95))

    assert placed(library) == library


def test_a_made_passage_borrows_sentences_of_its_own_kind_and_language(corpus: list[Holding]) -> None:
    known = {
        (passage.language, unit.kind, unit.text)
        for holding in corpus
        for passage in holding.passages
        for unit in passage.units
    }

    borrowed = {
        (passage.language, unit.kind, unit.text)
        for holding in enlarged(corpus, 95)
        for passage in holding.passages
        for unit in passage.units
    }

    assert borrowed == known


def test_every_unit_of_a_made_document_is_a_slice_of_its_text(corpus: list[Holding]) -> None:
    for holding in enlarged(corpus, 95):
        for passage in holding.passages:
            assert (passage.start, passage.end) == (passage.units[0].start, passage.units[-1].end)
            assert [holding.text[unit.start : unit.end] for unit in passage.units] == [u.text for u in passage.units]


def test_made_documents_and_passages_have_ids_of_their_own(corpus: list[Holding]) -> None:
    library = list(enlarged(corpus, 95))

    assert len({holding.document.id for holding in library}) == len(library)
    assert len({passage.id for holding in library for passage in holding.passages}) == passages_of(library)


def test_a_recipe_names_a_row_for_every_passage_and_a_place_for_every_unit(corpus: list[Holding]) -> None:
    [recipe] = recipes(corpus, passages=9, seed="a")
    units = [unit for holding in corpus for passage in holding.passages for unit in passage.units]

    assert isinstance(recipe, Recipe)
    assert len(recipe.rows) == 9
    assert [units[place] for place in recipe.places] == [b.unit for _, borrowed in recipe.passages for b in borrowed]


def test_an_enlarged_library_can_be_sliced(corpus: list[Holding]) -> None:
    library = enlarged(corpus, 95)

    assert library[1:3] == list(library)[1:3]
    with pytest.raises(IndexError):
        library[len(library)]


@pytest.mark.parametrize("passages", [1, 2, 3])
def test_the_beginning_of_a_library_has_so_many_passages(corpus: list[Holding], passages: int) -> None:
    assert passages_of(beginning(corpus, passages)) == passages


@pytest.mark.parametrize("passages", [2, 60])
def test_too_few_passages_are_filled_up_and_too_many_left_out(corpus: list[Holding], passages: int) -> None:
    assert passages_of(filled_up(corpus, passages)) == passages


def test_made_vectors_are_of_unit_length_and_near_their_originals() -> None:
    vectors = some_vectors()

    near = Cloud(vectors).near(range(len(vectors)), np.random.default_rng(1))

    assert near.shape == vectors.shape
    assert near.dtype == np.float32
    assert np.linalg.norm(near, axis=1) == pytest.approx(1, abs=1e-5)
    assert 0.9 < float((near * vectors).sum(axis=1).mean()) < 0.97


def test_made_vectors_are_spread_as_the_real_ones_are() -> None:
    vectors = some_vectors(count=600)

    near = Cloud(vectors).near(range(len(vectors)), np.random.default_rng(1))

    assert near.mean(axis=0) == pytest.approx(vectors.mean(axis=0), abs=0.02)
    assert near.std(axis=0) == pytest.approx(vectors.std(axis=0), rel=0.2, abs=0.005)


def test_made_vectors_are_the_same_for_the_same_seed() -> None:
    cloud = Cloud(some_vectors())

    once, again = (cloud.near([3, 5, 8], np.random.default_rng(1)) for _ in range(2))

    assert (once == again).all()


# Libraries


async def based(corpus: Sequence[Holding], embedder: FakeEmbedder) -> Base:
    return await embedded(corpus, embedder, FakeVectorCache(), lambda _done, _total: None)


async def test_the_base_has_a_vector_for_every_passage_and_unit(corpus: list[Holding]) -> None:
    base = await based(corpus, FakeEmbedder())

    assert base.passages.shape == (passages_of(corpus), 64)
    assert len(base.units) == sum(len(passage.units) for holding in corpus for passage in holding.passages)
    assert base.dimensions == 64


@pytest.mark.parametrize("passages", [2, 120])
async def test_a_built_library_opens_and_holds_what_was_asked_for(
    corpus: list[Holding], tmp_path: Path, passages: int
) -> None:
    built = build(await based(corpus, FakeEmbedder()), passages=passages, home=tmp_path)
    shelf = Shelf(tmp_path)

    async with open_version(shelf.active(), shelf.directory(built.version.id)) as opened:
        [last] = await opened.catalogue.passages([passages - 1])

    assert built.version.passages == passages
    assert built.disk > 0
    assert last.row == passages - 1


async def test_real_passages_keep_their_real_vectors_in_a_larger_library(corpus: list[Holding], tmp_path: Path) -> None:
    base = await based(corpus, FakeEmbedder())
    built = build(base, passages=120, home=tmp_path)
    directory = Shelf(tmp_path).directory(built.version.id)

    async with open_version(built.version, directory) as opened:
        assert opened.meaning is not None
        [nearest, *_] = await opened.meaning.nearest(base.passages[1], limit=3)

    assert nearest.row == 1
    assert nearest.score == pytest.approx(1, abs=0.001)


# Questions


def a_bank(path: Path) -> Path:
    lines = [
        {"id": "a", "lang": "sv", "type": "lookup", "question": "Vad är en mission?"},
        {"id": "b", "lang": "sv", "type": "lookup", "question": "Vem leder den?", "followup_of": "a"},
        {"id": "c", "lang": "en", "type": "out", "question": "Will it rain?", "answerable": False},
        {"id": "d", "lang": "en", "type": "lookup", "question": "Who leads the work?"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_only_questions_that_have_an_answer_and_stand_alone_are_asked(tmp_path: Path) -> None:
    assert [one.id for one in single_questions(a_bank(tmp_path / "bank.jsonl"))] == ["a", "d"]


def test_the_batch_holds_the_questions_as_ask_reads_them(tmp_path: Path) -> None:
    questions = single_questions(a_bank(tmp_path / "bank.jsonl"))

    write_batch(tmp_path / "batch.jsonl", questions)

    assert [line.question for line in read_batch(tmp_path / "batch.jsonl")] == [one.question for one in questions]


@pytest.fixture
async def base(corpus: list[Holding], embedder: FakeEmbedder) -> Base:
    return await based(corpus, embedder)


def test_every_question_is_embedded_alone_and_whole_in_every_library_and_round(
    base: Base, embedder: FakeEmbedder, tmp_path: Path
) -> None:
    homes = {size: tmp_path / f"{size}" for size in (20, 40)}
    for size, home in homes.items():
        build(base, passages=size, home=home)
    questions = [BankQuestion(id="a", lang="sv", type="lookup", question="Vad är en mission?")]

    timed = ask_all(homes, questions, embedder, rounds=3)

    assert {size: len(found) for size, found in timed.items()} == {20: 3, 40: 3}
    assert embedder.asked == ["Vad är en mission?"] * 2 * 2 * 4  # twice in each library, in the warm-up too
    assert all(one.embed > 0 and one.total > 0 for found in timed.values() for one in found)


# Figures and marks


def the_questions(
    passages: int = 1_000, *, p50: float = 30, p95: float = 40, rss: float | None = 500
) -> QuestionFigures:
    return QuestionFigures(
        passages=passages,
        units=5 * passages,
        asked=100,
        embed_ms=Spread(p50=20, p95=25),
        total_ms=Spread(p50=p50, p95=p95),
        ratio_p50=p50 / 20,
        ratio_p95=p95 / 25,
        ratio_each=p50 / 20,
        answered=0.95,
        rss_mb=rss,
        disk_mb=passages / 100,
        build_seconds=passages / 1000,
    )


def the_ingest(*, ratio: float = 1.1, speedup: float = 200, embedded: int = 2) -> IngestFigures:
    return IngestFigures(
        documents=100,
        texts=1_129,
        seconds=11,
        embedding_seconds=10,
        ratio=ratio,
        unchanged_seconds=0.05,
        speedup=speedup,
        edited=EditFigures(embedded=embedded, fresh=2),
    )


START = StartFigures(ledfyr_seconds=1.5, chromadb_seconds=0.75, ratio=2)
MACHINE = Machine(cores=2, cpu="A processor", system="Linux", python="3.11.2", ledfyr="0.1.0")


def the_figures(**changes: Any) -> BenchFigures:
    questions = {1_000: the_questions(), 10_000: the_questions(10_000), 100_000: the_questions(100_000, p95=70)}
    found = BenchFigures(
        machine=MACHINE,
        questions=questions,
        growth=growth(questions),
        ingest=the_ingest(),
        start=START,
        plot="curve.png",
        marks=marks(questions, the_ingest(), START),
    )
    return found.model_copy(update=changes)


def standing(found: Sequence[Mark]) -> dict[str, bool | None]:
    return {mark.name: mark.held for mark in found}


def test_a_spread_is_the_median_and_the_95th_percentile() -> None:
    assert spread([float(at) for at in range(101)]) == Spread(p50=50, p95=95)


def test_ratios_hold_the_distributions_against_each_other() -> None:
    timed = [Timed(10, 20, answered=True), Timed(10, 20, answered=True), Timed(40, 60, answered=False)]

    found = question_figures(timed, passages=10, units=50, peak=2_000_000, disk=500_000, build_seconds=1)

    assert (found.ratio_p50, found.ratio_each) == (2, 2)
    assert found.ratio_p95 == pytest.approx(56 / 37)
    assert found.answered == pytest.approx(2 / 3)
    assert (found.rss_mb, found.disk_mb, found.asked) == (2, 0.5, 3)


def test_memory_that_the_system_does_not_tell_is_left_open() -> None:
    found = question_figures([Timed(1, 2, answered=True)], passages=1, units=1, peak=None, disk=1, build_seconds=1)

    assert found.rss_mb is None


def test_growth_is_from_the_smallest_library_to_the_largest() -> None:
    assert growth({10: the_questions(p95=60), 5: the_questions(p95=20), 7: the_questions(p95=90)}) == 3
    assert growth({10: the_questions()}) is None


@pytest.mark.parametrize(
    ("sense", "right", "wrong"), [("at_most", 2, 2.1), ("at_least", 2, 1.9), ("below", 1.9, 2), ("equal", 2, 1)]
)
def test_a_mark_holds_on_the_right_side_of_its_limit(sense: Any, right: float, wrong: float) -> None:
    assert holds(right, sense, 2)
    assert not holds(wrong, sense, 2)


def test_every_mark_of_a_whole_run_is_judged() -> None:
    assert set(standing(the_figures().marks).values()) == {True}


def test_a_mark_that_is_missed_says_so() -> None:
    slow = {1_000: the_questions(p50=31, p95=63), 10_000: the_questions(rss=600), 100_000: the_questions(p95=127)}

    found = standing(marks(slow, the_ingest(ratio=1.2, speedup=49, embedded=3), START.model_copy(update={"ratio": 3})))

    assert set(found.values()) == {False}


def test_a_mark_for_a_library_that_was_not_built_is_left_open() -> None:
    found = standing(marks({1_000: the_questions()}, the_ingest(), START))

    assert {name for name, held in found.items() if held is None} == {"growth", "memory"}


# Ingest


def test_every_section_becomes_a_document_with_a_title() -> None:
    found = sections([a_holding(METHOD, "metoden.md")])

    assert [section.title for section in found] == ["Metoden: Vad är en mission?", "Metoden: Vem leder en mission?"]
    assert "- Djärv" in found[0].text
    assert "Regionen leder" not in found[0].text
    assert a_holding(found[0].text, "1.md").document.facts.title == "Metoden: Vad är en mission?"


def test_documents_are_taken_evenly_from_all_sections(tmp_path: Path) -> None:
    found = sections([a_holding(METHOD, "metoden.md"), a_holding(ENGLISH, "method.md")])

    assert write_documents(tmp_path / "two", found, count=2) == 2
    assert write_documents(tmp_path / "all", found, count=100) == 4
    assert (tmp_path / "two" / "002.md").read_text(encoding="utf-8") == found[2].text


def test_texts_are_counted_once(corpus: list[Holding]) -> None:
    assert texts_of([*corpus, *corpus]) == texts_of(corpus)


def test_an_edit_changes_one_sentence(corpus: list[Holding]) -> None:
    path, text = one_edit(corpus)
    [edited] = [holding for holding in corpus if holding.document.source == str(path)]

    again = a_holding(text, edited.document.id)

    assert len(set(texts_of([again])) - set(texts_of([edited]))) <= 2  # the sentence and its passage
    assert text != edited.text


def test_a_library_without_a_sentence_to_change_is_refused() -> None:
    with pytest.raises(NothingToEdit):
        one_edit([a_holding("# Kort\n\nJa.\n")])


def test_an_ingest_is_measured_afresh_unchanged_and_after_an_edit(
    tmp_path: Path, settings: LedfyrSettings, embedder: FakeEmbedder
) -> None:
    documents = tmp_path / "sections"
    write_documents(documents, sections([a_holding(METHOD, "metoden.md"), a_holding(ENGLISH, "method.md")]), count=4)

    found = ingest_figures(documents, settings=settings, embedder=embedder, watch=lambda _: None)

    assert found.documents == 4
    assert found.texts == len(set(embedder.embedded)) - found.edited.embedded
    assert found.edited.embedded == found.edited.fresh > 0
    assert found.ratio == pytest.approx(found.seconds / found.embedding_seconds)


# Processes


def test_a_process_that_fails_tells_what_it_said(tmp_path: Path) -> None:
    write_batch(tmp_path / "batch.jsonl", [BankQuestion(id="a", lang="sv", type="lookup", question="Vad?")])

    with pytest.raises(ProcessFailed) as failed:
        peak_of_batch(tmp_path / "batch.jsonl", tmp_path / "no home")

    assert failed.value.code == 1
    assert "ledfyr ingest" in failed.value.complaints


# What is shown


@pytest.mark.skipif(not can_draw(), reason="the plot needs the extra: pip install '.[bench]'")
@pytest.mark.parametrize("sizes", [(1_000,), (1_000, 10_000, 100_000)])
def test_the_plot_is_a_png_of_its_size(tmp_path: Path, sizes: Sequence[int]) -> None:
    draw([the_questions(size) for size in sizes], tmp_path / "curve.png", "sv")

    begins = (tmp_path / "curve.png").read_bytes()[:24]
    assert begins[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(begins[at : at + 4]) for at in (16, 20)] == [1200, 750]


def test_the_json_object_has_every_figure() -> None:
    found = json.loads(written(the_figures()))

    assert set(found) == {"machine", "questions", "growth", "ingest", "start", "plot", "marks"}
    assert set(found["questions"]) == {"1000", "10000", "100000"}
    assert found["questions"]["1000"]["total_ms"] == {"p50": 30.0, "p95": 40.0}
    assert found["marks"][0] == {"name": "question_p50", "value": 1.5, "sense": "at_most", "limit": 1.5, "held": True}


def test_figures_are_written_with_three_decimals() -> None:
    assert json.loads(written(the_figures(growth=1.23456)))["growth"] == 1.235


@pytest.mark.parametrize(
    ("value", "language", "places", "words"),
    [(1.25, "sv", 2, "1,25"), (1.25, "en", 2, "1.25"), (12_345.6, "en", 0, "12\u00a0346"), (0.04, "sv", 1, "0,0")],
)
def test_numbers_are_written_as_in_the_language(value: float, language: Language, places: int, words: str) -> None:
    assert number(value, language, places=places) == words


def test_the_curve_has_a_row_for_every_library_and_a_cell_for_every_column() -> None:
    rows = curve(list(the_figures().questions.values()), "sv")

    assert [row[0] for row in rows] == ["1\u00a0000", "10\u00a0000", "100\u00a0000"]
    assert rows[0][1:] == ["20/25", "30/40", "1,50/1,60", "95 %", "500", "10", "1"]
    assert {len(row) for row in rows} == {len(columns("sv"))}


def test_marks_are_shown_with_a_sign_and_in_words() -> None:
    figures = the_figures(marks=marks({1_000: the_questions(p50=40)}, the_ingest(), START))

    shown = drawn(reply_to_bench(figures, "en"), width=200)

    assert "✗ Does not hold: a question takes 2.00 times as long as embedding it, median" in shown
    assert "✓ Holds: an ingest takes 1.10 times as long as the embedding it does (at most 1.15)" in shown
    assert "– Not measured: a process takes – MB of memory at 10,000 passages (less than 600)" in shown


# The command


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedder: FakeEmbedder) -> Callable[..., Result]:
    """Runs the command in a small world: a fake engine, few passages and questions, no ingest, no processes."""
    measured: dict[str, object] = {"peak_of_batch": 300_000_000, "start_figures": START, "ingest_figures": the_ingest()}
    for name, found in measured.items():
        monkeypatch.setattr(f"bot.cli.bench.{name}", returning(found))
    monkeypatch.setattr("bot.cli.bench.BANK", a_bank(tmp_path / "bank.jsonl"))
    monkeypatch.setattr("bot.cli.bench.load_embedder", lambda: embedder)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("LEDFYR_HOME", str(tmp_path / "home"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["bench", "--quick", "--sizes", "9", *arguments])


def returning(found: object) -> Callable[..., object]:
    def measure(*_arguments: object, **_named: object) -> object:
        return found

    return measure


Bench = Callable[..., Result]


def test_the_command_measures_and_leaves_only_the_plot_and_the_vectors(bench: Bench, tmp_path: Path) -> None:
    result = bench("--plot", "curve.png", "--lang", "en", "--sizes", "30,60")

    assert result.exit_code == 0, result.stderr
    assert "Questions from end to end" in result.stdout
    assert "Building a library of 60 passages …" in result.stderr
    assert list((tmp_path / "temporary").iterdir()) == []
    assert [path.name for path in (tmp_path / "home" / "library").iterdir()] == ["vectors.sqlite"]
    assert (tmp_path / "curve.png").exists() == can_draw()


def test_with_json_the_command_writes_one_object_and_nothing_else(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.bench.ingest_figures", ingest_figures)

    [line] = bench("--json").stdout.splitlines()

    found = json.loads(line)

    assert set(found["questions"]) == {"9"}
    assert found["ingest"]["documents"] == 20
    assert found["start"]["ratio"] == 2
    assert {mark["name"]: mark["held"] for mark in found["marks"]}["edit"] is True


def test_vectors_are_remembered_from_one_run_to_the_next(bench: Bench, embedder: FakeEmbedder) -> None:
    bench()
    before = len(embedder.embedded)

    bench()

    assert len(embedder.embedded) == before > 0


def test_a_home_that_cannot_be_written_is_let_be(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder", encoding="utf-8")

    assert bench().exit_code == 0
    assert (tmp_path / "home").read_text(encoding="utf-8") == "no folder"


def test_without_what_draws_the_command_measures_and_says_how_to_get_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.bench.can_draw", lambda: False)

    result = bench("--json")

    assert json.loads(result.stdout)["plot"] is None
    assert "'.[bench]'" in result.stderr


@pytest.mark.parametrize("sizes", ["", "1e3", "0", "1000,", "-5", "many"])
def test_sizes_that_are_no_numbers_are_refused(bench: Bench, sizes: str) -> None:
    result = bench(f"--sizes={sizes}")

    assert result.exit_code == 2
    assert "Write whole numbers" in result.stderr


def test_sizes_are_measured_from_the_smallest_on_and_each_once() -> None:
    assert bot.cli.bench.sizes_of("500, 100,500") == (100, 500)


def test_a_plot_that_cannot_be_written_is_refused_before_anything_is_measured(
    bench: Bench, embedder: FakeEmbedder
) -> None:
    result = bench("--plot", "nowhere/curve.png")

    assert result.exit_code == 2
    assert embedder.embedded == []


def test_too_little_room_is_told_before_anything_is_measured(bench: Bench, embedder: FakeEmbedder) -> None:
    result = bench("--sizes", "1000000000000", "--lang", "en")

    assert result.exit_code == 1
    assert "There is no room in" in result.stderr
    assert embedder.embedded == []


def test_a_bank_that_cannot_be_read_is_named(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "bank.jsonl").unlink()

    result = bench()

    assert result.exit_code == 2
    assert "bank.jsonl" in result.stderr


def test_a_process_that_fails_ends_the_command_with_what_it_said(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(*_: object) -> int:
        raise ProcessFailed(code=3, complaints="no library")

    monkeypatch.setattr("bot.cli.bench.peak_of_batch", failing)

    result = bench("--lang", "en")

    assert result.exit_code == 1
    assert "ended with code 3: no library" in result.stderr
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.fixture
def a_ctrl_c_that_counts() -> Iterator[None]:
    """Ctrl-C interrupts, also where the tests run in the background and inherit that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("a_ctrl_c_that_counts")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_the_command_leaves_nothing_behind(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sign: signal.Signals
) -> None:
    def interrupted(*_: object) -> StartFigures:
        os.kill(os.getpid(), sign)
        return START

    monkeypatch.setattr("bot.cli.bench.start_figures", interrupted)

    assert bench().exit_code == 130
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_table_fits_a_terminal_of_eighty_columns() -> None:
    console = Console(file=io.StringIO(), width=80)

    with console.capture() as capture:
        console.print(bot.cli.bench.table(the_figures(), "sv"))

    assert "1,50/1,60" in capture.get()
    assert "100\u00a0000" in capture.get()
