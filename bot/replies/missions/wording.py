"""What people wrote in a mission, in words: a claim on one line or whole, a field by its name, a moment (pure)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from bot.replies.reply import Line, Paragraph
from bot.texts import spoken_date, text
from knowledge.canvas import BETWEEN_CHOICES, FIELDS, FieldName, Part
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.plain import shortened

BRIEF: Final = 90
"""Characters of what is told on one line in an overview."""
_APART: Final = " · "


def brief(words: str, longest: int = BRIEF) -> str:
    """At most `longest` characters of `words` on one line."""
    return shortened(words, longest)


def field_name(method: Method, field: FieldName, language: Language) -> str:
    """What a field is called."""
    return method.fields[field].name.said_in(language)


def numbered(step: Step, language: Language) -> str:
    """A step by its number and name: "3. Aktörer"."""
    return text("mission.step.numbered", language, number=step.number, name=step.name.said_in(language))


def part_value(method: Method, field: FieldName, part: Part, value: str, language: Language) -> str:
    """What was written in a part; options by their names."""
    if not part.options:
        return value
    names = method.fields[field].parts[part.name].options
    chosen = [one for one in value.split(BETWEEN_CHOICES) if one]
    return ", ".join(names[one].said_in(language) if one in names else one for one in chosen)


def told(method: Method, field: FieldName, values: Mapping[str, str], language: Language) -> str:
    """What a claim says on one line: its parts one after another, the one that names it first."""
    parts = [part for part in FIELDS[field].parts if values.get(part.name, "").strip()]
    return _APART.join(" ".join(part_value(method, field, part, values[part.name], language).split()) for part in parts)


def named(method: Method, field: FieldName, values: Mapping[str, str], language: Language) -> str:
    """What a claim is called on one line: its first part that says something."""
    parts = (part for part in FIELDS[field].parts if values.get(part.name, "").strip())
    first = next(parts, None)
    return "" if first is None else " ".join(part_value(method, field, first, values[first.name], language).split())


def whole(method: Method, field: FieldName, values: Mapping[str, str], language: Language) -> tuple[Line, ...]:
    """What a claim says in full: a text line by line as it was written, an entry part by part."""
    if FIELDS[field].shape in ("text", "lines"):
        return lines_of(next(iter(values.values()), ""))
    parts = [part for part in FIELDS[field].parts if values.get(part.name, "").strip()]
    labels = method.fields[field].parts
    return tuple(
        Line(
            text=text(
                "mission.part",
                language,
                label=labels[part.name].label.said_in(language),
                value=" ".join(part_value(method, field, part, values[part.name], language).split()),
            ),
            mark="-",
        )
        for part in parts
    )


def lines_of(words: str) -> tuple[Line, ...]:
    """What somebody wrote, line by line; blank lines left out."""
    return tuple(Line(text=line.strip()) for line in words.splitlines() if line.strip())


def under(heading: str, lines: Sequence[Line]) -> Paragraph:
    """Lines under a heading."""
    return Paragraph(lines=(Line(text=heading, strong=True), *lines))


def on(moment: dt.datetime, language: Language) -> str:
    """When something was said, shortly: "29 november 2026"."""
    return spoken_date(moment.astimezone().date(), language)


def who(name: str, language: Language) -> str:
    """A person by their name; of somebody who has had themselves forgotten, only that they once took part."""
    return name or text("mission.former", language)
