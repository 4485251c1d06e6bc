"""Where a link leads, written after its words where they do not say it themselves (pure)."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from ingest.loaders.pdf.page import Link, Word

_FOLLOWED = ("http://", "https://", "mailto:")
_SCHEME = re.compile(r"(?:https?://(?:www\.)?|mailto:|www\.)", re.IGNORECASE)
_LAST_MARKS = re.compile(r"[.,;:!?)\]”\"»]*\Z")


def with_addresses(words: Sequence[Word], links: Iterable[Link]) -> tuple[Word, ...]:
    """The words of a page; the last word of a link whose address says more than its text carries it in brackets."""
    changed = list(words)
    places = {word.order: place for place, word in enumerate(words)}
    for address, boxes in groupby(links, key=lambda link: link.address):
        areas = [link.box for link in boxes]
        linked = [word for word in words if any(area.holds(word.middle) for area in areas)]
        if not linked or not address.lower().startswith(_FOLLOWED) or _says_it(linked, address):
            continue
        place = places[linked[-1].order]
        text = changed[place].text
        end = _LAST_MARKS.search(text)
        cut = end.start() if end and end.start() else len(text)
        changed[place] = changed[place]._replace(text=f"{text[:cut]} ({address}){text[cut:]}")
    return tuple(changed)


def _says_it(words: Iterable[Word], address: str) -> bool:
    shown = "".join(word.text for word in words)
    return _bare(address) in _bare(shown) or _bare(address) in shown.casefold()


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.casefold(), count=1).rstrip("/#.,;)")
