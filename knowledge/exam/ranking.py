"""How well texts are ranked and questions told apart: nDCG, MRR, recall, AUROC (pure)."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import Final

import numpy as np
from pydantic import ConfigDict, Field

from knowledge.language import Value

DEPTH: Final = 10
"""How far down a ranking is looked at."""


class RankingMarks(Value):
    """The figures of a way of searching, means over all queries with a relevant text, 0 to 1."""

    model_config = ConfigDict(populate_by_name=True)

    ndcg: float = Field(serialization_alias="ndcg@10")
    mrr: float = Field(serialization_alias="mrr@10")
    recall_1: float = Field(serialization_alias="recall@1")
    recall_5: float = Field(serialization_alias="recall@5")
    recall_10: float = Field(serialization_alias="recall@10")


def ranking_marks(rankings: Sequence[Sequence[str]], relevant: Sequence[Mapping[str, int]]) -> RankingMarks:
    """The figures of `rankings` (text ids, best first), each beside what is relevant to its query."""
    pairs = list(zip(rankings, relevant, strict=True))
    return RankingMarks(
        ndcg=_mean([ndcg(ranked, wanted) for ranked, wanted in pairs]),
        mrr=_mean([reciprocal_rank(ranked, wanted) for ranked, wanted in pairs]),
        recall_1=_mean([recall(ranked, wanted, 1) for ranked, wanted in pairs]),
        recall_5=_mean([recall(ranked, wanted, 5) for ranked, wanted in pairs]),
        recall_10=_mean([recall(ranked, wanted, 10) for ranked, wanted in pairs]),
    )


def ndcg(ranked: Sequence[str], wanted: Mapping[str, int]) -> float:
    """The discounted gain of the first ten of `ranked` as a share of the best there could be."""
    gain = sum(wanted.get(name, 0) / log2(place + 2) for place, name in enumerate(ranked[:DEPTH]))
    best = sum(score / log2(place + 2) for place, score in enumerate(sorted(wanted.values(), reverse=True)[:DEPTH]))
    return gain / best if best else 0.0


def reciprocal_rank(ranked: Sequence[str], wanted: Mapping[str, int]) -> float:
    """One over the place of the first relevant text among the first ten; 0 where there is none."""
    return next((1 / place for place, name in enumerate(ranked[:DEPTH], start=1) if name in wanted), 0.0)


def recall(ranked: Sequence[str], wanted: Mapping[str, int], depth: int) -> float:
    """The share of the relevant texts that are among the first `depth`."""
    return sum(name in wanted for name in ranked[:depth]) / len(wanted) if wanted else 0.0


def auroc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    """How often a score of `right` is higher than one of `wrong` (a tie counts half); None where either is empty."""
    if not right or not wrong:
        return None
    higher = np.asarray(right)[:, None] - np.asarray(wrong)[None, :]
    return float(((higher > 0) + 0.5 * (higher == 0)).mean())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
