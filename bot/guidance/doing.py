"""One act in the doing: who does it, in which language, and what came with it."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.guidance.acts import Act
from knowledge.language import Language
from knowledge.sessions.session import Person


class Doing(NamedTuple):
    """An act with whoever does it.

    `picked` is the option chosen in a menu, `sent` the inputs of a form by name, `guild` where it is done.
    """

    act: Act
    by: Person
    language: Language
    picked: str | None = None
    sent: Mapping[str, str] = {}
    guild: str | None = None

    @property
    def session(self) -> str:
        """The id of the session it is done in."""
        return self.act.session

    def at(self, place: int) -> str | None:
        """The part of the act at a place after the session."""
        return self.act.at(place)
