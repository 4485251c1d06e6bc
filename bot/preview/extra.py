"""Whether the extra that draws the preview is installed."""

from importlib.util import find_spec
from typing import Final

from bot.errors import PreviewMissing

_BROUGHT: Final = ("simcord", "markdown_it", "linkify_it", "regex", "PIL")  # modules that simcord's page needs


def check_extra() -> None:
    """Raise PreviewMissing where a module that the extra brings is not there."""
    if any(find_spec(name) is None for name in _BROUGHT):
        raise PreviewMissing
