"""The words of the house: equal in both languages, every one used, every error told."""

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import bot.errors
import knowledge.errors
from bot.texts import catalogues, placeholders
from knowledge.errors import LedfyrError

BOT = Path(__file__).parents[2] / "bot"
KEY = re.compile(r"^([\w.]+): ", re.MULTILINE)


def test_both_languages_have_the_same_keys() -> None:
    assert catalogues()["sv"].keys() == catalogues()["en"].keys()


def test_both_languages_have_the_same_placeholders() -> None:
    sv, en = catalogues()["sv"], catalogues()["en"]

    assert [key for key in sv if placeholders(sv[key]) != placeholders(en[key])] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_key_is_given_twice(language: str) -> None:
    keys = KEY.findall((BOT / "locale" / f"{language}.yaml").read_text(encoding="utf-8"))

    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_both_files_have_their_keys_in_the_same_order() -> None:
    assert list(catalogues()["sv"]) == list(catalogues()["en"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_text_is_empty_or_has_spaces_at_its_ends(language: str) -> None:
    words = next(words for name, words in catalogues().items() if name == language)

    assert [key for key, text in words.items() if not text or text != text.strip(" ")] == ["chat.prompt"]


def test_every_key_is_used_somewhere_in_the_bot() -> None:
    used = [*patterns_in_code()]

    unused = [key for key in catalogues()["sv"] if not any(pattern.fullmatch(key) for pattern in used)]

    assert unused == []


@pytest.mark.parametrize("tree", [knowledge.errors, bot.errors])
def test_every_error_has_its_text(tree: ModuleType) -> None:
    kinds = [kind for _, kind in inspect.getmembers(tree, inspect.isclass) if issubclass(kind, LedfyrError)]

    assert [kind.__name__ for kind in kinds if f"error.{kind.__name__}" not in catalogues()["sv"]] == []


@pytest.mark.parametrize("tree", [knowledge.errors, bot.errors])
def test_every_error_stands_in_the_tree_at_the_top(tree: ModuleType) -> None:
    drawn = set(re.findall(r"\w+", inspect.getdoc(tree) or ""))
    kinds = [kind for _, kind in inspect.getmembers(tree, inspect.isclass) if kind.__module__ == tree.__name__]

    assert [kind.__name__ for kind in kinds if kind.__name__ not in drawn] == []


def test_every_text_of_an_error_belongs_to_one() -> None:
    named = {key.split(".")[1] for key in catalogues()["sv"] if key.startswith("error.")}

    assert {name for name in named if not any(hasattr(tree, name) for tree in (knowledge.errors, bot.errors))} == set()


def patterns_in_code() -> Iterator[re.Pattern[str]]:
    """What keys the code may ask for: literal strings, and f-strings that begin with a subject ("error.…")."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                yield re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                if parts and parts[0] and re.fullmatch(r"\w+\.[\w.]*", parts[0]):
                    yield re.compile("".join(re.escape(part) if part else r"\w+" for part in parts))
                elif parts and parts[0] == "help.":
                    yield re.compile(r"help\.\w+")
