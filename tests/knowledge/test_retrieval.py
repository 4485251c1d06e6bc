"""How three scorings become one ranking, and what the retriever brings home."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.publish import placed
from knowledge.corpus import Holding
from knowledge.retrieval import Retriever, Weights, fuse
from tests.builders import a_holding, a_meaning_index, a_question, a_word_index
from tests.fakes import FakeCatalogue, FakeEmbedder

_EVEN = Weights(meaning=1, words=1, units=1)
_SCORES = st.dictionaries(st.integers(0, 20), st.floats(-50, 50, allow_subnormal=False), max_size=15)
_HAV = "# Friska hav\n\nHavet mår dåligt av mikroplast. Fisken minskar.\n"
_STAD = "# Smarta städer\n\nStaden blir klimatneutral. Bussarna går på el.\n"


def test_a_row_that_every_way_finds_best_comes_first() -> None:
    assert [one.row for one in fuse({1: 0.9, 2: 0.8}, {1: 7.0, 3: 2.0}, {1: 0.9, 2: 0.5}, _EVEN)] == [1, 2, 3]


def test_scores_without_a_common_measure_count_alike() -> None:
    first, second = fuse({1: 0.86, 2: 0.82}, {2: 40.0, 1: 1.0}, {}, _EVEN)

    assert first.score == second.score == 0.5


def test_scores_that_hardly_differ_are_not_spread_far() -> None:
    first, second = fuse({1: 0.8301, 2: 0.83}, {}, {}, _EVEN)

    assert first.score == 1.0
    assert second.score > 0.99


def test_the_weights_tell_which_way_counts_for_more() -> None:
    meaning, by_words = {1: 0.9, 2: 0.1}, {1: 1.0, 2: 9.0}

    assert fuse(meaning, by_words, {}, Weights(meaning=2, words=1, units=0))[0].row == 1
    assert fuse(meaning, by_words, {}, Weights(meaning=1, words=2, units=0))[0].row == 2


def test_a_row_that_a_way_did_not_find_gets_nothing_from_it() -> None:
    found = {one.row: one.score for one in fuse({1: 0.9, 2: 0.8}, {3: 5.0}, {}, _EVEN)}

    assert found == {1: 0.5, 3: 0.5, 2: 0.0}


def test_a_way_that_found_nothing_takes_nothing_from_the_others() -> None:
    assert fuse({}, {4: 3.0, 5: 1.0}, {}, Weights())[0].score == 1.0


def test_the_only_row_found_scores_the_most() -> None:
    assert [tuple(one) for one in fuse({7: 0.81}, {}, {}, Weights())] == [(7, 1.0)]


def test_nothing_found_is_an_empty_ranking() -> None:
    assert fuse({}, {}, {}, Weights()) == []


def test_equals_come_in_the_order_of_the_library() -> None:
    assert [one.row for one in fuse({9: 0.5, 2: 0.5, 4: 0.5}, {}, {}, Weights())] == [2, 4, 9]


@given(_SCORES, _SCORES, _SCORES)
def test_every_row_found_is_ranked_once_between_nought_and_one(
    meaning: dict[int, float], by_words: dict[int, float], units: dict[int, float]
) -> None:
    ranked = fuse(meaning, by_words, units, Weights())

    assert sorted(one.row for one in ranked) == sorted({*meaning, *by_words, *units})
    assert all(-1e-9 <= one.score <= 1 + 1e-9 for one in ranked)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def _library() -> list[Holding]:
    return placed([a_holding(_HAV, "hav.md"), a_holding(_STAD, "stad.md")])


def _retriever(library: list[Holding], embedder: FakeEmbedder | None) -> Retriever:
    meaning = a_meaning_index(library) if embedder else None
    words, catalogue = a_word_index(library), FakeCatalogue(library)
    return Retriever(words=words, meaning=meaning, catalogue=catalogue, embedder=embedder)


async def test_the_passage_that_shares_the_questions_words_is_the_best_hit() -> None:
    library = _library()

    found = await _retriever(library, FakeEmbedder()).find(a_question("Varför minskar fisken?", *library), limit=5)

    assert found.hits[0].passage.document == "hav.md"
    assert found.elsewhere is not None


async def test_a_hit_tells_each_way_it_was_found_and_how_like_each_unit_is() -> None:
    library = _library()

    found = await _retriever(library, FakeEmbedder()).find(a_question("Fisken minskar", *library), limit=1)

    [hit] = found.hits
    assert hit.meaning is not None
    assert hit.words is not None
    assert len(hit.likeness) == len(hit.passage.units)
    assert max(hit.likeness) == hit.likeness[-1]


async def test_without_an_engine_words_alone_find() -> None:
    library = _library()

    found = await _retriever(library, None).find(a_question("mikroplast i havet", *library), limit=5)

    assert [hit.passage.document for hit in found.hits] == ["hav.md"]
    assert found.hits[0].meaning is None
    assert found.hits[0].likeness == ()
    assert found.elsewhere is None


async def test_no_more_hits_come_than_are_asked_for() -> None:
    library = _library()

    found = await _retriever(library, FakeEmbedder()).find(a_question("staden och havet", *library), limit=1)

    assert len(found.hits) == 1


async def test_a_question_in_blank_is_not_embedded() -> None:
    library, embedder = _library(), FakeEmbedder()

    found = await _retriever(library, embedder).find(a_question("  ", *library), limit=5)

    assert found.hits == ()
    assert embedder.asked == []
