"""A place in a file of the method: what stands there as the kind of thing it should be, and where to tell of it if not.

Whatever does not hold is told and read as nothing, so that one reading finds every fault and a fault is told once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from knowledge.errors import MethodFault
from knowledge.language import LANGUAGES, LocalText
from knowledge.method.method import LONGEST_OPTION
from knowledge.method.tree import Branch, Broken, Node, Row, Scalar

LONGEST_PARAGRAPH: Final = 1000
"""Characters of a text that is no label, hint or option."""
_FEW: Final = 12
_NUMBER: Final = re.compile(r"[1-9][0-9]?")


class Place:
    """A place in `file`; `node` is None where nothing stands there and that has been told."""

    def __init__(
        self, node: Node | None, *, file: str, faults: list[MethodFault], path: tuple[str, ...] = (), line: int = 1
    ) -> None:
        self._node = None if isinstance(node, Broken) else node
        self._file = file
        self._faults = faults
        self._path = path
        self._line = line

    @property
    def stands(self) -> bool:
        """Whether there is anything here."""
        return self._node is not None

    @property
    def where(self) -> str:
        """The file and line, as an editor of texts names them."""
        return f"{self._file}:{self._line}"

    def tell(self, code: str, **facts: object) -> None:
        """Tell of a fault here."""
        told = {name: str(value) for name, value in facts.items()}
        key = ".".join(self._path)
        self._faults.append(MethodFault(file=self._file, key=key, code=code, line=self._line, facts=told))

    def keys(self, required: Iterable[str], optional: Iterable[str] = ()) -> Mapping[str, "Place"]:
        """The places under the keys that there must and may be; an optional key that is not there has none."""
        found = self.entries()
        known = (*required, *optional)
        for name, place in found.items():
            if name not in known:
                place.tell("key_unknown", name=name, known=among(name, known))
        for name in required:
            if isinstance(self._node, Branch) and name not in found:
                self.below(name).tell("key_missing", name=name)
        return {name: found.get(name) or self.below(name) for name in known if name in required or name in found}

    def entries(self) -> Mapping[str, "Place"]:
        """The places under whatever keys there are."""
        if not isinstance(self._node, Branch):
            self._mistaken("mapping_expected")
            return {}
        lines = self._node.lines
        return {name: self.below(name, node, lines[name]) for name, node in self._node.entries.items()}

    def items(self) -> tuple["Place", ...]:
        """The places of a list, which is not to be empty."""
        if not isinstance(self._node, Row):
            self._mistaken("list_expected")
            return ()
        if not self._node.items:
            self.tell("list_empty")
        return tuple(self.below(str(at), node, node.line) for at, node in enumerate(self._node.items, start=1))

    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(place.text() for place in self.items())

    def text(self, longest: int = LONGEST_PARAGRAPH) -> str:
        """The text here, "" where there is none; a short one stands on one line."""
        if not isinstance(self._node, Scalar):
            self._mistaken("text_expected")
            return ""
        text = self._node.value
        for code, facts in _wrong_with(text, longest):
            self.tell(code, **facts)
        return text

    def both(self, longest: int = LONGEST_PARAGRAPH) -> LocalText:
        """The text here in both languages."""
        found = self.entries()
        for name, place in found.items():
            if name not in LANGUAGES:
                place.tell("key_unknown", name=name, known=among(name, LANGUAGES))
        for language in LANGUAGES:
            if isinstance(self._node, Branch) and language not in found:
                self.below(language).tell("translation_missing", missing=language)
        said = {language: found[language].text(longest) if language in found else "" for language in LANGUAGES}
        return LocalText(sv=said["sv"], en=said["en"])

    def number(self) -> int | None:
        """The number here, from 1 to 99; None where there is none."""
        text = self.text()
        if _NUMBER.fullmatch(text):
            return int(text)
        if text:
            self.tell("number_expected", value=text)
        return None

    def one_of(self, known: Iterable[str]) -> str:
        """Which of the known words stands here, "" where none of them does."""
        text = self.text()
        if text in known:
            return text
        if text:
            self.tell("choice_unknown", value=text, known=among(text, known))
        return ""

    def below(self, name: str, node: Node | None = None, line: int | None = None) -> "Place":
        """The place under `name`, with what stands there and on which line."""
        path = (*self._path, name)
        return Place(node, file=self._file, faults=self._faults, path=path, line=line or self._line)

    def _mistaken(self, code: str) -> None:
        """Tell that something else stands here, where anything does."""
        if self.stands:
            self.tell(code)


def among(name: str, known: Iterable[str]) -> str:
    """The known names as they are told: those nearest to `name` where there are many."""
    every = tuple(known)
    few = every if len(every) <= _FEW else get_close_matches(name, every, n=3, cutoff=0)
    return ", ".join(few)


def _wrong_with(text: str, longest: int) -> Iterator[tuple[str, Mapping[str, object]]]:
    if not text:
        yield "text_empty", {}
    if len(text) > longest:
        yield "long", {"length": len(text), "limit": longest}
    if longest <= LONGEST_OPTION and "\n" in text:
        yield "line_break", {}
