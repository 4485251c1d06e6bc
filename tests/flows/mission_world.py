"""What flows of missions share: a mission begun, its canvas and step in the thread, forms filled by name."""

import discord
from simcord.builders import ChannelHandle

from tests.flows.discord_seen import Told, labels
from tests.flows.discord_world import Person, World

BLANK = "Börja från ett tomt blad"
ENGLISH_BLANK = "Begin with a blank page"


async def begin(
    person: Person, world: World, *, title: str = "Friska hav", path: str = "full", where: ChannelHandle | None = None
) -> ChannelHandle:
    """Begin a mission from a blank page; the thread it lives in."""
    before = {thread.id for thread in world.channel.threads}
    await begun(person, title=title, path=path, where=where)
    [thread] = [thread for thread in world.channel.threads if thread.id not in before]
    return thread


async def begun(person: Person, *, title: str, path: str = "full", where: ChannelHandle | None = None) -> Told:
    """What is said to somebody who begins a mission from a blank page."""
    shown = await person.command("mission new", where=where)
    form = await person.pick(shown.message, BLANK)
    return await person.fill(form, title=title, path=[path])


def step_in(place: ChannelHandle) -> discord.Message:
    """The message with the step, the latest of them."""
    return [message for message in place.history() if "Svara" in labels(message)][-1]


def canvas_in(place: ChannelHandle) -> discord.Message:
    """The message with the canvas, the latest of them."""
    return [message for message in place.history() if labels(message)[:1] == ["Visa missionen"]][-1]


async def write(person: Person, place: ChannelHandle, /, **inputs: str | list[str]) -> str:
    """Press Svara under the step, and send the form in; what everybody is then told."""
    return await write_in(await person.press(step_in(place), "Svara"), person, place, **inputs)


async def write_in(form: Told, person: Person, place: ChannelHandle, /, **inputs: str | list[str]) -> str:
    """Send a form in; what everybody is then told."""
    before = place.last_message
    assert before is not None
    await person.fill(form, **inputs)
    return "\n\n".join(message.content for message in place.history() if message.id > before.id)
