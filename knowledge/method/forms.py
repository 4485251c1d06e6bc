"""How the questions of a step are laid out in forms of at most five inputs (pure)."""

from typing import Final

from knowledge.canvas import FIELDS, TEXT, FieldName, Part
from knowledge.language import Value
from knowledge.method.method import Step

MOST_INPUTS: Final = 5
"""What one form in Discord holds."""


class FormInput(Value):
    """One input: the part of the field that it fills."""

    field: FieldName
    part: str


class FormPage(Value):
    """One form: texts of several questions, or parts of one entry.

    `id` is stable within a step: "a", "b" for texts and lists, the field's name and a number for an entry's pages
    ("actors-1"). `field` is the entry's field, None for texts; `last` says whether an entry has no further page.
    """

    id: str
    field: FieldName | None
    inputs: tuple[FormInput, ...]
    last: bool = True


def forms_of(step: Step) -> tuple[FormPage, ...]:
    """The forms of a step: the texts and lists of its questions together, each kind of entry by itself."""
    plain: list[FieldName] = [name for name in step.fields if FIELDS[name].shape in ("text", "lines")]
    texts = [plain[at : at + MOST_INPUTS] for at in range(0, len(plain), MOST_INPUTS)]
    pages = [
        FormPage(id=chr(ord("a") + at), field=None, inputs=tuple(FormInput(field=name, part=TEXT) for name in group))
        for at, group in enumerate(texts)
    ]
    return (*pages, *(page for name in step.fields if name not in plain for page in entry_pages(name)))


def entry_pages(field: FieldName) -> tuple[FormPage, ...]:
    """The forms of one entry of a field."""
    parts = FIELDS[field].parts
    groups = [parts[at : at + MOST_INPUTS] for at in range(0, len(parts), MOST_INPUTS)]
    return tuple(
        FormPage(
            id=f"{field}-{at}",
            field=field,
            inputs=tuple(FormInput(field=field, part=part.name) for part in group),
            last=at == len(groups),
        )
        for at, group in enumerate(groups, start=1)
    )


def form(step: Step, name: str) -> FormPage | None:
    """The form called `name`; None where the step has none."""
    return next((page for page in forms_of(step) if page.id == name), None)


def part_of(wanted: FormInput) -> Part:
    """The part that an input fills."""
    return next(part for part in FIELDS[wanted.field].parts if part.name == wanted.part)
