"""The sessions as a service: each act loads, decides and saves, and what cannot be taken is kept as a draft."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from knowledge.adapters.sql.engine import Database, state_url
from knowledge.adapters.sql.missions import SqlMissions
from knowledge.assembly import open_missions, open_state
from knowledge.errors import MissionDamaged, StateUnavailable
from knowledge.method.loading import load_method
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Advanced, Changed, Completed, Outcome, Recorded, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session
from knowledge.sessions.standing import design_of, proposals
from knowledge.settings import LedfyrSettings
from tests.builders_missions import an_evidence
from tests.builders_sessions import (
    ANNA,
    BEGUN,
    BO,
    CILLA,
    a_method_with_a_persons_criterion,
    a_person,
    a_session,
    an_entry,
    changed,
    written,
)
from tests.fakes_missions import FakeMissions
from tests.flows.together import many_missions, many_people

METHOD = a_method_with_a_persons_criterion("P1")


class Clock:
    """The time, as the test lets it pass."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        """Let days pass."""
        self.now += dt.timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store() -> FakeMissions:
    return FakeMissions()


@pytest.fixture
def missions(store: FakeMissions, clock: Clock) -> Missions:
    return Missions(store=store, method=METHOD, now=clock)


@pytest.fixture
async def on_disk(settings: LedfyrSettings) -> AsyncIterator[Missions]:
    """On a SQLite database, as the bot has it."""
    async with open_state(settings) as state:
        yield await open_missions(settings, state, now=lambda: dt.datetime.now(dt.UTC))


async def begun(missions: Missions, *, owner: Person = ANNA) -> Session:
    return await missions.begin(title="Friska hav", path="full", language="sv", owner=owner)


async def shared(missions: Missions) -> Session:
    """Anna's mission with Bo as co-owner and Cilla as contributor."""
    session = await begun(missions)
    await missions.invite(session.id, [BO, CILLA], by=ANNA)
    return changed(await missions.name_co_owner(session.id, BO.id, by=ANNA))


async def wrote(missions: Missions, name: str, text: str, *, by: Person = ANNA, seen: int = 99) -> Outcome:
    return await missions.revise(name, [an_entry("vision", text)], by=by, seen=seen, form="a")


async def now_in(missions: Missions, name: str, *, by: Person = ANNA) -> Session:
    session = await missions.open(name, by=by)
    assert isinstance(session, Session)
    return session


def refused(outcome: Outcome | Session) -> Refused:
    assert isinstance(outcome, Refused), outcome
    return outcome


# Beginning and opening


async def test_a_new_mission_is_kept_with_the_method_it_was_begun_with(missions: Missions, store: FakeMissions) -> None:
    session = await begun(missions)

    assert await now_in(missions, session.id) == session
    assert await store.method(METHOD.id) == METHOD
    assert [one.id for one in await missions.of(ANNA)] == [session.id]


async def test_ids_fit_in_a_button_and_differ(missions: Missions) -> None:
    names = [(await begun(missions)).id for _ in range(50)]

    assert len(set(names)) == 50
    assert all(len(name) <= 11 and ":" not in name for name in names)


async def test_a_mission_is_opened_by_those_who_may_see_it(missions: Missions) -> None:
    session = await begun(missions)
    await missions.invite_role(session.id, "77", "Havet", by=ANNA)

    assert refused(await missions.open(session.id, by=BO)).reason == "not_member"
    assert refused(await missions.open("nowhere", by=ANNA)).reason == "gone"
    assert await now_in(missions, session.id, by=a_person("bo", roles=("77",)))


async def test_a_design_that_is_taken_in_is_the_same(missions: Missions) -> None:
    session = await begun(missions)
    await wrote(missions, session.id, "Friskt vatten")
    design = design_of(await now_in(missions, session.id))

    taken_in = await missions.take_in(design, owner=BO, guild="g")

    assert design_of(await now_in(missions, taken_in.id, by=BO)) == design
    assert (taken_in.guild, taken_in.owner.id) == ("g", BO.id)


async def test_a_running_mission_stays_with_its_method(store: FakeMissions, clock: Clock) -> None:
    before = Missions(store=store, method=METHOD, now=clock)
    session = await begun(before)
    newer = METHOD.model_copy(update={"id": "2.0", "steps": METHOD.steps[:3]})

    after = Missions(store=store, method=newer, now=clock)

    assert await after.method_of(session) == METHOD
    assert (await begun(after)).method == "2.0"
    assert isinstance(await wrote(after, session.id, "Framtiden finns i steg fyra"), Recorded)


async def test_a_method_that_cannot_be_read_any_longer_is_todays(missions: Missions) -> None:
    assert await missions.method_of(a_session().model_copy(update={"method": "0.1"})) == METHOD


# Acting


async def test_every_act_is_saved_and_counted(missions: Missions, clock: Clock) -> None:
    session = await begun(missions)
    clock.pass_days(1)

    advanced = await missions.advance(session.id, by=ANNA, at="challenge")

    assert isinstance(advanced, Advanced)
    kept = await now_in(missions, session.id)
    assert advanced.session == kept
    assert (kept.revision, kept.changed, current_step(kept, METHOD)) == (1, clock.now, "system")


async def test_a_mission_is_walked_back_skipped_and_completed(missions: Missions) -> None:
    name = (await begun(missions)).id

    assert isinstance(await missions.skip(name, by=ANNA), Advanced)
    assert isinstance(await missions.go_back(name, by=ANNA), Advanced)
    assert isinstance(await missions.go_to(name, "learning", by=ANNA), Advanced)
    assert isinstance(await missions.advance(name, by=ANNA), Completed)
    assert refused(await missions.advance(name, by=ANNA)).reason == "finished"
    assert (await now_in(missions, name)).skipped == ("challenge",)


async def test_whatever_is_written_supported_and_decided_on_is_there_afterwards(missions: Missions) -> None:
    name = (await shared(missions)).id
    await wrote(missions, name, "Bos", by=BO)
    await wrote(missions, name, "Cillas", by=CILLA)
    [proposal] = proposals(await now_in(missions, name))

    await missions.decide(name, [proposal.number], stands=True, by=BO)
    await missions.support(name, "vision", [an_evidence("ett")], by=ANNA)
    await missions.assume(name, "vision", assumed=True, by=ANNA)
    await missions.confirm(name, "P1", holds=True, by=ANNA)

    design = design_of(await now_in(missions, name))
    [claim] = design.claims
    assert (claim.values["text"], claim.author, claim.evidence) == ("Cillas", "Cilla", (an_evidence("ett"),))
    assert (claim.assumed, design.confirmed) == (True, ("P1",))
    await missions.undo(name, by=ANNA)
    assert design_of(await now_in(missions, name)).confirmed == ()


async def test_a_passage_is_linked_beside_the_others_and_once(missions: Missions) -> None:
    name = (await begun(missions)).id
    await wrote(missions, name, "Rent")

    for quote in ("ett", "två", "ett"):
        await missions.link(name, "vision", an_evidence(quote), by=ANNA)

    [claim] = design_of(await now_in(missions, name)).claims
    assert [one.quote for one in claim.evidence] == ["ett", "två"]


async def test_whoever_is_in_changes_and_what_becomes_of_the_mission(missions: Missions) -> None:
    name = (await shared(missions)).id

    await missions.hand_over(name, BO.id, by=ANNA)
    await missions.remove(name, CILLA.id, by=BO)
    await missions.rename(name, "Rena hav", by=ANNA)
    await missions.archive(name, by=BO)
    assert refused(await wrote(missions, name, "Mer")).reason == "archived"
    await missions.restore(name, by=BO)
    deleted = changed(await missions.delete(name, by=BO))

    assert (deleted.title, deleted.owner.name, len(deleted.participants)) == ("Rena hav", "Bo", 2)
    assert (await now_in(missions, name)).status == "deleted"


async def test_an_act_on_what_is_gone_is_refused(missions: Missions) -> None:
    assert refused(await missions.advance("nowhere", by=ANNA)).reason == "gone"
    assert await missions.settle_in("nowhere", place="t") is None


async def test_an_act_that_changes_nothing_is_not_saved(missions: Missions, store: FakeMissions) -> None:
    name = (await begun(missions)).id
    await wrote(missions, name, "Rent")
    saved = store.saved

    await wrote(missions, name, "Rent")

    assert store.saved == saved


async def test_a_mission_knows_its_thread_and_its_canvas(missions: Missions) -> None:
    session = await begun(missions)

    await missions.settle_in(session.id, place="thread")
    settled = await missions.settle_in(session.id, canvas="message")

    assert settled is not None
    assert (settled.place, settled.canvas, settled.changed) == ("thread", "message", session.changed)
    assert await missions.session_in("thread") == settled
    assert await missions.session_in("elsewhere") is None


# Drafts


@pytest.mark.parametrize("text", ["a" * 5000, "Rent"])
async def test_what_is_refused_is_kept_as_a_draft_of_whoever_wrote_it(missions: Missions, text: str) -> None:
    name = (await shared(missions)).id
    await missions.archive(name, by=ANNA)

    outcome = refused(await wrote(missions, name, text, by=CILLA))

    [draft] = await missions.drafts(CILLA, session=name)
    assert outcome.draft == draft.id
    assert (draft.entries[0].values["text"], draft.reason, draft.form) == (text, "archived", "a")
    assert draft.title == "Friska hav"
    assert await missions.drafts(ANNA) == []
    assert await missions.draft(draft.id, by=ANNA) is None
    assert await missions.draft(draft.id, by=CILLA) == draft


async def test_whoever_may_not_see_a_mission_keeps_their_words_and_learns_nothing(missions: Missions) -> None:
    name = (await begun(missions)).id

    outcome = refused(await wrote(missions, name, "Rent", by=BO))

    [draft] = await missions.drafts(BO)
    assert (outcome.reason, outcome.session, outcome.draft) == ("not_member", None, draft.id)
    assert draft.title == ""


async def test_what_was_written_for_a_mission_that_is_gone_is_kept(missions: Missions) -> None:
    outcome = refused(await wrote(missions, "gone", "Rent"))

    assert outcome.reason == "gone"
    assert [one.session for one in await missions.drafts(ANNA)] == ["gone"]


async def test_nothing_is_kept_of_a_blank_answer(missions: Missions) -> None:
    name = (await begun(missions)).id

    assert refused(await wrote(missions, name, " \n")).draft is None
    assert await missions.drafts(ANNA) == []


async def test_a_draft_is_let_go_of_by_whoever_wrote_it_alone(missions: Missions) -> None:
    draft = await missions.keep_draft("m1", [an_entry("vision", "Rent")], by=ANNA, reason="message")

    await missions.drop_draft(draft.id, by=BO)
    assert await missions.draft(draft.id, by=ANNA) == draft
    await missions.drop_draft(draft.id, by=ANNA)

    assert await missions.draft(draft.id, by=ANNA) is None


async def test_what_was_written_in_a_mission_that_cannot_be_read_is_kept(
    on_disk: Missions, settings: LedfyrSettings
) -> None:
    name = (await begun(on_disk)).id
    with closing(sqlite3.connect(settings.home / "state" / "ledfyr.sqlite")) as database, database:
        database.execute("UPDATE mission SET body = '{}'")

    with pytest.raises(MissionDamaged):
        await wrote(on_disk, name, "Rent")
    await on_disk.keep_draft(name, [an_entry("fit", "Mer")], by=ANNA, reason="message")

    assert [one.entries[0].values["text"] for one in await on_disk.drafts(ANNA)] == ["Rent", "Mer"]


# Idle missions


async def asked(missions: Missions, store: FakeMissions, clock: Clock) -> str:
    """A mission whose owner has been asked whether it is to be kept."""
    session = await begun(missions)
    assert await store.save(session.model_copy(update={"asked": clock.now, "revision": 1}), over=0)
    return session.id


async def test_a_mission_that_is_kept_is_idle_again_when_as_long_has_passed(
    missions: Missions, store: FakeMissions, clock: Clock
) -> None:
    name = await asked(missions, store, clock)
    clock.pass_days(731)
    assert await store.idle_since(clock.now) == []

    assert isinstance(await missions.keep(name, by=ANNA), Changed)

    assert await store.idle_since(clock.now) == []
    clock.pass_days(1)
    assert [one.id for one in await store.idle_since(clock.now)] == [name]


async def test_any_act_is_an_answer_to_whether_a_mission_is_kept(
    missions: Missions, store: FakeMissions, clock: Clock
) -> None:
    name = await asked(missions, store, clock)

    await missions.advance(name, by=ANNA)

    assert (await now_in(missions, name)).asked is None


# Many at once


async def test_whoever_is_always_too_late_is_told_so_and_keeps_their_words(
    missions: Missions, store: FakeMissions, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = (await begun(missions)).id

    async def taken(session: Session, *, over: int) -> bool:
        return session.revision == over

    async def at_once(_: float) -> None:
        return

    monkeypatch.setattr(store, "save", taken)
    monkeypatch.setattr("knowledge.sessions.acting.asyncio.sleep", at_once)

    outcome = refused(await wrote(missions, name, "Rent"))

    assert (outcome.reason, outcome.session) == ("busy", await now_in(missions, name))
    assert [one.id for one in await missions.drafts(ANNA)] == [outcome.draft]
    assert await missions.settle_in(name, place="t") is None


async def test_a_state_that_does_not_answer_is_told(missions: Missions, store: FakeMissions) -> None:
    name = (await begun(missions)).id
    store.failing = StateUnavailable(fault="gone fishing")

    with pytest.raises(StateUnavailable):
        await wrote(missions, name, "Rent")


async def test_acts_of_one_process_on_a_mission_take_turns(missions: Missions, store: FakeMissions) -> None:
    name = (await shared(missions)).id

    await asyncio.gather(*(wrote(missions, name, f"Text {at}", by=CILLA) for at in range(20)))

    assert store.lost == 0
    assert len(proposals(await now_in(missions, name))) == 20


async def test_thirty_people_who_write_in_one_mission_at_once_lose_nothing(on_disk: Missions) -> None:
    figures = await many_people(on_disk, people=30)

    assert (figures.acts, figures.refused, figures.lost) == (30, 0, 0)


async def test_missions_that_are_designed_at_once_do_not_touch(on_disk: Missions) -> None:
    figures = await many_missions(on_disk, sessions=6)

    assert (figures.acts, figures.refused, figures.lost) == (6 * 20, 0, 0)


async def test_a_hundred_missions_advanced_at_once_all_advance(on_disk: Missions) -> None:
    names = [one.id for one in await asyncio.gather(*(begun(on_disk) for _ in range(100)))]

    await asyncio.gather(*(on_disk.advance(name, by=ANNA, at="challenge") for name in names))

    sessions = [await now_in(on_disk, name) for name in names]
    assert {(one.revision, one.position) for one in sessions} == {(1, 1)}


async def test_two_processes_that_write_in_one_mission_at_once_lose_nothing(
    on_disk: Missions, settings: LedfyrSettings
) -> None:
    name = (await shared(on_disk)).id
    database = Database(state_url(None, settings.home))
    other = Missions(store=SqlMissions(database), method=load_method(), now=lambda: BEGUN)

    texts = [f"Text {at}" for at in range(16)]
    outcomes = await asyncio.gather(
        *(wrote((on_disk, other)[at % 2], name, text, by=CILLA) for at, text in enumerate(texts))
    )

    assert all(isinstance(one, Recorded) for one in outcomes)
    waiting = proposals(await now_in(on_disk, name))
    assert sorted(one.values["text"] for one in waiting) == sorted(texts)
    assert len({one.number for one in waiting}) == 16
    await database.close()


async def test_two_who_accept_a_proposal_at_once_decide_once(on_disk: Missions) -> None:
    name = (await shared(on_disk)).id
    proposed = written(await wrote(on_disk, name, "Cillas", by=CILLA))
    number = proposals(proposed)[0].number

    outcomes = await asyncio.gather(*(on_disk.decide(name, [number], stands=True, by=who) for who in (ANNA, BO)))

    assert sorted(type(one).__name__ for one in outcomes) == ["Recorded", "Refused"]
