"""Reads a question: which concepts it names, what it asks for, what it leans on (pure)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from knowledge.analysis import Lexicon, grams, is_telling, pieces, search_terms, stem, words
from knowledge.bridge import Bridge, Kin
from knowledge.expectation import Expectation, expected, number_wanted, says_number, wants_list
from knowledge.language import LANGUAGES, Language, Value
from knowledge.spelling import Speller

LONGEST: Final = 2000  # characters of a question that are read
_LEANS: Final = re.compile(
    r"\b(?:den|det|de|dem|dom|denna|detta|dessa|dens?|deras|dess|han|hon|hans|hennes|där|dit|då|ändå|också|annars|efteråt|"
    r"sådan|sådana|it|its|they|them|their|these|those|this|that|he|she|his|her|there|then|afterwards|else|also|anyway)\b",
    re.IGNORECASE,
)
_OPENS_LEANING: Final = re.compile(r"\s*(?:och|men|and|but|or|eller)\b", re.IGNORECASE)
_THAT_CLAUSE: Final = re.compile(
    r"\b(?:det (?:finns|är|som|att|här)|är det|va[dr]? är det|"
    r"it is|is it|is there|there (?:is|are)|are there|that (?:is|are))\b",
    re.IGNORECASE,
)
_ORDINALS: Final = {
    word: number
    for number, both in enumerate(
        ("första first", "andra second", "tredje third", "fjärde fourth", "femte fifth", "sjätte sixth",
         "sjunde seventh", "åttonde eighth", "nionde ninth", "tionde tenth"),
        start=1,
    )
    for word in both.split()
} | {"sista": -1, "last": -1, "sist": -1}  # fmt: skip
_ORDINAL: Final = re.compile(
    rf"\b(?:den|det|the|nummer|punkt|number)\s+({'|'.join(_ORDINALS)})\b(?!\s+(?:dagen|gången|day|time))", re.IGNORECASE
)
_ERRAND: Final = re.compile(
    r"\s*(?:(?:kan|skulle|can|could|will|would) (?:du|you) (?:kunna |snälla |please )?|please |snälla )?"
    r"(?:skriva?|dikta|rita|översätta?|boka|köpa?|strunta|glöm(?:ma)?|ignorera|låtsas|"
    r"räkna ut|rekommendera|hjälp mig (?:att )?(?:skriva|koda|laga)|berätta en|dra en|ge mig koden|"
    r"write|draw|translate|book|buy|ignore|forget|disregard|pretend|calculate|recommend|tell me a|fix|debug|compose)\b"
    r"(?!\s+(?:ut|upp|ner|down|out|the list))",
    re.IGNORECASE,
)
_SUM: Final = re.compile(
    r"\b(?:vad (?:blir|är)|what(?: is|'s)|how much is)\s+(?:\d[\d ,.]*\s*(?:%|procent|percent|[+*/x-]\s*\d)|roten ur)",
    re.IGNORECASE,
)
_DOCUMENTS: Final = (
    r"(?:dokument(?:et|en|ens)?|källor(?:na)?|källan|text(?:en|erna)|underlaget|materialet|presentationen|artikeln|inlägget|"
    r"documents?|sources?|texts?|material|articles?|slides?|presentation)"
)
_OF_DOCUMENTS: Final = re.compile(
    r"\b(?:i|ur|enligt|säger|in|across|according to|do|does)\s+"
    rf"(?:de\s+|the\s+|these\s+|your\s+)?(?:olika\s+|various\s+)?{_DOCUMENTS}\b|\b{_DOCUMENTS}\s+(?:säger|tar|nämner|skriver|say|tell|mention)\b",
    re.IGNORECASE,
)


class Concept(Value):
    """Something a question names.

    `whole` are the stems that say it in either language, `parts` those of a compound's sides, `kin` those of words that
    say nearly the same. `weight` tells how much
    the concept narrows the library down (inverse document frequency; the highest there is for a word the library
    lacks); `known` whether the library holds it at all.
    """

    word: str
    whole: frozenset[str]
    parts: frozenset[str]
    kin: frozenset[str] = frozenset()
    weight: float
    known: bool


class Question(Value):
    """A question as Ledfyr reads it.

    `asked` is the question with misspelt words mended, `concepts` its telling words in order. `leans` says that it
    leans on what was said before, `errand` that it asks for something to be done rather than told ("write a poem"),
    `of_documents` that it names the documents themselves ("what do the sources say"), `ordinal` which item of a list it
    points at ("the second": 2, "the last": -1). `searched` are the search terms of all its words.
    """

    text: str
    asked: str
    language: Language
    concepts: tuple[Concept, ...]
    expects: Expectation
    wants_list: bool
    number: int | None
    leans: bool
    errand: bool
    of_documents: bool
    ordinal: int | None
    searched: tuple[str, ...] = ()

    def terms(self) -> tuple[str, ...]:
        """Every search term, once: those of its own words, and its concepts with their letters in either language."""
        whole = [term for concept in self.concepts for term in concept.whole]
        parts = [term for concept in self.concepts for term in concept.parts]
        letters = [gram for term in whole for gram in grams(f"_{term}")]
        return tuple(dict.fromkeys((*self.searched, *whole, *parts, *letters)))


_OF_A_NUMBER: Final = 0.3  # "the seven bottlenecks": a number tells how many, not what
Weigh = Callable[[Sequence[str]], list[float]]


class Reader:
    """Reads questions against one library: its words, its spellings, what each word weighs."""

    def __init__(
        self,
        *,
        speller: Speller,
        lexicon: Lexicon,
        weigh: Weigh,
        rarest: float,
        bridge: Bridge,
        kin: Kin,
        spoken: Mapping[Language, Mapping[str, str]],
    ) -> None:
        self._speller = speller
        self._lexicon = lexicon
        self._weigh = weigh
        self._rarest = rarest
        self._spoken = spoken
        self._bridge = bridge
        self._kin = kin

    def read(self, text: str, language: Language) -> Question:
        """The question `text`, asked in `language`."""
        text = " ".join(text[:LONGEST].split())
        asked = self._mended(text, language)
        concepts = self.concepts(asked, language)
        ordinal = _ORDINAL.search(text)
        return Question(
            text=text,
            asked=asked,
            language=language,
            concepts=concepts,
            expects=expected(text),
            wants_list=wants_list(text),
            number=number_wanted(text),
            leans=_leans(text, concepts),
            errand=_ERRAND.match(text) is not None or _SUM.search(text) is not None,
            of_documents=_OF_DOCUMENTS.search(text) is not None,
            ordinal=_ORDINALS[ordinal[1].casefold()] if ordinal else None,
            searched=tuple(self._search_terms(asked)),
        )

    def _search_terms(self, asked: str) -> list[str]:
        return search_terms(asked, LANGUAGES, self._lexicon)

    def _mended(self, text: str, language: Language) -> str:
        """The question with its words as the documents would have them: hurried ones written out, slips mended."""
        spoken = self._spoken.get(language, {})

        def mended(match: re.Match[str]) -> str:
            word = match.group().casefold()
            if word in spoken:
                return spoken[word]
            better = self._speller.mended(word, language) if is_telling(word) else None
            return better or match.group()

        return re.sub(r"[^\W\d_]+", mended, text)

    def concepts(self, asked: str, language: Language) -> tuple[Concept, ...]:
        """The telling words of `asked`, once each, in order."""
        every = words(asked)
        across = self._bridge.across(every, language)
        kin = self._kin.of(every, language)
        found: dict[str, Concept] = {}
        for word, elsewhere, alike in zip(every, across, kin, strict=True):
            for piece in pieces(word):
                if is_telling(piece) and (len(piece) > 1 or piece.isdigit()) and piece not in found:
                    found[piece] = self._concept(piece, elsewhere, alike)
        return tuple(found.values())

    def _concept(self, word: str, elsewhere: frozenset[str], kin: frozenset[str]) -> Concept:
        whole = frozenset({stem(word, "sv"), stem(word, "en")}) | elsewhere
        compounds = (word, *elsewhere)
        parts = frozenset(stem(part, "sv") for one in compounds for part in self._lexicon.parts(one))
        own = self._weights({stem(word, "sv"), stem(word, "en")})
        across = self._weights(elsewhere)
        known = bool(own or across)
        weight = min(own) if own else sum(across) / len(across) if across else self._rarest
        if says_number(word):
            weight *= _OF_A_NUMBER
        return Concept(word=word, whole=whole, parts=parts, kin=kin - whole, weight=weight, known=known)

    def _weights(self, stems: Iterable[str]) -> list[float]:
        """What those of `stems` that the library holds weigh."""
        return [weight for weight in self._weigh(sorted(stems)) if weight > 0]


def _leans(text: str, concepts: Sequence[Concept]) -> bool:
    bare = _THAT_CLAUSE.sub(" ", text)
    pronoun = _LEANS.search(bare) is not None
    return pronoun or _OPENS_LEANING.match(text) is not None or not concepts
