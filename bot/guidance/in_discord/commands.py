"""The commands of a mission: `/mission new`, `open`, `show` and the others, and the menu of a message."""

from collections.abc import Callable, Coroutine
from typing import Any, Final, get_args

import discord
from discord import app_commands

from bot.guidance.in_discord.choosing import Choosing, Offers
from bot.guidance.in_discord.commanding import Commanding, OfAMission
from bot.naming import worded
from knowledge.settings import CommandLanguage

_OF_A_MISSION: Final[tuple[OfAMission, ...]] = get_args(OfAMission)
_MISSION: Final = "mission"

Callback = Callable[..., Coroutine[Any, Any, None]]


class Commands:
    """Adds the commands under names in the language of commands."""

    def __init__(self, *, does: Commanding, choosing: Choosing, commands: CommandLanguage) -> None:
        self._does = does
        self._choosing = choosing
        self._commands: CommandLanguage = commands

    def add_to(self, tree: app_commands.CommandTree) -> None:
        """Add `/mission` and the menu of a message."""
        group = app_commands.Group(
            name=worded("command.mission", self._commands), description=worded("command.mission.about", self._commands)
        )
        for command in (self._new(), self._list(), self._step(), self._invite(), self._transfer()):
            group.add_command(command)
        for what in _OF_A_MISSION:
            group.add_command(self._of_a_mission(what))
        tree.add_command(group)
        tree.add_command(
            app_commands.ContextMenu(name=worded("command.use_as_answer", self._commands), callback=self._use())
        )

    def _command(self, what: str, callback: Callback, *options: str) -> app_commands.Command[Any, ..., None]:
        """A command whose options are named and described in the catalogue, with offers for those that have some."""
        commands = self._commands
        names = {option: worded(f"command.mission.option.{option}", commands) for option in options}
        abouts = {option: worded(f"command.mission.option.{option}.about", commands) for option in options}
        offers = {option: offer for option, offer in self._offers().items() if option in options}
        for dress in (app_commands.rename(**names), app_commands.describe(**abouts)) if options else ():
            callback = dress(callback)
        if offers:
            callback = app_commands.autocomplete(**offers)(callback)
        about = worded(f"command.mission.{what}.about", commands)
        return app_commands.Command(
            name=worded(f"command.mission.{what}", commands), description=about, callback=callback
        )

    def _offers(self) -> dict[str, Any]:
        """What is offered while an option is typed, by the option."""

        async def missions(interaction: discord.Interaction, typed: str) -> Offers:
            return await self._choosing.missions(interaction, typed)

        async def steps(interaction: discord.Interaction, typed: str) -> Offers:
            option = worded("command.mission.option.mission", self._commands).message
            given: object = getattr(interaction.namespace, option, None)
            return await self._choosing.steps(interaction, typed, given=given if isinstance(given, str) else None)

        return {_MISSION: missions, "step": steps}

    def _new(self) -> app_commands.Command[Any, ..., None]:
        async def new(interaction: discord.Interaction, file: discord.Attachment | None = None) -> None:
            await self._does.new(interaction, file)

        return self._command("new", new, "file")

    def _list(self) -> app_commands.Command[Any, ..., None]:
        async def listed(interaction: discord.Interaction) -> None:
            await self._does.list(interaction)

        return self._command("list", listed)

    def _of_a_mission(self, what: OfAMission) -> app_commands.Command[Any, ..., None]:
        async def done(interaction: discord.Interaction, mission: str | None = None) -> None:
            await self._does.do(interaction, what, mission)

        return self._command(what, done, _MISSION)

    def _step(self) -> app_commands.Command[Any, ..., None]:
        async def shown(interaction: discord.Interaction, step: str | None = None, mission: str | None = None) -> None:
            await self._does.step(interaction, step, mission)

        return self._command("step", shown, "step", _MISSION)

    def _invite(self) -> app_commands.Command[Any, ..., None]:
        async def invited(
            interaction: discord.Interaction,
            person: discord.User | None = None,
            role: discord.Role | None = None,
            co_owner: bool = False,  # noqa: FBT001, FBT002 - an option
            mission: str | None = None,
        ) -> None:
            await self._does.invite(interaction, person=person, role=role, co_owner=co_owner, mission=mission)

        return self._command("invite", invited, "person", "role", "co_owner", _MISSION)

    def _transfer(self) -> app_commands.Command[Any, ..., None]:
        async def handed(interaction: discord.Interaction, person: discord.User, mission: str | None = None) -> None:
            await self._does.transfer(interaction, person, mission)

        return self._command("transfer", handed, "person", _MISSION)

    def _use(self) -> Callable[[discord.Interaction, discord.Message], Coroutine[Any, Any, None]]:
        async def used(interaction: discord.Interaction, message: discord.Message) -> None:
            await self._does.use(interaction, message)

        return used
