"""The guide: takes every act of a person in a mission to those who see to it, and hands back what comes of it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from bot.guidance.acts import Act, Verb
from bot.guidance.backing import Backing
from bot.guidance.deciding import Deciding
from bot.guidance.documents import Documents
from bot.guidance.doing import Doing
from bot.guidance.drafting import Drafting
from bot.guidance.exports import Exporting
from bot.guidance.keeping import Keeping
from bot.guidance.looking import Looking
from bot.guidance.moving import Moving
from bot.guidance.pages import labelled
from bot.guidance.response import Response
from bot.guidance.starting import Starting
from bot.guidance.suggesting import Suggesting, Suggests
from bot.guidance.views import Board, Deed, Views
from bot.guidance.writing import Writing
from bot.replies.missions.drafts import reply_to_late
from bot.replies.missions.outcomes import reply_to_unknown_act
from bot.replies.reply import Reply
from knowledge.language import Language
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session


class Guide:
    """What every front end talks to; it decides nothing itself.

    `suggests` is None where no chat model is set.
    """

    def __init__(
        self,
        *,
        missions: Missions,
        documents: Documents,
        now: Callable[[], dt.datetime],
        suggests: Suggests | None = None,
    ) -> None:
        self._missions = missions
        views = self._views = Views(missions=missions, now=now, suggests=suggests is not None)
        self._starting = Starting(missions=missions, documents=documents)
        self._keeping = Keeping(missions=missions, views=views)
        self._writing = Writing(missions=missions, views=views)
        self._drafting = Drafting(missions=missions, views=views, writing=self._writing)
        suggesting = Suggesting(
            missions=missions, documents=documents, views=views, drafting=self._drafting, suggests=suggests
        )
        self._deeds: dict[Verb, Deed] = {
            **_beginning(self._starting),
            **_walking(Moving(missions=missions, views=views)),
            **_writing(self._writing, self._drafting, suggesting, views),
            **_backing(Backing(missions=missions, documents=documents, views=views), views),
            **_deciding(Deciding(missions=missions, views=views), views),
            **_looking(Looking(missions=missions, documents=documents, views=views), views),
            **_keeping(self._keeping, views),
            "export": views.seen(Exporting(missions=missions, views=views, now=now).export),
        }

    async def act(
        self,
        act: Act,
        *,
        by: Person,
        language: Language,
        picked: str | None = None,
        sent: Mapping[str, str] | None = None,
        guild: str | None = None,
    ) -> Response:
        """What comes of an act.

        `picked` is the option chosen in a menu, `sent` the inputs of a form by name. StateUnavailable where nothing can
        be read or kept just now; `late` keeps the words then.
        """
        deed = self._deeds.get(act.verb) if act.verb is not None else None
        if deed is None:
            return Response(reply=reply_to_unknown_act(language))
        return await deed(Doing(act, by, language, picked, sent or {}, guild))

    async def step(self, session: Session, language: Language) -> Reply:
        """The current step as everybody sees it, with its buttons and menu."""
        return await self._views.step(session, language)

    async def canvas(self, session: Session, language: Language) -> Reply:
        """The mission at a glance: how far it is, what is written, how it holds; it fits in one message."""
        return await self._views.canvas(session, language)

    async def board(self, session: Session, language: Language) -> Board:
        """The canvas and the current step together."""
        return await self._views.board(session, language)

    async def use(
        self, session_id: str, words: str, *, said_by: str, said_at: dt.datetime, by: Person, language: Language
    ) -> Response:
        """Keep a message as a draft of `by`, and ask which question it answers."""
        return await self._drafting.keep_words(
            session_id, words, said_by=said_by, said_at=said_at, by=by, language=language
        )

    async def invite(
        self,
        session_id: str,
        people: Sequence[Person],
        *,
        role: tuple[str, str] | None,
        co_owner: bool,
        by: Person,
        language: Language,
    ) -> Response:
        """Let people in, as co-owners where that is wanted, and everybody with a role (its id and name)."""
        return await self._keeping.invite(session_id, people, role=role, co_owner=co_owner, by=by, language=language)

    async def hand_over(self, session_id: str, to: Person, *, by: Person, language: Language) -> Response:
        """Let a participant own the mission."""
        return await self._keeping.hand_over(session_id, to, by=by, language=language)

    async def take_in(self, text: str, *, by: Person, language: Language, guild: str | None = None) -> Response:
        """Begin a mission from one that was exported as JSON."""
        return await self._starting.take_in(text, by=by, language=language, guild=guild)

    async def left(self, act: Act, sent: Mapping[str, str], *, by: Person, language: Language) -> Response:
        """Keep what was filled in in a form that was left without sending it."""
        return await self._writing.left(Doing(act, by, language, None, sent))

    async def late(self, act: Act, sent: Mapping[str, str], language: Language) -> Response:
        """Give back what was sent in while nothing could be kept; it needs neither database nor library."""
        return Response(reply=reply_to_late(labelled(act, sent, self._missions.method, language), language))


def _beginning(starting: Starting) -> dict[Verb, Deed]:
    return {"new": starting.new, "begin": starting.begin, "start": starting.start, "list": starting.mine}


def _walking(moving: Moving) -> dict[Verb, Deed]:
    return {
        "step": moving.step,
        "next": moving.next,
        "back": moving.back,
        "skip": moving.skip,
        "undo": moving.undo,
    }


def _writing(writing: Writing, drafting: Drafting, suggesting: Suggesting, views: Views) -> dict[Verb, Deed]:
    return {
        "answer": views.open(writing.answer),
        "pick": views.open(writing.pick),
        "more": views.open(writing.more),
        "form": writing.form,
        "use": views.open(drafting.use),
        "drafts": drafting.drafts,
        "draft": drafting.draft,
        "drop_draft": drafting.drop_draft,
        "suggest": suggesting.suggest,
        "adopt": suggesting.adopt,
    }


def _backing(backing: Backing, views: Views) -> dict[Verb, Deed]:
    return {
        "documents": views.seen(backing.documents),
        "search": backing.search,
        "searched": views.seen(backing.searched),
        "link": views.open(backing.link),
        "support": backing.support,
        "unlink": views.open(backing.unlink),
        "stale": views.seen(backing.stale),
    }


def _deciding(deciding: Deciding, views: Views) -> dict[Verb, Deed]:
    return {
        "proposals": views.seen(deciding.proposals),
        "stand": deciding.stand,
        "aside": deciding.aside,
        "stand_all": views.seen(deciding.stand_all),
        "confirm": views.open(deciding.confirm),
        "assume": views.open(deciding.assume),
    }


def _looking(looking: Looking, views: Views) -> dict[Verb, Deed]:
    return {
        "show": looking.show,
        "share": views.seen(looking.share),
        "share_yes": views.seen(looking.share_yes),
        "example": views.seen(looking.example),
        "mistakes": views.seen(looking.mistakes),
        "findings": views.seen(looking.findings),
        "criteria": views.seen(looking.criteria),
        "history": views.seen(looking.history),
    }


def _keeping(keeping: Keeping, views: Views) -> dict[Verb, Deed]:
    return {
        "people": views.seen(keeping.people),
        "rename": views.open(keeping.rename),
        "renamed": keeping.renamed,
        "archive": keeping.archive,
        "delete": views.seen(keeping.delete),
        "delete_yes": keeping.delete_yes,
        "restore": keeping.restore,
        "keep": keeping.keep,
    }
