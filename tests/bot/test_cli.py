import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.cli.batch import read_batch
from bot.replies.contract import answer_object, written
from ingest.gather import Root
from ingest.pipeline import IngestReport, Progress, Watcher
from knowledge.adapters.shelf import Shelf
from knowledge.answer import Answer, NoAnswer
from knowledge.errors import DocumentScanned, HomeTooNew, LibraryBusy, LineBroken
from tests.bot.builders import LIBRARY, ScriptedLibrary, a_citation, a_document, a_no, a_report, an_answer, publish
from tests.builders import a_passage, a_version


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, home: Path) -> ScriptedLibrary:
    """A library that answers from a script, published in the home."""
    scripted = ScriptedLibrary()
    publish(home)
    monkeypatch.setattr("bot.cli.ask.open_library", scripted.opened())
    monkeypatch.setattr("bot.cli.chat.open_library", scripted.opened())
    return scripted


@pytest.fixture
def ledfyr(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in the home, 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LEDFYR_HOME", str(home))

    def run(*arguments: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, arguments, input=typed)

    return run


Ledfyr = Callable[..., Result]


def objects(result: Result) -> list[dict[str, Any]]:
    """The JSON objects on standard output, one a line and nothing else."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def script(library: ScriptedLibrary, *answers: Answer | NoAnswer | BaseException | Callable[[], BaseException]) -> None:
    library.__init__(*answers)


# The program


def test_the_version_is_told(ledfyr: Ledfyr) -> None:
    assert ledfyr("--version").stdout == f"ledfyr {version('ledfyr')}\n"


@pytest.mark.parametrize("command", [["--help"], ["ask", "--help"], ["chat", "--help"], ["ingest", "--help"]])
def test_every_command_explains_itself(ledfyr: Ledfyr, command: Sequence[str]) -> None:
    result = ledfyr(*command)

    assert result.exit_code == 0
    assert "--home" in result.stdout


@pytest.mark.parametrize("command", ["status", "list", "show", "rollback"])
def test_every_library_command_explains_itself(ledfyr: Ledfyr, command: str) -> None:
    assert "--json" in ledfyr("library", command, "--help").stdout


def test_help_comes_without_waiting_for_the_heavy_parts() -> None:
    code = (
        "import sys, bot.cli; print([m for m in ('chromadb', 'numpy', 'bm25s', 'ingest.pipeline') if m in sys.modules])"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert told.stdout == "[]\n"


def test_a_setting_that_does_not_hold_is_wrong_use(ledfyr: Ledfyr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_KEPT_VERSIONS", "0")

    result = ledfyr("library", "status")

    assert result.exit_code == 2
    assert "LEDFYR_KEPT_VERSIONS" in result.stderr


def test_a_setting_that_does_not_hold_is_told_in_the_language_wished(
    ledfyr: Ledfyr, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDFYR_LANGUAGE", "en")
    monkeypatch.setenv("LEDFYR_KEPT_VERSIONS", "0")

    assert "The setting" in ledfyr("library", "status").stderr


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_home_may_be_given_before_or_after_the_command(ledfyr: Ledfyr, tmp_path: Path, where: str) -> None:
    other = tmp_path / "other"
    publish(other, a_version("20260101-000000-cccc"))
    command = ["library", "status", "--json"]

    result = ledfyr("--home", str(other), *command) if where == "before" else ledfyr(*command, "--home", str(other))

    assert objects(result)[0]["active"] == "20260101-000000-cccc"


def test_an_unforeseen_error_is_told_with_a_reference_and_no_traceback(
    ledfyr: Ledfyr, home: Path, library: ScriptedLibrary
) -> None:
    script(library, RuntimeError("hemlig fråga"))

    result = ledfyr("ask", "hemlig fråga?")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Jag kan inte söka just nu (referens " in result.stderr
    assert "Traceback" not in result.stderr
    (log,) = (home / "log").glob("ledfyr-*.log")
    assert "hemlig fråga" not in log.read_text(encoding="utf-8")


def test_an_interruption_ends_with_130(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    script(library, KeyboardInterrupt())

    result = ledfyr("ask", "Vad är en mission?")

    assert result.exit_code == 130
    assert result.stderr == "Avbrutet.\n"


# ask


def test_a_question_is_answered_with_its_sources(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    result = ledfyr("ask", "Vilka är flaskhalsarna?")

    assert result.exit_code == 0
    assert "Blekinge har sju flaskhalsar. [1]" in result.stdout
    assert "    │ Blekinge har sju flaskhalsar." in result.stdout
    assert library.asked == [("Vilka är flaskhalsarna?", "sv", ())]


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["Vilka är de?"], "sv"),
        (["What are the bottlenecks?"], "en"),
        (["TRAMI"], "sv"),
        (["What are the bottlenecks?", "--lang", "sv"], "sv"),
        (["Vilka är de?", "--lang", "en"], "en"),
    ],
)
def test_the_answer_is_in_the_language_asked_for_or_asked_in(
    ledfyr: Ledfyr, library: ScriptedLibrary, arguments: Sequence[str], language: str
) -> None:
    ledfyr("ask", *arguments)

    assert library.asked[0][1] == language


def test_the_setting_tells_the_language_where_nothing_else_does(
    ledfyr: Ledfyr, library: ScriptedLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDFYR_LANGUAGE", "en")

    ledfyr("ask", "TRAMI")

    assert library.asked[0][1] == "en"


def test_a_no_is_no_failure(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    script(library, a_no("nothing_found", a_citation()))

    result = ledfyr("ask", "Hur bakar man bröd?")

    assert result.exit_code == 0
    assert "Jag hittar inget svar på det i dokumenten." in result.stdout


def test_without_a_library_the_command_that_builds_one_is_named(ledfyr: Ledfyr) -> None:
    result = ledfyr("ask", "Vad är en mission?")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "ledfyr ingest" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["fråga", "--batch", "x.jsonl"], ["--nonsense", "x"], ["x", "--lang", "de"]])
def test_wrong_use_ends_with_2(ledfyr: Ledfyr, library: ScriptedLibrary, arguments: Sequence[str]) -> None:
    result = ledfyr("ask", *arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert library.asked == []


@pytest.mark.usefixtures("library")
def test_half_characters_in_a_question_do_no_harm(ledfyr: Ledfyr) -> None:
    result = ledfyr("ask", "Vad \udcff är?", "--json")

    assert result.exit_code == 0
    assert objects(result)[0]["question"] == "Vad ? är?"


# ask --json: the contract


def test_the_object_of_an_answer_holds_what_the_contract_promises(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    document = a_document(publisher="Region Blekinge", revision="01", url="https://example.se")
    script(library, an_answer(a_citation(document=document, page=6, page_label="4")))

    [told] = objects(ledfyr("ask", "Vilka är flaskhalsarna?", "--json"))

    assert told == told | {
        "question": "Vilka är flaskhalsarna?",
        "language": "sv",
        "kind": "answer",
        "text": "Blekinge har sju flaskhalsar. [1]",
        "reason": None,
        "nearest": [],
        "library": LIBRARY,
        "milliseconds": {"embed": 20.0, "search": 3.0, "compose": 1.0, "total": 24.1},
    }
    [citation] = told["citations"]
    assert citation == citation | {
        "number": 1,
        "heading": ["Flaskhalsar"],
        "page": 6,
        "page_label": "4",
        "quote": "Blekinge har sju flaskhalsar.",
    }
    assert citation["document"] == citation["document"] | {
        "id": "strategi.txt",
        "title": "Blekinges strategi",
        "source": "/documents/strategi.txt",
        "publisher": "Region Blekinge",
        "revision": "01",
        "date": None,
        "date_kind": "unknown",
        "url": "https://example.se",
        "origin": "original",
    }


def test_the_object_of_a_no_holds_the_wording_and_the_nearest(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    script(library, a_no("part", a_citation(), about="TRAMI", expects="money", contact=a_citation("Ring 0455.")))

    [told] = objects(ledfyr("ask", "Vad kostar TRAMI?", "--json"))

    assert told["kind"] == "no_answer"
    assert told["text"] == "Dokumenten tar upp ”TRAMI”, men jag hittar inte något belopp."
    assert told["citations"] == []
    assert told["reason"] == "part"
    assert told["nearest"][0]["quote"] == "Blekinge har sju flaskhalsar."
    assert told["contact"]["quote"] == "Ring 0455."


def test_letters_stand_as_they_are_but_steering_signs_are_escaped() -> None:
    line = written(answer_object(an_answer(a_citation("åäö \x1b[31m \x9b \u202e"))))

    assert "åäö" in line
    assert not [sign for sign in line if ord(sign) < 32 or 127 <= ord(sign) < 160 or sign == "\u202e"]
    assert json.loads(line)["citations"][0]["quote"] == "åäö \x1b[31m \x9b \u202e"


# ask --batch


def a_batch(path: Path, *lines: object) -> str:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def test_a_batch_is_answered_in_order_with_its_ids(ledfyr: Ledfyr, library: ScriptedLibrary, tmp_path: Path) -> None:
    script(library, an_answer(), a_no(), an_answer())
    batch = a_batch(
        tmp_path / "b.jsonl",
        {"id": "Q1", "question": "Vad är en mission?", "lang": "sv"},
        "",
        {"id": 2, "question": "What is it?", "earlier": ["What is a mission?", "Who leads it?"]},
        {"id": "Q3", "question": ""},
    )

    told = objects(ledfyr("ask", "--batch", batch))

    assert [(one["id"], one["kind"]) for one in told] == [("Q1", "answer"), (2, "no_answer"), ("Q3", "answer")]
    assert library.asked[1] == ("What is it?", "en", ("What is a mission?", "Who leads it?"))


def test_a_batch_may_come_from_standard_input(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    told = objects(ledfyr("ask", "--batch", "-", typed='\ufeff{"id": "a", "question": "Vad är en mission?"}\r\n'))

    assert [one["id"] for one in told] == ["a"]
    assert library.asked[0][0] == "Vad är en mission?"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": 1, "question": "x"', "json:26"),
        ("[1]", "object"),
        ('"text"', "object"),
        ('{"id": 1}', "missing:question"),
        ('{"question": "x"}', "missing:id"),
        ('{"id": 1, "question": 2}', "type:question"),
        ('{"id": null, "question": "x"}', "type:id"),
        ('{"id": 1, "question": "x", "earlier": "y"}', "type:earlier"),
        ("[" * 100_000, "object"),
    ],
)
def test_a_broken_line_is_named_with_its_fault(tmp_path: Path, line: str, fault: str) -> None:
    batch = Path(a_batch(tmp_path / "b.jsonl", {"id": 1, "question": "x"}, "", line))

    with pytest.raises(LineBroken) as broken:
        read_batch(batch)

    assert (broken.value.line, broken.value.fault) == (3, fault)


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(b'{"id": 1, "question": "\xe5"}')

    with pytest.raises(LineBroken) as broken:
        read_batch(tmp_path / "b.jsonl")

    assert broken.value.fault == "encoding"


def test_a_broken_line_keeps_every_question_from_being_asked(
    ledfyr: Ledfyr, library: ScriptedLibrary, tmp_path: Path
) -> None:
    batch = a_batch(tmp_path / "b.jsonl", {"id": 1, "question": "x"}, "nonsense")

    result = ledfyr("ask", "--batch", batch)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "rad 2: raden är inte giltig JSON" in " ".join(result.stderr.split())
    assert library.asked == []


@pytest.mark.usefixtures("library")
def test_a_batch_file_that_cannot_be_read_is_wrong_use(ledfyr: Ledfyr, tmp_path: Path) -> None:
    assert ledfyr("ask", "--batch", str(tmp_path / "nowhere.jsonl")).exit_code == 2
    assert ledfyr("ask", "--batch", str(tmp_path)).exit_code == 2


# chat


def test_a_conversation_greets_answers_and_says_goodbye(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    result = ledfyr("chat", typed="Vad är en mission?\n")

    assert result.exit_code == 0
    assert "Prova till exempel:" in result.stdout
    assert "Vad är en mission?\n\nBlekinge har sju flaskhalsar. [1]" in result.stdout
    assert result.stdout.rstrip().endswith("Hej då!")
    assert len(library.asked) == 1


def test_earlier_questions_go_along_with_a_new_one(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    ledfyr("chat", typed="Vad är en mission?\nOch den andra då?\n")

    assert library.asked[1][2] == ("Vad är en mission?",)


def test_an_empty_line_asks_nothing(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    ledfyr("chat", typed="\n   \n\t\n")

    assert library.asked == []


@pytest.mark.parametrize("command", ["/sources", "/källor", "/kallor"])
def test_the_sources_show_the_passages_behind_the_answer(
    ledfyr: Ledfyr, library: ScriptedLibrary, command: str
) -> None:
    library.passages = [a_passage("Före.", "Blekinge har sju flaskhalsar.", document="strategi.txt", row=1)]

    told = ledfyr("chat", typed=f"Vilka är de?\n{command}\n").stdout

    assert "    │ Före.\n    ┃ Blekinge har sju flaskhalsar.\n" in told


def test_one_source_may_be_asked_for_by_its_number(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    script(library, an_answer(a_citation("Ett."), a_citation("Två.", number=2)))

    told = ledfyr("chat", typed="Vilka är de?\n/källor 2\n/källor 7\n").stdout

    assert "Avsnitten i sin helhet" in told
    assert told.count("│ Ett.") == 1
    assert told.count("│ Två.") == 2
    assert "Det senaste svaret har ingen källa 7. Det har 2." in told


def test_sources_are_told_when_there_are_none(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    script(library, a_no())

    told = ledfyr("chat", typed="/källor\nHur bakar man?\n/källor\n").stdout

    assert "Det finns inget svar att visa källor till än." in told
    assert "Det senaste svaret har inga källor." in told


def test_the_language_may_be_switched(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    told = ledfyr("chat", typed="/en\nVad är en mission?\n/sv\nWhat is a mission?\n").stdout

    assert "I answer in English from now on." in told
    assert [language for _, language, _ in library.asked] == ["en", "sv"]


@pytest.mark.parametrize("command", ["/help", "/hjälp", "/hjalp"])
@pytest.mark.usefixtures("library")
def test_help_lists_the_commands(ledfyr: Ledfyr, command: str) -> None:
    assert "/källor  avsnitten bakom" in ledfyr("chat", typed=f"{command}\n").stdout


@pytest.mark.parametrize("command", ["/quit", "/sluta"])
def test_a_conversation_may_be_left_by_a_command(ledfyr: Ledfyr, library: ScriptedLibrary, command: str) -> None:
    result = ledfyr("chat", typed=f"{command}\nVad är en mission?\n")

    assert result.exit_code == 0
    assert library.asked == []


def test_an_unknown_command_is_met_with_the_list(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    told = ledfyr("chat", typed="/foo\n").stdout

    assert "Kommandot /foo finns inte. De här finns:" in told
    assert "/sluta" in told
    assert library.asked == []


def test_an_error_ends_that_answer_only(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    script(library, RuntimeError(), an_answer())

    result = ledfyr("chat", typed="Vad?\nVad är en mission?\n")

    assert result.exit_code == 0
    assert "Jag kan inte söka just nu (referens " in result.stdout
    assert "Blekinge har sju flaskhalsar. [1]" in result.stdout


@pytest.fixture
def a_ctrl_c_that_counts() -> Iterator[None]:
    """A run in the background begins with Ctrl-C switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("a_ctrl_c_that_counts")
def test_ctrl_c_cancels_that_answer_only(ledfyr: Ledfyr, library: ScriptedLibrary) -> None:
    def interrupted() -> BaseException:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.05)
        return asyncio.CancelledError()

    script(library, interrupted, an_answer())

    result = ledfyr("chat", typed="Vad?\nVad är en mission?\n")

    assert result.exit_code == 0
    assert "Svaret avbröts." in result.stdout
    assert "Blekinge har sju flaskhalsar. [1]" in result.stdout
    assert library.asked[1][2] == ()


def listening_to(listen: Callable[[str], str]) -> Callable[[Console], Callable[[str], str]]:
    def listener(_console: Console) -> Callable[[str], str]:
        return listen

    return listener


@pytest.mark.parametrize("leaving", [EOFError, KeyboardInterrupt])
@pytest.mark.usefixtures("library")
def test_ctrl_c_and_ctrl_d_leave_cleanly(
    ledfyr: Ledfyr, monkeypatch: pytest.MonkeyPatch, leaving: type[BaseException]
) -> None:
    def leave(_prompt: str) -> str:
        raise leaving

    monkeypatch.setattr("bot.cli.chat.listener", listening_to(leave))

    result = ledfyr("chat", "--lang", "en")

    assert result.exit_code == 0
    assert result.stdout.rstrip().endswith("Goodbye!")


def test_the_first_conversation_builds_the_default_library(
    ledfyr: Ledfyr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Sequence[Root]] = []

    async def fake_ingest(roots: Sequence[Root], **_rest: object) -> IngestReport:
        built.append(roots)
        publish(home)
        return a_report(added=["a.md"])

    monkeypatch.setattr("bot.cli.ingest.ingest", fake_ingest)
    monkeypatch.setattr("bot.cli.chat.open_library", ScriptedLibrary().opened())

    told = ledfyr("chat", typed="").stdout

    assert [root.label for root in built[0]] == ["starter"]
    assert told.startswith("Första gången bygger jag biblioteket.")
    assert told.index("gäller: 1 dokument") < told.index("Prova till exempel:")


@pytest.mark.usefixtures("library")
def test_a_home_with_a_library_is_not_built_again(ledfyr: Ledfyr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.ingest.build", None)

    assert ledfyr("chat", typed="").exit_code == 0


# ingest


@pytest.fixture
def ingested(monkeypatch: pytest.MonkeyPatch) -> Callable[[IngestReport | BaseException], list[dict[str, Any]]]:
    """Lets an ingest end in a given report or exception, and tells what it was asked to do."""

    def ending_in(outcome: IngestReport | BaseException) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        async def fake(roots: Sequence[Root], *, watch: Watcher, rebuild: bool, **_rest: object) -> IngestReport:
            asked.append({"roots": list(roots), "rebuild": rebuild})
            for done in range(101):
                watch(Progress(stage="embed", done=done, total=100))
            watch(Progress(stage="read", done=0, total=0))
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr("bot.cli.ingest.ingest", fake)
        return asked

    return ending_in


Ingested = Callable[[IngestReport | BaseException], list[dict[str, Any]]]


def test_an_ingest_reports_and_keeps_its_progress_aside(ledfyr: Ledfyr, ingested: Ingested) -> None:
    ingested(a_report(added=["a.md"]))

    result = ledfyr("ingest")

    assert result.exit_code == 0
    assert "Nya          1\n             a.md" in result.stdout
    assert result.stderr.splitlines() == [f"Bäddar in texten: {n} av 100" for n in (0, 25, 50, 75, 100)]


def test_the_paths_are_the_whole_library(ledfyr: Ledfyr, ingested: Ingested) -> None:
    asked = ingested(a_report())

    ledfyr("ingest", "a.md", "docs", "--rebuild")

    assert asked == [{"roots": [Root(Path("a.md")), Root(Path("docs"))], "rebuild": True}]


def test_without_paths_the_starter_library_and_the_homes_documents_are_taken(
    ledfyr: Ledfyr, ingested: Ingested, home: Path
) -> None:
    (home / "documents").mkdir(parents=True)
    asked = ingested(a_report())

    ledfyr("ingest")

    assert [(root.label, root.path.name) for root in asked[0]["roots"]] == [("starter", "library"), ("", "documents")]


def test_an_ingest_in_which_anything_failed_ends_with_1(ledfyr: Ledfyr, ingested: Ingested) -> None:
    ingested(a_report(failed=[DocumentScanned("s.pdf", pages=2)]))

    result = ledfyr("ingest")

    assert result.exit_code == 1
    assert "s.pdf saknar text (2 sidor bilder)." in result.stdout


def test_a_report_for_scripts_is_one_object_and_nothing_else(ledfyr: Ledfyr, ingested: Ingested) -> None:
    ingested(a_report(added=["a.md"], failed=[DocumentScanned("s.pdf", pages=2)]))

    result = ledfyr("ingest", "--json", "--lang", "en")

    [told] = objects(result)
    assert result.exit_code == 1
    assert told["added"] == ["a.md"]
    assert told["failed"][0]["reason"].startswith("s.pdf holds no text (2 page images).")
    assert told["library"] == LIBRARY


def test_an_interrupted_ingest_says_which_version_is_in_use(ledfyr: Ledfyr, ingested: Ingested, home: Path) -> None:
    ingested(KeyboardInterrupt())

    first = ledfyr("ingest")
    publish(home)
    second = ledfyr("ingest")

    assert (first.exit_code, second.exit_code) == (130, 130)
    assert "Avbrutet innan något bibliotek hann bli klart." in first.stderr
    assert second.stderr.endswith("Avbrutet, den förra versionen gäller.\n")


@pytest.mark.parametrize(
    ("error", "words"), [(LibraryBusy("/h"), "En annan körning"), (HomeTooNew("/h", found=2, known=1), "nyare Ledfyr")]
)
def test_an_ingest_that_cannot_be_made_says_why(
    ledfyr: Ledfyr, ingested: Ingested, error: BaseException, words: str
) -> None:
    ingested(error)

    result = ledfyr("ingest", "--json")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert words in result.stderr


# library


def test_the_status_tells_the_home_and_its_versions(ledfyr: Ledfyr, home: Path) -> None:
    publish(home, a_version("20260101-000000-cccc"), a_version())

    result = ledfyr("library", "status")

    assert str(home.name) in result.stdout
    assert "20261121-120000-aaaa (1 dokument), gäller" in result.stdout
    assert "20260101-000000-cccc (1 dokument)\n" in result.stdout


def test_the_status_for_scripts_is_one_object(ledfyr: Ledfyr, home: Path) -> None:
    publish(home, a_version("20260101-000000-cccc"), a_version())

    [told] = objects(ledfyr("library", "status", "--json"))

    assert told["home"] == str(home)
    assert [(one["id"], one["active"]) for one in told["versions"]] == [
        ("20261121-120000-aaaa", True),
        ("20260101-000000-cccc", False),
    ]


@pytest.mark.parametrize("command", [["status"], ["list"], ["show", "x"], ["rollback"]])
def test_every_library_command_says_when_there_is_none(ledfyr: Ledfyr, command: Sequence[str]) -> None:
    result = ledfyr("library", *command)

    assert result.exit_code == 1
    assert "ledfyr ingest" in result.stderr


def test_a_rollback_points_at_the_version_before(ledfyr: Ledfyr, home: Path) -> None:
    publish(home, a_version("20260101-000000-cccc"), a_version())

    result = ledfyr("library", "rollback")

    assert "Version 20260101-000000-cccc gäller nu." in result.stdout
    assert Shelf(home).active().id == "20260101-000000-cccc"


def test_a_rollback_may_name_its_version(ledfyr: Ledfyr, home: Path) -> None:
    publish(home, a_version("20260101-000000-cccc"), a_version("20260202-000000-dddd"), a_version())

    [told] = objects(ledfyr("library", "rollback", "20260101-000000-cccc", "--json"))

    assert told["active"] == "20260101-000000-cccc"


def test_a_rollback_to_nowhere_names_the_versions_there_are(ledfyr: Ledfyr, home: Path) -> None:
    publish(home)

    unknown, before = ledfyr("library", "rollback", "x"), ledfyr("library", "rollback")

    assert (unknown.exit_code, before.exit_code) == (1, 1)
    assert LIBRARY in unknown.stderr
    assert "ingen äldre version" in before.stderr


def test_a_version_without_its_files_is_told_as_damaged(ledfyr: Ledfyr, home: Path) -> None:
    publish(home)

    result = ledfyr("library", "list")

    assert result.exit_code == 1
    assert "ledfyr ingest --rebuild" in " ".join(result.stderr.split())
