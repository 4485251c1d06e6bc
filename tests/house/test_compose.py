"""docker-compose.yml keeps its promises, as far as they can be told without a Docker engine."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from bot.cli.app import app
from knowledge.settings import LedfyrSettings

ROOT = Path(__file__).parents[2]
BOTS = ["ledfyr", "ledfyr-scaled"]
SERVERS = ["chroma", "postgres"]
VARIABLE = re.compile(r"\$\{(\w+)(:?[-?+])?")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def dockerfile(service: dict[str, Any]) -> list[list[str]]:
    """The instructions, continued lines joined, comments left out."""
    text = service["build"]["dockerfile_inline"].replace("$$", "$")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [shlex.split(line) for line in "\n".join(lines).replace("\\\n", "").splitlines()]


@pytest.mark.parametrize("name", BOTS)
class TestTheBot:
    def test_it_runs_as_nobody_in_particular_on_files_that_cannot_change(
        self, compose: dict[str, Any], name: str
    ) -> None:
        service = compose["services"][name]

        users = [words[1] for words in dockerfile(service) if words[0] == "USER"]

        assert users
        assert users[-1] not in ("root", "0")
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]

    def test_its_health_is_told_by_the_doctor(self, compose: dict[str, Any], name: str) -> None:
        assert compose["services"][name]["healthcheck"]["test"] == ["CMD", "ledfyr", "doctor", "--quick"]
        assert "doctor" in getattr(get_command(app), "commands", {})

    def test_it_has_time_to_finish_and_comes_back(self, compose: dict[str, Any], name: str) -> None:
        service = compose["services"][name]

        assert (service["command"], service["stop_grace_period"], service["restart"]) == (
            ["discord"],
            "40s",
            "unless-stopped",
        )

    def test_home_and_state_are_kept_and_documents_only_read(self, compose: dict[str, Any], name: str) -> None:
        service = compose["services"][name]
        home = service["environment"]["LEDFYR_HOME"]

        mounted = dict(volume.split(":", 1)[::-1] for volume in service["volumes"])

        assert mounted == {
            home: "ledfyr-home",
            f"{home}/state": "ledfyr-state",
            f"{home}/documents:ro": "./documents",
        }

    def test_the_folders_that_volumes_are_mounted_on_belong_to_the_user(
        self, compose: dict[str, Any], name: str
    ) -> None:
        service = compose["services"][name]
        made = [word for words in dockerfile(service) if "useradd" in words for word in words if word.startswith("/")]

        assert {volume.split(":")[1] for volume in service["volumes"]} <= set(made)

    def test_its_image_holds_what_the_package_is_made_of(self, compose: dict[str, Any], name: str) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        packages = [found.rstrip("*") for found in project["tool"]["setuptools"]["packages"]["find"]["include"]]
        needed = {*packages, "pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}

        copied = {word for words in dockerfile(compose["services"][name]) if words[0] == "COPY" for word in words[1:-1]}

        assert needed <= copied
        assert [path for path in copied if not (ROOT / path).exists()] == []

    def test_every_setting_may_be_given(self, compose: dict[str, Any], name: str) -> None:
        elsewhere = {"LEDFYR_CHROMA", "LEDFYR_STATE"}
        names = {f"LEDFYR_{name.upper()}" for name in LedfyrSettings.model_fields}

        given = set(compose["services"][name]["environment"])

        assert given <= names
        assert names - given <= (elsewhere if name == "ledfyr" else set())

    def test_a_bot_publishes_no_port(self, compose: dict[str, Any], name: str) -> None:
        assert "ports" not in compose["services"][name]


def test_only_the_plain_bot_starts_without_a_profile(compose: dict[str, Any]) -> None:
    profiles = {name: service.get("profiles") for name, service in compose["services"].items()}

    assert profiles == {"ledfyr": None, "ledfyr-scaled": ["scale"], "chroma": ["scale"], "postgres": ["scale"]}


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_is_pinned_checked_kept_and_reached_from_inside_alone(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]

    assert re.fullmatch(r"[\w/]+:\d+(\.\d+)+", service["image"])
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["volumes"][0].split(":")[0] in compose["volumes"]
    assert service["networks"] == ["inside"]
    assert compose["networks"]["inside"]["internal"] is True
    assert "ports" not in service


def test_the_chroma_server_is_of_the_version_that_the_library_is_tested_with(compose: dict[str, Any]) -> None:
    constraints = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert f"chromadb=={compose['services']['chroma']['image'].split(':')[1]}" in constraints


def test_the_scaled_bot_waits_for_its_servers_and_finds_them(compose: dict[str, Any]) -> None:
    service = compose["services"]["ledfyr-scaled"]

    waits = {name: how["condition"] for name, how in service["depends_on"].items()}

    assert waits == dict.fromkeys(SERVERS, "service_healthy")
    assert service["networks"] == ["default", "inside"]
    assert service["build"]["args"]["EXTRAS"] == "[postgres]"
    assert service["environment"]["LEDFYR_CHROMA"] == "http://chroma:8000"
    assert "@postgres:5432/" in service["environment"]["LEDFYR_STATE"]


def test_every_volume_and_network_is_declared(compose: dict[str, Any]) -> None:
    services = compose["services"].values()
    volumes = {volume.split(":")[0] for service in services for volume in service["volumes"]}
    networks = {network for service in services for network in service.get("networks", [])}

    assert {volume for volume in volumes if not volume.startswith("./")} == set(compose["volumes"])
    assert networks - {"default"} == set(compose["networks"])


def test_no_variable_must_be_set_for_the_plain_bot_to_start() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    # One that is demanded is demanded of every service, also of those that are not started.
    assert {how for _, how in VARIABLE.findall(text.replace("$${", ""))} == {":-"}
