"""What the environment may say, and what is said when it does not hold."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import SettingsInvalid
from knowledge.journal import Retention
from knowledge.settings import GuildSettings, LedfyrSettings, read_settings


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
        ("LEDFYR_COMMAND_LANGUAGE", "fi"),
        ("LEDFYR_VISIBLE", "kanske"),
        ("LEDFYR_QUESTIONS_PER_PERSON", "0"),
        ("LEDFYR_QUESTIONS_PER_GUILD", "-1"),
        ("LEDFYR_KEEP_CONVERSATIONS", "0"),
        ("LEDFYR_KEEP_FAILURES", "forever"),
        ("LEDFYR_KEEP_TOLD", "1.5"),
        ("LEDFYR_KEEP_CITATIONS", "36501"),
        ("LEDFYR_CHROMA", "localhost:8000"),
        ("LEDFYR_DISCORD_GUILDS", "{"),
        ("LEDFYR_DISCORD_GUILDS", "[1]"),
        ("LEDFYR_DISCORD_GUILDS", '{"allmänt": {}}'),
        ("LEDFYR_DISCORD_GUILDS", '{"0": {}}'),
        ("LEDFYR_DISCORD_GUILDS", '{"1": {"language": "fi"}}'),
        ("LEDFYR_DISCORD_GUILDS", '{"1": {"channels": ["allmänt"]}}'),
        ("LEDFYR_DISCORD_GUILDS", '{"1": {"chanels": [2]}}'),
    ],
)
def test_a_setting_that_does_not_hold_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsInvalid) as told:
        read_settings()

    assert told.value.name == name
    assert told.value.fault


def test_what_is_wrong_with_a_secret_is_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_DISCORD_GUILDS", '{"1": "my secret"')

    with pytest.raises(SettingsInvalid) as told:
        read_settings()

    assert "my secret" not in f"{told.value} {told.value.fault}"


def test_guilds_are_read_from_json_by_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "LEDFYR_DISCORD_GUILDS", '{"11": {"language": "en", "visible": true, "channels": [22], "roles": ["33"]}}'
    )

    settings = read_settings()

    assert settings.guild(11) == GuildSettings(language="en", visible=True, channels=(22,), roles=(33,))


@pytest.mark.parametrize("guild", [None, 12])
def test_where_nothing_is_set_for_a_guild_everywheres_holds(guild: int | None) -> None:
    settings = LedfyrSettings(home=Path("home"), discord_guilds={11: GuildSettings(language="en")})

    assert settings.guild(guild) == GuildSettings()


def test_what_is_kept_can_be_kept_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_KEEP_CONVERSATIONS", "keep")
    monkeypatch.setenv("LEDFYR_KEEP_TOLD", "730")

    assert read_settings().retention == Retention(conversations="keep", told=730, citations=365)


def test_what_is_kept_goes_after_a_month_or_a_year_where_nothing_else_is_said() -> None:
    settings = read_settings()

    assert settings.retention == Retention(conversations=30, told=365, citations=365)
    assert settings.keep_failures == 30


def test_answers_are_for_the_asker_alone_and_names_follow_the_client_where_nothing_else_is_said() -> None:
    settings = read_settings()

    assert (settings.visible, settings.command_language, settings.discord_token) == (False, "auto", None)


def test_secrets_never_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_DISCORD_TOKEN", "my-token")
    monkeypatch.setenv("LEDFYR_STATE", "postgresql://ledfyr:my-word@localhost/ledfyr")

    settings = read_settings()

    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert "my-token" not in shown
    assert "my-word" not in shown
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "my-token"


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
