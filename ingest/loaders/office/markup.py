"""XML and HTML as the office and web loaders see them: safe parsers, and one narrow view of a node."""

from collections.abc import Iterator
from typing import Protocol, cast

from lxml import etree  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType]


class Node(Protocol):
    """An element of lxml's tree, as much of it as the loaders use.

    `tag` is a name for elements and something else for comments and the like; ask `local` instead.
    """

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str, /) -> str | None:
        """The attribute `key`, or None."""
        ...

    def __iter__(self) -> Iterator["Node"]:
        """The children in order."""
        ...

    def iter(self, *tags: str) -> Iterator["Node"]:
        """The node itself and everything below it in document order; only `tags` where some are named."""
        ...

    def getparent(self) -> "Node | None":
        """The node this one is in."""
        ...

    def remove(self, element: "Node", /) -> None:
        """Take a child out, its tail with it."""
        ...


class _Parsing(Protocol):
    """The part of lxml.etree that is used here."""

    def fromstring(self, text: bytes, parser: object) -> Node | None: ...

    def tostring(self, element: Node, *, encoding: str, xml_declaration: bool) -> bytes: ...

    def XMLParser(self, **options: bool) -> object: ...  # noqa: N802 lxml's own name

    def HTMLParser(self, *, encoding: str, **options: bool) -> object: ...  # noqa: N802 lxml's own name


_LXML = cast("_Parsing", etree)


def parse_xml(data: bytes) -> Node:
    """The root of an XML part.

    Entities stay unexpanded, nothing is fetched, and lxml's own bounds on depth and size hold, so a bomb ends as an
    error or as nothing. A malformed part raises lxml's SyntaxError.
    """
    parser = _LXML.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
    root = _LXML.fromstring(data, parser)
    if root is None:
        raise SyntaxError
    return root


def unparsed(root: Node) -> bytes:
    """The XML part under `root` as bytes."""
    return _LXML.tostring(root, encoding="utf-8", xml_declaration=True)


def parse_html(text: str) -> Node | None:
    """The root of an HTML page as a browser would mend it, None where nothing is left.

    Without `huge_tree` lxml drops, without a word, whatever is nested deeper than 256 elements, as unclosed tags nest.
    """
    parser = _LXML.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    return _LXML.fromstring(text.encode("utf-8", "replace"), parser)


def local(node: Node) -> str:
    """The node's name without its namespace; empty for a comment, an instruction or an unexpanded entity."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Node | None) -> list[Node]:
    """The elements directly in `node`, none where there is no node; lxml warns where a node is asked for its truth."""
    return [] if node is None else [inner for inner in node if local(inner)]


def child(node: Node | None, *names: str) -> Node | None:
    """The first child called the first of `names`, and so down the path; None where the path ends early."""
    for name in names:
        node = next((inner for inner in children(node) if local(inner) == name), None)
    return node


def below(node: Node, name: str) -> Iterator[Node]:
    """Everything below `node` called `name`, in document order, whatever the namespace."""
    return (found for found in node.iter() if local(found) == name)


def holds(node: Node, name: str) -> bool:
    """There is something called `name` in `node`."""
    return next(below(node, name), None) is not None


def whole_number(text: str | None, default: int) -> int:
    """`text` as a whole number, `default` where it is none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default
