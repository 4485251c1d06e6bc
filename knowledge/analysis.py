"""Swedish and English words for search: tokens, stems, stop words, compounds (pure)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Protocol, cast

import snowballstemmer

from knowledge.language import Language

_WORD = re.compile(r"[^\W_]+(?:[-‐–'’:][^\W_]+)*")
_JOINTS = re.compile(r"[-‐–'’:]")
_FOLD = str.maketrans("åäöéèüáóëæø", "aaoeeuaoeao")


class _Stemmer(Protocol):
    def stemWord(self, word: str, /) -> str: ...  # noqa: N802 - the library's own name


_NAMES: Final[dict[Language, str]] = {"sv": "swedish", "en": "english"}
_STEMMERS: Final[dict[Language, _Stemmer]] = {
    language: cast("_Stemmer", snowballstemmer.stemmer(name))  # pyright: ignore[reportUnknownMemberType]
    for language, name in _NAMES.items()
}

STOP_WORDS: Final[dict[Language, frozenset[str]]] = {
    "sv": frozenset(
        """
        alla allt att av bl bli blir blev borde både bör de dem den denna deras dess dessa det detta dig din
        ditt dina dock du där därför då e efter ej eller en enligt er era ert ett finns fanns från får fick för
        ge genom ger gick gör göra gjorde ha hade han hans har hej hen henne hennes hon honom hos hur i icke
        igen in ingen inga inget innan inom inte ja jag kan kommer kom kunde kunna man med mej mellan men mer
        mest mig min mina mitt mot mycket måste ni nog nu när någon något några nån nåt nåra och också om oss på
        rätt sade sa se sedan sej sen ska skall skulle som står säger så sådan sådana sånt till under upp ut
        utan va vad var vara varför varit varje vart vem vems vet vi vid vilka vilken vilket vill våra vårt vår
        väl än är äro å åt även över samt t ex bland gäller finnas berätta förklara nämn snälla tack dom
        dokument dokumentet dokumenten dokumentens källa källan källor källorna text texten texter texterna
        nämns heter handlar frågan
        """.split()
    ),
    "en": frozenset(
        """
        a about all also an and any are as at be been being but by can could did do does doing for from had has
        have he her him his how i if in into is it its just many may me more most much must my no not of on one
        or our out over please she should so some such tell than that the their them then there these they this
        those through to under up us was we were what whats what's when where which who whom whose why will with
        would you your say says said explain according mention mentioned teh document documents source sources
        text texts called
        """.split()
    ),
}
_GRAM = 5  # letters
_LEAST_PART = 4  # letters; shorter parts split words that are not compounds
_LEAST_COMPOUND = 9


def words(text: str) -> list[str]:
    """The words of `text`, casefolded, in order; a hyphenated word stays one."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def folded(word: str) -> str:
    """A casefolded word as typed without Swedish keys: å and ä as a, ö as o."""
    return word.translate(_FOLD)


@lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """The stem of a casefolded word: definite and plural forms meet.

    The Swedish stemmer takes the end of "sektor" for a plural ("sekt") but leaves "sektor" of "sektorer": such a stem
    is stemmed once more, so that both meet.
    """
    stemmed = _STEMMERS[language].stemWord(word)
    again = language == "sv" and stemmed.endswith("or") and stemmed != word
    return _STEMMERS[language].stemWord(stemmed) if again else stemmed


def is_telling(word: str) -> bool:
    """Whether a casefolded word carries meaning: it is a stop word in neither language."""
    return word not in STOP_WORDS["sv"] and word not in STOP_WORDS["en"]


class Lexicon:
    """The whole words of a library, by which compounds come apart.

    A Swedish compound is split where both sides are words the library knows on their own, with or without a joining s:
    "innovationsupphandling" gives "innovations" and "upphandling", and the stem of the first is that of "innovation".
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        known = {word for word in vocabulary if len(word) >= _LEAST_PART and word.isalpha()}
        self._stems = {stem(word, "sv") for word in known}
        self._found: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a casefolded compound, empty for a word that is none."""
        if len(word) < _LEAST_COMPOUND or not word.isalpha():
            return ()
        if word not in self._found:
            self._found[word] = self._split(word)
        return self._found[word]

    def _split(self, word: str) -> tuple[str, ...]:
        """The split with the longest head: "samhälls" + "utmaningar" before "sam" + "hällsutmaningar"."""
        for at in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
            head, tail = word[:at], word[at:]
            if not self._knows(tail):
                continue
            if self._knows(head):
                return (head, tail)
            if head.endswith("s") and self._knows(head[:-1]):
                return (head[:-1], tail)
        return ()

    def _knows(self, part: str) -> bool:
        return len(part) >= _LEAST_PART and stem(part, "sv") in self._stems


def pieces(word: str) -> list[str]:
    """A word and, where it is hyphenated, its sides and its closed form: "test-arena", "test", "arena", "testarena"."""
    sides = [side for side in _JOINTS.split(word) if side]
    return [*sides, "".join(sides)] if len(sides) > 1 else [word]


def terms_of(text: str, languages: Sequence[Language], lexicon: Lexicon) -> list[str]:
    """The search terms of `text`: stems in each language, with the parts of compounds; stop words left out."""
    found: list[str] = []
    for word in words(text):
        for piece in pieces(word):
            if not is_telling(piece) or (len(piece) == 1 and not piece.isdigit()):
                continue
            # a stem that two languages share counts once
            found += dict.fromkeys(
                stem(form, language) for form in (piece, *lexicon.parts(piece)) for language in languages
            )
    return found


def search_terms(text: str, languages: Sequence[Language], lexicon: Lexicon) -> list[str]:
    """What `text` is found by: the stems of its words, the parts of compounds, and five letters in a row.

    Those find what stems and parts do not: other forms of a word, compounds that the library does not take apart, slips
    of the pen, å, ä and ö typed as a and o. Stop words count too, as little as they tell: "who may" and "when" lead to
    other passages than "how". Their letters do not.
    """
    found: list[str] = []
    for word in words(text):
        for piece in pieces(word):
            if len(piece) > 1 or piece.isdigit():
                forms = (piece, *lexicon.parts(piece))
                found += dict.fromkeys(stem(form, language) for form in forms for language in languages)
                found += grams(f"_{piece}_") if is_telling(piece) else []
    return found


def grams(word: str) -> list[str]:
    """Every five letters in a row of a casefolded word, marked so that no stem is mistaken for them.

    An underscore marks where the word begins and ends.
    """
    plain = folded(word)
    return [f"#{plain[at : at + _GRAM]}" for at in range(max(1, len(plain) - _GRAM + 1))]
