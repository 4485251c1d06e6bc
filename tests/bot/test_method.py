"""The owner of the method checks it and copies it, in a folder or in a home."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.failures import failure_of
from bot.replies.faults import fault_in_words, reply_to_fault
from bot.replies.method import method_fault, reply_to_check, reply_to_copy
from bot.replies.reply import Reply
from bot.texts import catalogues, placeholders, text
from knowledge.errors import MethodFault, MethodInvalid
from knowledge.language import LANGUAGES, Language
from knowledge.method.loading import PACKAGED, load_method
from tests.builders_method import BREAKS, CHALLENGE, Break, a_method_folder, edit

Ledfyr = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def ledfyr(home: Path, monkeypatch: pytest.MonkeyPatch) -> Ledfyr:
    """Runs a command in the home."""
    monkeypatch.setenv("LEDFYR_HOME", str(home))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with two faults, in two files."""
    folder = a_method_folder(tmp_path / "broken")
    edit(folder, CHALLENGE, "Utmaningen och vem som märker den", "Ö" * 46)
    edit(folder, "criteria.yaml", "[C1.2, C4.3", "[C1.2, C4.33")
    return folder


def flat(shown: object) -> str:
    """What was shown without its spaces: a terminal breaks lines where it must."""
    return "".join(str(shown).split())


def words(reply: Reply) -> str:
    return "\n".join(line.text for paragraph in reply.paragraphs for line in paragraph.lines)


# What is said


def facts_for(code: str) -> Mapping[str, str]:
    """A fact for every placeholder of a fault's words."""
    return {name: f"<{name}>" for name in placeholders(catalogues()["sv"][f"method.fault.{code}"])}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in catalogues()["sv"] if key.startswith("method.fault.")])
def test_a_fault_says_file_line_key_and_remedy(key: str, language: Language) -> None:
    code = key.removeprefix("method.fault.")
    fault = MethodFault("fields.yaml", "tried.name.sv", code, 17, facts_for(code))

    told = method_fault(fault, language)

    assert told.startswith(
        "fields.yaml, rad 17, tried.name.sv: " if language == "sv" else "fields.yaml, line 17, tried"
    )
    assert all(fact in told for fact in fault.facts.values())
    # What is wrong, and then what to do about it.
    assert len([part for part in told.replace("1, 2, 3", "").split(". ") if part]) >= 2


def test_a_fault_of_a_whole_file_says_so_without_line_or_key() -> None:
    told = method_fault(MethodFault("lexicon.yaml", "", "file_missing"), "sv")

    assert told.startswith("lexicon.yaml: filen saknas. ")


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.code}-{one.key}")
def test_every_fault_that_the_loader_tells_has_words(tmp_path: Path, one: Break) -> None:
    folder = a_method_folder(tmp_path / "method")
    edit(folder, one.file, one.old, one.new)
    with pytest.raises(MethodInvalid) as caught:
        load_method(folder)

    told = [method_fault(fault, language) for fault in caught.value.faults for language in LANGUAGES]

    assert [words for words in told if "{" in words or one.file.rpartition(".")[2] not in words] == []


def test_every_text_of_a_fault_is_of_one_that_the_loader_tells() -> None:
    loader = "".join(path.read_text(encoding="utf-8") for path in (PACKAGED.parents[1] / "method").glob("*.py"))
    worded = {key.removeprefix("method.fault.") for key in catalogues()["sv"] if key.startswith("method.fault.")}

    assert [code for code in worded if f'"{code}"' not in loader] == []


def test_a_method_that_does_not_hold_is_told_fault_by_fault_wherever_it_comes_up(broken: Path) -> None:
    with pytest.raises(MethodInvalid) as caught:
        load_method(broken)

    reply = reply_to_fault(caught.value, "sv")

    assert words(reply).startswith(f"Metoden i {broken} har 2 fel. ")
    assert "questions.1.label.sv: texten har 46 tecken, och högst 45 får plats. " in words(reply)
    assert failure_of(caught.value, language="sv", home=None).reply == reply
    told = f"The method in {broken} has 2 faults. See them with ledfyr method check."
    assert fault_in_words(caught.value, "en") == told


def test_a_method_that_holds_is_told_with_what_it_has() -> None:
    method = load_method()

    told = words(reply_to_check(method, None, "sv"))

    assert f"version {method.id}" in told
    assert "10 steg" in told
    assert "52 kriterier" in told
    assert "ledfyr method copy" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_in_the_home_is_used_at_once_and_another_says_where_it_would_be(
    tmp_path: Path, language: Language
) -> None:
    used = tmp_path / "method"

    at_once = words(reply_to_copy(used, 16, used, language))
    elsewhere = words(reply_to_copy(tmp_path / "mine", 16, used, language))

    assert at_once.endswith(text("method.copied.used", language))
    assert elsewhere.endswith(text("method.copied.unused", language, used=used))


def test_a_folder_with_a_space_can_be_pasted(tmp_path: Path) -> None:
    told = words(reply_to_copy(Path("/srv/vår metod"), 16, tmp_path, "sv"))

    assert "ledfyr method check '/srv/vår metod'" in told


# The commands


@pytest.mark.parametrize("command", ["check", "copy"])
def test_every_method_command_explains_itself(ledfyr: Ledfyr, command: str) -> None:
    result = ledfyr("method", command, "--help")

    assert result.exit_code == 0
    assert "--home" in result.stdout


def test_the_packaged_method_holds_in_a_new_home(ledfyr: Ledfyr) -> None:
    result = ledfyr("method", "check")

    assert result.exit_code == 0
    assert load_method().id in flat(result.stdout)


def test_a_check_shows_every_fault_and_ends_with_one(ledfyr: Ledfyr, broken: Path) -> None:
    result = ledfyr("method", "check", str(broken))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{CHALLENGE},rad" in flat(result.stderr)
    assert "C4.33" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_check_speaks_the_language_asked_for(ledfyr: Ledfyr, broken: Path) -> None:
    assert "atmost45fit" in flat(ledfyr("method", "check", str(broken), "--lang", "en").stderr)


def test_a_script_gets_every_fault_as_an_object(ledfyr: Ledfyr, broken: Path) -> None:
    result = ledfyr("method", "check", str(broken), "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["method"] is None
    assert [(one["file"], one["code"]) for one in told["faults"]] == [
        ("criteria.yaml", "criterion_unknown"),
        (CHALLENGE, "long"),
    ]


def test_a_script_gets_the_id_of_a_method_that_holds(ledfyr: Ledfyr) -> None:
    assert json.loads(ledfyr("method", "check", "--json").stdout) == {"method": load_method().id, "faults": []}


def test_a_home_with_a_method_of_its_own_has_that_checked(ledfyr: Ledfyr, home: Path) -> None:
    assert ledfyr("method", "copy", str(home / "method")).exit_code == 0
    edit(home / "method", CHALLENGE, "number: 1", "number: one")

    result = ledfyr("method", "check")

    assert result.exit_code == 1
    assert flat(home / "method") in flat(result.stderr)


def test_a_copy_holds_and_is_the_same_method(ledfyr: Ledfyr, tmp_path: Path) -> None:
    copied = ledfyr("method", "copy", str(tmp_path / "mine"))
    checked = ledfyr("method", "check", str(tmp_path / "mine"), "--json")

    assert copied.exit_code == 0
    assert flat(f"ledfyr method check {tmp_path / 'mine'}") in flat(copied.stdout)
    assert json.loads(checked.stdout)["method"] == load_method().id


def test_a_copy_overwrites_nothing(ledfyr: Ledfyr, broken: Path) -> None:
    before = {path.name: path.read_bytes() for path in broken.iterdir()}

    result = ledfyr("method", "copy", str(broken))

    assert result.exit_code == 1
    assert "ingetkopierades" in flat(result.stderr)
    assert {path.name: path.read_bytes() for path in broken.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_wrong_use(ledfyr: Ledfyr, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    result = ledfyr("method", "copy", str(tmp_path / "file" / "mine"))

    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_a_folder_that_is_not_there_is_told(ledfyr: Ledfyr, tmp_path: Path) -> None:
    result = ledfyr("method", "check", str(tmp_path / "nowhere"))

    assert result.exit_code == 1
    assert flat(tmp_path / "nowhere") in flat(result.stderr)
