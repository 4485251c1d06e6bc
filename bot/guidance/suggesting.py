"""What may suggest answers: a chat model, where one is set."""

from collections.abc import Sequence
from typing import Protocol

from knowledge.answer import Citation
from knowledge.language import Language
from knowledge.method.method import Step
from knowledge.missions.design import MissionDesign
from knowledge.sessions.session import Session


class Suggests(Protocol):
    """Writes a suggestion for a step from what is written so far and what the documents say."""

    async def suggest(
        self, session: Session, design: MissionDesign, step: Step, citations: Sequence[Citation], language: Language
    ) -> str:
        """The suggestion, in plain text."""
        ...
