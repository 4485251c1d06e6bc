"""From what somebody wrote to the submissions it makes: against what they saw, and against what stands now (pure).

Whoever opens a form sees the canvas as it was then. What they send in is compared with that: a part they left as it was
is not theirs to change. Where somebody else has changed the same part meanwhile, both texts are kept and the owner
decides; where they changed another part, both changes stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.canvas import BETWEEN_CHOICES, FIELDS, TEXT, Field, FieldName, Part
from knowledge.sessions.lines import line_changes, lines_in
from knowledge.sessions.outcome import Reason
from knowledge.sessions.session import MOST_CLAIMS, Entry
from knowledge.sessions.standing import Tally


class Change(NamedTuple):
    """A change of one claim; `claim` is None for a new one, `values` empty for one that is withdrawn."""

    entry: Entry
    claim: str | None
    values: Mapping[str, str]
    contested: bool = False


class Fault(NamedTuple):
    """Why what was written cannot be taken, with facts for the words."""

    reason: Reason
    facts: Mapping[str, str]


def fault_in(entries: Sequence[Entry], now: Tally) -> Fault | None:
    """Why entries cannot be taken; None where they can."""
    for entry in entries:
        field = FIELDS[entry.field]
        parts = {part.name: part for part in field.parts}
        for name, value in entry.values.items():
            fault = _fault(parts.get(name), value, field)
            if fault is not None:
                return fault
        if _come_to(entry, entries, now) > MOST_CLAIMS:
            return Fault("too_many", {"field": field.name, "most": str(MOST_CLAIMS)})
    return None


def _come_to(entry: Entry, entries: Sequence[Entry], now: Tally) -> int:
    """How many claims the field of a new entry would hold."""
    if entry.claim is not None or not FIELDS[entry.field].many:
        return 0
    if FIELDS[entry.field].shape == "lines":
        return len(lines_in(entry.values.get(TEXT, "")))
    return len(standing_in(entry.field, now)) + sum(
        one.field == entry.field and one.claim is None and bool(_filled(one.values)) for one in entries
    )


def says_nothing(entries: Sequence[Entry], *, seen: Tally, now: Tally) -> bool:
    """Whether nothing is written in entries, and nothing stood there that they could be meant to withdraw."""
    if any(_filled(entry.values) for entry in entries):
        return False
    return not any(standing_in(entry.field, tally) for entry in entries for tally in (seen, now))


def changes_in(entries: Sequence[Entry], *, seen: Tally, now: Tally) -> list[Change]:
    """What entries change, those that change nothing left out."""
    return [change for entry in entries for change in _changes(entry, seen, now)]


def _fault(part: Part | None, value: str, field: Field) -> Fault | None:
    if part is None:
        return Fault("unknown_field", {"field": field.name})
    longest = MOST_CLAIMS * part.longest if field.shape == "lines" else part.longest
    if len(value) > longest:
        return Fault(
            "too_long", {"field": field.name, "part": part.name, "length": str(len(value)), "most": str(longest)}
        )
    chosen = value.split(BETWEEN_CHOICES) if part.kind == "choices" else [value]
    if part.options and any(one and one not in part.options for one in chosen):
        return Fault("unknown_option", {"field": field.name, "part": part.name})
    return None


def standing_in(field: FieldName, tally: Tally) -> list[str]:
    """The claims of a field that say something."""
    return [name for name, held in tally.held.items() if held.submission.field == field and held.values]


def _changes(entry: Entry, seen: Tally, now: Tally) -> Iterator[Change]:
    shape = FIELDS[entry.field].shape
    if shape == "lines" and entry.claim is None:
        yield from _line_changes(entry, seen, now)
        return
    claim = entry.claim if shape in ("lines", "entries") else entry.field
    if claim is None:
        values = _filled(entry.values)
        if values:
            yield Change(entry, None, values)
        return
    change = _change(entry, claim, seen, now)
    if change is not None:
        yield change


def _line_changes(entry: Entry, seen: Tally, now: Tally) -> Iterator[Change]:
    before = [(name, seen.held[name].values.get(TEXT, "")) for name in standing_in(entry.field, seen)]
    # A line that somebody else has added meanwhile is not added once more.
    there = {now.held[name].values.get(TEXT, "") for name in standing_in(entry.field, now)}
    for claim, words in line_changes(before, entry.values.get(TEXT, "")):
        if claim is not None:
            change = _change(entry.model_copy(update={"values": {TEXT: words}}), claim, seen, now)
            if change is not None:
                yield change
        elif words not in there:
            there.add(words)
            yield Change(entry, None, {TEXT: words})


def _change(entry: Entry, claim: str, seen: Tally, now: Tally) -> Change | None:
    """The change of one claim; None where the person left it as they saw it, or wrote what stands now."""
    before, stands = _values(seen, claim), _values(now, claim)
    wished = _wished(entry)
    theirs = {name: value for name, value in wished.items() if value != before.get(name, "").strip()}
    if all(stands.get(name, "") == value for name, value in theirs.items()):
        return None
    moved = {name for name in {*before, *stands} if before.get(name, "") != stands.get(name, "")}
    contested = any(name in moved and stands.get(name, "") != value for name, value in theirs.items())
    withdrawn = bool(before and not stands)
    return Change(entry, claim, _filled({**(before if withdrawn else stands), **theirs}), contested or withdrawn)


def _wished(entry: Entry) -> dict[str, str]:
    """What was written, without space at its ends; one line of a list stays on one line."""
    if FIELDS[entry.field].shape == "lines":
        return {name: " ".join(value.split()) for name, value in entry.values.items()}
    return {name: value.strip() for name, value in entry.values.items()}


def _values(tally: Tally, claim: str) -> Mapping[str, str]:
    held = tally.held.get(claim)
    return held.values if held is not None else {}


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    """The parts in which something is written."""
    return {name: value.strip() for name, value in values.items() if value.strip()}
