"""What a web page's head says about the page (pure)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ingest.loaders.office.flow import mended, title_worth_keeping
from ingest.loaders.office.markup import Node, below
from ingest.records import StatedFacts
from knowledge.corpus import DateKind
from knowledge.language import LANGUAGES, Language

_PUBLISHED: Final = (
    "article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "date",
    "pubdate", "publish-date",
)  # fmt: skip
_UPDATED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
)  # fmt: skip
_PUBLISHERS: Final = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")
_IN_SCRIPT: Final = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]+)"')
_PUBLISHER_IN_SCRIPT: Final = re.compile(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"\\]+)"')
_PARTED: Final = re.compile(r"\s+[|–—·»-]\s+")
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)


class _Titles(NamedTuple):
    """The page's own title and, where the title element names it behind a dash or a bar, the site."""

    page: str | None
    site: str | None


def stated_facts(root: Node, heading: str | None) -> StatedFacts:
    """What the head of the page says; `heading` is the one that names the page, if there is one.

    Dates come from metadata alone. A date that is only seen in the text is for a later stage, which knows what the
    words around it mean.
    """
    said = _metadata(root)
    titles = _titles(said.get("og:title"), _title_element(root), heading)
    date, kind = _date(said)
    return StatedFacts(
        title=titles.page,
        language=_language(root.get("lang")),
        publisher=next((said[name] for name in _PUBLISHERS if said.get(name)), None) or titles.site,
        date=date,
        date_kind=kind,
        url=_address(root, said),
    )


def _metadata(root: Node) -> dict[str, str]:
    """The first value of each name, names in lower case; what schema.org scripts say goes last."""
    said: dict[str, str] = {}
    for name, content in (*_in_elements(root), *_in_scripts(root)):
        value = " ".join(mended(content).split())
        if value:
            said.setdefault(name.casefold(), value)
    return said


def _in_elements(root: Node) -> Iterator[tuple[str, str]]:
    for node in below(root, "meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = node.get(key)
            if name:
                yield name, node.get("content") or ""


def _in_scripts(root: Node) -> Iterator[tuple[str, str]]:
    for node in below(root, "script"):
        if (node.get("type") or "").casefold() == "application/ld+json":
            for name, value in _IN_SCRIPT.findall(node.text or ""):
                yield str(name), str(value)
            for value in _PUBLISHER_IN_SCRIPT.findall(node.text or ""):
                yield "publisher", str(value)


def _title_element(root: Node) -> str | None:
    node = next(below(root, "title"), None)
    return None if node is None else title_worth_keeping(node.text)


def _titles(open_graph: str | None, element: str | None, heading: str | None) -> _Titles:
    """The page's title without the site's name: the heading where there is one, as readers call the page by it.

    A site's name is believed where the title element is the page's title and then the name ("Missioner | Region
    Blekinge"); a heading that is only the site's name is a logotype.
    """
    known = title_worth_keeping(heading) or title_worth_keeping(open_graph)
    if element is None:
        return _Titles(known, None)
    *pieces, last = _PARTED.split(element)
    if not pieces:
        return _Titles(known or element, None)
    if known is None or known.casefold() == last.casefold():
        return _Titles(title_worth_keeping(open_graph) or pieces[0], None if known is None else last)
    return _Titles(known, last if element.casefold().startswith(known.casefold()) else None)


def _date(said: dict[str, str]) -> tuple[dt.date | None, DateKind | None]:
    published, updated = _first_date(said, _PUBLISHED), _first_date(said, _UPDATED)
    if published is not None:
        return published, "published"
    return updated, None if updated is None else "updated"


def _first_date(said: dict[str, str], names: Iterable[str]) -> dt.date | None:
    return next((date for name in names if (date := _day(said.get(name))) is not None), None)


def _day(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _language(tag: str | None) -> Language | None:
    primary = (tag or "").casefold().partition("-")[0]
    return next((language for language in LANGUAGES if language == primary), None)


def _address(root: Node, said: dict[str, str]) -> str | None:
    """The page's own address: where it says it is at home."""
    links = (node for node in below(root, "link") if (node.get("rel") or "").casefold() == "canonical")
    stated = [*(node.get("href") or "" for node in links), said.get("og:url", "")]
    return next((address for address in stated if _ADDRESS.fullmatch(address)), None)
