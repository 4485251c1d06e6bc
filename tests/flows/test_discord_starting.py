"""Starting: commands told once, in the right language; intents and settings that do not hold are named."""

from typing import Any

import discord
import pytest

from bot.client import Moment
from bot.startup import complaints
from knowledge.settings import GuildSettings, LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.discord_world import GUILD, World, discord_world


def names(commands: list[dict[str, Any]]) -> set[str]:
    return {command["name"] for command in commands}


def swedish(commands: list[dict[str, Any]]) -> set[str]:
    """The names that Swedish clients show."""
    told: list[dict[str, str]] = [command.get("name_localizations") or {} for command in commands]
    return {names.get("sv-SE", "") for names in told}


def told_at_start(world: World) -> list[str]:
    return list(complaints(world.env.bot, world.settings, "sv"))


def in_swedish(settings: LedfyrSettings) -> LedfyrSettings:
    return settings.model_copy(update={"command_language": "sv"})


MENUS = {"Ask Ledfyr about this", "Use as mission answer"}
SWEDISH_MENUS = {"Fråga Ledfyr om detta", "Använd som missionssvar"}
ENGLISH = {"ask", "help", "about", "documents", "my-data", "mission", *MENUS}
SWEDISH = {"fråga", "hjälp", "om", "dokument", "mina-uppgifter", "mission", *SWEDISH_MENUS}


async def test_commands_have_english_names_and_swedish_ones_for_swedish_clients(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        [told] = world.synced()

        assert names(told) == ENGLISH
        assert swedish(told) == SWEDISH


async def test_commands_are_told_once_and_not_at_the_next_start(settings: LedfyrSettings) -> None:
    moments: list[Moment] = []
    async with discord_world(settings, ScriptedLibrary(), watch=moments.append) as world:
        await world.restart()

        assert len(world.synced()) == 1
        assert moments == ["synced", "ready", "ready"]
        assert "Blekinge har sju flaskhalsar." in (await world.person("anna").ask("Vilka är flaskhalsarna?")).words


async def test_commands_that_discord_has_lost_are_told_again(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        world.env.backend.register_commands(None, [])

        await world.restart()

        assert len(world.synced()) == 2
        assert "Blekinge har sju flaskhalsar." in (await world.person("anna").ask("Vilka är flaskhalsarna?")).words


async def test_commands_in_swedish_alone_have_swedish_base_names(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        await world.restart(in_swedish(settings))
        ben = world.person("ben", locale="en-US")

        _, told = world.synced()
        answer = await ben.command("fråga", fråga="Vilka är flaskhalsarna?")
        helped = await ben.command("hjälp")
        stored = await ben.command("mina-uppgifter visa")

        assert names(told) == SWEDISH
        assert swedish(told) == {""}
        assert "Blekinge har sju flaskhalsar." in answer.words
        assert "/fråga" in helped.words
        assert stored.words.startswith("**Det här lagras om dig**")


async def test_a_bot_that_may_not_read_messages_does_not_start_as_one_that_may(settings: LedfyrSettings) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with discord_world(settings, ScriptedLibrary(), approved=discord.Intents.none()):
            pass


async def test_a_bot_that_may_not_read_messages_says_so(settings: LedfyrSettings) -> None:
    nothing = discord.Intents.none()
    async with discord_world(settings, ScriptedLibrary(), approved=nothing, message_content=False) as world:
        [complaint] = told_at_start(world)

        assert "Message Content" in complaint


async def test_guilds_channels_and_roles_that_do_not_exist_are_named_at_the_start(settings: LedfyrSettings) -> None:
    guilds = {GUILD: GuildSettings(channels=(123456,), roles=(234567,)), 345678: GuildSettings()}
    async with discord_world(settings.model_copy(update={"discord_guilds": guilds}), ScriptedLibrary()) as world:
        told = told_at_start(world)

        assert [any(number in one for one in told) for number in ("123456", "234567", "345678")] == [True] * 3
        assert len(told) == 3


async def test_permissions_that_are_lacking_in_a_guild_are_named_at_the_start(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        role = world.guild.roles["TestBot"]
        few = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
        everyone = world.guild.default_role
        for one in (role, everyone):
            world.env.backend.edit_role(world.guild.id, one.id, {"permissions": few.value})
        await world.settle()

        [told] = told_at_start(world)

        assert "Missionen" in told
        assert "Skapa privata trådar" in told
        assert "Läsa meddelandehistorik" not in told


async def test_a_client_that_was_closed_can_be_set_up_again(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask("Vilka är flaskhalsarna?")

        await world.env.restart_bot()

        assert "Blekinge har sju flaskhalsar." in (await anna.press(told.message, "Källor")).words
