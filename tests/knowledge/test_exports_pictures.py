from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.canvas import FIELDS
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.exports import glyphs
from knowledge.missions.exports.canvas import MissionCanvas, canvas_alt, canvas_of
from knowledge.missions.exports.map import MissionMap, map_of
from knowledge.missions.exports.map_words import LONGEST_ALT, map_alt, map_lines
from knowledge.missions.exports.pictures import canvas_data, in_columns, level, map_data, rows
from tests.builders_friska_hav import a_rich_design, initiatives
from tests.builders_missions import a_claim, a_design, a_readiness
from tests.builders_small_method import a_method
from tests.knowledge.test_exports_interchange import designs

METHOD = a_method()


def drawn(*claims: Claim) -> MissionMap:
    return map_of(a_design(*claims), METHOD, "sv")


def canvas(*claims: Claim, **facts: Any) -> MissionCanvas:
    design = a_design(*claims, **facts)
    return canvas_of(design, METHOD, a_readiness(design, METHOD), "sv")


def sectors(*names: str) -> list[Claim]:
    return [a_claim("sectors", name) for name in names]


def an_initiative(name: str = "Ålgräs", **values: Any) -> Claim:
    return a_claim("initiatives", name, **values)


class TestTheMap:
    def test_an_initiative_stands_under_the_sector_it_names(self) -> None:
        [sea, land] = drawn(*sectors("Hav", "Land"), an_initiative(sectors="Land")).sectors

        assert [one.name for one in land.initiatives] == ["Ålgräs"]
        assert (sea.empty, land.empty) == (True, False)

    def test_one_with_several_sectors_is_described_once_and_mentioned_under_the_others(self) -> None:
        [sea, land] = drawn(*sectors("Hav", "Land"), an_initiative(sectors="Land och Hav")).sectors

        assert [one.number for one in land.initiatives] == [1]
        assert [(one.number, one.where) for one in sea.mentions] == [(1, "beskrivs under Land")]
        assert not sea.empty

    @pytest.mark.parametrize("said", ["sjöfart", "SJÖFARTEN", "Sjöfartens", "hamnar, sjöfarten", "sjöfart;hamnar"])
    def test_a_sector_is_known_in_any_form(self, said: str) -> None:
        found = drawn(*sectors("Sjöfart", "Hamnar"), an_initiative(sectors=said)).sectors

        assert [sector.name for sector in found] == ["Sjöfart", "Hamnar"]
        assert not found[0].empty

    def test_the_longer_of_two_names_is_meant(self) -> None:
        [ports, shipping] = drawn(
            *sectors("Hamnar", "Hamnar och sjöfart"), an_initiative(sectors="hamnar och sjöfart")
        ).sectors

        assert (ports.empty, shipping.empty) == (True, False)

    def test_a_sector_that_only_an_initiative_names_is_marked(self) -> None:
        [sea, school] = drawn(*sectors("Hav"), an_initiative(sectors="Hav, Skola")).sectors

        assert (sea.note, school.note) == ("", "står inte bland sektorerna")

    def test_a_sector_given_twice_stands_once(self) -> None:
        assert [one.name for one in drawn(*sectors("Hav", "hav ", "HAV")).sectors] == ["Hav"]

    def test_an_initiative_without_a_sector_is_not_lost(self) -> None:
        [sea, without] = drawn(*sectors("Hav"), an_initiative()).sectors

        assert (sea.empty, without.name, [one.name for one in without.initiatives]) == (True, "Utan sektor", ["Ålgräs"])

    def test_what_an_initiative_lacks_is_named(self) -> None:
        [sector] = drawn(an_initiative(sectors="Hav", type="policy")).sectors

        assert sector.initiatives[0].lacks == "Saknas: tid, ansvarig"

    def test_the_horizon_has_a_sign_and_a_word(self) -> None:
        [sector] = drawn(an_initiative(horizon="1_to_3_years")).sectors

        assert (sector.initiatives[0].sign, sector.initiatives[0].horizon) == ("◑", "1–3 år")

    def test_links_are_told_by_number_or_in_their_own_words(self) -> None:
        first = an_initiative("Ålgräs", links="Musslor, våtmarker")
        others = an_initiative("Våtmarker", links="Bojar"), an_initiative("Musslor")

        found = drawn(first, *others).initiatives

        links = [one.linked.replace("\u00a0", " ") for one in found]
        assert links == ["Hör ihop med 3, 2", "Hör ihop med Bojar", ""]

    def test_gaps_stand_in_their_sector_or_by_themselves(self) -> None:
        found = drawn(*sectors("Hav"), a_claim("gaps", "Dagvatten", sectors="hav"), a_claim("gaps", "Pengar"))

        assert (found.sectors[0].gaps, found.gaps) == (("Dagvatten",), ("Pengar",))

    def test_an_empty_map_says_what_is_missing(self) -> None:
        assert [line[1].text for line in map_lines(drawn())] == [
            "Ingen utmaning skriven än",
            "Ingen mission formulerad än",
            "Inga sektorer valda än",
        ]

    def test_the_list_tells_everything_that_the_picture_shows(self) -> None:
        found = map_of(a_rich_design(), METHOD, "sv")
        text = "\n".join("".join(piece.text for piece in line) for line in map_lines(found))

        assert len(found.initiatives) == 20
        for one in found.initiatives:
            assert f"{one.number}. {one.name} ({one.kind}, {one.horizon}, {one.standing}, {one.owner}" in text
        assert "Lucka: Ingen arbetar med dagvatten från industriområden" in text
        assert "Försvaret: Inga initiativ än" in text

    def test_the_alt_text_counts_the_initiatives_where_their_names_have_no_room(self) -> None:
        few = map_alt(drawn(*sectors("Hav", "Land"), an_initiative(sectors="Hav")))
        many = map_alt(drawn(*sectors("Hav"), *(an_initiative(f"{at} {'å' * 90}", sectors="Hav") for at in range(20))))

        assert "Sektorer: Hav: Ålgräs; Land: inga initiativ." in few
        assert "Sektorer: Hav: 20 initiativ." in many

    @settings(max_examples=80, deadline=None)
    @given(designs)
    def test_any_design_has_a_map_and_an_alt_text_of_bearable_length(self, design: MissionDesign) -> None:
        found = map_of(design, METHOD, "sv")

        assert 0 < len(map_alt(found)) <= LONGEST_ALT
        assert len(found.initiatives) == len(design.of("initiatives"))
        map_data(found)


class TestTheLayout:
    def test_sectors_stand_in_four_columns_of_about_the_same_height(self) -> None:
        claims = [
            an_initiative(f"{name} {at}", sectors=name)
            for name, many in zip("ABCDEF", (6, 2, 3, 5, 1, 2), strict=True)
            for at in range(many)
        ]

        [row] = rows(drawn(*sectors(*"ABCDEF"), *claims).sectors)

        assert [[sector.name for sector in column] for column in row] == [["A"], ["B", "C"], ["D"], ["E", "F"]]

    def test_a_sector_with_very_many_initiatives_has_a_row_to_itself(self) -> None:
        claims = [an_initiative(str(at), sectors="B") for at in range(20)]

        found = rows(drawn(*sectors(*"ABC"), *claims).sectors)

        assert [[[sector.name for sector in column] for column in row] for row in found] == [[["A"]], [["B"]], [["C"]]]

    @given(st.integers(1, 60))
    def test_every_sector_stands_once_and_in_order(self, number: int) -> None:
        found = drawn(*sectors(*(f"Sektor {at:02}" for at in range(number)))).sectors

        columns = level(found)

        assert [sector for column in columns for sector in column] == list(found)
        assert all(columns)
        assert len(columns) == min(4, number)

    @given(st.lists(st.sampled_from([0.4, 0.6, 1.0])), st.integers(1, 4))
    def test_every_card_stands_once_and_in_order(self, heights: list[float], most: int) -> None:
        cards: Any = [type("Card", (), {"height": height}) for height in heights]

        columns = in_columns(cards, most)

        assert [card for column in columns for card in column] == cards
        assert len(columns) <= most


class TestTheCanvas:
    def test_it_has_a_box_for_every_step_with_its_state_in_words(self) -> None:
        found = canvas(a_claim("challenge", "Havet."))

        assert [box.number for box in found.boxes] == list(range(1, 11))
        assert [box.state_words for box in found.boxes] == ["✓ Håller", *["✗ Saknas"] * 9]

    def test_the_short_path_has_six_and_those_where_something_is_written(self) -> None:
        found = canvas(a_claim("vision", "Klart."), path="short")

        assert [(box.number, box.note) for box in found.boxes if box.note] == [(4, "Utanför den korta vägen")]
        assert [box.number for box in found.boxes] == [1, 3, 4, 5, 6, 8, 10]

    def test_long_texts_are_shortened_between_words_and_the_canvas_knows(self) -> None:
        short, long = canvas(a_claim("vision", "Klart vatten.")), canvas(a_claim("vision", "Klart vatten. " * 50))

        text = long.boxes[3].fields[0].text

        assert text.endswith(("Klart…", "vatten…"))
        assert (short.cut, long.cut) == (False, True)
        assert canvas_data(short)["words"]["shortened"] == ""  # type: ignore[index,call-overload]

    def test_long_lists_tell_how_much_more_there_is(self) -> None:
        [field] = canvas(*initiatives()).boxes[6].fields

        assert field.text.startswith("Ålgräsängar i Karlskrona skärgård\u00a0· Våtmarker")
        assert field.more == "+ 17 till"

    def test_what_means_little_by_its_name_alone_is_told_with_more(self) -> None:
        conflict = canvas(a_claim("conflicts", "Mat", b="Hav")).boxes[5].fields[0]
        milestone = canvas(a_claim("milestones", "2031", text="Klart vatten")).boxes[7].fields[0]
        measure = canvas(a_claim("headline_measure", "Status", baseline="3", target="31")).boxes[4].fields[0]

        assert [one.text for one in (conflict, milestone, measure)] == [
            "Mat ↔ Hav",
            "2031: Klart vatten",
            "Status: 3 → 31",
        ]

    def test_what_is_written_in_a_step_is_shown_also_where_it_is_not_its_gist(self) -> None:
        assert [field.text for field in canvas(a_claim("tried", "Allt.")).boxes[0].fields] == ["Allt."]

    @settings(max_examples=60, deadline=None)
    @given(designs)
    def test_any_design_has_a_canvas_and_an_alt_text_of_bearable_length(self, design: MissionDesign) -> None:
        found = canvas_of(design, METHOD, a_readiness(design, METHOD), "en")

        assert 0 < len(canvas_alt(found, LONGEST_ALT)) <= LONGEST_ALT
        canvas_data(found)


class TestTheGlyphs:
    def test_the_list_of_what_the_fonts_show_is_true(self) -> None:
        held: set[int] = set()
        for path in sorted(glyphs._FILE.parent.glob("*.[ot]tf")):  # pyright: ignore[reportPrivateUsage]
            held |= set(TTFont(path).getBestCmap() or ())

        listed = {point for first, last in glyphs._ranges() for point in range(first, last + 1)}  # pyright: ignore[reportPrivateUsage]

        assert listed == {point for point in held if glyphs.unicodedata.category(chr(point)) not in ("Cc", "Cs", "Co")}

    def test_every_font_stands_with_its_licence(self) -> None:
        folder = glyphs._FILE.parent  # pyright: ignore[reportPrivateUsage]

        fonts = {path.stem.split("-")[0] for path in folder.glob("*.[ot]tf")}

        assert fonts
        assert {path.name.removesuffix("-LICENSE.txt") for path in folder.glob("*-LICENSE.txt")} == fonts

    @pytest.mark.parametrize(
        "text", ["åäö ÅÄÖ é CO₂ m² ½", "✓ △ ✗ ○ ◔ ◑ ● → ↔ ≥ … – ”“ ▯", "Ελληνικά Кириллица", "😀🌊❤", "שלום مرحبا"]
    )
    def test_what_people_write_is_shown(self, text: str) -> None:
        assert glyphs.shown(text) == text
        assert glyphs.uncovered(text) == ()

    def test_what_no_font_shows_is_seen_to_be_missing_and_is_named(self) -> None:
        assert glyphs.shown("a中文b") == "a▯▯b"
        assert glyphs.uncovered({"a": ["中文", 1, None], "b": "中"}) == ("中", "文")

    def test_signs_without_a_look_of_their_own_vanish_where_no_font_knows_them(self) -> None:
        assert glyphs.shown("a\U000e0101\U000e0001\u200bb\x07\ud800") == "a\u200bb"

    @given(st.text(st.characters(exclude_categories=())))
    def test_nothing_is_left_that_the_fonts_do_not_show(self, text: str) -> None:
        assert all(glyphs.covered(sign) for sign in glyphs.shown(text))

    def test_an_address_that_leads_somewhere_is_left_as_it_is(self) -> None:
        assert glyphs.ready({"url": "https://example.se/" + "a" * 40}) == {"url": "https://example.se/" + "a" * 40}

    def test_very_long_words_may_break_and_others_are_left_alone(self) -> None:
        assert glyphs.ready("kort " + "a" * 30) == f"kort {'a' * 10}\u200b{'a' * 10}\u200b{'a' * 10}"
        assert glyphs.ready("specialiseringsstrategins") == "specialiseringsstrategins"
        assert glyphs.ready([1, True, None]) == [1, True, None]

    def test_fields_of_the_canvas_are_all_known(self) -> None:
        assert set(METHOD.fields) == set(FIELDS)
