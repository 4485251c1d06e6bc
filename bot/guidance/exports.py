"""Taking a mission out: documents, pictures, and a file to bring back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, get_args

from bot.guidance.doing import Doing
from bot.guidance.menus import EVERYTHING, menu_of_exports
from bot.guidance.offers import offering
from bot.guidance.response import Response
from bot.guidance.views import AsItStands, Views
from bot.replies.missions.exported import reply_to_export, reply_to_exported
from knowledge.exporting import Exported, ExportKind, export
from knowledge.language import Language
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Session

_KINDS: Final[dict[str, ExportKind]] = {kind: kind for kind in get_args(ExportKind)}


class Exporting:
    """Sees to files."""

    def __init__(self, *, missions: Missions, views: Views, now: Callable[[], datetime]) -> None:
        self._missions = missions
        self._views = views
        self._now = now

    async def export(self, doing: Doing, session: Session) -> Response:
        """Make the file that was picked; the menu of them where none is picked yet."""
        picked = doing.picked or doing.at(0)
        kinds = _kinds(picked)
        if not kinds:
            menu = menu_of_exports(session, doing.language)
            return Response(reply=offering(reply_to_export(session, doing.language), menus=(menu,)))
        now = await self._views.standing(session)
        files = await self._made(now, kinds, doing.language)
        names = [file.name for file in files]
        return Response(reply=reply_to_exported(names, now.ready.coverage, doing.language), files=files)

    async def _made(self, now: AsItStands, kinds: Sequence[ExportKind], language: Language) -> tuple[Exported, ...]:
        today = self._now().astimezone().date()
        made = [
            await asyncio.to_thread(
                export, now.design, now.method, readiness=now.ready, kind=kind, language=language, today=today
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
