"""The papers are true: every command, option and setting that there is stands in the README, and explains itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli.app import app
from knowledge.settings import LedfyrSettings

README = Path(__file__).parents[2] / "README.md"
OF_TYPER = {"--install-completion", "--show-completion", "--help"}


@pytest.fixture(scope="module")
def readme() -> str:
    if not README.exists():
        pytest.skip("there is no README yet")
    return README.read_text(encoding="utf-8")


def commands(command: Any, path: str = "ledfyr") -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it."""
    below: dict[str, Any] = getattr(command, "commands", {})
    if not below:
        yield path, command
    for name, inner in below.items():
        yield from commands(inner, f"{path} {name}")


def parameters() -> Iterator[tuple[str, Any]]:
    for path, command in (("ledfyr", get_command(app)), *commands(get_command(app))):
        yield from ((path, parameter) for parameter in command.params)


def test_every_command_stands_in_the_readme(readme: str) -> None:
    assert [path for path, _ in commands(get_command(app)) if path not in readme] == []


def test_every_option_stands_in_the_readme(readme: str) -> None:
    options = {name for _, parameter in parameters() for name in parameter.opts if name.startswith("--")}

    assert sorted(name for name in options - OF_TYPER if name not in readme) == []


def test_every_setting_stands_in_the_readme(readme: str) -> None:
    names = [f"LEDFYR_{name.upper()}" for name in LedfyrSettings.model_fields]

    assert [name for name in names if name not in readme] == []


def test_every_command_and_option_explains_itself() -> None:
    assert [path for path, command in commands(get_command(app)) if not command.help] == []
    assert [(path, parameter.name) for path, parameter in parameters() if not getattr(parameter, "help", None)] == []


def test_every_command_takes_a_home() -> None:
    homeless = [path for path, command in commands(get_command(app)) if "home" not in {p.name for p in command.params}]

    assert homeless == []
