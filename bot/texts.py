"""Every word the application says, from the catalogue of the reader's language.

The words stand in `locale/sv.yaml` and `locale/en.yaml`: flat keys by subject (`ask.nothing_found`), `{placeholders}`
for what is put in. Both files hold the same keys and placeholders, which is checked when they are first read.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from knowledge.language import LANGUAGES, Language

_LOCALE: Final = Path(__file__).parent / "locale"
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_QUOTATION_MARKS: Final[dict[Language, tuple[str, str]]] = {"sv": ("”", "”"), "en": ("“", "”")}
_MEBIBYTE: Final = 1024 * 1024
_FINE: Final = 10  # megabytes below which a decimal is told
_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Catalogue = Mapping[str, str]


class TextsBroken(Exception):
    """A catalogue of words does not hold; the message names the file and the keys, for whoever edits it."""


def text(key: str, language: Language, **values: object) -> str:
    """The words at `key` in `language`, each `{placeholder}` replaced by the value of that name.

    Values are data: braces in them stay as they are. KeyError where there is no such key, or a value is missing.
    """
    words = catalogues()[language][key]
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), words)


def has_text(key: str) -> bool:
    """Whether there are words at `key`."""
    return key in catalogues()["sv"]


@cache
def catalogues() -> Mapping[Language, Catalogue]:
    """The words of every language by key; TextsBroken where a file is malformed or the languages differ."""
    read: dict[Language, Catalogue] = {language: read_catalogue(_LOCALE / f"{language}.yaml") for language in LANGUAGES}
    compare(read["sv"], read["en"])
    return read


def read_catalogue(path: Path) -> Catalogue:
    """The words in the file at `path`; TextsBroken where it is anything but keys with a text each."""
    loaded: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader, the quicker one
    if not isinstance(loaded, dict):
        raise TextsBroken(f"{path.name}: keys with texts are expected")
    entries: dict[object, object] = loaded  # pyright: ignore[reportUnknownVariableType]
    words = {key: value for key, value in entries.items() if isinstance(key, str) and isinstance(value, str)}
    if len(words) != len(entries):
        odd = sorted(str(key) for key in entries if key not in words)
        raise TextsBroken(f"{path.name}: not a text: {', '.join(odd)}")
    return words


def compare(swedish: Catalogue, english: Catalogue) -> None:
    """Raise TextsBroken unless both languages have the same keys, each with the same placeholders."""
    if lone := sorted(swedish.keys() ^ english.keys()):
        raise TextsBroken(f"in one language only: {', '.join(lone)}")
    if differing := sorted(key for key in swedish if placeholders(swedish[key]) != placeholders(english[key])):
        raise TextsBroken(f"placeholders differ: {', '.join(differing)}")


def placeholders(words: str) -> frozenset[str]:
    """The names of the placeholders in `words`."""
    return frozenset(_PLACEHOLDER.findall(words))


def spoken_date(date: dt.date, language: Language) -> str:
    """A date in words: "18 juni 2024", "18 June 2024"."""
    return f"{date.day} {text(f'month.{date.month}', language)} {date.year}"


def spoken_time(moment: dt.datetime, language: Language) -> str:
    """A moment in words, in the machine's own time zone: "18 juni 2024 kl. 14:05"."""
    local = moment.astimezone()
    return text("date.time", language, date=spoken_date(local.date(), language), time=f"{local:%H:%M}")


def counted(thing: str, number: int, language: Language) -> str:
    """A number with the thing it counts, one or several: "1 sida", "12 sidor"."""
    return text(f"count.{thing}.{'one' if number == 1 else 'many'}", language, count=grouped(number))


def grouped(number: int) -> str:
    """A whole number with its thousands set apart by a space that does not break."""
    return f"{number:,}".replace(",", "\u00a0")


def spoken_size(size: int, language: Language) -> str:
    """A number of bytes for people: "300 MB", small sizes with a decimal."""
    megabytes = size / _MEBIBYTE
    digits = f"{megabytes:.0f}" if megabytes >= _FINE else f"{megabytes:.1f}"
    return (digits.replace(".", ",") if language == "sv" else digits) + "\u00a0MB"


def spoken_seconds(seconds: float, language: Language) -> str:
    """A length of time for people: "4 s", "3 min 20 s"."""
    minutes, rest = divmod(round(seconds), 60)
    key = "time.minutes" if minutes else "time.seconds"
    return text(key, language, minutes=minutes, seconds=rest)


def quoted(words: str, language: Language) -> str:
    """`words` between the quotation marks of `language`."""
    opening, closing = _QUOTATION_MARKS[language]
    return f"{opening}{words}{closing}"
