"""Claims in words: their parts as lines, and what each of them rests on (pure)."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from knowledge.canvas import FIELDS, FieldName, Part
from knowledge.language import Language, Value
from knowledge.method.method import Method
from knowledge.missions.design import Claim, Evidence, MissionDesign
from knowledge.missions.exports.outline import Line, Piece
from knowledge.missions.exports.references import Key, key_of
from knowledge.missions.exports.words import signs, told
from knowledge.missions.finding import Readiness
from knowledge.plain import harmless

AMONG: Final = ", "
SHORTENED: Final = "…"


class Telling(Value):
    """What a document tells: a design by its method, how it stands, in the reader's language, with its evidence."""

    design: MissionDesign
    method: Method
    readiness: Readiness
    language: Language
    cited: Mapping[Key, tuple[int, Evidence]]

    def say(self, key: str, **facts: object) -> str:
        """The words at `key` in the reader's language."""
        return told(key, self.language, **facts)

    def field_name(self, field: FieldName) -> str:
        """What the canvas calls a field."""
        return self.method.fields[field].name.said_in(self.language)

    def written(self, text: str, *, strong: bool = False) -> Piece:
        """What people wrote, in the design's own language."""
        return Piece(text=text, tone="strong" if strong else "plain", language=self.design.language)


def lines_of(text: str) -> list[str]:
    """The lines of what somebody wrote, made harmless; blank ones are left out."""
    lines = (" ".join(line.split()) for line in harmless(text).split("\n"))
    return [line for line in lines if line]


def one_line(text: str) -> str:
    """What somebody wrote, in one line."""
    return " ".join(lines_of(text))


def title_of(design: MissionDesign, language: Language) -> str:
    """What a design is called; that it has no title where none can be seen."""
    title = one_line(design.title)
    seen = any(unicodedata.category(sign)[0] not in "CZM" for sign in title)
    return title if seen else told("document.untitled", language)


def part_words(claim: Claim, part: Part, method: Method, language: Language) -> str:
    """A part in one line, its options by their names; "" where nothing was written."""
    if part.kind in ("choice", "choices"):
        names = method.fields[claim.field].parts[part.name].options
        chosen = claim.chosen(part.name)
        return AMONG.join(names[one].said_in(language) if one in names else one_line(one) for one in chosen)
    return one_line(claim.part(part.name))


def name_of(claim: Claim, method: Method, language: Language) -> str:
    """What a claim is called: its first part, or the first that was written."""
    said = (part_words(claim, part, method, language) for part in FIELDS[claim.field].parts)
    return next((words for words in said if words), "")


def gist_of(claim: Claim, method: Method, language: Language) -> str:
    """A claim in a few words: its name, with what that means little without."""
    words = {part.name: part_words(claim, part, method, language) for part in FIELDS[claim.field].parts}
    match claim.field:
        case "conflicts":
            return _joined(" ↔ ", words["a"], words["b"])
        case "headline_measure":
            return _joined(": ", words["name"], _joined(" → ", words["baseline"], words["target"]))
        case "milestones":
            return _joined(": ", words["year"], words["text"])
        case "learning_dates":
            return _joined(": ", words["date"], words["about"])
        case _:
            return name_of(claim, method, language)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def part_lines(telling: Telling, claim: Claim, part: Part, *, strong: bool = False) -> tuple[Line, ...]:
    """A part as lines; none where nothing was written."""
    if part.kind in ("choice", "choices"):
        words = part_words(claim, part, telling.method, telling.language)
        return ((Piece(text=words, tone="strong" if strong else "plain"),),) if words else ()
    return tuple((telling.written(line, strong=strong),) for line in lines_of(claim.part(part.name)))


def basis_of(telling: Telling, claim: Claim) -> str:
    """What a claim rests on, in words: evidence with its numbers, who said it, or that it is assumed."""
    if claim.standing == "evidence":
        numbers = (telling.cited[key_of(one)][0] for one in claim.evidence)
        return telling.say("basis.evidence", numbers=signs(dict.fromkeys(numbers)))
    name = one_line(claim.author)
    if claim.standing == "assumption":
        return telling.say("basis.assumption")
    return telling.say("basis.contribution", name=name) if name else telling.say("basis.contribution_unnamed")
