"""A file of YAML as a tree: what was typed, where it stands, and what does not hold."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.method.tree import Branch, Node, Row, Scalar, read_tree

Told = tuple[str, int | None, str]


def read(text: str) -> tuple[Node | None, list[Told]]:
    told: list[Told] = []

    def tell(key: str, line: int | None, code: str, facts: Mapping[str, str]) -> None:
        assert all(isinstance(fact, str) for fact in facts.values())
        told.append((key, line, code))

    return read_tree(text, tell), told


@pytest.mark.parametrize("typed", ["no", "1.0", "2035", "2035-01-01", "0x1F", "yes", "1_000"])
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    tree, told = read(f"key: {typed}")

    assert tree == Branch(1, {"key": Scalar(1, typed)}, {"key": 1})
    assert told == []


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '"  "'])
def test_nothing_is_an_empty_text(nothing: str) -> None:
    assert read(f"key: {nothing}")[0] == Branch(1, {"key": Scalar(1, "")}, {"key": 1})


def test_a_word_in_quotation_marks_is_that_word() -> None:
    assert read("- 'null'")[0] == Row(1, [Scalar(1, "null")])


def test_every_node_knows_its_line() -> None:
    tree, _ = read("# a comment\na:\n  - one\n  - sv: two\n    en: three\n")

    pair = Branch(4, {"sv": Scalar(4, "two"), "en": Scalar(5, "three")}, {"sv": 4, "en": 5})
    assert tree == Branch(2, {"a": Row(3, [Scalar(3, "one"), pair])}, {"a": 2})


def test_a_folded_text_is_one_line_without_its_end() -> None:
    assert read("a: >-\n  one\n  two\n")[0] == Branch(1, {"a": Scalar(1, "one two")}, {"a": 1})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", ("a", 3, "key_twice")),
        ("q:\n  - t: 1\n    t: 2\n", ("q.1.t", 3, "key_twice")),
        ("a: &x 1\nb:\n  - *x\n", ("b.1", 3, "alias")),
        ("? [a]\n: 1\n", ("", 1, "key_odd")),
        ("a: b: c", ("", 1, "yaml")),
        ("a: 1\n\tb: 2\n", ("", 2, "yaml")),
        ('a: "\n', ("", 2, "yaml")),
        ("a: 1\nb: \x07\n", ("", 2, "yaml")),
        ("a: 1\n---\nb: 2\n", ("", 2, "documents")),
        ("# nothing but this\n", ("", None, "empty")),
        ("", ("", None, "empty")),
    ],
)
def test_what_does_not_hold_is_told_with_its_place(text: str, told: Told) -> None:
    assert read(text)[1] == [told]


@pytest.mark.parametrize("deep", ["[" * 50_000, "- " * 50_000 + "a"])
def test_a_file_that_goes_too_deep_is_told_and_left(deep: str) -> None:
    tree, told = read(deep)

    assert tree is None
    assert [code for _, _, code in told] == ["deep"]


def test_references_that_would_grow_without_end_are_told_one_by_one() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    tree, told = read(bomb)

    assert isinstance(tree, Branch)
    assert {code for _, _, code in told} == {"alias"}
    assert len(told) == 16


def test_a_tag_makes_nothing_but_a_text() -> None:
    assert read("a: !!python/object/apply:os.system [ls]")[0] == Branch(1, {"a": Row(1, [Scalar(1, "ls")])}, {"a": 1})


def test_half_a_character_is_told() -> None:
    assert read('a: "\\ud800"') == (None, [("", 1, "yaml")])


@given(st.text(alphabet=st.sampled_from("ab:- \n\t[]{}&*!|>'\"#%@`,?\u00e5\ufeff\x00\u2028"), max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    tree, told = read(text)

    assert tree is not None or told
