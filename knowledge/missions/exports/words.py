"""The words of the exports, from `content/exports.yaml`, and how dates and numbers of references are spoken."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from knowledge.language import Language, LocalText, filled

_FILE: Final = Path(__file__).parents[2] / "content" / "exports.yaml"
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_QUOTATION_MARKS: Final[dict[Language, tuple[str, str]]] = {"sv": ("”", "”"), "en": ("“", "”")}


def told(key: str, language: Language, **facts: object) -> str:
    """The words at `key` in `language`, with `facts` in their places; KeyError where there are none."""
    return filled(words()[key].said_in(language), {name: str(fact) for name, fact in facts.items()})


@cache
def words() -> Mapping[str, LocalText]:
    """All words by key; ValidationError or a YAML error where the file does not hold."""
    loaded: dict[str, object] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {key: LocalText.model_validate(both) for key, both in loaded.items()}


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in `text`."""
    return frozenset(_PLACEHOLDER.findall(text))


def spoken_date(date: dt.date, language: Language) -> str:
    """A date in words: "18 juni 2024", "18 June 2024"."""
    return f"{date.day} {told(f'month.{date.month}', language)} {date.year}"


def quoted(text: str, language: Language) -> str:
    """`text` between the quotation marks of `language`."""
    opening, closing = _QUOTATION_MARKS[language]
    return f"{opening}{text}{closing}"


def signs(numbers: Iterable[int]) -> str:
    """The numbers of references as they stand in a text: "[1] [3]"."""
    return " ".join(f"[{number}]" for number in numbers)
