"""A whole mission designed at a terminal: ten steps, a restart in the middle, taken out and in again."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from knowledge.missions.design import MissionDesign
from knowledge.missions.exports.interchange import from_json
from tests.flows.missions import COURSE, MISSION


def run(home: Path, *arguments: str, typed: Sequence[str] = ()) -> Result:
    words = "".join(f"{line}\n" for line in typed) or None
    return CliRunner().invoke(app, [*arguments, "--home", str(home)], input=words, env={"COLUMNS": "90"})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library holds two documents; words alone are enough here."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("documents")
    (folder / "mission.md").write_text(MISSION, encoding="utf-8")
    (folder / "course.md").write_text(COURSE, encoding="utf-8")
    told = run(home, "ingest", str(folder))
    assert told.exit_code == 0, told.output
    return home


FIRST: Sequence[str] = (
    # From a blank page: the title, the full path.
    "11", "Friska hav", "",
    # 1: a long text of two lines, a list.
    "/svara", "Fiskare i Karlshamn hittar plast i näten varje vecka, 40 kg om året sedan 2016.",
    "Kommunen städar, men skräpet kommer från fartyg, dagvatten och industri som ingen rår över.", "",
    "Städdagar varje vår.", "", "Ja, ingen äger helheten.", "", "Agenda 2030", "Kustplanen", "", "/klar",
    # Evidence from the documents.
    "/underlag Vilka åtgärder ingår i missionen?", "/länka 1", "1",
    "/nästa",
    # 2
    "/svara", "Fartyg", "Dagvatten", "Reningsverk", "Hamnar", "Strandstädning", "Fiskenät", "",
    "Rederierna", "", "Hamnavgiften", "",
    "2", "Avtalen löper tio år.", "", "1",
    "/nästa",
    # 3: an entry of two pages goes on by itself.
    "1", "Direkt i styrgruppen.", "", "2", "Region Blekinge", "1", "1, 2", "1", "Leder", "Mandat", "Måluppfyllelse",
    "/nästa",
)  # fmt: skip
SECOND: Sequence[str] = (
    "1",
    # 4
    "/answer", "Det är tisdag 2035 och barnen badar i Ronneby.", "", "/done", "/next",
    # 5
    "/svara", "Senast 2035 kan alla barn i Blekinge bada i ett hav fritt från plastskräp.", "", "/klar",
    "2", "Plast i näten", "40", "0", "2035", "Fiskarna", "", "/nästa",
    # 6
    "/hoppa-över",
    # 7: a command in the middle of a form sends it first.
    "/svara", "Sjöfart", "Fiske", "", "/nästa",
    # 8
    "/nästa",
    # 9
    "/svara", "Regionen håller i efteråt.", "", "/klar", "/ångra", "/nästa",
    # 10
    "/svara", "Om hamnarna tar emot skräp slängs mindre.", "", "/klar", "/nästa",
    "/visa", "/historik",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(home: Path) -> tuple[str, str]:
    """What was said in two sittings, with everything closed between them."""
    first = run(home, "mission", "--name", "Anna", typed=FIRST)
    second = run(home, "mission", "--name", "Anna", typed=SECOND)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    return first.stdout, second.stdout


def exported(home: Path, mission: str) -> MissionDesign:
    path = home / f"{mission}.json"
    result = run(home, "mission", "export", mission, "--kind", "json", "--out", str(path))
    assert result.exit_code == 0, result.output
    return from_json(path.read_text(encoding="utf-8"))


def missions(home: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in run(home, "mission", "list", "--json").stdout.splitlines()]


def test_the_second_sitting_goes_on_where_the_first_ended(told: tuple[str, str]) -> None:
    first, second = told

    assert first.rstrip().endswith("Allt är sparat. Fortsätt med ledfyr mission.")
    assert "Friska hav · Steg 4 av 10 · Framtidsbild och vinklar" in second
    assert "Friska hav: alla steg är genomgångna" in second


@pytest.mark.usefixtures("told")
def test_everything_that_was_typed_stands_in_the_mission(home: Path) -> None:
    [mission] = missions(home)

    design = exported(home, mission["id"])

    assert design.text("challenge").splitlines()[1].startswith("Kommunen städar")
    assert [claim.part("text") for claim in design.of("strategies")] == ["Agenda 2030", "Kustplanen"]
    assert len(design.of("system")) == 6
    assert design.of("lockins")[0].values == {"text": "Avtalen löper tio år.", "kind": "rules"}
    assert design.of("actors")[0].values == {
        "name": "Region Blekinge",
        "sector": "public",
        "level": "decides,plans",
        "standing": "established",
        "role": "Leder",
        "gives": "Mandat",
        "gets": "Måluppfyllelse",
    }
    assert design.text("mission") == "Senast 2035 kan alla barn i Blekinge bada i ett hav fritt från plastskräp."
    assert design.of("headline_measure")[0].part("year") == "2035"
    assert design.skipped == ("conflicts",)
    assert design.text("continuation") == ""
    assert {claim.author for claim in design.claims} == {"Anna"}
    [challenge] = design.of("challenge")
    assert challenge.standing == "evidence"
    assert "missionen" in challenge.evidence[0].quote.casefold()


@pytest.mark.usefixtures("told")
def test_what_is_taken_out_is_the_same_when_it_is_taken_in(home: Path, tmp_path: Path) -> None:
    [mission] = missions(home)
    design = exported(home, mission["id"])
    file = tmp_path / "mission.json"
    run(home, "mission", "export", mission["id"], "--kind", "json", "--out", str(file))

    result = run(home, "mission", "import", str(file))

    assert result.exit_code == 0
    new = next(one for one in missions(home) if one["id"] != mission["id"])
    assert exported(home, new["id"]) == design


@pytest.mark.usefixtures("told")
def test_every_kind_of_file_is_written(home: Path, tmp_path: Path) -> None:
    mission = missions(home)[-1]

    result = run(home, "mission", "export", mission["id"], "--out", str(tmp_path))

    assert result.exit_code == 0, result.output
    endings = sorted(path.suffix for path in tmp_path.iterdir())
    assert endings == [".docx", ".json", ".md", ".pdf", ".png", ".png", ".svg", ".svg"]
    assert result.stdout.count("Sparat: ") == 8


def test_a_form_that_is_left_by_the_end_of_the_input_is_a_draft(home: Path) -> None:
    begun = ("/ny", "11", "Avbruten", "", "/svara", "En halv mening som")

    first = run(home, "mission", typed=begun)
    again = run(home, "mission", typed=("/ny", "/missioner", "1", "/utkast", "1", "/klar", "/visa"))

    assert "Det du skrev är sparat som utkast" in first.stdout
    assert "En halv mening som" in again.stdout
    assert "skrev under Utmaning: En halv mening som" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "nowhere"), "Du har ingen mission som heter nowhere."),
        (("export", "nowhere", "--kind", "xls"), "xls is not a kind of file"),
        (("import", "/nowhere.json"), "nowhere.json"),
    ],
)
def test_what_cannot_be_done_is_told_with_an_exit_code(home: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run(home, "mission", *arguments)

    assert result.exit_code != 0
    assert told in result.output


def test_a_file_that_is_no_mission_is_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_bytes(b"\xff\xfe{")

    result = run(home, "mission", "import", str(file))

    assert result.exit_code == 1
    assert "Filen kan inte läsas som en mission" in " ".join(result.stderr.split())


def test_odd_lines_are_answered_and_nothing_breaks(home: Path) -> None:
    before = ("99", "/dansa", "hej", "/steg 4", "/länka 7", "/klar")
    within = ("/ny", "11", "X", "2", "/steg 12", "/länka", "/klar", "/en", "/help", "/step 3", "/step goal", "/quit")

    result = run(home, "mission", typed=(*before, *within))

    out = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "Det finns inget val 99 i den senaste listan." in out
    assert "Kommandot /dansa finns inte." in out
    assert "Välj en mission först" in out
    assert "Steget 12 finns inte på missionens väg. Stegen är 1, 3, 5, 6, 8, 10." in out
    assert "Det finns inget citat 1 att länka." in out
    assert "I speak English from now on." in out
    assert "Step 3 · Actors, roles and voices (2 of 6)" in out
    assert "Step 6 · Goal conflicts and side effects (4 of 6)" in out
    assert result.stdout.rstrip().endswith("Everything is saved. Go on with ledfyr mission.")
