"""What every state store promises, and what PostgreSQL must do besides."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from knowledge.adapters.sql.engine import Database, state_url
from knowledge.adapters.sql.migrate import migrate
from knowledge.adapters.sql.store import SqlState
from knowledge.assembly import open_state
from knowledge.errors import StateTooNew, StateUnavailable
from knowledge.journal import Forgotten, Retention, StateStore
from knowledge.settings import LedfyrSettings
from tests.bot.builders import a_citation, a_document, a_no, an_answer
from tests.builders import NOW, a_conversation, a_feedback, a_gap, an_exchange
from tests.fakes import FakeState
from tests.knowledge.test_state import differences

_DAY = dt.timedelta(days=1)
_CET = dt.timezone(dt.timedelta(hours=1))


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
async def state(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[StateStore]:
    if request.param == "fake":
        yield FakeState()
        return
    given = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    url = state_url(given, tmp_path)
    await asyncio.to_thread(migrate, url)
    store = SqlState(Database(url))
    yield store
    await store.close()


class TestExchanges:
    async def test_an_answer_is_found_exactly_as_it_was_kept(self, state: StateStore) -> None:
        old = a_document("åtgärder.pdf", date=dt.date(2024, 6, 18), title="”Åtgärder” – CO₂ 🌊")
        answer = an_answer(a_citation("Sju flaskhalsar.", document=old, page=3, aged=True), a_citation(number=2))
        exchange = an_exchange(result=answer, question="Vad\när 'målet'?", conversation="thread", private=True)
        await state.keep(exchange)

        assert await state.find("e1") == exchange

    async def test_a_no_is_found_exactly_as_it_was_kept(self, state: StateStore) -> None:
        exchange = an_exchange(result=a_no("part", a_citation(), about="piloterna", contact=a_citation(number=2)))
        await state.keep(exchange)

        assert await state.find("e1") == exchange

    async def test_what_stands_alone_outside_a_guild_is_found_as_it_was_kept(self, state: StateStore) -> None:
        exchange = an_exchange().model_copy(update={"guild": None, "conversation": None})
        await state.keep(exchange)

        assert await state.find("e1") == exchange

    async def test_a_moment_told_in_another_zone_is_the_same_moment(self, state: StateStore) -> None:
        asked = dt.datetime(2026, 11, 21, 0, 30, 1, 234567, tzinfo=_CET)
        await state.keep(an_exchange(asked=asked))

        found = await state.find("e1")

        assert found is not None
        assert found.asked == asked
        assert found.asked.tzinfo is not None

    async def test_an_exchange_that_was_never_kept_is_not_found(self, state: StateStore) -> None:
        await state.keep(an_exchange("e1"))

        assert await state.find("e2") is None

    async def test_an_exchange_kept_twice_stays_as_it_was(self, state: StateStore) -> None:
        await state.keep(an_exchange(question="Först?"))
        await state.keep(an_exchange(question="Sedan?"))

        found = await state.find("e1")

        assert found is not None
        assert found.question == "Först?"

    async def test_fifty_kept_at_once_are_all_found(self, state: StateStore) -> None:
        await asyncio.gather(*(state.keep(an_exchange(f"e{at}", asker=f"p{at}")) for at in range(50)))

        found = await asyncio.gather(*(state.find(f"e{at}") for at in range(50)))

        assert [one.asker for one in found if one] == [f"p{at}" for at in range(50)]


class TestConversations:
    async def test_a_conversation_is_found_as_it_was_opened(self, state: StateStore) -> None:
        conversation = a_conversation(begun_with="e1")
        await state.open(conversation)

        assert await state.conversation("thread") == conversation
        assert await state.conversation("another") is None

    async def test_a_conversation_opened_again_stays_as_it_was(self, state: StateStore) -> None:
        await state.open(a_conversation(opener="anna"))
        await state.open(a_conversation(opener="bo", opened=NOW + _DAY))

        assert await state.conversation("thread") == a_conversation(opener="anna")

    async def test_earlier_questions_are_that_conversations_alone_oldest_first(self, state: StateStore) -> None:
        asked = [("Ett?", "thread"), ("Annat?", "other"), ("Två?", "thread"), ("Ensam?", None)]
        for at, (question, talk) in enumerate(asked):
            when = NOW + at * _DAY
            await state.keep(an_exchange(f"e{9 - at}", question=question, conversation=talk, asked=when))

        assert await state.earlier("thread") == ["Ett?", "Två?"]
        assert await state.earlier("nowhere") == []

    async def test_the_question_it_goes_on_from_comes_before_the_latest(self, state: StateStore) -> None:
        await state.keep(an_exchange("first", question="Först?", asked=NOW))
        await state.open(a_conversation(begun_with="first"))
        for at in range(1, 5):
            await state.keep(an_exchange(f"e{at}", question=f"{at}?", conversation="thread", asked=NOW + at * _DAY))

        assert await state.earlier("thread", limit=2) == ["Först?", "3?", "4?"]

    async def test_a_question_it_goes_on_from_that_is_not_kept_any_longer_is_left_out(self, state: StateStore) -> None:
        await state.open(a_conversation(begun_with="gone"))
        await state.keep(an_exchange(question="Kvar?", conversation="thread"))

        assert await state.earlier("thread") == ["Kvar?"]

    async def test_no_earlier_question_is_older_than_asked_for(self, state: StateStore) -> None:
        await state.keep(an_exchange("first", question="Först?", asked=NOW - 3 * _DAY))
        await state.open(a_conversation(begun_with="first"))
        await state.keep(an_exchange("e1", question="Förr?", conversation="thread", asked=NOW - 2 * _DAY))
        await state.keep(an_exchange("e2", question="Nyss?", conversation="thread", asked=NOW))

        assert await state.earlier("thread", since=NOW) == ["Nyss?"]
        assert await state.earlier("thread", since=NOW - 2 * _DAY) == ["Förr?", "Nyss?"]


class TestWhatIsTold:
    async def test_feedback_is_read_as_it_was_given_the_oldest_first(self, state: StateStore) -> None:
        late, early = a_feedback("f1", given=NOW), a_feedback("f2", helped=True, comment=None, given=NOW - _DAY)
        await state.keep(an_exchange())

        assert await state.give(late, exchange="e1", person="anna")
        assert await state.give(early, exchange="e1", person="bo")

        assert await state.feedback() == [early, late]

    async def test_second_thoughts_replace_a_persons_own_feedback_alone(self, state: StateStore) -> None:
        await state.keep(an_exchange())
        await state.give(a_feedback("f1"), exchange="e1", person="anna")
        await state.give(a_feedback("f2"), exchange="e1", person="bo")

        assert not await state.give(a_feedback("f3", helped=True), exchange="e1", person="anna")
        assert not await state.give(a_feedback("f4", helped=True), exchange="e1", person="anna")

        assert [one.id for one in await state.feedback()] == ["f2", "f4"]

    async def test_feedback_on_two_exchanges_is_kept_apart(self, state: StateStore) -> None:
        await state.keep(an_exchange("e1"))
        await state.keep(an_exchange("e2"))

        assert await state.give(a_feedback("f1"), exchange="e1", person="anna")
        assert await state.give(a_feedback("f2"), exchange="e2", person="anna")

    async def test_two_clicks_at_once_are_one_feedback(self, state: StateStore) -> None:
        await state.keep(an_exchange())

        new = await asyncio.gather(*(state.give(a_feedback(f"f{at}"), exchange="e1", person="anna") for at in range(8)))

        assert new.count(True) == 1
        assert len(await state.feedback()) == 1

    async def test_feedback_on_an_exchange_that_is_gone_is_nobodys(self, state: StateStore) -> None:
        assert await state.give(a_feedback(), exchange="gone", person="anna")

        assert await state.feedback() == [a_feedback()]
        assert (await state.stored_about("anna")).feedback == ()

    async def test_a_gap_is_logged_once_by_a_person_and_again_by_another(self, state: StateStore) -> None:
        await state.keep(an_exchange())

        assert await state.report(a_gap("g1"), exchange="e1", person="anna")
        assert not await state.report(a_gap("g2"), exchange="e1", person="anna")
        assert await state.report(a_gap("g3", logged=NOW - _DAY), exchange="e1", person="bo")

        assert await state.gaps() == [a_gap("g3", logged=NOW - _DAY), a_gap("g1")]

    async def test_a_gap_in_an_exchange_that_is_gone_is_nobodys(self, state: StateStore) -> None:
        assert await state.report(a_gap(), exchange="gone", person="anna")

        assert await state.gaps() == [a_gap()]
        assert (await state.stored_about("anna")).gaps == ()

    async def test_feedback_and_a_gap_on_the_same_exchange_do_not_touch(self, state: StateStore) -> None:
        await state.keep(an_exchange())

        assert await state.give(a_feedback(), exchange="e1", person="anna")
        assert await state.report(a_gap(), exchange="e1", person="anna")


async def _fill(state: StateStore) -> None:
    """Anna asks and opens a thread, Bo asks there, and both tell what they think of both answers."""
    await state.meet("anna", now=NOW)
    await state.meet("bo", now=NOW)
    await state.keep(an_exchange("annas", asker="anna", question="Annas?", conversation="thread"))
    await state.open(a_conversation("thread", opener="anna", begun_with="annas"))
    await state.keep(an_exchange("bos", asker="bo", question="Bos?", conversation="thread", asked=NOW + _DAY))
    for person in ("anna", "bo"):
        for exchange in ("annas", "bos"):
            await state.give(a_feedback(f"{person} on {exchange}"), exchange=exchange, person=person)
        await state.report(a_gap(f"{person} on bos"), exchange="bos", person=person)


class TestPersonalRecords:
    async def test_a_person_is_met_once(self, state: StateStore) -> None:
        assert await state.meet("anna", now=NOW)
        assert not await state.meet("anna", now=NOW + _DAY)
        assert await state.meet("bo", now=NOW)

        assert (await state.stored_about("anna")).met == NOW

    async def test_everything_about_a_person_is_told_and_nothing_about_others(self, state: StateStore) -> None:
        await _fill(state)

        record = await state.stored_about("anna")

        assert record.met == NOW
        assert [one.id for one in record.exchanges] == ["annas"]
        assert record.conversations == (a_conversation("thread", opener="anna", begun_with="annas"),)
        assert [one.id for one in record.feedback] == ["anna on annas", "anna on bos"]
        assert [one.id for one in record.gaps] == ["anna on bos"]

    async def test_nothing_is_stored_about_a_stranger(self, state: StateStore) -> None:
        await _fill(state)

        record = await state.stored_about("stranger")

        assert record.met is None
        assert record.exchanges == record.conversations == record.feedback == record.gaps == ()

    async def test_what_is_forgotten_is_counted_and_gone(self, state: StateStore) -> None:
        await _fill(state)

        assert await state.forget("anna", now=NOW) == Forgotten(exchanges=1, conversations=1, feedback=2, gaps=1)

        record = await state.stored_about("anna")
        assert record.met is None
        assert record.exchanges == record.conversations == record.feedback == record.gaps == ()
        assert await state.find("annas") is None
        assert await state.conversation("thread") is None
        assert await state.forget("anna", now=NOW) == Forgotten(exchanges=0, conversations=0, feedback=0, gaps=0)

    async def test_nothing_of_others_is_lost_with_a_person(self, state: StateStore) -> None:
        await _fill(state)
        bos = (await state.stored_about("bo")).exchanges

        await state.forget("anna", now=NOW)

        assert (await state.stored_about("bo")).exchanges == bos
        assert await state.earlier("thread") == ["Bos?"]
        assert [one.id for one in await state.feedback()] == ["bo on annas", "bo on bos"]
        assert [one.id for one in await state.gaps()] == ["bo on bos"]

    async def test_what_a_person_who_was_forgotten_tells_is_new(self, state: StateStore) -> None:
        await _fill(state)

        await state.forget("anna", now=NOW)

        assert await state.give(a_feedback(), exchange="bos", person="anna")
        assert await state.report(a_gap(), exchange="bos", person="anna")

    async def test_a_trace_goes_with_its_exchange(self, state: StateStore) -> None:
        await _fill(state)

        await state.forget("anna", now=NOW)

        assert [one.id for one in (await state.stored_about("bo")).feedback] == ["bo on bos"]

    async def test_a_person_who_was_forgotten_is_met_anew(self, state: StateStore) -> None:
        await state.meet("anna", now=NOW)
        await state.forget("anna", now=NOW)

        assert await state.meet("anna", now=NOW + _DAY)


class TestUpkeep:
    async def test_each_kind_goes_after_its_own_time(self, state: StateStore) -> None:
        await _fill(state)
        await state.keep(an_exchange("answered", result=an_answer(a_citation(), a_citation(number=2))))

        assert await state.sweep(Retention(), now=NOW + 30 * _DAY) == 0
        # Two exchanges, two people; the thread holds what Bo asked a day later.
        assert await state.sweep(Retention(), now=NOW + 30.5 * _DAY) == 4
        assert await state.earlier("thread") == ["Bos?"]
        assert await state.sweep(Retention(), now=NOW + 32 * _DAY) == 2
        assert await state.conversation("thread") is None
        # Four of feedback, two gaps, and one passage that was cited twice.
        assert len(await state.feedback()) == 4
        assert await state.sweep(Retention(), now=NOW + 367 * _DAY) == 7
        assert await state.feedback() == await state.gaps() == []

    async def test_nobody_can_tell_whose_it_was_once_the_exchange_is_gone(self, state: StateStore) -> None:
        await _fill(state)

        await state.sweep(Retention(), now=NOW + 40 * _DAY)

        record = await state.stored_about("anna")
        assert record.feedback == record.gaps == ()
        assert len(await state.feedback()) == 4

    async def test_what_is_to_be_kept_is_never_swept(self, state: StateStore) -> None:
        await _fill(state)
        await state.keep(an_exchange("answered", result=an_answer()))

        keep = Retention(conversations="keep", told="keep", citations="keep")

        assert await state.sweep(keep, now=NOW + 9999 * _DAY) == 0

    async def test_an_answer_can_outlive_what_was_said_of_it(self, state: StateStore) -> None:
        await state.keep(an_exchange())
        await state.give(a_feedback(), exchange="e1", person="anna")
        await state.report(a_gap(), exchange="e1", person="anna")

        assert await state.sweep(Retention(told=5), now=NOW + 10 * _DAY) == 2

        assert await state.find("e1") == an_exchange()
        assert await state.give(a_feedback(given=NOW + 10 * _DAY), exchange="e1", person="anna")
        assert await state.report(a_gap(logged=NOW + 10 * _DAY), exchange="e1", person="anna")

    async def test_a_conversation_that_has_begun_just_now_stays(self, state: StateStore) -> None:
        await state.open(a_conversation())

        assert await state.sweep(Retention(conversations=1), now=NOW + _DAY) == 0
        assert await state.sweep(Retention(conversations=1), now=NOW + 1.5 * _DAY) == 1

    async def test_a_note_is_replaced(self, state: StateStore) -> None:
        assert await state.noted("commands") is None
        await state.note("commands", "abc")
        await state.note("commands", "def")
        await state.note("other", "ghi")

        assert await state.noted("commands") == "def"

    async def test_a_database_that_answers_is_told_by_silence(self, state: StateStore) -> None:
        await state.ping()


def _settings(home: Path, url: str) -> LedfyrSettings:
    return LedfyrSettings(home=home, state=SecretStr(url))


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://", "postgresql+asyncpg://"])
async def test_postgresql_by_any_of_its_urls(postgresql: str, tmp_path: Path, scheme: str) -> None:
    url = postgresql.replace("postgresql://", scheme) + "&sslmode=disable"

    async with open_state(_settings(tmp_path, url)) as state:
        await state.note("commands", "abc")

    async with open_state(_settings(tmp_path, postgresql)) as state:
        assert await state.noted("commands") == "abc"


async def test_two_who_open_an_empty_postgresql_at_once_both_can(postgresql: str, tmp_path: Path) -> None:
    url = state_url(postgresql, tmp_path)

    await asyncio.gather(*(asyncio.to_thread(migrate, url) for _ in range(3)))

    async with open_state(_settings(tmp_path, postgresql)) as state:
        await state.ping()


async def test_a_postgresql_from_the_future_is_named(server: Any, postgresql: str, tmp_path: Path) -> None:
    async with open_state(_settings(tmp_path, postgresql)):
        server.psql("UPDATE alembic_version SET version_num = '9999';")

    with pytest.raises(StateTooNew) as told:
        async with open_state(_settings(tmp_path, postgresql)):
            pass

    assert told.value.found == "9999"


async def test_what_postgresql_refuses_is_told_by_its_code(server: Any, postgresql: str, tmp_path: Path) -> None:
    async with open_state(_settings(tmp_path, postgresql)) as state:
        server.psql("DROP TABLE note;")
        with pytest.raises(StateUnavailable) as told:
            await state.ping()

    assert told.value.fault == "42P01"


async def test_a_lock_that_is_never_let_go_of_does_not_hold_up_for_ever(postgresql: str, tmp_path: Path) -> None:
    url = state_url(postgresql, tmp_path)
    await asyncio.to_thread(migrate, url)
    holder, waiter = Database(url), SqlState(Database(url, patience=0.1))

    async with holder.writing() as connection:
        await connection.exec_driver_sql("LOCK TABLE note")
        with pytest.raises(StateUnavailable) as told:
            await waiter.ping()

    await waiter.ping()
    assert told.value.fault == "TimeoutError"
    await holder.close()
    await waiter.close()


async def test_connections_that_the_server_has_cut_are_made_anew(server: Any, postgresql: str, tmp_path: Path) -> None:
    async with open_state(_settings(tmp_path, postgresql)) as state:
        await state.ping()
        server.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid();")

        await state.ping()


async def test_the_tables_in_postgresql_are_those_the_code_knows(postgresql: str, tmp_path: Path) -> None:
    url = state_url(postgresql, tmp_path)
    await asyncio.to_thread(migrate, url)

    assert await differences(url) == []
