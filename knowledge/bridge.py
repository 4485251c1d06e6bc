"""How a question in one language finds a text in the other: the words of the field in both (loaded once, then pure)."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, cast

import yaml

from knowledge.analysis import stem, words
from knowledge.language import Language

_FILE: Final = Path(__file__).parent / "content" / "bridge.yaml"
_SPOKEN: Final = Path(__file__).parent / "content" / "spoken.yaml"
_KIN: Final = Path(__file__).parent / "content" / "kin.yaml"
_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_PHRASE: Final = 4


class Bridge:
    """Translates the words of the field, English to Swedish and back; `vocabulary` are those of each."""

    def __init__(self, pairs: Mapping[str, Sequence[str]]) -> None:
        self._swedish: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._english: dict[str, set[str]] = {}
        self.vocabulary: dict[Language, list[str]] = {
            "en": sorted({word for english in pairs for word in words(english)}),
            "sv": sorted({word for swedish in pairs.values() for one in swedish for word in words(one)}),
        }
        for english, swedish in pairs.items():
            phrase = tuple(stem(word, "en") for word in words(english))
            # Words that stem alike ("product", "production") share what either says.
            known = self._swedish.get(phrase, ())
            self._swedish[phrase] = tuple(dict.fromkeys((*known, *(stem(word, "sv") for word in swedish))))
            for word in swedish:
                # A Swedish word that is only part of a phrase's translation would say too much alone.
                if len(phrase) == 1 or len(swedish) == 1:
                    self._english.setdefault(stem(word, "sv"), set()).update(phrase)

    def across(self, asked: Sequence[str], language: Language) -> list[frozenset[str]]:
        """For each word of a question, the stems it has in the other language (empty where the field has none)."""
        if language == "sv":
            return [frozenset(self._english.get(stem(word, "sv"), ())) for word in asked]
        return self._to_swedish([stem(word, "en") for word in asked])

    def _to_swedish(self, stems: list[str]) -> list[frozenset[str]]:
        found = [frozenset[str]()] * len(stems)
        at = 0
        while at < len(stems):
            longest = min(_LONGEST_PHRASE, len(stems) - at)
            length = next((n for n in range(longest, 0, -1) if tuple(stems[at : at + n]) in self._swedish), 0)
            translation = frozenset(self._swedish.get(tuple(stems[at : at + length]), ()))
            for covered in range(at, at + length):
                found[covered] = translation
            at += max(length, 1)
        return found


class Kin:
    """Knows words of one language that say nearly the same: what people ask with and what documents are written in."""

    def __init__(self, groups: Mapping[Language, Sequence[Sequence[str]]]) -> None:
        self._kin: dict[Language, dict[tuple[str, ...], set[str]]] = {}
        for language, every in groups.items():
            known = self._kin.setdefault(language, {})
            for group in every:
                stems = [tuple(stem(word, language) for word in words(one)) for one in group]
                for phrase in stems:
                    # A phrase finds single words; its own words would each say too much alone.
                    known.setdefault(phrase, set()).update(
                        other[0] for other in stems if len(other) == 1 and other != phrase
                    )

    def of(self, asked: Sequence[str], language: Language) -> list[frozenset[str]]:
        """For each word of a question, the stems of words that say nearly the same (empty where there are none)."""
        known = self._kin.get(language, {})
        stems = [stem(word, language) for word in asked]
        found = [frozenset[str]()] * len(stems)
        for length in range(1, _LONGEST_PHRASE + 1):
            for at in range(len(stems) - length + 1):
                kin = known.get(tuple(stems[at : at + length]))
                if kin:
                    found[at : at + length] = [one | kin for one in found[at : at + length]]
        return found


def _read(path: Path) -> object:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader, the quicker one


@cache
def load_kin(path: Path = _KIN) -> Kin:
    """The kin words as the content folder holds them."""
    return Kin(cast("dict[Language, list[list[str]]]", _read(path)))


@cache
def load_spoken(path: Path = _SPOKEN) -> dict[Language, dict[str, str]]:
    """Hurried words and what they stand for, by language, as the content folder holds them."""
    return cast("dict[Language, dict[str, str]]", _read(path))


@cache
def load_bridge(path: Path = _FILE) -> Bridge:
    """The bridge as the content folder holds it."""
    return Bridge(cast("dict[str, list[str]]", _read(path)))
