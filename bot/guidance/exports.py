"""Taking a mission out: documents, pictures, and a file to bring back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, get_args

from bot.guidance.doing import Doing
from bot.guidance.menus import EVERYTHING, menu_of_exports
from bot.guidance.offers import offering
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.missions.exported import reply_to_export, reply_to_exported
from knowledge.exporting import Exported, ExportKind, export
from knowledge.sessions.outcome import Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Session
from knowledge.sessions.standing import design_of

_KINDS: Final[dict[str, ExportKind]] = {kind: kind for kind in get_args(ExportKind)}


class Exporting:
    """Sees to files."""

    def __init__(self, *, missions: Missions, views: Views, now: Callable[[], datetime]) -> None:
        self._missions = missions
        self._views = views
        self._now = now

    async def export(self, doing: Doing) -> Response:
        """Make the file that was picked; the menu of them where none is picked yet."""
        session = await self._missions.open(doing.session, by=doing.by)
        if isinstance(session, Refused):
            return await self._views.refused(session, doing.language)
        picked = doing.picked or doing.at(0)
        kinds = _kinds(picked)
        if not kinds:
            menu = menu_of_exports(session, doing.language)
            return Response(reply=offering(reply_to_export(session, doing.language), menus=(menu,)))
        files = await self._made(session, kinds, doing)
        ready = self._views.readiness(design_of(session), await self._missions.method_of(session))
        names = [file.name for file in files]
        return Response(reply=reply_to_exported(names, ready.coverage, doing.language), files=files)

    async def _made(self, session: Session, kinds: Sequence[ExportKind], doing: Doing) -> tuple[Exported, ...]:
        design, method = design_of(session), await self._missions.method_of(session)
        ready = self._views.readiness(design, method)
        today = self._now().astimezone().date()
        made = [
            await asyncio.to_thread(
                export, design, method, readiness=ready, kind=kind, language=doing.language, today=today
            )
            for kind in kinds
        ]
        return tuple(made)


def _kinds(picked: str | None) -> tuple[ExportKind, ...]:
    """The kinds of file that were picked: one, all of them, or none that there is."""
    if picked == EVERYTHING:
        return tuple(_KINDS.values())
    kind = _KINDS.get(picked or "")
    return (kind,) if kind is not None else ()
