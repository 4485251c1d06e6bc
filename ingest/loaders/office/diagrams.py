"""Words in the charts and SmartArt diagrams of Office files (pure)."""

from collections.abc import Iterator

from ingest.loaders.office.flow import Item, Paragraph, Piece, Table
from ingest.loaders.office.markup import Node, below, child, children, parse_xml, whole_number


def chart_pieces(data: bytes) -> list[Piece]:
    """A chart part as its title and a table: categories as the header row, then a row for each series."""
    chart = child(parse_xml(data), "chart")
    if chart is None:
        return []
    title = child(chart, "title")
    plot = child(chart, "plotArea")
    series = [] if plot is None else [_cached(found) for found in below(plot, "ser")]
    if not series:
        return []
    header = max((categories for _, categories, _ in series), key=len)
    rows = [["", *header], *([name, *values] for name, _, values in series)]
    said: list[Piece] = [Paragraph(_text(title))] if title is not None else []
    return [*said, Table(tuple(tuple((Paragraph(cell),) for cell in row) for row in rows))]


def _cached(series: Node) -> tuple[str, list[str], list[str]]:
    """A series' name, categories and values as they were when the chart was last drawn."""
    name = child(series, "tx")
    categories = _points(child(series, "cat") if child(series, "cat") is not None else child(series, "xVal"))
    values = _points(child(series, "val") if child(series, "val") is not None else child(series, "yVal"))
    return " ".join(_points(name)), categories, values


def _points(node: Node | None) -> list[str]:
    if node is None:
        return []
    found = {whole_number(point.get("idx"), 0): _shown(child(point, "v")) for point in below(node, "pt")}
    return [found[place] for place in sorted(found)] or [value.text or "" for value in below(node, "v")]


def _shown(value: Node | None) -> str:
    """A number as a reader would write it: charts keep 4.2999999999999998 for 4.3."""
    text = "" if value is None else value.text or ""
    try:
        return f"{float(text):.10g}" if "." in text else text
    except ValueError:
        return text


def diagram_pieces(data: bytes) -> list[Piece]:
    """A SmartArt data part as list items, nested as its shapes are."""
    root = parse_xml(data)
    texts = {point.get("modelId") or "": point for point in children(child(root, "ptLst"))}
    inner: dict[str, list[tuple[int, str]]] = {}
    for link in children(child(root, "cxnLst")):
        if link.get("type") in (None, "parOf"):
            order = whole_number(link.get("srcOrd"), 0)
            inner.setdefault(link.get("srcId") or "", []).append((order, link.get("destId") or ""))
    top = next((key for key, point in texts.items() if point.get("type") == "doc"), "")
    return list(_items(top, texts, inner, level=1, seen={top}))


def _items(
    parent: str, texts: dict[str, Node], inner: dict[str, list[tuple[int, str]]], *, level: int, seen: set[str]
) -> Iterator[Piece]:
    for _, key in sorted(inner.get(parent, [])):
        if key in seen or key not in texts:
            continue
        seen.add(key)
        text = _text(texts[key])
        if text:
            yield Item(text, level)
        yield from _items(key, texts, inner, level=level + 1 if text else level, seen=seen)


def _text(node: Node) -> str:
    """Everything said in `node`, its paragraphs parted by spaces."""
    said = ["".join(run.text or "" for run in below(paragraph, "t")) for paragraph in below(node, "p")]
    return " ".join(" ".join(said).split())
