"""What every store of missions promises, and what a database must do besides."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.adapters.sql.engine import Database, state_url
from knowledge.adapters.sql.migrate import migrate
from knowledge.adapters.sql.missions import SqlMissions
from knowledge.adapters.sql.store import SqlState
from knowledge.errors import MissionDamaged
from knowledge.journal import Retention, StateStore
from knowledge.sessions.engine.people import archive, delete, invite_role, remove, restore
from knowledge.sessions.engine.writing import revise, support
from knowledge.sessions.keeping import DraftStore, MethodStore, MissionStore, SessionStore
from knowledge.sessions.outcome import Recorded
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session, Submission
from knowledge.sessions.standing import design_of, proposals
from tests.builders_missions import an_evidence
from tests.builders_sessions import (
    ANNA,
    BEGUN,
    BO,
    CILLA,
    a_draft,
    a_person,
    a_session,
    an_entry,
    changed,
    claims_of,
    written,
)
from tests.builders_small_method import a_method
from tests.fakes import FakeState

_DAY = dt.timedelta(days=1)
_LATER = BEGUN + _DAY


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
async def state(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[StateStore]:
    if request.param == "fake":
        yield FakeState()
        return
    url = state_url(request.getfixturevalue("postgresql") if request.param == "postgresql" else None, tmp_path / "home")
    await asyncio.to_thread(migrate, url)
    opened = SqlState(Database(url))
    yield opened
    await opened.close()


@pytest.fixture
def missions(state: StateStore) -> MissionStore:
    return state.missions


def revised(session: Session, field_text: str, *, by: Person = ANNA, now: dt.datetime = _LATER) -> Session:
    """The next revision of a session, in which somebody has written a vision."""
    entries = [an_entry("vision", field_text)]
    after = written(revise(session, a_method(), entries, by=by, seen=len(session.history), now=now))
    return after.model_copy(update={"revision": session.revision + 1})


def a_rich_session() -> Session:
    """A session that uses everything a session can hold."""
    session = a_session(co_owners=(BO,), contributors=(CILLA,), at="mission", vision="Friskt vatten", system="a\nb")
    claim = claims_of(session, "vision")[0]
    session = written(support(session, claim, evidence=[an_evidence("”Åtgärder” – CO₂ 🌊")], by=BO, now=_LATER))
    session = changed(invite_role(session, "77", "Havsgruppen", by=ANNA, now=_LATER))
    proposed = revise(session, a_method(), [an_entry("vision", "Annat\när 'målet'")], by=CILLA, seen=1, now=_LATER)
    return written(proposed).model_copy(
        update={"skipped": ("system",), "guild": "g", "place": "t", "canvas": "c", "asked": _LATER, "revision": 7}
    )


class TestSessions:
    async def test_a_session_is_found_exactly_as_it_was_kept(self, missions: SessionStore) -> None:
        session = a_rich_session()
        await missions.add(session)

        assert await missions.load("m1") == session

    async def test_a_session_that_was_never_kept_is_not_found(self, missions: SessionStore) -> None:
        await missions.add(a_session())

        assert await missions.load("m2") is None
        assert await missions.load("m\0\ud800") is None
        assert await missions.session_in("nowhere") is None

    async def test_a_session_takes_the_place_of_the_revision_it_was_made_from(self, missions: SessionStore) -> None:
        before = a_session()
        await missions.add(before)
        after = revised(before, "Friskt vatten")

        assert await missions.save(after, over=0)

        assert await missions.load("m1") == after

    async def test_whoever_comes_second_changes_nothing(self, missions: SessionStore) -> None:
        before = a_session()
        await missions.add(before)
        first, second = revised(before, "Annas"), revised(before, "Bos")

        assert await missions.save(first, over=0)
        assert not await missions.save(second, over=0)

        assert await missions.load("m1") == first

    async def test_what_was_never_added_cannot_be_saved(self, missions: SessionStore) -> None:
        assert not await missions.save(a_session(), over=0)
        assert await missions.load("m1") is None

    async def test_of_twenty_who_save_at_once_one_is_taken(self, missions: SessionStore) -> None:
        before = a_session()
        await missions.add(before)

        taken = await asyncio.gather(*(missions.save(revised(before, f"{at}"), over=0) for at in range(20)))

        assert taken.count(True) == 1
        kept = await missions.load("m1")
        assert kept is not None
        assert design_of(kept).text("vision") == str(taken.index(True))

    async def test_somebodys_sessions_are_those_they_are_in_or_may_join(self, missions: SessionStore) -> None:
        await missions.add(a_session("own", now=BEGUN))
        await missions.add(a_session("in", owner=BO, contributors=(ANNA,), now=_LATER))
        open_to = changed(invite_role(a_session("role", owner=BO), "77", "Havet", by=BO, now=BEGUN + 2 * _DAY))
        await missions.add(open_to)
        await missions.add(a_session("others", owner=BO))

        theirs = await missions.sessions_of(a_person("anna", roles=("5", "77")))

        assert [one.id for one in theirs] == ["role", "in", "own"]
        assert [one.id for one in await missions.sessions_of(ANNA)] == ["in", "own"]
        assert await missions.sessions_of(CILLA) == []

    async def test_a_role_is_nobodys_id(self, missions: SessionStore) -> None:
        await missions.add(changed(invite_role(a_session(), BO.id, "Bo?", by=ANNA, now=BEGUN)))

        assert await missions.sessions_of(BO) == []

    async def test_who_has_come_and_who_has_left_is_known_after_a_save(self, missions: SessionStore) -> None:
        before = a_session(contributors=(BO,))
        await missions.add(before)
        after = changed(remove(before, BO.id, by=ANNA, now=_LATER)).model_copy(update={"revision": 1})

        await missions.save(after, over=0)

        assert await missions.sessions_of(BO) == []
        assert [one.id for one in await missions.sessions_of(ANNA)] == ["m1"]

    async def test_a_deleted_session_is_still_its_peoples(self, missions: SessionStore) -> None:
        await missions.add(changed(delete(a_session(), by=ANNA, now=_LATER)))

        assert [one.status for one in await missions.sessions_of(ANNA)] == ["deleted"]

    async def test_the_session_in_a_thread_is_found_by_it(self, missions: SessionStore) -> None:
        await missions.add(a_session("m1").model_copy(update={"place": "thread-1"}))
        await missions.add(a_session("m2").model_copy(update={"place": "thread-2"}))

        found = await missions.session_in("thread-2")

        assert found is not None
        assert found.id == "m2"


class TestUpkeep:
    async def test_the_idle_are_those_open_unasked_and_unchanged(self, missions: MissionStore) -> None:
        sessions = (
            a_session("idle"),
            a_session("late", now=_LATER + _DAY),
            a_session("asked").model_copy(update={"asked": BEGUN}),
            changed(archive(a_session("archived"), by=ANNA, now=BEGUN)),
            changed(delete(a_session("deleted"), by=ANNA, now=BEGUN)),
        )
        for session in sessions:
            await missions.add(session)

        assert [one.id for one in await missions.idle_since(_LATER)] == ["idle"]

    async def test_what_was_deleted_before_a_moment_goes_with_its_drafts(self, missions: MissionStore) -> None:
        await missions.add(changed(delete(a_session("old"), by=ANNA, now=BEGUN)))
        await missions.add(changed(delete(a_session("new"), by=ANNA, now=_LATER)))
        await missions.add(a_session("kept"))
        for name in ("old", "new", "kept"):
            await missions.keep_draft(a_draft(name, session=name))

        assert await missions.purge(_LATER) == 1
        assert await missions.purge(_LATER) == 0

        assert [one.id for one in await missions.sessions_of(ANNA)] == ["new", "kept"]
        assert {one.id for one in await missions.drafts_of(ANNA.id)} == {"new", "kept"}

    async def test_a_mission_that_was_had_back_is_not_purged(self, missions: MissionStore) -> None:
        had_back = changed(restore(changed(delete(a_session(), by=ANNA, now=BEGUN)), by=ANNA, now=BEGUN))
        await missions.add(had_back)

        assert await missions.purge(_LATER) == 0
        assert await missions.load("m1") == had_back


class TestDrafts:
    async def test_a_draft_is_found_exactly_as_it_was_kept(self, missions: DraftStore) -> None:
        draft = a_draft(text="”Åtgärder” – CO₂ 🌊\nrad två", said_by="Bo")
        await missions.keep_draft(draft)

        assert await missions.draft("d1") == draft
        assert await missions.draft("d2") is None

    async def test_somebodys_drafts_come_oldest_first_of_one_session_or_all(self, missions: DraftStore) -> None:
        for name, session, person, days in (
            ("late", "m1", ANNA, 2),
            ("early", "m1", ANNA, 0),
            ("other", "m2", ANNA, 1),
            ("bos", "m1", BO, 0),
        ):
            await missions.keep_draft(a_draft(name, session=session, person=person.id, at=BEGUN + days * _DAY))

        assert [one.id for one in await missions.drafts_of(ANNA.id)] == ["early", "other", "late"]
        assert [one.id for one in await missions.drafts_of(ANNA.id, session="m1")] == ["early", "late"]

    async def test_a_draft_is_let_go_of_alone(self, missions: DraftStore) -> None:
        await missions.keep_draft(a_draft("d1"))
        await missions.keep_draft(a_draft("d2"))

        await missions.drop_draft("d1")
        await missions.drop_draft("never")

        assert [one.id for one in await missions.drafts_of(ANNA.id)] == ["d2"]


class TestMethods:
    async def test_a_version_is_found_as_it_was_published(self, missions: MethodStore) -> None:
        method = a_method("1.0")
        await missions.publish_method(method)

        assert await missions.method(method.id) == method
        assert await missions.method("2.0") is None

    async def test_a_version_that_is_published_again_stays_as_it_was(self, missions: MethodStore) -> None:
        method = a_method("1.0")
        await missions.publish_method(method)
        await missions.publish_method(method.model_copy(update={"short_path": ()}))

        assert await missions.method(method.id) == method


async def _shared(missions: MissionStore) -> Session:
    """Anna's mission, in which Bo is a co-owner and Cilla proposes what Anna enters in her name."""
    session = a_session(co_owners=(BO,), contributors=(CILLA,), vision="Annas vision")
    quoted = an_entry("tried", "Cillas ord").model_copy(update={"said_by": "Cilla"})
    session = written(revise(session, a_method(), [quoted], by=ANNA, seen=9, now=BEGUN))
    session = written(revise(session, a_method(), [an_entry("challenge", "Bos utmaning")], by=BO, seen=9, now=BEGUN))
    session = written(revise(session, a_method(), [an_entry("fit", "Cillas förslag")], by=CILLA, seen=9, now=BEGUN))
    await missions.add(session)
    return session


class TestPrivacy:
    async def test_an_owner_is_told_the_whole_mission_and_nobody_elses_id(self, state: StateStore) -> None:
        session = await _shared(state.missions)

        record = await state.stored_about(ANNA.id)

        [mission] = record.missions
        assert design_of(mission) == design_of(session)
        assert record.parts == ()
        told = record.model_dump_json()
        assert ANNA.id in told
        assert BO.id not in told
        assert CILLA.id not in told
        assert '"Bo"' in told

    async def test_a_contributor_is_told_the_title_and_their_own_words(self, state: StateStore) -> None:
        await _shared(state.missions)

        record = await state.stored_about(CILLA.id)

        [part] = record.parts
        assert record.missions == ()
        assert (part.mission, part.title, part.role) == ("m1", "Friska hav", "contributor")
        assert [one.values["text"] for one in part.submissions] == ["Cillas förslag"]
        assert "Annas vision" not in record.model_dump_json()

    async def test_who_has_left_is_told_their_words_and_not_the_title(self, state: StateStore) -> None:
        session = await _shared(state.missions)
        left = changed(remove(session, CILLA.id, by=ANNA, now=_LATER)).model_copy(update={"revision": 1})
        await state.missions.save(left, over=0)

        [part] = (await state.stored_about(CILLA.id)).parts

        assert (part.title, part.role) == ("", None)
        assert [one.values["text"] for one in part.submissions] == ["Cillas förslag"]

    async def test_drafts_are_told_to_whoever_wrote_them(self, state: StateStore) -> None:
        await state.missions.keep_draft(a_draft("annas"))
        await state.missions.keep_draft(a_draft("bos", person=BO.id))

        assert (await state.stored_about(ANNA.id)).drafts == (a_draft("annas"),)

    async def test_a_mission_that_nobody_else_is_in_goes_with_its_owner(self, state: StateStore) -> None:
        await state.missions.add(a_session("alone"))
        await state.missions.keep_draft(a_draft(session="alone"))

        forgotten = await state.forget(ANNA.id, now=_LATER)

        assert (forgotten.missions, forgotten.handed_on, forgotten.drafts) == (1, 0, 1)
        assert await state.missions.load("alone") is None
        assert await state.missions.drafts_of(ANNA.id) == []

    async def test_a_shared_mission_is_the_co_owners_then(self, state: StateStore) -> None:
        session = await _shared(state.missions)

        forgotten = await state.forget(ANNA.id, now=_LATER)

        after = await state.missions.load("m1")
        assert (forgotten.missions, forgotten.handed_on) == (0, 1)
        assert after is not None
        assert after.owner.id == BO.id
        assert [one.id for one in after.participants] == [BO.id, CILLA.id]
        assert after.revision == session.revision + 1
        assert design_of(after).text("vision") == "Annas vision"
        assert [one.id for one in await state.missions.sessions_of(BO)] == ["m1"]
        assert await state.missions.sessions_of(ANNA) == []

    async def test_a_forgotten_persons_name_and_id_stand_nowhere(self, state: StateStore) -> None:
        await _shared(state.missions)
        await state.missions.keep_draft(a_draft("bos", person=BO.id, said_by="Cilla"))

        await state.forget(CILLA.id, now=_LATER)

        after = await state.missions.load("m1")
        draft = await state.missions.draft("bos")
        assert after is not None
        assert draft is not None
        kept = after.model_dump_json() + draft.model_dump_json()
        assert CILLA.id not in kept
        assert '"Cilla"' not in kept
        assert [claim.author for claim in design_of(after).of("tried")] == [""]
        proposal = next(e for e in after.history if isinstance(e, Submission) and e.field == "fit")
        assert (proposal.by, proposal.name, proposal.values["text"]) == ("gone", "", "Cillas förslag")
        assert (await state.stored_about(CILLA.id)).parts == ()

    async def test_who_has_left_is_forgotten_in_the_history_too(self, state: StateStore) -> None:
        session = await _shared(state.missions)
        left = changed(remove(session, CILLA.id, by=ANNA, now=_LATER)).model_copy(update={"revision": 1})
        await state.missions.save(left, over=0)

        await state.forget(CILLA.id, now=_LATER)

        after = await state.missions.load("m1")
        assert after is not None
        assert CILLA.id not in after.model_dump_json()
        assert '"Cilla"' not in after.model_dump_json()

    async def test_nothing_of_others_is_lost_with_a_person(self, state: StateStore) -> None:
        session = await _shared(state.missions)
        await state.missions.add(a_session("bos", owner=BO))
        await state.missions.keep_draft(a_draft("bos", person=BO.id))

        await state.forget(ANNA.id, now=_LATER)

        after = await state.missions.load("m1")
        assert after is not None
        assert len(after.history) == len(session.history) + 1
        assert [one.values for one in after.history if isinstance(one, Submission)] == [
            one.values for one in session.history if isinstance(one, Submission)
        ]
        assert await state.missions.load("bos") == a_session("bos", owner=BO)
        assert await state.missions.draft("bos") is not None

    async def test_a_save_that_was_under_way_does_not_bring_a_forgotten_person_back(self, state: StateStore) -> None:
        session = await _shared(state.missions)
        under_way = revised(session, "Bos vision", by=BO)

        await state.forget(CILLA.id, now=_LATER)

        assert not await state.missions.save(under_way, over=session.revision)


class TestSweeping:
    async def test_deleted_missions_go_after_thirty_days_with_their_drafts(self, state: StateStore) -> None:
        await state.missions.add(changed(delete(a_session(), by=ANNA, now=BEGUN)))
        await state.missions.keep_draft(a_draft())

        assert await state.sweep(Retention(), now=BEGUN + 30 * _DAY) == 0
        assert await state.sweep(Retention(), now=BEGUN + 30.5 * _DAY) == 1

        assert await state.missions.load("m1") is None
        assert await state.missions.draft("d1") is None

    async def test_drafts_of_a_mission_that_is_gone_stay_as_long_as_it_could_be_had_back(
        self, state: StateStore
    ) -> None:
        await state.missions.keep_draft(a_draft(session="gone"))

        assert await state.sweep(Retention(), now=BEGUN + 30 * _DAY) == 0
        assert await state.sweep(Retention(), now=BEGUN + 31 * _DAY) == 1

    async def test_a_draft_that_nobody_uses_goes_after_a_year(self, state: StateStore) -> None:
        await state.missions.add(a_session())
        await state.missions.keep_draft(a_draft())

        assert await state.sweep(Retention(conversations=1), now=BEGUN + 365 * _DAY) == 0
        assert await state.sweep(Retention(conversations=1), now=BEGUN + 366 * _DAY) == 1
        assert await state.missions.load("m1") == a_session()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    given = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    url = state_url(given, tmp_path / "home")
    await asyncio.to_thread(migrate, url)
    opened = Database(url)
    yield opened
    await opened.close()


class TestTogether:
    async def test_people_at_two_programs_write_in_one_mission_at_once_and_lose_nothing(
        self, database: Database
    ) -> None:
        one, two = (
            Missions(store=SqlMissions(database), method=a_method(), now=lambda: dt.datetime.now(dt.UTC))
            for _ in range(2)
        )
        session = await one.begin(title="Friska hav", path="full", language="sv", owner=ANNA)
        await one.invite(session.id, [BO], by=ANNA)

        outcomes = await asyncio.gather(
            *(
                (one, two)[at % 2].revise(session.id, [an_entry("actors", f"Aktör {at}")], by=BO, seen=2)
                for at in range(20)
            )
        )

        assert all(isinstance(outcome, Recorded) for outcome in outcomes)
        kept = await one.open(session.id, by=ANNA)
        assert isinstance(kept, Session)
        assert {each.values["name"] for each in proposals(kept)} == {f"Aktör {at}" for at in range(20)}
        assert [event.number for event in kept.history] == list(range(1, 23))


async def _spoil(database: Database, table: str, change: dict[str, object] | str) -> None:
    """Let every body of a table be this text, or hold these values instead of its own."""
    async with database.writing() as connection:
        for name, body in (await connection.execute(text(f"SELECT id, body FROM {table}"))).all():  # noqa: S608
            spoilt = change if isinstance(change, str) else json.dumps({**json.loads(body), **change})
            await connection.execute(
                text(f"UPDATE {table} SET body = :body WHERE id = :id"),  # noqa: S608
                {"body": spoilt, "id": name},
            )


class TestDamage:
    @pytest.mark.parametrize("damage", ["", "inget JSON", '{"id": "m1"', "[]", "null"])
    async def test_a_mission_that_cannot_be_read_is_named(self, database: Database, damage: str) -> None:
        missions = SqlMissions(database)
        await missions.add(a_session(vision="Hemligheten"))
        await _spoil(database, "mission", damage)

        with pytest.raises(MissionDamaged) as told:
            await missions.load("m1")

        assert told.value.mission == "m1"
        assert told.value.fault
        assert (told.value.__cause__, told.value.__context__) == (None, None)

    async def test_a_mission_of_another_schema_is_told_without_what_people_wrote(self, database: Database) -> None:
        missions = SqlMissions(database)
        await missions.add(a_session(vision="Hemligheten"))
        await _spoil(database, "mission", {"path": "Hemligheten", "mood": "Hemligheten"})

        with pytest.raises(MissionDamaged) as told:
            await missions.load("m1")

        assert told.value.fault == "path.literal_error"
        assert "Hemligheten" not in repr(vars(told.value))

    async def test_a_mission_that_nobody_owns_cannot_be_read(self, database: Database) -> None:
        missions = SqlMissions(database)
        await missions.add(a_session())
        await _spoil(database, "mission", {"participants": []})

        with pytest.raises(MissionDamaged):
            await missions.load("m1")

    async def test_others_are_listed_beside_one_that_cannot_be_read(self, database: Database) -> None:
        missions = SqlMissions(database)
        await missions.add(a_session("spoilt"))
        await _spoil(database, "mission", "{}")
        await missions.add(a_session("whole"))

        assert [one.id for one in await missions.sessions_of(ANNA)] == ["whole"]
        assert [one.id for one in await missions.idle_since(_LATER)] == ["whole"]

    async def test_a_damaged_mission_is_told_to_be_there_and_can_be_forgotten(self, database: Database) -> None:
        state = SqlState(database)
        await state.missions.add(a_session("alone"))
        await state.missions.add(a_session("shared", contributors=(BO,)))
        await _spoil(database, "mission", {"path": "none"})

        told = (await state.stored_about(ANNA.id)).parts
        forgotten = await state.forget(ANNA.id, now=_LATER)

        assert [(one.mission, one.title, one.submissions) for one in told] == [
            ("alone", "Friska hav", ()),
            ("shared", "Friska hav", ()),
        ]
        assert (forgotten.missions, forgotten.handed_on) == (1, 1)
        async with database.reading() as connection:
            [(name, body)] = (await connection.execute(text("SELECT id, body FROM mission"))).all()
        assert name == "shared"
        assert ANNA.id not in body
        assert BO.id in body

    async def test_a_method_or_draft_that_cannot_be_read_is_none(self, database: Database) -> None:
        missions = SqlMissions(database)
        await missions.publish_method(a_method())
        await missions.keep_draft(a_draft())
        await _spoil(database, "method", {"steps": "none"})
        await _spoil(database, "draft", "{}")

        assert await missions.method(a_method().id) is None
        assert await missions.draft("d1") is None
        assert await missions.drafts_of(ANNA.id) == []

    async def test_what_a_database_cannot_hold_is_replaced_rather_than_refused(self, database: Database) -> None:
        missions = SqlMissions(database)
        odd = "a\0b\ud800c 🌊 åäö \\u0000"
        await missions.add(a_session(title=odd, vision=odd))
        await missions.keep_draft(a_draft(text=odd))

        session, draft = await missions.load("m1"), await missions.draft("d1")

        assert session is not None
        assert draft is not None
        held = "a\ufffdb\ufffdc 🌊 åäö \\u0000"
        assert session.title == held
        assert design_of(session).text("vision") == held
        assert draft.entries[0].values["text"] == held
        await missions.keep_draft(a_draft("nul", text="a\0b"))
        [_, nul] = await missions.drafts_of(ANNA.id)
        assert nul.entries[0].values["text"] == "a\ufffdb"
