"""Words of the field, across the two languages."""

from pathlib import Path

import yaml

from knowledge.analysis import stem
from knowledge.bridge import Bridge, load_bridge

_BRIDGE = Bridge(
    {
        "goal": ["mål"],
        "goal conflict": ["målkonflikt"],
        "innovation procurement": ["innovationsupphandling", "upphandling"],
        "challenge": ["utmaning"],
    }
)


def _sv(*words: str) -> frozenset[str]:
    return frozenset(stem(word, "sv") for word in words)


def test_an_english_word_finds_its_swedish_one_in_any_form() -> None:
    assert _BRIDGE.across(["challenges"], "en") == [_sv("utmaning")]


def test_a_swedish_word_finds_its_english_one_in_any_form() -> None:
    assert _BRIDGE.across(["utmaningarna"], "sv") == [frozenset({stem("challenge", "en")})]


def test_the_longest_phrase_is_taken_and_covers_its_words() -> None:
    assert _BRIDGE.across(["which", "goal", "conflicts"], "en") == [
        frozenset(),
        _sv("målkonflikt"),
        _sv("målkonflikt"),
    ]


def test_a_word_of_a_phrase_alone_keeps_its_own_meaning() -> None:
    assert _BRIDGE.across(["goal", "challenge"], "en") == [_sv("mål"), _sv("utmaning")]


def test_a_swedish_compound_gives_the_whole_english_phrase() -> None:
    assert _BRIDGE.across(["målkonflikter"], "sv") == [frozenset({stem("goal", "en"), stem("conflict", "en")})]


def test_a_swedish_word_that_is_only_part_of_a_phrase_says_nothing_alone() -> None:
    assert _BRIDGE.across(["upphandling"], "sv") == [frozenset()]


def test_words_the_field_lacks_have_nothing_on_the_other_side() -> None:
    assert _BRIDGE.across(["bussen", "går"], "sv") == [frozenset(), frozenset()]
    assert _BRIDGE.across([], "en") == []


def test_every_word_of_the_question_keeps_its_place() -> None:
    asked = ["what", "innovation", "procurement", "challenges", "goal"]

    assert len(_BRIDGE.across(asked, "en")) == len(asked)


def test_the_bridge_that_ships_spans_the_words_of_the_field() -> None:
    bridge = load_bridge()

    assert stem("utmaning", "sv") in bridge.across(["challenge"], "en")[0]
    assert bridge.across(["kännetecken"], "sv")[0]


def test_every_line_of_the_content_is_one_phrase_with_its_words(tmp_path: Path) -> None:
    written = tmp_path / "bridge.yaml"
    written.write_text(yaml.safe_dump({"healthy seas": ["friska", "hav"]}), encoding="utf-8")

    assert load_bridge(written).across(["healthy", "seas"], "en") == [_sv("friska", "hav")] * 2
