"""The relations of an Office part to links and other parts, the same for python-docx and python-pptx."""

from collections.abc import Mapping
from typing import Protocol


class Part(Protocol):
    """A part of an Office package."""

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        ...

    @property
    def rels(self) -> "Mapping[str, Relation]":
        """Its relations by id."""
        ...


class Relation(Protocol):
    """A relation from one part to another, or to an address outside."""

    @property
    def reltype(self) -> str:
        """What the target is, as an address whose last word names it."""
        ...

    @property
    def is_external(self) -> bool:
        """The target is an address."""
        ...

    @property
    def target_ref(self) -> str:
        """The address."""
        ...

    @property
    def target_part(self) -> Part:
        """The part."""
        ...


def addresses_of(part: Part) -> dict[str, str]:
    """The addresses `part` links to, by relation id."""
    return {key: relation.target_ref for key, relation in part.rels.items() if relation.is_external}


def related(part: Part, kind: str) -> Part | None:
    """The first part that `part` relates to as `kind` ("footnotes", "numbering" …)."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
            return relation.target_part
    return None


def related_by(part: Part, key: str | None) -> Part | None:
    """The part that relation `key` leads to, None where it leads outside or nowhere."""
    relation = part.rels.get(key or "")
    return None if relation is None or relation.is_external else relation.target_part
