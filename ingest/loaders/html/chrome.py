"""What on a web page is not its content: navigation, banners, cookie notices, scripts."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.loaders.office.markup import Node, local

DROPPED: Final = "template"
"""What chrome is renamed to: an element that no browser shows and no reading enters."""

UNSHOWN: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "map",
    "input", "select", "textarea", "datalist", "progress", "meter", "head", "link", "meta",
})  # fmt: skip
"""Elements that hold no content of the page, whatever is in them."""

_REGIONS: Final = frozenset({"main", "article"})
_CHROME_ELEMENTS: Final = frozenset({"nav", "dialog"})
_CHROME_ROLES: Final = frozenset({
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar",
})  # fmt: skip
_CHROME_WORDS: Final = frozenset({
    "cookie", "cookies", "kakor", "consent", "gdpr", "onetrust", "cookiebot", "breadcrumb", "breadcrumbs", "brodsmulor",
    "skiplink", "skip", "newsletter", "advertisement",
})  # fmt: skip
_MARGIN_WORDS: Final = frozenset({"footer", "sidfot", "sidhuvud"})
_LINK_WORDS: Final = frozenset({
    "share", "sharing", "social", "pagination", "pager", "navbar", "navigation", "menu", "topmenu", "meny", "related",
})  # fmt: skip
"""Words in the class or id of chrome, as publishing systems name it: anywhere, outside the content, of links."""
_WORD = re.compile(r"[A-Z]?[a-zåäö]+")
_HEADING = re.compile(r"h[1-6]")
_BUTTONS: Final = 60  # characters of "Dela på Facebook, skriv ut, lyssna"
_LARGE: Final = 0.3  # chrome known by its name alone is never a large part of a page
_MOST: Final = 0.7
_LINKED: Final = 0.5  # an aside of links is a list of other pages, one of words is a fact box


def shown(node: Node) -> Iterator[Node]:
    """The elements in `node` that a reader sees, itself first, in document order."""
    if local(node) and local(node) not in UNSHOWN:
        yield node
        for inner in node:
            yield from shown(inner)


def visible_text(node: Node) -> str:
    """The words a reader sees in `node`, white space folded."""
    return " ".join(" ".join(_texts(node)).split())


def drop_chrome(body: Node) -> None:
    """Rename everything in `body` that is no content, so that it is read no more."""
    unfolded = _unfolded(body)
    page = len(visible_text(body))
    for node in list(shown(body)):
        if node is not body and _is_chrome(node, page, unfolded) and not _swallows(node, page):
            node.tag = DROPPED


def in_region(node: Node) -> bool:
    """The element stands in the part of the page that is marked as its main content."""
    return any(local(outer) in _REGIONS or outer.get("role") == "main" for outer in _outer(node))


def _texts(node: Node) -> Iterator[str]:
    if local(node) in UNSHOWN or not local(node):
        return
    yield node.text or ""
    for inner in node:
        yield from _texts(inner)
        yield inner.tail or ""


def _is_chrome(node: Node, page: int, unfolded: frozenset[str]) -> bool:
    name, role = local(node), node.get("role") or ""
    if name in ("header", "footer"):
        return not in_region(node)
    if name == "button":
        return not (_unfolds(node) or any(_HEADING.fullmatch(local(outer)) for outer in _outer(node)))
    if name == "aside":
        return not in_region(node) or _linked_share(node) > _LINKED
    if name in _CHROME_ELEMENTS or role in _CHROME_ROLES or _is_libreoffice_margin(node):
        return True
    if _is_hidden(node) and node.get("id") not in unfolded:
        return True
    return (name == "form" or _is_named_chrome(node)) and _is_small(node, page)


def _is_libreoffice_margin(node: Node) -> bool:
    return local(node) == "div" and node.get("title") in ("header", "footer")


def _is_named_chrome(node: Node) -> bool:
    if local(node) in _REGIONS or node.get("role") == "main":
        return False
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    words = {word.casefold() for word in _WORD.findall(names)}
    if words & _LINK_WORDS and (_linked_share(node) > _LINKED or len(visible_text(node)) <= _BUTTONS):
        return True
    return bool(words & _CHROME_WORDS) or (bool(words & _MARGIN_WORDS) and not in_region(node))


def _swallows(node: Node, page: int) -> bool:
    """A tag that was never closed: the page's content stands in what began as its menu."""
    inside = {local(inner) for inner in shown(node)}
    return bool(inside & _REGIONS) or ("h1" in inside and len(visible_text(node)) > page * _MOST)


def _is_small(node: Node, page: int) -> bool:
    """Holds neither the page's heading nor its region nor a large part of its words: some pages are one large form."""
    if any(local(inner) in ("h1", *_REGIONS) for inner in shown(node)):
        return False
    return len(visible_text(node)) < page * _LARGE


def _linked_share(node: Node) -> float:
    everything = len(visible_text(node))
    linked = sum(len(visible_text(inner)) for inner in shown(node) if local(inner) == "a")
    return linked / everything if everything else 0.0


def _is_hidden(node: Node) -> bool:
    style = re.sub(r"\s", "", node.get("style") or "").casefold()
    return node.get("hidden") is not None or node.get("aria-hidden") == "true" or "display:none" in style


def _unfolds(node: Node) -> bool:
    return node.get("aria-controls") is not None or node.get("aria-expanded") is not None


def _unfolded(body: Node) -> frozenset[str]:
    """The ids of what something on the page unfolds: an accordion hides content, which is no chrome."""
    keys = ("aria-controls", "data-target", "data-bs-target")
    targets = [node.get(key) or "" for node in shown(body) for key in keys]
    return frozenset(name.lstrip("#") for target in targets for name in target.split())


def _outer(node: Node) -> Iterator[Node]:
    parent = node.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()
