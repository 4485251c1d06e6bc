"""Tells Discord of the commands once per change, not at every start."""

import hashlib
import json
from contextlib import suppress
from typing import Any

from discord import app_commands

from knowledge.errors import StateError
from knowledge.journal import Upkeep

_NOTE = "discord-commands"
_Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group


async def sync_commands(tree: app_commands.CommandTree, upkeep: Upkeep, *, application: int) -> bool:
    """Sync the commands where they have changed, or where Discord has others than we think; whether it was done.

    What was synced last is noted in the state database; where that does not answer, they are synced once more.
    """
    fingerprint = await _fingerprint(tree)
    name = f"{_NOTE}:{application}"
    with suppress(StateError):
        if await upkeep.noted(name) == fingerprint and await _there(tree):
            return False
    await tree.sync()
    with suppress(StateError):
        await upkeep.note(name, fingerprint)
    return True


async def _fingerprint(tree: app_commands.CommandTree) -> str:
    """A hash of everything Discord is told of the commands."""
    told = [
        await command.get_translated_payload(tree, tree.translator) if tree.translator else command.to_dict(tree)
        for command in _all(tree)
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


async def _there(tree: app_commands.CommandTree) -> bool:
    """Whether Discord has commands of the same names: somebody may have wiped them."""
    return {command.name for command in await tree.fetch_commands()} == {command.name for command in _all(tree)}


def _all(tree: app_commands.CommandTree) -> "list[_Command]":
    """Every command and menu, in an order of their own."""
    return sorted(tree.get_commands(), key=lambda command: command.name)
