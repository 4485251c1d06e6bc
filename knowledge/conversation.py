"""How a question leans on what was said before (pure)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from knowledge.question import Concept, Question
from knowledge.quoting import Quote

_CARRIED: Final = 0.5


class Said(NamedTuple):
    """What was said before in a conversation: the question, what its answer rested on, the list it gave.

    `pointed_at` is the item of that list that the next question asks about, where it points at one.
    """

    question: Question
    answered: bool
    text: str
    rows: frozenset[int]
    documents: frozenset[str]
    headings: frozenset[str]
    items: tuple[str, ...]
    pointed_at: str | None = None


def items_of(quotes: Sequence[Quote]) -> tuple[str, ...]:
    """The items of the list that an answer gave, so that "the second" can be told."""
    for quote in quotes:
        if quote.passage.kind == "outline":
            return tuple(unit.shown for unit in quote.passage.units[1:])
        items = tuple(unit.shown for unit in quote.units if unit.kind == "item")
        if len(items) > 1:
            return items
    return ()


def in_light_of(question: Question, said: Said, topic_concepts: Sequence[Concept]) -> Question:
    """A question that leans on what was said, with the topic carried over; its own words count for more."""
    item = said.pointed_at
    topic = item or said.question.asked
    own = {concept.word for concept in question.concepts}
    carried = topic_concepts or tuple(
        concept.model_copy(update={"weight": concept.weight * _CARRIED})
        for concept in said.question.concepts
        if concept.word not in own
    )
    changes = {"asked": f"{question.asked} {topic}", "concepts": (*question.concepts, *carried)}
    return question.model_copy(update=changes | ({"wants_list": False} if item else {}))


def pointed_at(question: Question, items: tuple[str, ...]) -> str | None:
    """The item of a list that a question points at by its place, if it does."""
    if question.ordinal is None or not items:
        return None
    at = question.ordinal - 1 if question.ordinal > 0 else len(items) - 1
    return items[at] if at < len(items) else None
