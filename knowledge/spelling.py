"""What a misspelt word was meant to be, by the library's own words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.analysis import Lexicon, folded, stem
from knowledge.language import Language

_SHORTEST: Final = 4  # letters; below that, a slip and another word look alike
_TWO_SLIPS: Final = 8  # letters from which two slips are forgiven


class Speller:
    """Knows the library's words and finds the one that a misspelt word resembles.

    A word that the dictionary of the question's language knows is never taken for a slip ("dikt" is not "dit"). The
    dictionaries are large and load slowly, so they are asked last.
    """

    def __init__(self, vocabulary: Sequence[str], lexicon: Lexicon) -> None:
        self._words = [word for word in vocabulary if len(word) >= _SHORTEST - 1 and word.isalpha()]
        self._folded = [folded(word) for word in self._words]
        self._stems = {stem(word, language) for word in vocabulary for language in ("sv", "en")}
        self._by_fold = dict(zip(self._folded, self._words, strict=True))
        self._lexicon = lexicon
        self.mended = lru_cache(maxsize=4096)(self._mended)

    def knows(self, word: str) -> bool:
        """Whether the library holds a casefolded word, in any form, or the parts it is made of."""
        return bool({stem(word, "sv"), stem(word, "en")} & self._stems) or bool(self._lexicon.parts(word))

    def _mended(self, word: str, language: Language) -> str | None:
        """The library's word that `word` was meant to be, or None where it is known or resembles nothing."""
        if len(word) < _SHORTEST or not word.isalpha() or self.knows(word):
            return None
        plain = folded(word)
        if plain in self._by_fold:
            return self._by_fold[plain]  # typed without the Swedish keys
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        found = process.extract(plain, self._folded, scorer=OSA.distance, score_cutoff=slips, limit=8)
        alike = [(slip, abs(len(other) - len(plain)), at) for other, slip, at in found if other[0] == plain[0]]
        if not alike or simplemma.is_known(word, lang=language):
            return None
        return self._words[min(alike)[2]]
