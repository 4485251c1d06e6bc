"""In which order the frames of a slide are read (pure)."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

INCH: Final = 914_400
"""English metric units, in which Office measures, to an inch."""

_OVERLAP: Final = 0.2  # frames drawn by hand overlap a little; less than this share of the smaller one is no overlap
_ATTACHED: Final = INCH // 4
_ABOVE: Final = 0.7  # of the narrower one stands right above or below the other


class Box(NamedTuple):
    """Where a frame stands on its slide; `is_label` where it holds one short line that may head the frame below it."""

    left: int
    top: int
    right: int
    bottom: int
    is_label: bool = False


class _Unit(NamedTuple):
    """Frames that are read as one: a frame, or a label and the frame below it."""

    box: Box
    places: tuple[int, ...]


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The places of `boxes` in the order a reader takes them.

    Top to bottom and left to right, columns that stand side by side one after the other, and a label right before the
    frame it heads: three cards with a heading each are read card by card.
    """
    return [place for unit in _ordered(_units(boxes)) for place in unit.places]


def _units(boxes: Sequence[Box]) -> list[_Unit]:
    """Labels joined to the frames below them."""
    headed: dict[int, int] = {}
    for place, box in enumerate(boxes):
        label = next((other for other, above in enumerate(boxes) if other not in headed and _heads(above, box)), None)
        if label is not None and not box.is_label:
            headed[label] = place
    inside = set(headed.values())
    units = [
        _Unit(boxes[place], (place,)) for place in range(len(boxes)) if place not in inside and place not in headed
    ]
    for label, place in headed.items():
        upper, lower = boxes[label], boxes[place]
        left, right = min(upper.left, lower.left), max(upper.right, lower.right)
        units.append(_Unit(Box(left, upper.top, right, lower.bottom), (label, place)))
    return units


def _heads(label: Box, box: Box) -> bool:
    if not label.is_label or label is box:
        return False
    gap = box.top - label.bottom
    shared = min(label.right, box.right) - max(label.left, box.left)
    narrower = max(min(label.right - label.left, box.right - box.left), 1)
    return -_ATTACHED // 2 <= gap <= _ATTACHED and shared >= _ABOVE * narrower


def _ordered(units: Sequence[_Unit]) -> list[_Unit]:
    """Cut into rows, each row into columns, each column into rows again, until nothing can be cut."""
    for start, end in ((_top, _bottom), (_left, _right)):
        groups = _groups(units, start, end)
        if len(groups) > 1:
            return [unit for group in groups for unit in _ordered(group)]
    return sorted(units, key=lambda unit: (unit.box.top, unit.box.left))


def _groups(units: Sequence[_Unit], start: Callable[[_Unit], int], end: Callable[[_Unit], int]) -> list[list[_Unit]]:
    """The units along one axis, parted where nothing overlaps."""
    groups: list[list[_Unit]] = []
    reach = 0
    for unit in sorted(units, key=start):
        overlap = reach - start(unit)
        smallest = min([end(unit) - start(unit), *(end(other) - start(other) for other in groups[-1])]) if groups else 0
        if groups and overlap > _OVERLAP * smallest:
            groups[-1].append(unit)
            reach = max(reach, end(unit))
        else:
            groups.append([unit])
            reach = end(unit)
    return groups


def _top(unit: _Unit) -> int:
    return unit.box.top


def _bottom(unit: _Unit) -> int:
    return unit.box.bottom


def _left(unit: _Unit) -> int:
    return unit.box.left


def _right(unit: _Unit) -> int:
    return unit.box.right
