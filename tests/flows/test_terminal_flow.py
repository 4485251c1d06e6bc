"""A person at a terminal: documents in, cited answers out, and back again."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from knowledge.assembly import load_embedder
from knowledge.errors import EmbedderUnavailable
from tests.flows.missions import COURSE, MISSION

Ledfyr = Callable[..., Result]


def run(home: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments, "--home", str(home)], input=typed, env={"COLUMNS": "80"})


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module", params=["meaning and words", "words alone"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The whole flow runs with the embedding engine and without it."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "words alone":
            patch.setattr("ingest.pipeline.load_embedder", unavailable)
            patch.setattr("knowledge.assembly.load_embedder", unavailable)
        else:
            skip_without_engine()
        yield request.param


def unavailable() -> None:
    raise EmbedderUnavailable("cpu")


def skip_without_engine() -> None:
    try:
        load_embedder()
    except EmbedderUnavailable as error:
        pytest.skip(f"the embedding engine cannot load here: {error.fault}")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "mission.md").write_text(MISSION, encoding="utf-8")
    (folder / "course.md").write_text(COURSE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, documents: Path, engine: str) -> Path:
    """A home into which the two documents have been taken."""
    home = tmp_path_factory.mktemp("home")
    told = run(home, "ingest", str(documents), "--json")
    assert told.exit_code == 0, told.output
    [report] = objects(told)
    assert sorted(report["added"]) == ["course.md", "mission.md"]
    assert report["without_meaning"] == ("cpu" if engine == "words alone" else None)
    return home


def test_a_question_is_answered_in_the_documents_own_words(home: Path) -> None:
    result = run(home, "ask", "Vilka åtgärder ingår i missionen Friska hav?")

    assert result.exit_code == 0
    assert "2. musslor som renar vattnet" in result.stdout
    assert "Region Blekinge · Publicerad 4 oktober 2019" in result.stdout
    assert "Vilka åtgärder ingår?" in result.stdout


def test_every_quote_stands_in_the_file_word_for_word(home: Path) -> None:
    [told] = objects(run(home, "ask", "Vad är målet för Karlskrona skärgård?", "--json"))

    assert told["kind"] == "answer"
    for citation in told["citations"]:
        file = Path(citation["document"]["source"]).read_text(encoding="utf-8")
        assert "".join(citation["quote"].split()) in "".join(file.split())


def test_an_old_text_that_speaks_of_now_says_when_it_held(home: Path) -> None:
    told = run(home, "ask", "Hur många kommuner deltar för närvarande?").stdout

    assert "Gällde när texten skrevs (4 oktober 2019)." in told


def test_what_the_documents_do_not_hold_is_declined(home: Path) -> None:
    [told] = objects(run(home, "ask", "Vilket lag vann hockeymatchen i går kväll?", "--json"))

    assert told["kind"] == "no_answer"
    assert told["text"] == "Jag hittar inget svar på det i dokumenten."


def test_a_batch_is_answered_line_by_line(home: Path) -> None:
    lines = (
        {"id": "a", "question": "Vilka åtgärder ingår i missionen?"},
        {"id": "b", "question": "Who leads the workshop?"},
        {"id": "c", "question": "Och den andra?", "earlier": ["Vilka åtgärder ingår i missionen?"]},
    )

    told = objects(run(home, "ask", "--batch", "-", typed="\n".join(json.dumps(line) for line in lines)))

    assert [(one["id"], one["language"]) for one in told] == [("a", "sv"), ("b", "en"), ("c", "sv")]
    assert "facilitator leads" in told[1]["text"]
    assert {one["library"] for one in told} == {told[0]["library"]}


def test_a_conversation_over_a_pipe_shows_sources_and_switches_language(home: Path) -> None:
    typed = "Vilka åtgärder ingår i missionen?\n/källor\n/en\nWho leads the workshop?\n/quit\n"

    result = run(home, "chat", typed=typed)

    assert result.exit_code == 0
    assert "┃ 2. musslor som renar vattnet" in result.stdout
    assert "The facilitator leads the workshop and keeps the time." in result.stdout
    assert result.stdout.count("Biblioteket uppdaterat") + result.stdout.count("Library updated") == 1
    assert result.stdout.rstrip().endswith("Goodbye!")


def test_a_document_is_shown_with_its_facts_and_its_text(home: Path) -> None:
    told = run(home, "library", "show", "mission").stdout

    assert "Missionen Friska hav\n\nId        mission.md\n" in told
    assert "3. båtbottnar utan gifter\n" in told


def test_a_document_for_scripts_holds_its_text_and_passages(home: Path) -> None:
    [told] = objects(run(home, "library", "show", "course.md", "--json", "--passages"))

    assert told["text"] == COURSE
    assert all(told["text"][one["start"] : one["end"]] == one["text"] for one in told["passages"])


def test_a_misspelt_document_is_met_with_the_close_one(home: Path) -> None:
    result = run(home, "library", "show", "misson.md")

    assert result.exit_code == 1
    assert "• ledfyr library show mission.md" in result.stderr


def test_the_list_names_both_documents(home: Path) -> None:
    [told] = objects(run(home, "library", "list", "--json"))

    assert [one["id"] for one in told["documents"]] == ["course.md", "mission.md"]
    assert (
        "Missionen Friska hav\nmission.md\nPublicerad 4 oktober 2019 · original · "
        in run(home, "library", "list").stdout
    )


@pytest.mark.usefixtures("engine")
def test_a_rollback_brings_back_what_was_removed(tmp_path: Path, documents: Path) -> None:
    ingest(tmp_path, documents / "mission.md", documents / "course.md")
    report = ingest(tmp_path, documents / "course.md")
    gone = listed(tmp_path)

    back = run(tmp_path, "library", "rollback")

    assert report["removed"] == ["mission.md"]
    assert gone == ["course.md"]
    assert back.exit_code == 0
    assert listed(tmp_path) == ["course.md", "mission.md"]


@pytest.mark.usefixtures("engine")
def test_a_run_without_changes_publishes_nothing(tmp_path: Path, documents: Path) -> None:
    first = ingest(tmp_path, documents)

    again = ingest(tmp_path, documents)

    assert again["published"] is None
    assert again["library"] == first["library"]
    assert "Inget hade ändrats" in run(tmp_path, "ingest", str(documents)).stdout


@pytest.mark.usefixtures("engine")
def test_a_broken_document_is_named_and_the_others_go_in(tmp_path: Path, documents: Path) -> None:
    broken = tmp_path / "tom.pdf"
    broken.touch()

    result = run(tmp_path / "home", "ingest", str(documents / "course.md"), str(broken), str(tmp_path / "nowhere"))

    assert result.exit_code == 1
    told = " ".join(result.stdout.split())
    assert "tom.pdf är tom." in told
    assert "nowhere finns inte." in told
    assert listed(tmp_path / "home") == ["course.md"]


def ingest(home: Path, *paths: Path) -> dict[str, Any]:
    [report] = objects(run(home, "ingest", *map(str, paths), "--json"))
    return report


def listed(home: Path) -> Sequence[str]:
    [told] = objects(run(home, "library", "list", "--json"))
    return [one["id"] for one in told["documents"]]
