"""How the page draws quotes: as Discord does."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Final

_MARKDOWN: Final = "simcord.preview._markdown"
_BEFORE: Final = "_discord_multiline_quotes"  # what every text of a message goes through before it is read as Markdown


@contextmanager
def quotes_as_in_discord() -> Generator[None]:
    """Let a quote end with its last marked line.

    simcord reads Markdown as CommonMark has it, where the lines that follow a quote belong to it; in Discord only
    marked lines do. This adds to a function of simcord's own, and does nothing where simcord no longer has it.
    """
    markdown = import_module(_MARKDOWN)
    made: Callable[[str], str] | None = getattr(markdown, _BEFORE, None)
    if made is None:
        yield
        return

    def discords(text: str) -> str:
        return parted(made(text))

    setattr(markdown, _BEFORE, discords)
    try:
        yield
    finally:
        setattr(markdown, _BEFORE, made)


def parted(text: str) -> str:
    """The text with an empty line between each quote and what follows it (pure)."""
    lines = text.split("\n")
    parts: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        ends = line.startswith(">") and not after.startswith(">")
        parts.append(f"{line}\n" if ends and after else line)
    return "\n".join(parts)
