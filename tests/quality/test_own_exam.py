"""The project's own exam is passed: the starter library, built here, answers the project's own bank above its floor."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from tests.quality.engine import needs_engine

FEWEST: Final = 80  # questions


pytestmark = needs_engine


class Sat(NamedTuple):
    """The own exam as the command told it."""

    exit_code: int
    told: dict[str, Any]


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> Sat:
    """The own exam, sat in a home of its own, where the starter library is built first."""
    home: Path = tmp_path_factory.mktemp("home")
    result = CliRunner().invoke(app, ["exam", "--json", "--home", str(home)])
    assert result.stdout, result.stderr
    return Sat(result.exit_code, json.loads(result.stdout))


def test_no_figure_is_below_its_floor(sat: Sat) -> None:
    assert sat.told["below"] == []
    assert sat.told["held"] is True
    assert sat.exit_code == 0


def test_there_are_enough_questions_to_tell(sat: Sat) -> None:
    assert len(sat.told["questions"]) == sat.told["all"]["questions"] >= FEWEST


def test_every_type_of_question_is_asked_in_both_languages(sat: Sat) -> None:
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for question in sat.told["questions"]:
        languages[question["type"]].add(question["lang"])

    assert {name for name, spoken in languages.items() if spoken != {"sv", "en"}} == set()
    assert set(languages) == set(sat.told["types"])


def test_every_figure_of_the_floor_was_told_by_some_question(sat: Sat) -> None:
    assert None not in sat.told["all"].values()
    assert set(sat.told["languages"]) == {"sv", "en"}
