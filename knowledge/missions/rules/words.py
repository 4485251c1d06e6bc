"""What people wrote, as plain words: marks and mentions gone, sentences apart, found in word lists (pure)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.language import LANGUAGES, Language, recognised_language
from knowledge.plain import shortened

_LONGEST: Final = 8000  # characters; what stands after them is not read
_GAP: Final = 2  # words that may stand within a phrase: "tar vi snart fram"
_MENTION: Final = re.compile(r"<(?:[@#][!&]?|a?:\w{1,32}:|t:)\d{1,20}(?::\w)?>|https?://\S+|@(?:everyone|here)\b")
_BULLET: Final = re.compile(r"^[ \t]{0,8}(?:[-–•+*]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_MARK: Final = re.compile(r"[*_~`]+")
_RULE: Final = re.compile(r"[|>#]+")
_WORD: Final = re.compile(r"\d{1,3}(?: \d{3})+(?![\d])|\d+[.,]\d+|[^\W_]+(?:[-‐‑–'’][^\W_]+)*")
_END: Final = re.compile(r"[.!?…]+(?=[\"”’')\]]?(?:\s|$))")
_UNSEEN: Final = ("Cc", "Cs", "Co", "Cn")
_LETTER: Final = re.compile(r"[^\W\d_]")
_DOTTED: Final = frozenset(
    """t.ex bl.a m.m m.fl o.s.v osv d.v.s dvs ca kl nr s.k jfr resp inkl exkl fr.o.m t.o.m f.n e.g i.e etc approx dr mr
    mrs vs jan feb aug sept okt oct nov dec""".split()
)


class Word(NamedTuple):
    """A word with its place in the plain text; `text` is casefolded, `raw` as it was written."""

    text: str
    raw: str
    start: int
    end: int


def plain(text: str) -> str:
    """What was written, on one line: no mentions, links, marks of Markdown or characters that cannot be seen."""
    return " ".join(_blocks(text))


def legible(text: str) -> str:
    """A plain text; "" where it has neither letter nor digit."""
    said = plain(text)
    return said if any(map(str.isalnum, said)) else ""


def shown(text: str, longest: int) -> str:
    """A text as it can be shown on one line, at most so many characters."""
    return shortened(_all_seen(text[:_LONGEST]), longest)


def words(text: str) -> tuple[Word, ...]:
    """The words of a plain text; a number is one, and a compound with a hyphen."""
    return tuple(Word(m.group().casefold(), m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of what was written; an item of a list is one, the dot of an abbreviation ends none."""
    return tuple(one for block in _blocks(text) for one in _sentences(block) if _LETTER.search(one))


def has_letters(text: str) -> bool:
    """Whether anything in a plain text can be read."""
    return bool(_LETTER.search(text))


class WordList:
    """Finds the entries of a word list in a text.

    "plattform*" stands for every word that begins so, "*projekt" for every word that ends so; an entry of several words
    may have two others between them, since Swedish parts "tar vi fram".
    """

    def __init__(self, entries: Sequence[str]) -> None:
        single = [entry for entry in entries if " " not in entry]
        self._exact = frozenset(entry for entry in single if "*" not in entry)
        self._starts = tuple(entry[:-1] for entry in single if entry.endswith("*"))
        self._ends = tuple(entry[1:] for entry in single if entry.startswith("*"))
        self._phrases = tuple(tuple(entry.split()) for entry in entries if " " in entry)

    def hits(self, said: Sequence[Word]) -> list[tuple[int, int]]:
        """Where entries stand in a text: the first word and the one after the last, in order."""
        ends = [(at, self._end(said, at)) for at in range(len(said))]
        return [(at, end) for at, end in ends if end is not None]

    def _end(self, said: Sequence[Word], at: int) -> int | None:
        word = said[at].text
        phrases = (_phrase_end(phrase, said, at) for phrase in self._phrases if _fits(phrase[0], word))
        end = next((end for end in phrases if end is not None), None)
        single = word in self._exact or word.startswith(self._starts) or word.endswith(self._ends)
        return end or (at + 1 if single else None)


def word_list(lists: Mapping[Language, tuple[str, ...]], text: str) -> WordList:
    """The list in the language of a text; both where the text does not tell which it is."""
    language = recognised_language(text)
    spoken = (language,) if language else LANGUAGES
    return _word_list(tuple(entry for one in spoken for entry in lists.get(one, ())))


def every_list(*lists: Mapping[Language, tuple[str, ...]]) -> WordList:
    """The lists in both languages: names of places are the same in either."""
    return _word_list(tuple(entry for one in lists for language in LANGUAGES for entry in one.get(language, ())))


@lru_cache(maxsize=64)
def _word_list(entries: tuple[str, ...]) -> WordList:
    return WordList(entries)


def _fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word.endswith(pattern[1:]) if pattern.startswith("*") else word == pattern


def _phrase_end(phrase: Sequence[str], said: Sequence[Word], at: int) -> int | None:
    """Where a phrase that begins at `at` ends; None where its other words do not follow."""
    end = at + 1
    for pattern in phrase[1:]:
        following = range(end, min(len(said), end + _GAP + 1))
        found = next((place for place in following if _fits(pattern, said[place].text)), None)
        if found is None:
            return None
        end = found + 1
    return end


def _blocks(text: str) -> list[str]:
    """What was written in pieces that no sentence reaches across: paragraphs and items of a list."""
    known = unicodedata.normalize("NFKC", text[:_LONGEST])[:_LONGEST]  # one letter may have become eighteen
    parted = _BULLET.sub("\n\n", _MENTION.sub(" ", _all_seen(known.replace("\r", "\n"))))
    bare = _RULE.sub(" ", _MARK.sub("", parted))
    return [block for block in (" ".join(one.split()) for one in bare.split("\n\n")) if block]


def _all_seen(text: str) -> str:
    """A text without the characters that are not seen; most texts have none."""
    return text if text.replace("\n", "").isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    """A character as it is read: nothing for one that has no width, a space for one that cannot be shown."""
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    return " " if kind in _UNSEEN and character != "\n" else character


def _sentences(block: str) -> list[str]:
    found: list[str] = []
    begins = 0
    for mark in _END.finditer(block):
        last = block[begins : mark.start()].rpartition(" ")[2].lstrip("(").casefold()
        if mark.group() == "." and last in _DOTTED:
            continue
        found.append(block[begins : mark.end()].strip())
        begins = mark.end()
    return [*found, block[begins:].strip()]
