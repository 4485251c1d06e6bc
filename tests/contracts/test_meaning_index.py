"""What every meaning index promises."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.adapters.chroma import ChromaDirectory, write_vectors
from knowledge.adapters.chroma_server import ChromaCollection, ChromaServer
from knowledge.adapters.meaning import PassageVectors, StoredMeaning
from knowledge.adapters.vectors import ContrastShelf, VectorShelf, write_contrast, write_shelf
from knowledge.corpus import MeaningIndex, Vector
from tests.chroma_server import running_chroma
from tests.fakes import FakeMeaningIndex, bag_of_words

_PASSAGES = ["Friska hav i Blekinge", "Klimatneutrala städer", "Klimatanpassning av kusten", "Unga och psykisk hälsa"]
_UNITS = ["Friska hav", "i Blekinge", "Klimatneutrala städer", "Klimatanpassning", "av kusten", "Unga", "och hälsa"]
_CLOSE = 1e-3  # half precision
_ELSEWHERE = ["Recept på kakor", "Vädret i morgon"]


def _vector(text: str) -> Vector:
    return bag_of_words(text, 64)


def _at_home(folder: Path, passages: Sequence[Vector]) -> PassageVectors:
    write_vectors(folder / "chroma", iter(passages))
    return ChromaDirectory(folder / "chroma")


def _on_server(url: str, passages: Sequence[Vector]) -> PassageVectors:
    name = f"20261121-120000-{secrets.token_hex(2)}"
    with closing(ChromaServer(url)) as server:
        assert server.write(name, iter(passages)) == len(passages)
    return ChromaCollection(url, name)


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(params=["fake", "chroma", "chroma server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MeaningIndex]:
    passages, units, elsewhere = ([_vector(text) for text in texts] for texts in (_PASSAGES, _UNITS, _ELSEWHERE))
    if request.param == "fake":
        yield FakeMeaningIndex(passages=passages, units=units, elsewhere=elsewhere)
        return
    write_shelf(tmp_path / "units.npy", iter(units), count=len(units), dimensions=64)
    write_shelf(tmp_path / "elsewhere.npy", iter(elsewhere), count=len(elsewhere), dimensions=64)
    shelves = VectorShelf(tmp_path / "units.npy"), VectorShelf(tmp_path / "elsewhere.npy")
    contrast = tmp_path / "contrast.npz", tmp_path / "lengths.npy"
    write_contrast(*contrast, shelves[0])
    if request.param == "chroma":
        stored = _at_home(tmp_path, passages)
    else:
        stored = _on_server(request.getfixturevalue("chroma_url"), passages)
    meaning = StoredMeaning(stored, units=shelves[0], elsewhere=shelves[1], contrast=ContrastShelf(*contrast))
    yield meaning
    meaning.close()


class TestMeaningIndex:
    async def test_a_passages_own_vector_finds_it_first_with_a_cosine_of_one(self, index: MeaningIndex) -> None:
        for row, text in enumerate(_PASSAGES):
            [best] = await index.nearest(_vector(text), limit=1)

            assert best.row == row
            assert abs(best.score - 1) < _CLOSE

    async def test_the_nearest_come_best_first_with_their_cosines(self, index: MeaningIndex) -> None:
        question = _vector("Friska hav och städer")

        found = await index.nearest(question, limit=4)

        assert sorted((one.score for one in found), reverse=True) == [one.score for one in found]
        assert {one.row for one in found} == {0, 1, 2, 3}
        assert all(abs(one.score - question @ _vector(_PASSAGES[one.row])) < _CLOSE for one in found)

    async def test_no_more_come_than_are_asked_for_or_than_there_are(self, index: MeaningIndex) -> None:
        assert len(await index.nearest(_vector("hav"), limit=2)) == 2
        assert len(await index.nearest(_vector("hav"), limit=60)) == 4

    async def test_each_span_gives_its_own_unit_vectors(self, index: MeaningIndex) -> None:
        first, last = await index.unit_vectors([(0, 2), (3, 1)])

        assert first.shape == (2, 64)
        assert np.allclose(first[1], _vector("i Blekinge"), atol=_CLOSE)
        assert np.allclose(last, [_vector("Klimatanpassning")], atol=_CLOSE)

    async def test_no_spans_give_no_vectors(self, index: MeaningIndex) -> None:
        assert await index.unit_vectors([]) == []

    async def test_a_unit_is_wholly_like_itself_and_less_like_others(self, index: MeaningIndex) -> None:
        first, second = await index.likeness(_vector("Klimatanpassning"), [(2, 3), (6, 1)])

        for found in first:
            assert found.shape == (3,)
            assert int(found.argmax()) == 1
            assert abs(float(found[1]) - 1) < _CLOSE
        assert second.plain.shape == second.contrast.shape == (1,)
        assert max(second.plain[0], second.contrast[0]) < 0.9

    async def test_no_spans_have_no_likeness(self, index: MeaningIndex) -> None:
        assert await index.likeness(_vector("hav"), []) == []

    def test_elsewhere_is_the_cosine_of_the_nearest_example(self, index: MeaningIndex) -> None:
        assert abs(index.elsewhere(_vector("Vädret i morgon")) - 1) < _CLOSE
        assert index.elsewhere(_vector("Friska hav")) < 0.9
