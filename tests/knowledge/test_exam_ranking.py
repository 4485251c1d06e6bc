"""The figures of a ranking against values reckoned by hand, and what always holds of them."""

from collections.abc import Mapping
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exam.ranking import DEPTH, auroc, ndcg, ranking_marks, recall, reciprocal_rank

_NAMES = [f"t{n}" for n in range(15)]
_RANKINGS = st.lists(st.sampled_from(_NAMES), unique=True)
_WANTED = st.dictionaries(st.sampled_from(_NAMES), st.integers(1, 3), min_size=1)
_SCORES = st.lists(st.integers(-3, 3), min_size=1, max_size=12)


def _ten_others() -> list[str]:
    return [f"x{n}" for n in range(DEPTH)]


@pytest.mark.parametrize(
    ("ranked", "wanted", "gain"),
    [
        ("abc", {"a": 1}, 1.0),
        ("abc", {"b": 1}, 1 / log2(3)),
        ("abc", {"c": 1}, 0.5),
        ("abc", {"a": 1, "c": 1}, 1.5 / (1 + 1 / log2(3))),
        ("ab", {"a": 1, "b": 3}, (1 + 3 / log2(3)) / (3 + 1 / log2(3))),
        ("ab", {"z": 1}, 0.0),
        ("", {"a": 1}, 0.0),
        ("ab", {}, 0.0),
    ],
)
def test_the_gain_is_discounted_by_place_and_held_against_the_best(
    ranked: str, wanted: Mapping[str, int], gain: float
) -> None:
    assert ndcg(ranked, wanted) == pytest.approx(gain)


def test_the_best_there_could_be_is_ten_texts_long() -> None:
    wanted = dict.fromkeys(_NAMES, 1)

    assert ndcg(_NAMES[:DEPTH], wanted) == pytest.approx(1.0)


def test_one_over_the_place_of_the_first_relevant_text() -> None:
    wanted = {"b": 1, "d": 1}

    assert reciprocal_rank("abcd", wanted) == 0.5
    assert reciprocal_rank("bd", wanted) == 1.0
    assert reciprocal_rank("acd", wanted) == pytest.approx(1 / 3)
    assert reciprocal_rank("xy", wanted) == 0.0


def test_recall_is_the_share_of_the_relevant_texts_that_were_found() -> None:
    wanted = {"a": 1, "c": 2, "z": 1, "y": 1}

    assert recall("abc", wanted, 1) == 0.25
    assert recall("abc", wanted, 2) == 0.25
    assert recall("abc", wanted, 3) == 0.5
    assert recall("abc", {}, 3) == 0.0


def test_what_stands_below_the_tenth_place_counts_for_nothing() -> None:
    ranked = [*_ten_others(), "a"]

    assert ndcg(ranked, {"a": 1}) == reciprocal_rank(ranked, {"a": 1}) == 0.0
    assert ndcg(ranked[1:], {"a": 1}) == pytest.approx(1 / log2(11))
    assert reciprocal_rank(ranked[1:], {"a": 1}) == pytest.approx(0.1)


def test_the_figures_are_means_over_the_queries() -> None:
    marks = ranking_marks([["a", "b"], ["b", "a", "c"], ["x"]], [{"a": 1}, {"a": 1, "c": 1}, {"a": 1}])

    assert marks.ndcg == pytest.approx((1 + (1 / log2(3) + 0.5) / (1 + 1 / log2(3)) + 0) / 3)
    assert marks.mrr == pytest.approx((1 + 0.5 + 0) / 3)
    assert marks.recall_1 == pytest.approx(1 / 3)
    assert marks.recall_5 == marks.recall_10 == pytest.approx(2 / 3)


def test_recall_is_told_at_three_depths() -> None:
    ranked = [*_ten_others()[:4], "a", *_ten_others()[4:8], "b", "c"]

    marks = ranking_marks([ranked], [{"a": 1, "b": 1, "c": 1}])

    assert marks.recall_1 == 0
    assert marks.recall_5 == pytest.approx(1 / 3)
    assert marks.recall_10 == pytest.approx(2 / 3)


def test_no_query_at_all_gives_noughts() -> None:
    assert set(ranking_marks([], []).model_dump().values()) == {0.0}


def test_a_ranking_without_its_query_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        ranking_marks([["a"], ["b"]], [{"a": 1}])


def test_scripts_read_the_figures_under_the_names_they_are_known_by() -> None:
    told = ranking_marks([["a"]], [{"a": 1}]).model_dump(by_alias=True)

    assert list(told) == ["ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10"]
    assert set(told.values()) == {1.0}


@given(_RANKINGS, _WANTED)
def test_every_figure_is_between_nought_and_one(ranked: list[str], wanted: dict[str, int]) -> None:
    marks = ranking_marks([ranked], [wanted])

    assert all(0 <= figure <= 1 + 1e-12 for _, figure in marks)
    assert marks.recall_1 <= marks.recall_5 <= marks.recall_10


@given(_WANTED, _RANKINGS)
def test_the_relevant_texts_first_and_the_best_of_them_before_is_perfect(
    wanted: dict[str, int], others: list[str]
) -> None:
    best = sorted(wanted, key=lambda name: -wanted[name])
    ranked = [*best, *(name for name in others if name not in wanted)]

    assert ndcg(ranked, wanted) == pytest.approx(1.0)
    assert reciprocal_rank(ranked, wanted) == 1.0
    assert recall(ranked, wanted, len(ranked)) == 1.0


@given(_RANKINGS.filter(bool), _WANTED, st.data())
def test_a_relevant_text_that_moves_up_never_costs(
    ranked: list[str], wanted: dict[str, int], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(ranked) - 1))
    wanted = {**wanted, ranked[at]: 3}
    moved = [ranked[at], *ranked[:at], *ranked[at + 1 :]]

    assert ndcg(moved, wanted) >= ndcg(ranked, wanted) - 1e-12
    assert reciprocal_rank(moved, wanted) == 1.0


def test_pairs_that_stand_right_are_counted_and_a_tie_is_half() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.9, 0.4, 0.5], [0.5, 0.1]) == pytest.approx((2 + 1 + 1.5) / 6)


def test_with_nothing_on_one_side_nothing_can_be_told() -> None:
    assert auroc([], [0.5]) is None
    assert auroc([0.5], []) is None


@given(_SCORES, _SCORES)
def test_the_two_sides_changed_about_make_one_together(right: list[int], wrong: list[int]) -> None:
    one, other = auroc(right, wrong), auroc(wrong, right)

    assert one is not None
    assert other is not None
    assert 0 <= one <= 1
    assert one + other == pytest.approx(1.0)


@given(_SCORES, _SCORES)
def test_only_the_order_of_scores_counts(right: list[int], wrong: list[int]) -> None:
    assert auroc([2.0**score for score in right], [2.0**score for score in wrong]) == auroc(right, wrong)


@given(_SCORES)
def test_scores_that_tell_nothing_are_half_right(scores: list[int]) -> None:
    assert auroc(scores, scores) == pytest.approx(0.5)
