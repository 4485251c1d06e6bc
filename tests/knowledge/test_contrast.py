"""Likeness of meaning without what the texts of a library have in common."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.contrast import Contrast, Matrix, Ray, learned, lengths
from knowledge.corpus import Vector
from tests.builders import bag_of_words

_DIMENSIONS = 32


def _some(count: int, *, seed: int = 7, common: float = 0.0) -> Matrix:
    """Unit-length vectors; the larger `common`, the narrower the cone they stand in."""
    drawn = np.random.default_rng(seed).standard_normal((count, _DIMENSIONS)) / np.sqrt(_DIMENSIONS)
    drawn[:, 0] += common
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


def _likeness(vector: Vector, vectors: Matrix, contrast: Contrast) -> np.ndarray:
    return Ray(vector, contrast).likeness(vectors, lengths(vectors, contrast))


@given(st.integers(3, 80), st.integers(0, 1000), st.sampled_from([0.0, 1.0, 4.0]))
def test_a_text_is_wholly_like_itself_and_less_like_every_other(count: int, seed: int, common: float) -> None:
    vectors = _some(count, seed=seed, common=common)

    found = _likeness(vectors[0], vectors, learned(vectors))

    assert found[0] == pytest.approx(1.0, abs=1e-3)
    assert (found[1:] < 1 - 1e-3).all()
    assert (found >= -1 - 1e-3).all()


def test_likeness_is_the_same_both_ways() -> None:
    vectors = _some(40, common=2.0)
    contrast = learned(vectors)

    there, back = _likeness(vectors[3], vectors[8:9], contrast), _likeness(vectors[8], vectors[3:4], contrast)

    assert there == pytest.approx(back, abs=1e-4)


def test_what_all_texts_have_in_common_does_not_count() -> None:
    vectors = _some(200, common=3.0)
    others = vectors[1:]

    plain, apart = others @ vectors[0], _likeness(vectors[0], others, learned(vectors))

    assert plain.min() > 0.8
    assert abs(float(apart.mean())) < 0.1


def test_a_direction_in_which_texts_differ_much_counts_for_less_than_a_rare_one() -> None:
    drawn = np.random.default_rng(3).standard_normal((400, _DIMENSIONS)) * 0.01
    drawn[:, 0] += np.random.default_rng(4).standard_normal(400)
    contrast = learned(drawn.astype(np.float32))
    asked = np.zeros(_DIMENSIONS, np.float32)
    asked[[0, 1]] = 1.0

    often, seldom = (np.eye(_DIMENSIONS, dtype=np.float32)[at : at + 1] for at in (0, 1))

    assert asked @ often[0] == asked @ seldom[0]
    assert _likeness(asked, often, contrast)[0] < 0.5 * _likeness(asked, seldom, contrast)[0]


def test_the_sentence_that_shares_the_questions_own_word_stands_out_more_than_by_the_plain_cosine() -> None:
    told = ["missionen i blekinge vill hav", "missionen i blekinge vill skog", "missionen i blekinge vill buss"]
    vectors = np.stack([bag_of_words(text, 64) for text in told * 4])
    asked = bag_of_words("missionen i blekinge vill skog ja", 64)

    plain, apart = vectors[:3] @ asked, _likeness(asked, vectors[:3], learned(vectors))

    assert int(apart.argmax()) == int(plain.argmax()) == 1
    assert apart[1] - max(apart[0], apart[2]) > plain[1] - max(plain[0], plain[2])


@pytest.mark.parametrize("count", [0, 1])
def test_with_fewer_than_two_texts_likeness_is_the_plain_cosine(count: int) -> None:
    contrast, vectors = learned(_some(count)), _some(5, seed=9)

    assert (contrast.mean == 0).all()
    assert _likeness(vectors[0], vectors, contrast) == pytest.approx(vectors @ vectors[0], abs=1e-5)


@pytest.mark.parametrize("count", [2, 3, 5, 200])
def test_a_contrast_has_the_shape_of_its_vectors(count: int) -> None:
    contrast = learned(_some(count))

    assert contrast.mean.shape == (_DIMENSIONS,)
    assert contrast.metric.shape == (_DIMENSIONS, _DIMENSIONS)
    assert contrast.mean.dtype == contrast.metric.dtype == np.float32
    assert np.isfinite(contrast.metric).all()


def test_no_text_has_the_length_nought() -> None:
    vectors = _some(50, common=3.0)
    contrast = learned(vectors)
    at_the_mean = np.stack([contrast.mean, contrast.mean])

    assert (lengths(vectors, contrast) > 0).all()
    assert (lengths(at_the_mean, contrast) > 0).all()
    assert (lengths(np.stack([vectors[0]] * 4), learned(np.stack([vectors[0]] * 4))) > 0).all()


def test_a_question_in_the_very_middle_is_like_nothing_in_particular() -> None:
    vectors = _some(50, common=3.0)
    contrast = learned(vectors)

    found = _likeness(contrast.mean, vectors, contrast)

    assert np.isfinite(found).all()
    assert np.abs(found).max() < 0.1


def test_lengths_come_one_a_text_and_grow_with_the_distance_from_the_middle() -> None:
    vectors = _some(30)
    contrast = learned(vectors)

    halfway = ((vectors + contrast.mean) / 2).astype(np.float32)

    near, far = lengths(halfway, contrast), lengths(vectors, contrast)

    assert near.shape == (30,)
    assert far == pytest.approx(2 * near, rel=1e-3)
