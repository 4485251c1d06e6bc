"""How much may be asked: a token bucket for each person and each guild (pure but for the clock handed in)."""

from collections.abc import Callable
from typing import Final

_MINUTE: Final = 60.0
_WHOLE: Final = 1 - 1e-6  # of a question: who has waited as long as told is not sent away for a rounding
_KEPT: Final = 10_000  # buckets; full ones are let go beyond that


class Bucket:
    """Holds up to `size` questions and fills evenly, `size` a minute."""

    def __init__(self, size: int, *, now: float) -> None:
        self._size = size
        self._rate = size / _MINUTE
        self._held = float(size)
        self._at = now

    def wait(self, now: float) -> float:
        """How many seconds until a question may be taken; 0 where one may be taken now."""
        self._fill(now)
        return 0.0 if self._held >= _WHOLE else (1 - self._held) / self._rate

    def take(self, now: float) -> None:
        """Take one question."""
        self._fill(now)
        self._held -= 1

    def full(self, now: float) -> bool:
        """Whether nothing has been taken that has not filled up again."""
        self._fill(now)
        return self._held >= self._size

    def _fill(self, now: float) -> None:
        self._held = min(float(self._size), self._held + (now - self._at) * self._rate)
        self._at = now


class Limits:
    """The buckets of everybody who asks; `clock` gives seconds that never go back."""

    def __init__(self, *, per_person: int, per_guild: int, clock: Callable[[], float]) -> None:
        self._per_person = per_person
        self._per_guild = per_guild
        self._clock = clock
        self._buckets: dict[tuple[str, int], Bucket] = {}

    def wait(self, *, person: int, guild: int | None) -> float:
        """How many seconds the person has to wait; 0 where they may ask now, and then the question is counted."""
        now = self._clock()
        theirs = [self._bucket(("person", person), self._per_person, now)]
        if guild is not None:
            theirs.append(self._bucket(("guild", guild), self._per_guild, now))
        wait = max(bucket.wait(now) for bucket in theirs)
        if not wait:
            for bucket in theirs:
                bucket.take(now)
        return wait

    def _bucket(self, name: tuple[str, int], size: int, now: float) -> Bucket:
        if len(self._buckets) >= _KEPT:
            self._buckets = {key: bucket for key, bucket in self._buckets.items() if not bucket.full(now)}
        return self._buckets.setdefault(name, Bucket(size, now=now))
