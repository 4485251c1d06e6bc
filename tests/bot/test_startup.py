"""What `ledfyr discord` says of Discord once it has logged in."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import discord
import pytest

from bot.startup import PERMISSIONS, complaints, invite_link
from knowledge.language import LANGUAGES, Language
from knowledge.settings import GuildSettings, LedfyrSettings

README = Path(__file__).parents[2] / "README.md"
GUILD, CHANNEL, ROLE = 11, 22, 33
NUMBER = 377957223424


class _Channel(NamedTuple):
    held: discord.Permissions

    def permissions_for(self, _me: object) -> discord.Permissions:
        return self.held


def a_guild(*, lacks: Sequence[str] = (), administrator: bool = False, away: bool = False) -> Any:
    """A guild with one channel and one role, where the bot lacks permissions; `away`: not reachable just now."""
    held = discord.Permissions(PERMISSIONS.value)
    held.update(**dict.fromkeys(lacks, False), administrator=administrator)
    return SimpleNamespace(
        id=GUILD,
        name="Missionen",
        unavailable=away,
        me=None if away else SimpleNamespace(guild_permissions=held),
        get_channel={} if away else {CHANNEL: _Channel(held)}.get,
        get_role={} if away else {ROLE: "aktörer"}.get,
    )


def complaints_of(*guilds: Any, content: bool = True, language: Language = "sv", **held: GuildSettings) -> list[str]:
    """What is said of a client in these guilds; `held` are settings by guild, "g11"."""
    settings = LedfyrSettings(home=Path("home"), discord_guilds={int(name[1:]): one for name, one in held.items()})
    client: Any = SimpleNamespace(
        intents=SimpleNamespace(message_content=content),
        guilds=guilds,
        get_guild={guild.id: guild for guild in guilds}.get,
    )
    return list(complaints(client, settings, language))


def test_where_everything_is_as_it_should_be_nothing_is_said() -> None:
    assert complaints_of(a_guild(), g11=GuildSettings(channels=(CHANNEL,), roles=(ROLE,))) == []


def test_what_is_missing_is_named_with_its_remedy() -> None:
    told = complaints_of(a_guild(), g11=GuildSettings(channels=(CHANNEL, 404), roles=(405,)), g12=GuildSettings())

    channel, role, guild = sorted(told)
    assert "Kanalen 404" in channel
    assert "Missionen" in channel
    assert "Rollen 405" in role
    assert "Servern 12" in guild
    assert all("Rätta id:t" in one for one in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_intent_is_told_with_where_to_turn_it_on(language: Language) -> None:
    (told,) = complaints_of(content=False, language=language)

    assert "Message Content Intent" in told
    assert "discord.com/developers" in told


def test_missing_permissions_are_told_by_discords_words() -> None:
    (told,) = complaints_of(a_guild(lacks=("create_private_threads", "attach_files")))

    assert "På Missionen saknar Ledfyr behörighet: Skapa privata trådar, Bifoga filer." in told


def test_an_administrator_lacks_nothing() -> None:
    assert complaints_of(a_guild(lacks=("attach_files",), administrator=True)) == []


def test_nothing_is_said_of_a_guild_that_discord_cannot_reach_just_now() -> None:
    assert complaints_of(a_guild(away=True), g11=GuildSettings(channels=(404,), roles=(405,))) == []


def test_the_bot_asks_for_no_more_than_it_needs() -> None:
    # discord.py calls "view_channel" by its older name.
    assert {name for name, wanted in PERMISSIONS if wanted} == {
        "attach_files",
        "create_private_threads",
        "create_public_threads",
        "read_message_history",
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
    }
    assert PERMISSIONS.value == NUMBER


def test_the_invite_link_carries_the_number_and_invites_commands_too() -> None:
    link = invite_link(1234)

    assert link.startswith("https://discord.com/oauth2/authorize?client_id=1234&")
    assert f"permissions={NUMBER}" in link
    assert "scope=bot+applications.commands" in link


def test_the_readme_invites_with_the_same_number() -> None:
    assert str(NUMBER) in README.read_text(encoding="utf-8")


def test_a_channel_that_ledfyr_may_not_see_is_named() -> None:
    told = complaints_of(a_guild(lacks=["view_channel"]), g11=GuildSettings(channels=(CHANNEL,)))

    assert told[0].startswith(f"Kanalen {CHANNEL} i LEDFYR_DISCORD_GUILDS finns inte på Missionen, eller så får Ledfyr")
