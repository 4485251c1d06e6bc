"""Makes up passages for libraries larger than the corpus: its own sentences, shuffled, and vectors near its own (pure).

Everything comes from a seed, so that two runs measure the same library, and a smaller one is the beginning of a larger.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import sqrt
from pathlib import Path
from typing import Final, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from knowledge.corpus import Document, Holding, Passage, Unit, UnitKind
from knowledge.language import Language

PER_DOCUMENT: Final = 40  # passages
NOISE: Final = 1.2  # times as strong as the corpus's own spread; the cosine with the original is about 0.94

_APART: Final = "\n\n"

Vectors = npt.NDArray[np.float32]


class Borrowed(NamedTuple):
    """A unit of the corpus and its place among all units."""

    unit: Unit
    place: int


class Recipe(NamedTuple):
    """A document to be: whose title it bears, and each passage's model with the units that stand in for its own."""

    document: Document
    passages: tuple[tuple[Passage, tuple[Borrowed, ...]], ...]

    @property
    def rows(self) -> list[int]:
        """The rows of the passages' models: whose vectors theirs lie near."""
        return [model.row for model, _ in self.passages]

    @property
    def places(self) -> list[int]:
        """The places of the units, through all passages."""
        return [borrowed.place for _, units in self.passages for borrowed in units]


def recipes(holdings: Sequence[Holding], *, passages: int, seed: str) -> list[Recipe]:
    """Recipes for so many `passages`, of the passages and units of `holdings` (placed: rows counted through)."""
    kitchen = _Kitchen(holdings)
    starts = range(0, passages, PER_DOCUMENT)
    return [
        kitchen.recipe(random.Random(f"{seed} {start}"), min(PER_DOCUMENT, passages - start))  # noqa: S311 - no secret
        for start in starts
    ]


class _Kitchen:
    """The corpus as it is drawn from: documents by their size, units by what they can stand in for."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._holdings = holdings
        self._sizes = list(accumulate(len(holding.passages) for holding in holdings))
        self._units: dict[tuple[Language, UnitKind], list[Borrowed]] = defaultdict(list)
        for passage in (passage for holding in holdings for passage in holding.passages):
            for borrowed in _own(passage):
                self._units[passage.language, borrowed.unit.kind].append(borrowed)

    def recipe(self, chance: random.Random, passages: int) -> Recipe:
        [holding] = chance.choices(self._holdings, cum_weights=self._sizes)
        models = (chance.choice(holding.passages) for _ in range(passages))
        return Recipe(holding.document, tuple((model, self._shuffled(model, chance)) for model in models))

    def _shuffled(self, model: Passage, chance: random.Random) -> tuple[Borrowed, ...]:
        """For each unit another of its kind and language; headings stay, since the passage stands under them."""
        return tuple(
            own if own.unit.kind == "heading" else chance.choice(self._units[model.language, own.unit.kind])
            for own in _own(model)
        )


def _own(passage: Passage) -> Iterator[Borrowed]:
    return (Borrowed(unit, passage.first_unit + at) for at, unit in enumerate(passage.units))


class Enlarged(Sequence[Holding]):
    """A library (placed) and documents after recipes behind it, rows counted through.

    Each of them is made anew whenever it is asked for, so that a large library need not fit in memory. `name` goes
    before their ids.
    """

    def __init__(self, before: Sequence[Holding], made: Sequence[Recipe], *, name: str) -> None:
        self._before = before
        self._recipes = made
        self._name = name
        passages = [passage for holding in before for passage in holding.passages]
        self._rows = list(accumulate((len(one.passages) for one in made), initial=len(passages)))
        self._places = list(
            accumulate((len(one.places) for one in made), initial=sum(len(passage.units) for passage in passages))
        )

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return self._rows[-1]

    @property
    def units(self) -> int:
        """How many units there are."""
        return self._places[-1]

    def __len__(self) -> int:
        return len(self._before) + len(self._recipes)

    @overload
    def __getitem__(self, at: int) -> Holding: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Holding]: ...

    def __getitem__(self, at: int | slice) -> Holding | Sequence[Holding]:
        if isinstance(at, slice):
            return [self._one(one) for one in range(*at.indices(len(self)))]
        return self._one(range(len(self))[at])

    def _one(self, at: int) -> Holding:
        made = at - len(self._before)
        if made < 0:
            return self._before[at]
        return _holding(
            self._recipes[made], name=f"{self._name}/{made + 1:05}.md", row=self._rows[made], place=self._places[made]
        )


def _holding(recipe: Recipe, *, name: str, row: int, place: int) -> Holding:
    """The document of a recipe, its first passage at `row` and its first unit at `place`."""
    # A title of its own, and no sources: no document is taken for the original that a summary sums up.
    told = recipe.document.facts
    facts = told.model_copy(update={"title": f"{told.title} ({Path(name).stem})", "sources": ()})
    text = f"# {facts.title}"
    passages: list[Passage] = []
    for at, (model, borrowed) in enumerate(recipe.passages):
        units, written = _written(model, borrowed, start=len(text) + len(_APART))
        passage = model.model_copy(
            update={
                "id": f"{name}#{at}",
                "document": name,
                "row": row + at,
                "first_unit": place,
                "pages": None,
                "start": units[0].start,
                "end": units[-1].end,
                "units": units,
            }
        )
        passages.append(passage)
        text += _APART + written
        place += len(units)
    document = Document(id=name, fingerprint=name, source=name, format="markdown", facts=facts)
    return Holding(document=document, text=text, passages=tuple(passages))


def _written(model: Passage, borrowed: Sequence[Borrowed], *, start: int) -> tuple[tuple[Unit, ...], str]:
    """The borrowed units as they stand from character `start` on, set apart as the model's own are, and their text."""
    units: list[Unit] = []
    text = ""
    for own, (unit, _) in zip(model.units, borrowed, strict=True):
        gap = (_APART if own.lead is None else own.lead) if units else ""
        first = start + len(text) + len(gap)
        place = {"start": first, "end": first + len(unit.text), "lead": own.lead if units else None}
        units.append(unit.model_copy(update=place | {"page": None, "page_label": None}))
        text += gap + unit.text
    return tuple(units), text


def beginning(holdings: Sequence[Holding], passages: int) -> list[Holding]:
    """The first `passages` passages of a library, in their documents."""
    kept: list[Holding] = []
    for holding in holdings:
        if passages <= 0:
            break
        kept.append(holding.model_copy(update={"passages": holding.passages[:passages]}))
        passages -= len(holding.passages)
    return kept


class Cloud:
    """The vectors of a corpus, and unit-length ones near them: real ones with noise that is spread as they are.

    All texts of a corpus have much in common, questions about it too, and differ in some directions more than in
    others. Noise that is the same in every direction would lead away from all of it: no made passage would ever lie
    among the nearest, and what a library learns from its own vectors would be learned from noise.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._centre: Vectors = vectors.mean(axis=0)
        own = vectors - self._centre
        sizes, directions = np.linalg.eigh(own.T @ own / len(own))
        self._spread: Vectors = np.asarray(directions * np.sqrt(np.maximum(sizes, 0.0)), dtype=np.float32)

    def near(self, rows: Sequence[int], chance: np.random.Generator) -> Vectors:
        """A vector near each of those at `rows`, shape (count, dimensions)."""
        own = self._vectors[list(rows)] - self._centre
        noise = chance.standard_normal(own.shape, dtype=np.float32) @ self._spread.T
        shaken = self._centre + (own + NOISE * noise) / sqrt(1 + NOISE**2)
        return np.asarray(shaken / np.linalg.norm(shaken, axis=1, keepdims=True), dtype=np.float32)
