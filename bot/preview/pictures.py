"""Takes the pictures that the README shows, of the page in Chromium: an answer, its sources, a no, and a mission."""

import io
from typing import Final, NamedTuple

import discord
from PIL import Image

from bot.preview.chromium import Chromium
from bot.preview.mission import play_mission
from bot.preview.page import Page
from bot.texts import text
from knowledge.language import Language

SIZE: Final = (1160, 3000)  # pixels of the window: 900 for the conversation, and height for the longest answer
_COLOURS: Final = 256
# Ready, and as wide as its window lets it be: it is drawn small first.
_READY: Final = """(() => {
  const [app, stage] = ["preview-app", "preview-stage"].map((id) => document.getElementById(id).clientWidth);
  return window.simcordPreview?.ready === true && app === stage;
})()"""
# The latest messages, without what simcord writes of its own beside them.
_LATEST: Final = """(() => {
  const beside = [".message-edited", ".message-context-actions", ".message-ephemeral-note"];
  document.querySelectorAll(beside).forEach((one) => one.remove());
  const messages = [...document.querySelectorAll(".channel-message")].slice(-COUNT);
  const list = messages.at(-1).parentElement;
  list.style.paddingBottom = "MARGINpx";
  document.querySelectorAll("*").forEach((one) => (one.style.scrollbarWidth = "none"));
  list.scrollIntoView({ block: "end" });
  const boxes = messages.map((one) => one.getBoundingClientRect());
  const app = document.getElementById("preview-app").getBoundingClientRect();
  const [top, bottom] = [Math.min(...boxes.map((one) => one.top)), Math.max(...boxes.map((one) => one.bottom))];
  return [app.x, top - MARGIN, app.width, bottom - top + 2 * MARGIN];
})()""".replace("MARGIN", "12")


class Picture(NamedTuple):
    """A picture and the name of its file."""

    name: str
    png: bytes


async def take_all(page: Page, shown_in: Chromium, language: Language) -> tuple[Picture, ...]:
    """Ask on the page, and take the pictures of what is answered."""
    await _ask(page, text("preview.asked.answer", language))
    answer = await _taken(page, shown_in, messages=2)
    answered = await _ask(page, text("preview.asked.sources", language))
    await page.people[0].click(answered, label=text("button.sources", language))
    sources = await _taken(page, shown_in, messages=1)
    await _ask(page, text("preview.asked.no", language))
    no = await _taken(page, shown_in, messages=2)
    await play_mission(page, language)
    mission = await _taken(page, shown_in, messages=2)
    return (
        Picture("answer.png", answer),
        Picture("sources.png", sources),
        Picture("no-answer.png", no),
        Picture("mission.png", mission),
    )


async def _ask(page: Page, question: str) -> discord.Message:
    """Mention the bot as the first person does; the message that its answer ends with."""
    await page.people[0].send(page.channel, f"{page.bot.mention} {question}")
    answered = page.channel.last_message
    if answered is None:
        raise RuntimeError("a question has left at least itself in the channel")
    return answered


async def _taken(page: Page, shown_in: Chromium, *, messages: int) -> bytes:
    """A picture of the latest messages, as the first person sees them."""
    await shown_in.open(page.preview.url)
    await shown_in.until(_READY)
    return light(await shown_in.picture(await shown_in.area(_LATEST.replace("COUNT", str(messages)))))


def light(png: bytes) -> bytes:
    """The same picture in a few colours, as small as PNG makes it."""
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()
