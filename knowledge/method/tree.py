"""A YAML file as a tree whose every node knows its line; what does not hold is told, never raised.

Every scalar is the text that was typed ("no", "1.0", "2035"): what it means is decided where it is read. Anchors and
repeated keys, which YAML allows, are faults here: a person who edits the file would not see what they do.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, cast

import yaml

_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 12  # the method's own files go six levels down
_ODD_KEY: Final = "?"

Tell = Callable[[str, int | None, str, Mapping[str, str]], None]
"""What a fault is told to: its key, line, code and facts."""


class Scalar(NamedTuple):
    """A text; `value` is "" where nothing was written."""

    line: int
    value: str


class Branch(NamedTuple):
    """Keys, each with what stands under it and the line of the key itself."""

    line: int
    entries: dict[str, "Node"]
    lines: dict[str, int]


class Row(NamedTuple):
    """A list."""

    line: int
    items: list["Node"]


class Broken(NamedTuple):
    """A place whose fault has been told already."""

    line: int


Node = Scalar | Branch | Row | Broken


class _Unreadable(Exception):
    """The rest of the file cannot be read; the fault has been told."""


class _Open:
    """A list or mapping that has begun at `path`: `key` is the one whose value comes next."""

    def __init__(self, node: Branch | Row, path: tuple[str, ...]) -> None:
        self.node = node
        self.path = path
        self.key: str | None = None

    def next(self) -> tuple[str, ...]:
        """The path of the node that comes next."""
        step = str(len(self.node.items) + 1) if isinstance(self.node, Row) else self.key
        return self.path if step is None else (*self.path, step)


class _Builder:
    """Takes the events of a YAML parser one by one."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = _line(cast("_Mark | None", event.start_mark)) or 1
        match event:
            case yaml.DocumentStartEvent():
                self._begin_document(line)
            case yaml.ScalarEvent():
                self._place(Scalar(line, _typed(event)))
            case yaml.AliasEvent():
                self._told("alias", line)
                self._place(Broken(line))
            case yaml.MappingStartEvent():
                self._begin(Branch(line, {}, {}))
            case yaml.SequenceStartEvent():
                self._begin(Row(line, []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()
            case _:
                pass

    def _begin_document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self._tell("", line, "documents", {})
            raise _Unreadable

    def _begin(self, node: Branch | Row) -> None:
        path = self._stack[-1].next() if self._stack else ()
        self._place(node)
        self._stack.append(_Open(node, path))
        if len(self._stack) > _DEEPEST:
            self._told("deep", node.line)
            raise _Unreadable

    def _place(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        inside = self._stack[-1]
        if isinstance(inside.node, Row):
            inside.node.items.append(node)
        elif inside.key is None:
            self._name(inside, inside.node, node)
        else:
            inside.node.entries.setdefault(inside.key, node)
            inside.key = None

    def _name(self, inside: _Open, branch: Branch, node: Node) -> None:
        """The key that a value will stand under."""
        if not isinstance(node, Scalar):
            self._told("key_odd", node.line)
        inside.key = node.value if isinstance(node, Scalar) else _ODD_KEY
        if inside.key in branch.lines:
            self._told("key_twice", node.line, first=str(branch.lines[inside.key]))
        branch.lines.setdefault(inside.key, node.line)

    def _told(self, code: str, line: int, **facts: str) -> None:
        path = self._stack[-1].next() if self._stack else ()
        self._tell(".".join(path), line, code, facts)


def read_tree(text: str, tell: Tell) -> Node | None:
    """The tree that `text` holds; None where it cannot be read as a whole."""
    builder = _Builder(tell)
    try:
        for event in cast("Iterator[yaml.Event]", yaml.parse(text, Loader=_LOADER)):  # pyright: ignore[reportUnknownMemberType]
            builder.take(event)
    except yaml.YAMLError as error:
        tell("", _line_of(error, text), "yaml", {"problem": _problem(error)})
        return None
    except _Unreadable:
        return None
    if builder.root is None:
        tell("", None, "empty", {})
    return builder.root


class _Mark(NamedTuple):
    """Where the parser stands, as far as we look: lines from 0."""

    line: int


def _line(mark: _Mark | None) -> int | None:
    return mark.line + 1 if mark is not None else None


def _typed(event: yaml.ScalarEvent) -> str:
    """What a scalar says: "~" and "null" without quotation marks say nothing."""
    value = cast("str", event.value)
    bare = cast("str | None", event.style) in (None, "") and value in ("~", "null", "Null", "NULL")
    return "" if bare else value.encode("utf-8", "replace").decode("utf-8").strip()


def _line_of(error: yaml.YAMLError, text: str) -> int | None:
    if isinstance(error, yaml.MarkedYAMLError):
        return _line(cast("_Mark | None", error.problem_mark))
    position: object = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else None


def _problem(error: yaml.YAMLError) -> str:
    """The parser's own short words for what is wrong."""
    if isinstance(error, yaml.MarkedYAMLError):
        return str(error.problem or error.context or "YAML")
    return str(getattr(error, "reason", "YAML"))
