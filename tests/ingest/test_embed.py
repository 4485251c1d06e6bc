"""Every text its vector, and no text embedded twice."""

import numpy as np
import pytest

from ingest.embed import TextVectors, passage_text, unit_text
from knowledge.corpus import Holding, Vector
from knowledge.elsewhere import elsewhere
from tests.builders import a_holding, a_passage
from tests.fakes import FakeEmbedder, FakeVectorCache, bag_of_words

_HAV = "# Friska hav\n\nHavet ska bli friskt. Fisken ska leva.\n"
_STAD = "# Smarta städer\n\nStaden ska bli klok.\n"


class BreakingEmbedder(FakeEmbedder):
    """Breaks off after a number of texts, as a power cut would."""

    def __init__(self, *, after: int) -> None:
        super().__init__()
        self.left = after

    async def of_passage(self, text: str) -> Vector:
        """The vector of a text, until it breaks off."""
        if self.left == 0:
            raise InterruptedError
        self.left -= 1
        return await super().of_passage(text)


def _silent(_: int, __: int) -> None:
    """No progress to show."""


def _many_sentences() -> Holding:
    return a_holding("# Hav\n\n" + " ".join(f"Det här är mening nummer {number}." for number in range(200)) + "\n")


async def test_every_passage_every_unit_and_every_example_is_embedded() -> None:
    embedder, holding = FakeEmbedder(), a_holding(_HAV)
    vectors = TextVectors(embedder=embedder, cache=FakeVectorCache())

    embedded = await vectors.prepare([holding], _silent)

    [passage] = holding.passages
    wanted = {*elsewhere(), passage_text("Friska hav", passage), *(unit_text(passage, unit) for unit in passage.units)}
    assert set(embedder.embedded) == wanted
    assert embedded == (len(wanted), len(wanted))


async def test_nothing_is_embedded_twice_in_a_run_or_in_two() -> None:
    embedder, cache = FakeEmbedder(), FakeVectorCache()
    twice = [a_holding(_HAV, "a.md"), a_holding(_HAV, "b.md")]

    await TextVectors(embedder=embedder, cache=cache).prepare(twice, _silent)
    assert len(embedder.embedded) == len(set(embedder.embedded))

    again = await TextVectors(embedder=embedder, cache=cache).prepare(twice, _silent)
    assert again.fresh == 0
    assert len(embedder.embedded) == len(set(embedder.embedded))


async def test_only_what_is_new_is_embedded() -> None:
    embedder, cache = FakeEmbedder(), FakeVectorCache()
    await TextVectors(embedder=embedder, cache=cache).prepare([a_holding(_HAV, "a.md")], _silent)
    embedder.embedded.clear()

    both = [a_holding(_HAV, "a.md"), a_holding(_STAD, "b.md")]
    embedded = await TextVectors(embedder=embedder, cache=cache).prepare(both, _silent)

    assert not any("hav" in text.casefold() for text in embedder.embedded)
    assert embedded.fresh == len(embedder.embedded) > 0


async def test_progress_counts_what_is_new_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    vectors = TextVectors(embedder=FakeEmbedder(), cache=FakeVectorCache())

    embedded = await vectors.prepare([_many_sentences()], lambda done, total: told.append((done, total)))

    assert told[0] == (0, embedded.fresh)
    assert told[-1] == (embedded.fresh, embedded.fresh)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 3


async def test_an_interrupted_run_keeps_what_it_had() -> None:
    cache, holdings = FakeVectorCache(), [_many_sentences()]
    breaking = BreakingEmbedder(after=150)
    with pytest.raises(InterruptedError):
        await TextVectors(embedder=breaking, cache=cache).prepare(holdings, _silent)

    kept = len(cache.vectors)
    embedder = FakeEmbedder()
    again = await TextVectors(embedder=embedder, cache=cache).prepare(holdings, _silent)

    assert kept >= 64
    assert again.fresh == again.texts - kept == len(embedder.embedded)


async def test_another_model_embeds_everything_anew() -> None:
    cache = FakeVectorCache()
    await TextVectors(embedder=FakeEmbedder(), cache=cache).prepare([a_holding(_HAV)], _silent)

    other = await TextVectors(embedder=FakeEmbedder(name="other"), cache=cache).prepare([a_holding(_HAV)], _silent)

    assert other.fresh == other.texts


async def test_the_vectors_of_texts_come_in_their_order() -> None:
    vectors = TextVectors(embedder=FakeEmbedder(), cache=FakeVectorCache())
    await vectors.prepare([], _silent)
    texts = [*elsewhere(), *elsewhere()][::-1] * 10

    found = list(vectors.of(texts))

    assert len(found) == len(texts)
    assert all(np.allclose(vector, bag_of_words(text, 64)) for vector, text in zip(found, texts, strict=True))


async def test_vectors_that_no_document_uses_are_forgotten_once_they_are_many() -> None:
    cache = FakeVectorCache()
    vectors = TextVectors(embedder=FakeEmbedder(), cache=cache)
    both = [a_holding(_HAV, "a.md"), a_holding(_STAD, "b.md")]
    await vectors.prepare(both, _silent)
    cache.remember({f"long gone {n}": bag_of_words("borta", 64) for n in range(10_000)})

    vectors.forget_others(both[:1])

    assert not any(key.startswith("long gone") for key in cache.vectors)
    assert (await vectors.prepare(both[:1], _silent)).fresh == 0


def test_a_passage_is_embedded_under_its_title_and_headings() -> None:
    passage = a_passage("Havet ska bli friskt.", heading=("Mål", "Hav"))

    assert passage_text("Strategi", passage) == "Strategi\nMål – Hav\nHavet ska bli friskt."


def test_a_short_unit_is_embedded_under_the_heading_that_explains_it_and_a_long_one_alone() -> None:
    long = "En punkt som är så lång att den säger vad den handlar om utan någon hjälp."
    passage = a_passage("mäta", long, kind="list", unit="item", heading=("Mål", "Hav"))

    assert [unit_text(passage, unit) for unit in passage.units] == ["Hav: mäta", long]
    assert unit_text(a_passage("mäta"), a_passage("mäta").units[0]) == "mäta"
