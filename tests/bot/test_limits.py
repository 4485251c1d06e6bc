"""How many questions pass, and how long those who have to wait are told to wait."""

import math
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.limits
from bot.limits import Limits

MINUTE = 60.0
ANNA, BO, GUILD = 1, 2, 10

sizes = st.integers(1, 200)
pauses = st.lists(st.floats(0, 300), min_size=1, max_size=80)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, start: float = 0.0) -> None:
        self.now = start

    def __call__(self) -> float:
        return self.now


def limits(clock: Clock, *, per_person: int = 3, per_guild: int = 100) -> Limits:
    return Limits(per_person=per_person, per_guild=per_guild, clock=clock)


def test_as_many_questions_as_the_limit_pass_at_once_and_the_next_has_to_wait() -> None:
    asked = limits(Clock(), per_person=3)

    waits = [asked.wait(person=ANNA, guild=None) for _ in range(4)]

    assert waits == [0, 0, 0, pytest.approx(20)]


def test_a_question_that_had_to_wait_is_not_counted() -> None:
    asked = limits(Clock(), per_person=1)

    waits = [asked.wait(person=ANNA, guild=None) for _ in range(5)]

    assert waits[1:] == [pytest.approx(60)] * 4


def test_two_people_do_not_take_from_each_other() -> None:
    asked = limits(Clock(), per_person=1)

    assert [asked.wait(person=person, guild=None) for person in (ANNA, BO)] == [0, 0]


def test_the_people_of_a_guild_share_its_limit_and_other_guilds_have_their_own() -> None:
    asked = limits(Clock(), per_person=5, per_guild=2)

    waits = [asked.wait(person=person, guild=GUILD) for person in range(3)]

    assert waits == [0, 0, pytest.approx(30)]
    assert asked.wait(person=2, guild=GUILD + 1) == 0


def test_who_is_held_up_by_the_guild_keeps_their_own_questions() -> None:
    clock = Clock()
    asked = limits(clock, per_person=2, per_guild=1)
    asked.wait(person=BO, guild=GUILD)
    asked.wait(person=ANNA, guild=GUILD)

    assert [asked.wait(person=ANNA, guild=None) for _ in range(2)] == [0, 0]


def test_a_guild_and_a_person_of_the_same_number_are_told_apart() -> None:
    asked = limits(Clock(), per_person=1, per_guild=5)

    assert [asked.wait(person=person, guild=7) for person in (7, 8)] == [0, 0]


def test_a_direct_message_takes_nothing_from_any_guild() -> None:
    asked = limits(Clock(), per_person=5, per_guild=1)
    asked.wait(person=ANNA, guild=None)

    assert asked.wait(person=BO, guild=GUILD) == 0


@given(size=sizes, pauses=pauses, start=st.floats(0, 1e7))
def test_never_more_questions_pass_than_the_limit_and_what_the_time_gives(
    size: int, pauses: list[float], start: float
) -> None:
    clock = Clock(start)
    asked = limits(clock, per_person=size, per_guild=10**9)
    times: list[float] = []

    for moment in accumulate(pauses, initial=start):
        clock.now = moment
        times += [moment] * sum(asked.wait(person=ANNA, guild=GUILD) == 0 for _ in range(size + 2))

    for first, begun in enumerate(times):
        within = [time - begun for time in times[first:]]
        assert all(at + 1 <= size + size / MINUTE * since + 0.01 for at, since in enumerate(within))


@given(size=sizes, pauses=pauses, start=st.floats(0, 1e7))
def test_the_wait_that_was_told_is_enough(size: int, pauses: list[float], start: float) -> None:
    clock = Clock(start)
    asked = limits(clock, per_person=size, per_guild=10**9)

    for pause in pauses:
        clock.now += pause
        while not (wait := asked.wait(person=ANNA, guild=None)):
            pass
        clock.now += wait
        assert asked.wait(person=ANNA, guild=None) == 0


@given(size=sizes, pauses=pauses)
def test_the_wait_is_never_longer_than_it_takes_to_fill_one_question(size: int, pauses: list[float]) -> None:
    clock = Clock()
    asked = limits(clock, per_person=size)

    for pause in pauses:
        clock.now += pause
        assert 0 <= asked.wait(person=ANNA, guild=None) <= MINUTE / size + 1e-6


def test_the_buckets_of_those_who_have_gone_are_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.limits, "_KEPT", 3)
    clock = Clock()
    asked = limits(clock, per_person=1)
    for person in (ANNA, BO, 3):
        asked.wait(person=person, guild=None)
    clock.now = 30.0

    waits = [asked.wait(person=person, guild=None) for person in (4, ANNA)]

    assert [math.ceil(wait) for wait in waits] == [0, 30]
