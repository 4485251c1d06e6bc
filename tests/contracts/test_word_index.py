"""What every word index promises."""

from pathlib import Path

import pytest

from knowledge.adapters.words import Bm25Words, write_words
from knowledge.corpus import WordIndex
from tests.fakes import FakeWordIndex

_PASSAGES = [
    ["mission", "hav", "frisk", "hav"],
    ["mission", "stad", "klimat"],
    ["mission", "klimat", "anpass"],
    ["mission", "ung"],
    [],
]
_WHOLE_WORDS = ["hav", "klimat", "missioner", "städer"]


@pytest.fixture(params=["fake", "bm25s"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> WordIndex:
    if request.param == "fake":
        return FakeWordIndex(_PASSAGES, _WHOLE_WORDS)
    write_words(tmp_path / "words", _PASSAGES, _WHOLE_WORDS)
    return Bm25Words(tmp_path / "words")


class TestWordIndex:
    async def test_only_passages_that_hold_a_term_are_found(self, index: WordIndex) -> None:
        assert {one.row for one in await index.matching(["klimat"], limit=10)} == {1, 2}

    async def test_a_term_the_library_lacks_finds_nothing(self, index: WordIndex) -> None:
        assert await index.matching(["blockkedja"], limit=10) == []
        assert await index.matching([], limit=10) == []

    async def test_a_term_the_library_lacks_does_not_hide_the_others(self, index: WordIndex) -> None:
        assert {one.row for one in await index.matching(["blockkedja", "ung"], limit=10)} == {3}

    async def test_the_passage_with_more_of_the_terms_comes_first(self, index: WordIndex) -> None:
        found = await index.matching(["klimat", "anpass"], limit=10)

        assert found[0].row == 2
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert all(one.score > 0 for one in found)

    async def test_a_term_asked_for_twice_counts_once(self, index: WordIndex) -> None:
        once = await index.matching(["hav", "klimat"], limit=10)

        assert await index.matching(["hav", "klimat", "hav"], limit=10) == once

    async def test_no_more_come_than_are_asked_for_and_they_are_the_best(self, index: WordIndex) -> None:
        everything = await index.matching(["mission", "hav"], limit=10)

        assert await index.matching(["mission", "hav"], limit=1) == everything[:1]
        assert len(everything) == 4

    def test_a_rare_term_tells_more_than_a_common_one(self, index: WordIndex) -> None:
        rare, common, lacking = index.weights(["hav", "mission", "blockkedja"])

        assert rare > common > lacking == 0

    def test_no_term_tells_more_than_one_that_no_passage_holds(self, index: WordIndex) -> None:
        assert index.rarest() > max(index.weights(["hav", "frisk", "ung"]))

    def test_the_vocabulary_is_the_librarys_whole_words(self, index: WordIndex) -> None:
        assert list(index.vocabulary()) == _WHOLE_WORDS
