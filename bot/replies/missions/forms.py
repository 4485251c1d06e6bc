"""The forms in which people write (pure)."""

from collections.abc import Mapping
from typing import Final

from bot.replies.missions.wording import brief, field_name
from bot.replies.reply import Form, Input, InputKind, Option
from bot.texts import text
from knowledge.canvas import FIELDS, LONGEST_TEXT, TEXT, PartKind
from knowledge.language import Language
from knowledge.method.forms import FormInput, FormPage, entry_pages, part_of
from knowledge.method.method import Method, StartingPoint, Step
from knowledge.sessions.session import LONGEST_TITLE, Session

LONGEST_FORM_TITLE: Final = 45
_KINDS: Final[Mapping[PartKind, InputKind]] = {
    "text": "paragraph",
    "line": "line",
    "year": "line",
    "date": "line",
    "number": "line",
    "choice": "choice",
    "choices": "choices",
}


def input_name(one: FormInput) -> str:
    """The name of an input, stable: the field in a form of texts, the part in a form of one entry."""
    return one.field if one.part == TEXT and FIELDS[one.field].shape in ("text", "lines") else one.part


def form_of(
    page: FormPage,
    method: Method,
    step: Step,
    standing: Mapping[str, str],
    language: Language,
    *,
    value: str,
    named: str | None = None,
) -> Form:
    """A page as a form in which `standing` is written beforehand; `named` is the entry that is changed."""
    return Form(
        value=value,
        title=brief(_title(page, method, step, language, named), LONGEST_FORM_TITLE),
        inputs=tuple(_input(one, method, step, standing, language) for one in page.inputs),
        lead=_lead(page, step, language),
    )


def form_to_begin(point: StartingPoint | None, language: Language, *, value: str) -> Form:
    """The form in which a mission is begun: its title, its path and, from a starting point, a first challenge."""
    title = Input(
        name="title",
        label=text("mission.begin.title", language),
        value="" if point is None else brief(point.name.said_in(language), LONGEST_TITLE),
        hint=text("mission.begin.title_hint", language),
        asks=text("mission.begin.title_asks", language),
        longest=LONGEST_TITLE,
    )
    paths = tuple(
        Option(
            value=path, label=text(f"mission.path.{path}", language), about=text(f"mission.path.{path}.about", language)
        )
        for path in ("full", "short")
    )
    path = Input(
        name="path",
        label=text("mission.begin.path", language),
        kind="choice",
        value="full",
        options=paths,
        asks=text("mission.begin.path_asks", language),
    )
    inputs = (title, path) if point is None else (title, path, _challenge(point, language))
    lead = text("mission.begin.from", language, name=point.name.said_in(language)) if point is not None else None
    return Form(value=value, title=text("mission.begin", language), inputs=inputs, lead=lead)


def form_to_search(language: Language, *, value: str) -> Form:
    """The form for a question of one's own to the documents."""
    question = Input(name="question", label=text("mission.search.question", language), kind="paragraph", longest=1000)
    return Form(value=value, title=text("mission.search", language), inputs=(question,))


def form_to_rename(session: Session, language: Language, *, value: str) -> Form:
    """The form for another title."""
    title = Input(
        name="title",
        label=text("mission.begin.title", language),
        value=session.title,
        hint=text("mission.begin.title_hint", language),
        longest=LONGEST_TITLE,
    )
    return Form(value=value, title=text("mission.rename", language), inputs=(title,))


def _challenge(point: StartingPoint, language: Language) -> Input:
    return Input(
        name="challenge",
        label=text("mission.begin.challenge", language),
        kind="paragraph",
        value=point.about.said_in(language),
        hint=text("mission.begin.challenge_hint", language),
        asks=text("mission.begin.challenge_asks", language),
        longest=LONGEST_TEXT,
    )


def _title(page: FormPage, method: Method, step: Step, language: Language, named: str | None) -> str:
    if page.field is None:
        return text("mission.form.texts", language, number=step.number, name=step.name.said_in(language))
    if named:
        title = text("mission.form.change", language, name=named)
    elif FIELDS[page.field].shape == "entry":
        title = field_name(method, page.field, language)
    else:
        title = text("mission.form.new", language, one=method.fields[page.field].one.said_in(language))
    pages = entry_pages(page.field)
    if len(pages) == 1:
        return title
    number = [one.id for one in pages].index(page.id) + 1
    sign = text("mission.form.page", language, number=number, of=len(pages))
    return f"{brief(title, LONGEST_FORM_TITLE - len(sign) - 1)} {sign}"


def _lead(page: FormPage, step: Step, language: Language) -> str | None:
    """The whole questions that a form of one entry answers; a form of texts has each with its input."""
    asked = [question.text.said_in(language) for question in step.questions if question.field == page.field]
    return " ".join(asked) or None


def _input(one: FormInput, method: Method, step: Step, standing: Mapping[str, str], language: Language) -> Input:
    part, words = part_of(one), method.fields[one.field].parts[one.part]
    name = input_name(one)
    listed = FIELDS[one.field].shape == "lines"
    asked = [question.text.said_in(language) for question in step.questions if question.field == one.field]
    return Input(
        name=name,
        label=words.label.said_in(language),
        kind="paragraph" if listed else _KINDS[part.kind],
        value=standing.get(name, ""),
        hint=words.hint.said_in(language) if words.hint else None,
        asks=" ".join(asked) if name == one.field and asked else None,
        options=tuple(Option(value=value, label=label.said_in(language)) for value, label in words.options.items()),
        longest=LONGEST_TEXT if listed else part.longest,
    )


def page_label(page: FormPage, method: Method, language: Language, longest: int = 100) -> str:
    """What a page is called in a menu: its fields, or the entry it makes."""
    if page.field is None:
        fields = dict.fromkeys(field_name(method, one.field, language) for one in page.inputs)
        return brief(", ".join(fields), longest)
    if FIELDS[page.field].shape == "entry":
        return brief(field_name(method, page.field, language), longest)
    one = method.fields[page.field].one.said_in(language)
    return brief(text("mission.option.new", language, one=one), longest)
