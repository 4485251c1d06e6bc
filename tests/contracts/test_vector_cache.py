"""What every vector cache promises."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.adapters.vectors import SqliteVectorCache
from knowledge.corpus import Vector, VectorCache
from tests.fakes import FakeVectorCache, bag_of_words


@pytest.fixture(params=["fake", "sqlite"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> VectorCache:
    return FakeVectorCache() if request.param == "fake" else SqliteVectorCache(tmp_path / "vectors.sqlite")


def _vector(text: str) -> Vector:
    return bag_of_words(text, 64)


class TestVectorCache:
    def test_what_was_remembered_is_known(self, cache: VectorCache) -> None:
        cache.remember({"hav": _vector("hav"), "stad": _vector("stad")})

        found = cache.known(["hav", "stad"])

        assert found.keys() == {"hav", "stad"}
        assert np.allclose(found["hav"], _vector("hav"), atol=1e-3)
        assert found["hav"].dtype == np.float32

    def test_what_was_not_remembered_is_left_out(self, cache: VectorCache) -> None:
        cache.remember({"hav": _vector("hav")})

        assert cache.known(["stad", "hav", "klimat"]).keys() == {"hav"}

    def test_an_empty_cache_knows_nothing(self, cache: VectorCache) -> None:
        assert cache.known(["hav"]) == {}
        assert cache.known([]) == {}

    def test_a_key_remembered_again_has_its_latest_vector(self, cache: VectorCache) -> None:
        cache.remember({"hav": _vector("hav")})

        cache.remember({"hav": _vector("stad")})

        assert np.allclose(cache.known(["hav"])["hav"], _vector("stad"), atol=1e-3)

    def test_only_the_keys_named_are_kept_when_the_others_are_forgotten(self, cache: VectorCache) -> None:
        cache.remember({key: _vector(key) for key in ("hav", "stad", "klimat")})

        cache.forget_all_but({"stad", "never remembered"})

        assert cache.known(["hav", "stad", "klimat"]).keys() == {"stad"}

    def test_thousands_of_keys_are_looked_up_at_once(self, cache: VectorCache) -> None:
        cache.remember({str(number): _vector("hav") for number in range(1500)})

        assert len(cache.known([str(number) for number in range(3000)])) == 1500


def test_a_new_run_knows_what_the_last_one_remembered(tmp_path: Path) -> None:
    SqliteVectorCache(tmp_path / "vectors.sqlite").remember({"hav": _vector("hav")})

    again = SqliteVectorCache(tmp_path / "vectors.sqlite")

    assert again.known(["hav"]).keys() == {"hav"}
