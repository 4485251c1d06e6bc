"""Takes what people do in a mission to the guide, and brings back what comes of it: thin shells around `Guide`."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Final

import aiohttp
import discord

from bot.desk import Desk
from bot.guidance.acts import Act, Verb, act_in
from bot.guidance.guide import Guide
from bot.guidance.in_discord.choosing import Choosing
from bot.guidance.in_discord.forms import Sent, modal_of, sent_in
from bot.guidance.in_discord.housing import Housing
from bot.guidance.in_discord.people import person_of, place_of
from bot.guidance.in_discord.showing import Showing
from bot.guidance.in_discord.telling import Telling
from bot.guidance.in_discord.turning import Turning
from bot.guidance.offers import offer, offering
from bot.guidance.response import Response
from bot.limits import Limits
from bot.questions.answering import reader
from bot.rendering.menus import page_turned_to
from bot.replies.channel import reply_to_wait
from bot.replies.reply import Reply, said
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.errors import StateUnavailable
from knowledge.language import Language
from knowledge.settings import LedfyrSettings

_FORMS: Final[frozenset[Verb]] = frozenset({"begin", "answer", "pick", "more", "search", "draft", "use", "rename"})
"""Acts that may open a form: it has to be the response itself, within the three seconds that Discord waits."""
_SEARCHES: Final[frozenset[Verb]] = frozenset({"documents", "searched", "suggest"})
_SAID_TO_ALL: Final[frozenset[Verb]] = frozenset(
    {
        "form",
        "use",
        "undo",
        "renamed",
        "support",
        "unlink",
        "assume",
        "confirm",
        "stand",
        "aside",
        "stand_all",
        "archive",
        "restore",
    }
)
"""Acts that everybody in the thread hears of, in the language of the mission."""
_IN_TIME: Final = 2.0  # seconds


class Guiding:
    """Meets everything that is done in a mission."""

    def __init__(
        self,
        *,
        settings: LedfyrSettings,
        guide: Guide,
        housing: Housing,
        showing: Showing,
        choosing: Choosing,
        telling: Telling,
        limits: Limits,
        desk: Desk,
    ) -> None:
        self._settings = settings
        self._guide = guide
        self._housing = housing
        self._showing = showing
        self._choosing = choosing
        self._limits = limits
        self._desk = desk
        self._telling = telling
        self._turning = Turning(guide=guide)
        self._shared: set[tuple[int, str]] = set()

    async def act(self, interaction: discord.Interaction, value: str, picked: str | None) -> None:
        """Do what was pressed, or picked in a menu."""
        act, language = act_in(value), reader(self._settings, interaction)
        async with self._desk.minding(interaction, language):
            page = page_turned_to(picked) if picked else None
            if page is not None:
                await self._turning.turn(interaction, value, page, by=person_of(interaction.user), language=language)
            elif act.verb in _FORMS:
                response = await _in_time(self._done(interaction, act, language, picked=picked))
                await self.bring(interaction, act, response, language)
            else:
                await interaction.response.defer()
                response = await self._done(interaction, act, language, picked=picked)
                await self.bring(interaction, act, response, language)
                if act.verb == "people" and picked is not None and response.session is not None:
                    await self._housing.let_out(response.session, picked)
            if picked is not None and page is None:
                await _emptied(interaction)

    async def command(self, interaction: discord.Interaction, act: Act, language: Language) -> None:
        """Do what a command says that has been deferred."""
        await self.bring(interaction, act, await self._done(interaction, act, language), language)

    async def sent_in(self, interaction: discord.Interaction) -> bool:
        """Take a form that was sent in; False where the interaction is something else."""
        sent = sent_in(interaction)
        if sent is None:
            return False
        language = reader(self._settings, interaction)
        async with self._desk.minding(interaction, language):
            await self._acknowledge(interaction)
            act = act_in(sent.value)
            response = await self._taken(interaction, act, sent, language)
            await self.bring(interaction, act, response, language)
            if act.verb == "renamed" and response.session is not None:
                await self._housing.name(response.session)
        return True

    async def bring(self, interaction: discord.Interaction, act: Act, response: Response, language: Language) -> None:
        """Show what came of an act: a form, or what is said and how the mission stands now."""
        if response.form is not None:
            await interaction.response.send_modal(modal_of(response.form))
            return
        if not interaction.response.is_done():
            await interaction.response.defer()
        session = response.session
        if session is not None and session.place is None and act.verb in ("start", None):
            await self._housing.move_in(interaction, session, response.reply, language)
            return
        await self._say(interaction, act, response, language)
        if session is not None and not await self._showing.refresh(session, moved=response.moved):
            await self._telling.privately(interaction, None, note=self._housing.homeless(interaction, language))

    async def _done(
        self, interaction: discord.Interaction, act: Act, language: Language, *, picked: str | None = None
    ) -> Response:
        wait = self._limits.wait(person=interaction.user.id, guild=interaction.guild_id) if act.verb in _SEARCHES else 0
        if wait:
            return Response(reply=reply_to_wait(wait, language))
        return await self._guide.act(
            act,
            by=person_of(interaction.user),
            language=await self._spoken(interaction, act, language),
            picked=picked,
            guild=guild_of(interaction),
        )

    async def _taken(self, interaction: discord.Interaction, act: Act, sent: Sent, language: Language) -> Response:
        """What comes of a form; whatever goes wrong, its words are kept or handed back."""
        by = person_of(interaction.user)
        try:
            spoken = await self._spoken(interaction, act, language)
            return await self._guide.act(act, by=by, language=spoken, sent=sent.inputs, guild=guild_of(interaction))
        except Exception as error:
            self._desk.note(error)
        try:
            return await self._guide.late(act, sent.inputs, language)
        except Exception as error:
            self._desk.note(error)
            return Response(reply=_handed_back(sent, language))

    async def _spoken(self, interaction: discord.Interaction, act: Act, language: Language) -> Language:
        """The language of what comes of an act: the mission's where everybody hears of it, else the person's own."""
        here = await self._choosing.here(interaction) if act.verb in _SAID_TO_ALL else None
        return here.language if here is not None and here.id == act.session else language

    async def _acknowledge(self, interaction: discord.Interaction) -> None:
        """Tell Discord that a form has come; its words are taken even where Discord no longer listens."""
        with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
            if interaction.message is not None:
                await interaction.response.defer()
            else:
                await interaction.response.defer(ephemeral=True, thinking=True)

    async def _say(self, interaction: discord.Interaction, act: Act, response: Response, language: Language) -> None:
        """Say what came of an act: to everybody only where the mission lives, or where it is shared on purpose."""
        reply, files = response.reply, response.files
        if reply is None:
            await self._say_where(interaction, response, language)
            return
        if act.verb == "share_yes" and not response.hidden:
            await self._share(interaction, act, response)
        elif not response.hidden and response.session is not None and _at_home(interaction, response):
            # The step has scrolled away by what is said after it.
            to_step = offer("step", reply.language, response.session.id)
            shown = offering(reply, to_step) if response.session.status == "open" else reply
            await self._telling.to_all(interaction, shown, files=files)
        else:
            await self._telling.privately(interaction, reply, files=files)

    async def _say_where(self, interaction: discord.Interaction, response: Response, language: Language) -> None:
        """Tell whoever does not see what came of an act where it is seen."""
        waits = interaction.type is discord.InteractionType.application_command
        if response.session is not None and (waits or not _at_home(interaction, response)):
            note = await self._housing.whereabouts(interaction, response.session, language)
            await self._telling.privately(interaction, None, note=note)

    async def _share(self, interaction: discord.Interaction, act: Act, response: Response) -> None:
        """Post a mission in the channel, once for each time somebody was asked: a thumb presses twice."""
        asked = (interaction.message.id if interaction.message else 0, act.session)
        if response.reply is None or asked in self._shared:
            return
        self._shared.add(asked)
        try:
            await self._telling.to_all(interaction, response.reply, files=response.files)
        except BaseException:
            self._shared.discard(asked)
            raise
        await self._telling.privately(interaction, short_reply("mission.shared", response.reply.language))


def guild_of(interaction: discord.Interaction) -> str | None:
    """The guild where somebody acts; None in direct messages."""
    return str(interaction.guild_id) if interaction.guild_id else None


async def _in_time(doing: Awaitable[Response]) -> Response:
    """What comes of an act, soon enough to be a response of its own."""
    try:
        async with asyncio.timeout(_IN_TIME):
            return await doing
    except TimeoutError as error:
        raise StateUnavailable(fault="slow") from error


def _handed_back(sent: Sent, language: Language) -> Reply:
    """What somebody wrote, as it is, where nothing else can be done with it."""
    words = (said(*value.split("\n")) for value in sent.inputs.values() if value.strip())
    return Reply(language=language, paragraphs=(said(text("mission.late", language)), *words))


async def _emptied(interaction: discord.Interaction) -> None:
    """Let the menu that was picked from show its words again, so that the same option can be picked once more."""
    message = interaction.message
    if message is None:
        return
    view = discord.ui.View.from_message(message, timeout=None)
    # A view that has ended is not listened to.
    view.stop()
    with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        if interaction.response.type is not discord.InteractionResponseType.modal:
            await interaction.edit_original_response(view=view)
        elif not message.flags.ephemeral:
            await message.edit(view=view)


def _at_home(interaction: discord.Interaction, response: Response) -> bool:
    return response.session is not None and response.session.place == place_of(interaction)
