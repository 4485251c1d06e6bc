"""From what somebody wrote to the submissions it makes: against what they saw, and against what stands now (pure).

Whoever opens a form sees the canvas as it was then. What they send in is compared with that: a part they left as it was
is not theirs to change. Where somebody else has changed the same part meanwhile, both texts are kept and the owner
decides; where they changed another part, both changes stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.canvas import BETWEEN_CHOICES, FIELDS, TEXT, Field, Part
from knowledge.sessions.lines import line_changes
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
        if len(_standing(entry, now)) >= MOST_CLAIMS and field.many and entry.claim is None:
            return Fault("too_many", {"field": field.name, "most": str(MOST_CLAIMS)})
    return None


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


def _standing(entry: Entry, tally: Tally) -> list[str]:
    """The claims of an entry's field that say something."""
    return [name for name, held in tally.held.items() if held.submission.field == entry.field and held.values]


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
    before = [(name, seen.held[name].values.get(TEXT, "")) for name in _standing(entry, seen)]
    # A line that somebody else has added meanwhile is not added once more.
    there = {now.held[name].values.get(TEXT, "") for name in _standing(entry, now)}
    for claim, words in line_changes(before, entry.values.get(TEXT, "")):
        if claim is None and words not in there:
            yield Change(entry, None, {TEXT: words})
        elif claim is not None:
            change = _change(entry.model_copy(update={"values": {TEXT: words}}), claim, seen, now)
            if change is not None:
                yield change


def _change(entry: Entry, claim: str, seen: Tally, now: Tally) -> Change | None:
    """The change of one claim; None where the person left it as they saw it, or wrote what stands now."""
    before, stands = _values(seen, claim), _values(now, claim)
    wished = {name: value.strip() for name, value in entry.values.items()}
    theirs = {name: value for name, value in wished.items() if value != before.get(name, "")}
    if all(stands.get(name, "") == value for name, value in theirs.items()):
        return None
    moved = {name for name in {*before, *stands} if before.get(name, "") != stands.get(name, "")}
    contested = any(name in moved and stands.get(name, "") != theirs[name] for name in theirs)
    contested = contested or bool(before and not stands)
    return Change(entry, claim, _filled({**(before if contested else stands), **theirs}), contested)


def _values(tally: Tally, claim: str) -> Mapping[str, str]:
    held = tally.held.get(claim)
    return held.values if held is not None else {}


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    """The parts in which something is written."""
    return {name: value.strip() for name, value in values.items() if value.strip()}
