"""Puts together everything that a mission needs in Discord."""

from typing import NamedTuple

import discord

from bot.desk import Desk
from bot.guidance.guide import Guide
from bot.guidance.in_discord.choosing import Choosing
from bot.guidance.in_discord.commanding import Commanding
from bot.guidance.in_discord.commands import Commands
from bot.guidance.in_discord.guiding import Guiding
from bot.guidance.in_discord.housing import Housing
from bot.guidance.in_discord.idle import Idle, IdleMissions
from bot.guidance.in_discord.places import Places
from bot.guidance.in_discord.showing import Showing
from bot.guidance.in_discord.telling import Telling
from bot.limits import Limits
from bot.questions.answering import Underway
from knowledge.sessions.service import Missions
from knowledge.settings import LedfyrSettings


class MissionsInDiscord(NamedTuple):
    """The parts that the client calls: for what is pressed and sent in, for commands, for its daily sweep."""

    guiding: Guiding
    commands: Commands
    idle: Idle


def put_together(
    *,
    client: discord.Client,
    settings: LedfyrSettings,
    guide: Guide,
    missions: Missions,
    store: IdleMissions,
    limits: Limits,
    desk: Desk,
    underway: Underway,
    in_channel: bool,
) -> MissionsInDiscord:
    """Everything for missions in Discord; with `in_channel` they live in the channel where they are begun."""
    places = Places(client=client, in_channel=in_channel)
    telling = Telling(desk=desk)
    showing = Showing(guide=guide, missions=missions, places=places)
    housing = Housing(settings=settings, places=places, showing=showing, telling=telling)
    choosing = Choosing(settings=settings, missions=missions)
    guiding = Guiding(
        settings=settings,
        guide=guide,
        housing=housing,
        showing=showing,
        choosing=choosing,
        telling=telling,
        limits=limits,
        desk=desk,
    )
    commanding = Commanding(
        settings=settings,
        guide=guide,
        guiding=guiding,
        housing=housing,
        telling=telling,
        choosing=choosing,
        desk=desk,
        underway=underway,
    )
    commands = Commands(does=commanding, choosing=choosing, commands=settings.command_language)
    return MissionsInDiscord(guiding, commands, Idle(client=client, missions=store, places=places, desk=desk))
