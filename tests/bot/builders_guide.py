"""A guide to act with, and people who do."""

import datetime as dt
from collections.abc import Mapping

from bot.guidance.acts import NONE, Verb, act_in, value_of
from bot.guidance.documents import Documents, MemoryFinds
from bot.guidance.guide import Guide
from bot.guidance.response import Response
from bot.guidance.suggesting import Suggests
from bot.replies.reply import Form, Reply
from knowledge.answer import Answer, NoAnswer
from knowledge.errors import LedfyrError
from knowledge.language import Language
from knowledge.method.loading import load_method
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session
from tests.bot.builders import ScriptedLibrary, a_no
from tests.fakes_missions import FakeMissions

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
ANNA = Person(id="discord:1", name="Anna")
ERIK = Person(id="discord:2", name="Erik")
SARA = Person(id="discord:3", name="Sara")


class Table:
    """A guide with everything it needs, around which people act."""

    def __init__(self, *answers: Answer | NoAnswer | LedfyrError, suggests: Suggests | None = None) -> None:
        self.store = FakeMissions()
        self.library = ScriptedLibrary(*(answers or (a_no(),)))
        self.now = NOW
        self.missions = Missions(store=self.store, method=load_method(), now=lambda: self.now)
        documents = Documents(knowledge=self.library, finds=MemoryFinds())
        self.guide = Guide(missions=self.missions, documents=documents, now=lambda: self.now, suggests=suggests)

    async def does(
        self,
        value: str,
        *,
        by: Person = ANNA,
        language: Language = "sv",
        picked: str | None = None,
        sent: Mapping[str, str] | None = None,
    ) -> Response:
        """What comes of an act."""
        return await self.guide.act(act_in(value), by=by, language=language, picked=picked, sent=sent)

    async def do(self, verb: Verb, session: Session | None = None, *rest: object, by: Person = ANNA) -> Response:
        """What comes of an act without anything picked or sent."""
        name = session.id if session is not None else NONE
        return await self.does(value_of(verb, name, *rest), by=by)

    async def a_session(self, *, at: str | None = None, title: str = "Friska hav") -> Session:
        """A session of Anna's, at a step."""
        session = await self.missions.begin(title=title, path="full", language="sv", owner=ANNA)
        if at is not None:
            outcome = await self.missions.go_to(session.id, at, by=ANNA)
            assert outcome.session is not None
            return outcome.session
        return session

    async def with_people(self, session: Session, *people: Person) -> Session:
        """The session with contributors in it."""
        outcome = await self.missions.invite(session.id, people, by=ANNA)
        assert outcome.session is not None
        return outcome.session

    async def writes(self, session: Session, page: str, *, by: Person = ANNA, **sent: str) -> Response:
        """What comes of a page that was opened and sent in."""
        form = await self.form(session, page, by=by)
        return await self.does(form.value, by=by, sent=filled(form, **sent))

    async def form(self, session: Session, page: str, *, by: Person = ANNA) -> Form:
        """The form of a page."""
        step = "challenge"
        response = await self.does(value_of("pick", session.id, step), by=by, picked=f"page.{page}")
        assert response.form is not None
        return response.form

    async def now_at(self, session: Session) -> Session:
        """The session as it stands now."""
        found = await self.store.load(session.id)
        assert found is not None
        return found


def filled(form: Form, **sent: str) -> dict[str, str]:
    """A form as a person sends it in: what they wrote, and what stood there in the other inputs."""
    return {one.name: sent.get(one.name, one.value) for one in form.inputs}


def said(response: Response | Reply) -> str:
    """Everything that a reply says in its paragraphs, tables and closing lines."""
    reply = response.reply if isinstance(response, Response) else response
    assert reply is not None
    lines = [line.text for part in (*reply.paragraphs, *reply.closing) for line in part.lines]
    rows = [f"{name} {value}" for table in reply.tables for name, value in table.rows]
    return "\n".join(part for part in (reply.title, *lines, *rows) if part)


def labels(response: Response | Reply) -> list[str]:
    """The words of a reply's buttons."""
    reply = response.reply if isinstance(response, Response) else response
    assert reply is not None
    return [choice.label for choice in reply.choices]
