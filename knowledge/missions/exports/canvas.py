"""The mission canvas: a box for every step with the gist of what stands in it, on one sheet (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.canvas import FIELDS, FieldName
from knowledge.language import Language, Value
from knowledge.method.method import Method, Step
from knowledge.missions.design import MissionDesign
from knowledge.missions.exports.saying import AMONG, SHORTENED, gist_of, one_line, title_of
from knowledge.missions.exports.words import told
from knowledge.missions.finding import Readiness, State
from knowledge.plain import shortened

_GIST: Final[tuple[FieldName, ...]] = (
    "challenge",
    "lockins",
    "bottlenecks",
    "leverage",
    "actors",
    "coordinator",
    "vision",
    "angles",
    "mission",
    "headline_measure",
    "conflicts",
    "side_effects",
    "sectors",
    "initiatives",
    "gaps",
    "milestones",
    "prototypes",
    "governance",
    "funding",
    "indicators",
    "assumptions",
    "learning_dates",
)
"""The fields that a box shows; where none of them is written, it shows what is."""
_MOST_FIELDS: Final = 3
_APART: Final = "\u00a0· "
_TEXT, _ENTRY, _LIST = 170, 70, 120  # characters of a text, of one entry, of a list
_WHOLE: Final = 330  # characters of the challenge and of the mission
_LARGE: Final[tuple[FieldName, ...]] = ("challenge", "mission")


class BoxField(Value):
    """A field in a box: its name, what is said in it, and how much more there is ("" where that is all).

    `large` is the mission sentence.
    """

    name: str
    text: str
    more: str
    large: bool = False


class Box(Value):
    """A step of the canvas; `about` is "challenge" or "mission" for the two that stand on top, else ""."""

    about: str
    number: int
    name: str
    state: State
    state_words: str
    note: str
    fields: tuple[BoxField, ...]


class MissionCanvas(Value):
    """The canvas in one language; `state` is the whole mission's."""

    language: Language
    title: str
    state: State
    state_words: str
    mission: str
    boxes: tuple[Box, ...]

    @property
    def cut(self) -> bool:
        """Whether some text is not shown whole."""
        fields = [field for box in self.boxes for field in box.fields]
        return any(field.more or SHORTENED in field.text for field in fields)


def canvas_of(design: MissionDesign, method: Method, readiness: Readiness, language: Language) -> MissionCanvas:
    """The canvas of a design: the steps of its path, and others where something was written all the same."""
    path = method.path(design.path)
    steps = [step for step in method.steps if step in path or any(design.of(field) for field in step.fields)]
    return MissionCanvas(
        language=language,
        title=title_of(design, language),
        state=readiness.state,
        state_words=told(f"state.{readiness.state}", language),
        mission=shortened(one_line(design.text("mission")), _WHOLE),
        boxes=tuple(_box(step, design, method, readiness, language) for step in steps),
    )


def canvas_alt(canvas: MissionCanvas, longest: int) -> str:
    """The canvas in at most `longest` characters: the mission, and where every step stands."""
    steps = AMONG.join(f"{box.number}. {box.name} {box.state_words}" for box in canvas.boxes)
    mission = canvas.mission or told("document.no_mission", canvas.language)
    words = told("canvas.alt", canvas.language, title=canvas.title, mission=mission.rstrip("."), steps=steps)
    return shortened(words, longest)


def _box(step: Step, design: MissionDesign, method: Method, readiness: Readiness, language: Language) -> Box:
    standing = next((one for one in readiness.steps if one.step == step.id), None)
    about = next((field for field in step.fields if field in _LARGE), "")
    state = standing.state if standing else "open"
    note = "" if standing is None or not standing.skipped else told("document.skipped_mark", language)
    return Box(
        about=about,
        number=step.number,
        name=step.name.said_in(language),
        state=state,
        state_words=told(f"state.{state}", language) if standing else "",
        note=note if standing else told("document.off_path", language),
        fields=tuple(_fields(step, design, method, language)),
    )


def _fields(step: Step, design: MissionDesign, method: Method, language: Language) -> Iterator[BoxField]:
    written: list[FieldName] = [field for field in step.fields if design.of(field)]
    gist: list[FieldName] = [field for field in written if field in _GIST]
    shown: list[FieldName] = (gist or written)[:_MOST_FIELDS]
    for field in shown:
        entries = [gist_of(claim, method, language) for claim in design.of(field)]
        name = method.fields[field].name.said_in(language)
        if FIELDS[field].many:
            text, more = _listed(entries, language)
            yield BoxField(name=name, text=text, more=more)
        else:
            text = shortened(" ".join(entries), _WHOLE if field in _LARGE else _TEXT)
            yield BoxField(name=name, text=text, more="", large=field == "mission")


def _listed(entries: Sequence[str], language: Language) -> tuple[str, str]:
    """As many entries as there is room for, at least one, and how many more there are."""
    short = [shortened(entry, _ENTRY) for entry in entries if entry]
    shown = short[:1]
    for entry in short[1:]:
        if len(AMONG.join((*shown, entry))) > _LIST:
            break
        shown.append(entry)
    more = len(short) - len(shown)
    return _APART.join(shown), told("canvas.more", language, count=more) if more else ""
