"""What the environment may say, and what is said when it does not hold."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import SettingsInvalid
from knowledge.settings import LedfyrSettings, read_settings


def test_every_setting_has_a_default_that_holds() -> None:
    settings = read_settings()

    assert settings.language == "sv"
    assert settings.kept_versions == 3
    assert settings.home.is_absolute()


def test_the_environment_is_read_with_one_prefix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEDFYR_HOME", str(tmp_path))
    monkeypatch.setenv("LEDFYR_LANGUAGE", "en")
    monkeypatch.setenv("LEDFYR_KEPT_VERSIONS", "5")

    settings = read_settings()

    assert (settings.home, settings.language, settings.kept_versions) == (tmp_path, "en", 5)


def test_a_home_given_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEDFYR_HOME", str(tmp_path / "other"))

    assert read_settings(home=tmp_path / "mine").home == tmp_path / "mine"


def test_the_home_is_made_absolute_and_its_tilde_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))

    assert read_settings(home=Path("here")).home == tmp_path / "here"
    assert read_settings(home=Path("~/there")).home == tmp_path / "me" / "there"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEDFYR_LANGUAGE", "fi"),
        ("LEDFYR_KEPT_VERSIONS", "0"),
        ("LEDFYR_KEPT_VERSIONS", "många"),
        ("LEDFYR_LARGEST_FILE", "-1"),
        ("LEDFYR_LARGEST_TEXT", "1.5"),
    ],
)
def test_a_setting_that_does_not_hold_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsInvalid) as told:
        read_settings()

    assert told.value.name == name
    assert told.value.fault


def test_other_variables_with_the_prefix_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_SOMETHING_ELSE", "x")

    assert read_settings().language == "sv"


def test_an_empty_home_in_the_environment_is_no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    default = read_settings().home
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDFYR_HOME", "")

    assert read_settings().home == default


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        LedfyrSettings(home=tmp_path).language = "en"  # pyright: ignore[reportAttributeAccessIssue]
