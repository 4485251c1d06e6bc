"""What has to stand in one message: told more shortly until it does."""

from collections.abc import Callable
from typing import Final

from bot.rendering.messages import rendered
from bot.replies.reply import Reply

_ROOMS: Final = (110, 80, 60, 40, 24, 12, 0)
"""Characters of what people wrote that are told in each place, from plenty to none."""


def fitted(make: Callable[[int], Reply]) -> Reply:
    """The reply with most room for what people wrote that one message of Discord's holds."""
    for room in _ROOMS[:-1]:
        reply = make(room)
        if rendered(reply, most=1).rest is None:
            return reply
    return make(_ROOMS[-1])
