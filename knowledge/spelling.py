"""What a misspelt word was meant to be, by the library's own words."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.analysis import Lexicon, folded, stem
from knowledge.language import LANGUAGES, Language

_SHORTEST: Final = 4  # letters; below that, a slip and another word look alike
_TWO_SLIPS: Final = 8  # letters from which two slips are forgiven


class _Words:
    """Words that a misspelt one may have been meant for."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._words = [word for word in vocabulary if len(word) >= _SHORTEST - 1 and word.isalpha()]
        self._folded = [folded(word) for word in self._words]
        self._by_fold = dict(zip(self._folded, self._words, strict=True))

    def typed_plainly(self, plain: str) -> str | None:
        """The word that `plain` is when typed without the Swedish keys."""
        return self._by_fold.get(plain)

    def resembling(self, plain: str) -> str | None:
        """The word that `plain` resembles most, within the slips that are forgiven."""
        slips = 2 if len(plain) >= _TWO_SLIPS else 1
        found = process.extract(plain, self._folded, scorer=OSA.distance, score_cutoff=slips, limit=8)
        alike = [(slip, abs(len(other) - len(plain)), at) for other, slip, at in found if other[0] == plain[0]]
        return self._words[min(alike)[2]] if alike else None


class Speller:
    """Knows the library's words and finds the one that a misspelt word resembles.

    Where it resembles none of those, the words of the field in the question's language (`others`) are looked through.
    A word that the dictionary of that language knows is never taken for a slip ("dikt" is not "dit"). The dictionaries
    are large and load slowly, so they are asked last.
    """

    def __init__(
        self, vocabulary: Sequence[str], lexicon: Lexicon, *, others: Mapping[Language, Sequence[str]]
    ) -> None:
        self._own = _Words(vocabulary)
        self._others = {language: _Words(words) for language, words in others.items()}
        known = (*vocabulary, *(word for words in others.values() for word in words))
        self._stems = {stem(word, language) for word in known for language in LANGUAGES}
        self._lexicon = lexicon
        self.mended = lru_cache(maxsize=4096)(self._mended)

    def knows(self, word: str) -> bool:
        """Whether the library or the field holds a casefolded word, in any form, or the parts it is made of."""
        return bool({stem(word, "sv"), stem(word, "en")} & self._stems) or bool(self._lexicon.parts(word))

    def _mended(self, word: str, language: Language) -> str | None:
        """The word that `word` was meant to be, or None where it is known or resembles nothing."""
        if len(word) < _SHORTEST or not word.isalpha() or self.knows(word):
            return None
        plain = folded(word)
        places = [self._own, *([self._others[language]] if language in self._others else [])]
        for words in places:
            if typed := words.typed_plainly(plain):
                return typed
        found = next((alike for words in places if (alike := words.resembling(plain))), None)
        return None if found is None or simplemma.is_known(word, lang=language) else found
