"""What the simulated Discord leaves out: the languages of people's clients, the role that is the bot's own."""

from typing import Any

import pytest
import simcord.interactions
from simcord.backend import serializers
from simcord.backend.models import Interaction, Role


def speaking(patch: pytest.MonkeyPatch) -> dict[int, str]:
    """The languages of people's clients, by the person's id: simcord knows American English alone."""
    locales: dict[int, str] = {}
    american = simcord.interactions.base_payload

    def spoken(*arguments: Any, **named: Any) -> tuple[Interaction, dict[str, Any]]:
        record, payload = american(*arguments, **named)
        payload["locale"] = payload["guild_locale"] = locales.get(record.user_id, "en-US")
        return record, payload

    patch.setattr(simcord.interactions, "base_payload", spoken)
    return locales


def name_the_bots_role(patch: pytest.MonkeyPatch, bot: int) -> None:
    """Let Discord tell which role is the bot's own, which simcord leaves out."""
    plain = serializers.role_payload

    def tagged(role: Role) -> dict[str, Any]:
        return {**plain(role), **({"tags": {"bot_id": str(bot)}} if role.managed else {})}

    patch.setattr(serializers, "role_payload", tagged)
