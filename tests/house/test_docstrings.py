"""Everything public says in a sentence what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_MODULES = sorted(path for package in ("knowledge", "ingest", "bot") for path in (_ROOT / package).rglob("*.py"))

Described = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(node: Described, name: str) -> Iterator[tuple[str, Described]]:
    """A module, class or function with the public ones right inside it; what stands inside a function is its own."""
    yield name, node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    for inner in node.body:
        if isinstance(inner, Described) and not inner.name.startswith("_"):
            yield from _public(inner, f"{name}.{inner.name}")


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: str(path.relative_to(_ROOT)))
def test_everything_public_has_a_docstring(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))

    silent = [name for name, node in _public(module, path.stem) if not (ast.get_docstring(node) or "").strip()]

    assert silent == []


def test_there_are_modules_to_look_at() -> None:
    assert len(_MODULES) > 30
