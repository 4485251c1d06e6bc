"""Forms as Discord shows them, and what people sent in: taken by its id, so a restart in between loses nothing."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import discord

from bot.buttons import label_of
from bot.rendering.marks import escaped
from bot.replies.reply import Form, Input, Option

_MISSION: Final = "mission:"
_LONGEST_LABEL: Final = 45  # characters of a title or label
_LONGEST_HINT: Final = 100
_LONGEST_TEXT: Final = 4000
_MOST: Final = 5  # things that a form holds, what is said above them among them
_BETWEEN: Final = ","


class Sent(NamedTuple):
    """A form that was sent in: the act it aims at, and what stood in its inputs by their names."""

    value: str
    inputs: dict[str, str]


def modal_of(form: Form) -> discord.ui.Modal:
    """A form, prefilled. It remembers nothing: what is sent in finds its way by `sent_in`."""
    modal = discord.ui.Modal(title=label_of(form.title, _LONGEST_LABEL), custom_id=f"{_MISSION}{form.value}")
    roomy = form.lead is not None and len(form.inputs) < _MOST
    if roomy:
        modal.add_item(discord.ui.TextDisplay(escaped(form.lead or "")))
    for at, one in enumerate(form.inputs[:_MOST]):
        modal.add_item(_labelled(one, one.asks or (form.lead if not roomy and at == 0 else None)))
    # A form that has ended is kept nowhere.
    modal.stop()
    return modal


def sent_in(interaction: discord.Interaction) -> Sent | None:
    """A form of a mission that was sent in; None where the interaction is something else."""
    if interaction.type is not discord.InteractionType.modal_submit or interaction.data is None:
        return None
    name = str(interaction.data.get("custom_id", ""))
    if not name.startswith(_MISSION):
        return None
    return Sent(name.removeprefix(_MISSION), dict(_inputs_in(interaction.data.get("components"))))


def _labelled(one: Input, about: str | None) -> discord.ui.Label[Any]:
    select = one.kind in ("choice", "choices") and one.options
    return discord.ui.Label(
        text=label_of(one.label, _LONGEST_LABEL),
        description=label_of(about, _LONGEST_HINT) if about else None,
        component=_select(one) if select else _text(one),
    )


def _text(one: Input) -> discord.ui.TextInput[Any]:
    line = one.kind == "line" and "\n" not in one.value
    return discord.ui.TextInput(
        custom_id=one.name,
        style=discord.TextStyle.short if line else discord.TextStyle.paragraph,
        required=False,
        default=one.value or None,
        placeholder=label_of(one.hint, _LONGEST_HINT) if one.hint else None,
        # What stands there already must have room.
        max_length=min(max(one.longest, len(one.value)), _LONGEST_TEXT),
    )


def _select(one: Input) -> discord.ui.Select[Any]:
    chosen = one.value.split(_BETWEEN)
    return discord.ui.Select(
        custom_id=one.name,
        required=False,
        placeholder=label_of(one.hint, _LONGEST_HINT) if one.hint else None,
        min_values=0,
        max_values=len(one.options) if one.kind == "choices" else 1,
        options=[_option(option, chosen=option.value in chosen) for option in one.options],
    )


def _option(option: Option, *, chosen: bool) -> discord.SelectOption:
    about = label_of(option.about, _LONGEST_HINT) if option.about else None
    label = label_of(option.label, _LONGEST_HINT)
    return discord.SelectOption(label=label, value=option.value, description=about, default=chosen)


def _inputs_in(components: object) -> Iterator[tuple[str, str]]:
    """The inputs of a form, wherever among its components they stand."""
    if isinstance(components, list):
        listed: list[object] = components  # pyright: ignore[reportUnknownVariableType]
        for one in listed:
            yield from _inputs_in(one)
    elif isinstance(components, dict):
        fields: dict[str, object] = components  # pyright: ignore[reportUnknownVariableType]
        if "custom_id" in fields:
            yield str(fields["custom_id"]), _value_in(fields)
        yield from _inputs_in(fields.get("component"))
        yield from _inputs_in(fields.get("components"))


def _value_in(fields: dict[str, object]) -> str:
    values = fields.get("values")
    if isinstance(values, list):
        picked: list[object] = values  # pyright: ignore[reportUnknownVariableType]
        return _BETWEEN.join(map(str, picked))
    return str(fields.get("value") or "")
