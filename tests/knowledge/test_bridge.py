"""Words of the field, across the two languages."""

from pathlib import Path
from typing import Any

import yaml

import knowledge.bridge
from knowledge.analysis import stem, words
from knowledge.bridge import Bridge, Kin, load_bridge, load_kin, load_spoken
from knowledge.language import Language

_BRIDGE = Bridge(
    {
        "goal": ["mål"],
        "goal conflict": ["målkonflikt"],
        "innovation procurement": ["innovationsupphandling", "upphandling"],
        "challenge": ["utmaning"],
    }
)


_KIN = Kin(
    {
        "sv": [
            ["anbud", "offert"],
            ["fristad", "fredad zon", "asyl"],
            ["beslut", "besluta", "ställningstagande"],
            ["bidrag", "anslag"],
            ["anslag", "affisch"],
        ],
        "en": [["carry out", "implement", "perform"], ["grant", "funding"]],
    }
)
_CONTENT = Path(knowledge.bridge.__file__).parent / "content"
_LONGEST_PHRASE = 4  # words; longer ones are never looked for


def _sv(*told: str) -> frozenset[str]:
    return _stems("sv", *told)


def _stems(language: Language, *told: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in told)


def _content(name: str) -> Any:
    return yaml.safe_load((_CONTENT / name).read_text(encoding="utf-8"))


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


def test_english_words_that_stem_alike_share_what_either_says() -> None:
    bridge = Bridge({"product": ["produkt"], "production": ["tillverkning", "produkt"]})

    for asked in ("product", "production", "products"):
        assert bridge.across([asked], "en") == [_sv("produkt", "tillverkning")]


def test_a_swedish_word_on_several_lines_gives_the_english_of_them_all() -> None:
    bridge = Bridge({"measure": ["åtgärd"], "action": ["handling", "åtgärd"]})

    assert bridge.across(["åtgärder"], "sv") == [_stems("en", "measure", "action")]


def test_a_phrase_at_the_end_of_a_question_is_taken_too() -> None:
    assert _BRIDGE.across(["challenge", "goal", "conflict"], "en")[1:] == [_sv("målkonflikt")] * 2
    assert _BRIDGE.across(["conflict", "goal"], "en") == [frozenset(), _sv("mål")]


def test_a_word_finds_those_that_say_nearly_the_same_in_any_form() -> None:
    assert _KIN.of(["offerterna"], "sv") == [_sv("anbud")]
    assert _KIN.of(["anbud"], "sv") == [_sv("offert")]


def test_a_word_is_no_kin_of_itself() -> None:
    assert stem("fristad", "sv") not in _KIN.of(["fristad"], "sv")[0]


def test_a_word_in_several_groups_has_the_kin_of_them_all() -> None:
    assert _KIN.of(["anslag"], "sv") == [_sv("bidrag", "affisch")]
    assert _KIN.of(["bidrag"], "sv") == [_sv("anslag")]


def test_words_of_a_group_that_stem_alike_share_the_others() -> None:
    kin = _sv("ställningstagande")

    assert stem("beslut", "sv") == stem("besluta", "sv")
    assert _KIN.of(["beslutet", "besluta"], "sv") == [kin, kin]


def test_a_phrase_finds_the_single_words_of_its_group_with_each_of_its_words() -> None:
    kin = _stems("en", "implement", "perform")

    assert _KIN.of(["who", "carried", "out", "this"], "en") == [frozenset(), kin, kin, frozenset()]


def test_a_word_of_a_phrase_alone_finds_nothing_and_no_word_finds_a_part_of_a_phrase() -> None:
    assert _KIN.of(["out", "carry"], "en") == [frozenset(), frozenset()]
    assert _KIN.of(["zon"], "sv") == [frozenset()]
    assert _KIN.of(["asyl"], "sv") == [_sv("fristad")]


def test_a_word_inside_a_phrase_keeps_its_own_kin_beside_the_phrases() -> None:
    kin = Kin({"en": [["funding", "money"], ["risk funding", "venture"]]})

    assert kin.of(["risk", "funding"], "en") == [_stems("en", "venture"), _stems("en", "venture", "money")]


def test_kin_stays_within_its_language() -> None:
    assert _KIN.of(["grant"], "sv") == [frozenset()]
    assert _KIN.of(["offert"], "en") == [frozenset()]
    assert Kin({}).of(["offert", "anbud"], "sv") == [frozenset(), frozenset()]
    assert _KIN.of([], "sv") == []


def test_the_kin_that_ships_joins_everyday_words_with_those_of_documents() -> None:
    kin = load_kin()

    assert stem("anbud", "sv") in kin.of(["offerter"], "sv")[0]
    assert any(kin.of([word], "en")[0] for group in _content("kin.yaml")["en"] for word in group)


def test_every_line_of_the_bridge_holds_words_that_can_be_asked_for() -> None:
    for english, swedish in _content("bridge.yaml").items():
        assert 0 < len(words(english)) <= _LONGEST_PHRASE, english
        assert swedish, english
        assert [word for word in swedish if len(words(word)) != 1] == [], english


def test_every_group_of_kin_holds_words_that_can_be_asked_for() -> None:
    content = _content("kin.yaml")

    assert set(content) == {"sv", "en"}
    for language, groups in content.items():
        for group in groups:
            assert [one for one in group if not 0 < len(words(one)) <= _LONGEST_PHRASE] == [], group
            assert len({tuple(stem(word, language) for word in words(one)) for one in group}) > 1, group


def test_every_hurried_word_stands_for_something_else() -> None:
    spoken = load_spoken()

    assert set(spoken) == {"sv", "en"}
    for every in spoken.values():
        assert [(word, meant) for word, meant in every.items() if words(word) != [word] or not words(meant)] == []
        assert [word for word, meant in every.items() if word == meant] == []
