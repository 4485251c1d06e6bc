"""Loads the method: the packaged content, or a folder that its owner keeps; all faults at once."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.errors import MethodExists, MethodFault, MethodInvalid
from knowledge.method.method import Method, Step
from knowledge.method.place import Place
from knowledge.method.reading import (
    read_criteria,
    read_fields,
    read_findings,
    read_head,
    read_lexicon,
    read_points,
    read_step,
)
from knowledge.method.tree import Node, read_tree
from knowledge.method.validating import FINDINGS_FILE, STEP_FILES, ReadMethod, check

PACKAGED: Final = Path(__file__).parents[1] / "content" / "method"
_FILES: Final = (
    "method.yaml",
    "fields.yaml",
    "criteria.yaml",
    "starting-points.yaml",
    FINDINGS_FILE,
    "lexicon.yaml",
)
_LARGEST_FILE: Final = 1_000_000  # bytes; the largest of our own has 30 000
_FINGERPRINT: Final = 8


def load_method(folder: Path | None = None) -> Method:
    """The method in `folder`, the packaged one where None; raises MethodInvalid with every fault."""
    return _packaged() if folder is None else _loaded(folder)


def own_folder(home: Path) -> Path:
    """Where a home may keep a method of its own."""
    return home / "method"


def method_folder(home: Path) -> Path | None:
    """The folder of the method that a home uses: its own where it holds any file of one, else None, the packaged."""
    own = own_folder(home)
    return own if any(own.glob("*.yaml")) else None


def copy_method(folder: Path) -> tuple[str, ...]:
    """Copy the packaged files into `folder` for somebody to edit; their names. Raises MethodExists, OSError."""
    if any(folder.glob("*.yaml")):
        raise MethodExists(folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(path.name for path in PACKAGED.glob("*.yaml"))
    for name in names:
        shutil.copyfile(PACKAGED / name, folder / name)
    return tuple(names)


@cache
def _packaged() -> Method:
    return _loaded(PACKAGED)


def _loaded(folder: Path) -> Method:
    shelf = _Shelf(folder)
    read = shelf.read()
    missing = check(read)
    faults = (*shelf.faults, *missing)
    if faults:
        raise MethodInvalid(folder, faults=tuple(sorted(faults, key=_order)))
    return _whole(read)


class _Shelf:
    """The files of a folder, each read once; `faults` are what was found in them so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.faults: list[MethodFault] = []

    def read(self) -> ReadMethod:
        """Everything that the files hold; MethodInvalid where there is no folder to read."""
        names = self._names()
        if names is None:
            raise MethodInvalid(self._folder, faults=tuple(self.faults))
        steps = [self._place(name) for name in names if Path(name).match(STEP_FILES)]
        if not steps:
            self._tell(STEP_FILES, "file_missing")
        places = {name: self._place(name) for name in _FILES}
        read = [read_step(place) for place in steps]
        return ReadMethod(
            head=read_head(places["method.yaml"]),
            steps=tuple(sorted(read, key=lambda one: one.step.number)),
            fields=read_fields(places["fields.yaml"]),
            criteria=read_criteria(places["criteria.yaml"]),
            points=read_points(places["starting-points.yaml"]),
            findings=read_findings(places[FINDINGS_FILE]) if places[FINDINGS_FILE].stands else None,
            lexicon=read_lexicon(places["lexicon.yaml"]),
            whole=bool(read) and all(one.id.name and one.asked and one.criteria for one in read),
        )

    def _names(self) -> list[str] | None:
        """The names of all files of YAML, None without a folder; those that are no part of a method are told."""
        try:
            found = sorted(path.name for path in self._folder.iterdir() if path.suffix in (".yaml", ".yml"))
        except OSError as error:
            self._tell(str(self._folder), "folder", problem=type(error).__name__)
            return None
        for name in found:
            if name not in _FILES and not Path(name).match(STEP_FILES):
                self._tell(name, "file_unknown", known=", ".join((*_FILES, STEP_FILES)))
        return found

    def _place(self, name: str) -> Place:
        """What a file holds as a whole."""
        return Place(self._tree(name), file=name, faults=self.faults)

    def _tree(self, name: str) -> Node | None:
        text = self._text(name)
        if text is None:
            return None

        def tell(key: str, line: int | None, code: str, facts: Mapping[str, str]) -> None:
            self.faults.append(MethodFault(file=name, key=key, code=code, line=line, facts=facts))

        return read_tree(text, tell)

    def _text(self, name: str) -> str | None:
        """The text of a file, None where it cannot be read."""
        try:
            content = (self._folder / name).read_bytes()
        except FileNotFoundError:
            self._tell(name, "file_missing")
            return None
        except OSError as error:
            self._tell(name, "file_closed", problem=type(error).__name__)
            return None
        if len(content) > _LARGEST_FILE:
            self._tell(name, "file_large", limit=f"{_LARGEST_FILE // 1000}")
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.faults.append(MethodFault(file=name, key="", code="encoding", line=line))
            return None

    def _tell(self, name: str, code: str, **facts: str) -> None:
        self.faults.append(MethodFault(file=name, key="", code=code, facts=facts))


def _order(fault: MethodFault) -> tuple[str, int, str]:
    """By file, then down through it."""
    return fault.file, fault.line or 0, fault.key


def _whole(read: ReadMethod) -> Method:
    """The method of what was read without a fault."""
    method = Method(
        id="",
        version=read.head.version,
        name=read.head.name,
        steps=tuple(_with_findings(one.step, read) for one in read.steps),
        short_path=tuple(step.name for step in read.head.short_path),
        fields=read.fields,
        criteria=tuple(one.criterion for one in read.criteria),
        starting_points=tuple(one.point for one in read.points),
        lexicon=read.lexicon,
    )
    return method.model_copy(update={"id": f"{method.version}-{fingerprint(method)}"})


def _with_findings(step: Step, read: ReadMethod) -> Step:
    found = read.findings or {}
    criteria = tuple(
        one.model_copy(update={"findings": found[one.id][1]}) if one.id in found else one for one in step.criteria
    )
    return step.model_copy(update={"criteria": criteria})


def fingerprint(method: Method) -> str:
    """Eight characters that change with any change of the content, and with nothing else."""
    content = method.model_dump(mode="json", exclude={"id"})
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:_FINGERPRINT]
