import re

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.marks import escaped
from bot.rendering.pieces import Block, Row, drawn, filled, size_of


def blocks_of(*texts: str) -> list[Block]:
    return [Block((Row(text),)) for text in texts]


def messages(blocks: list[Block], limit: int) -> list[str]:
    """All messages that `blocks` make."""
    left, made = tuple(blocks), list[str]()
    while left:
        message = filled(left, limit)
        made.append(message.text)
        left = message.left
    return made


def test_blocks_stand_apart_and_tight_ones_together() -> None:
    assert drawn([*blocks_of("a", "b"), Block((Row("c"), Row("d")), tight=True)]) == "a\n\nb\nc\nd"


def test_a_row_has_its_marks_around_it() -> None:
    row = Row("ord", opens="- ", every="> ", wrap="**", closes=" [1]")

    assert drawn([Block((row,))]) == "> - **ord** [1]"


def test_a_block_moves_whole_to_the_next_message() -> None:
    assert messages(blocks_of("Ett. Två.", "Tre. Fyra."), 15) == ["Ett. Två.", "Tre. Fyra."]


def test_a_heading_goes_with_what_it_introduces() -> None:
    blocks = [*blocks_of("a" * 60), Block((Row("Källor"),), keeps=True), *blocks_of("b" * 40)]

    assert messages(blocks, 100) == ["a" * 60, "Källor\n\n" + "b" * 40]


def test_a_title_never_stands_alone() -> None:
    blocks = [Block((Row("Titel"),), keeps=True), *blocks_of("ord " * 24 + "ord")]

    first, *_ = messages(blocks, 100)

    assert first.startswith("Titel\n\nord")


def test_a_large_block_is_parted_between_lines_first() -> None:
    block = Block((Row("Ett. Två. " * 4 + "Tre."), Row("Fyra. " * 8 + "Fem.")))

    assert messages([block], 60) == ["Ett. Två. " * 4 + "Tre.", "Fyra. " * 8 + "Fem."]


def test_a_long_line_is_parted_between_sentences() -> None:
    line = "Den här meningen är ganska lång. Det är t.ex. den här också."

    assert messages(blocks_of(line), 45) == ["Den här meningen är ganska lång.", "Det är t.ex. den här också."]


def test_a_long_sentence_is_parted_between_words() -> None:
    assert messages(blocks_of("ett två tre fyra fem"), 12) == ["ett två tre", "fyra fem"]


def test_an_endless_word_is_cut_hard() -> None:
    assert messages(blocks_of("a" * 25), 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_an_address_is_never_parted() -> None:
    made = messages(blocks_of("Se sidan https://example.se/en/lång/väg och läs mer där"), 35)

    assert made == ["Se sidan", "https://example.se/en/lång/väg och", "läs mer där"]


def test_a_continued_quote_keeps_its_mark_and_its_number_last() -> None:
    block = Block((Row("ett två tre fyra", every="> ", closes=" **[1]**"),))

    assert messages([block], 20) == ["> ett två tre", "> fyra **[1]**"]


def test_a_mark_pair_stands_around_every_piece() -> None:
    assert messages([Block((Row("ett två tre fyra", wrap="**"),))], 13) == ["**ett två**", "**tre fyra**"]


def test_a_list_mark_stands_before_the_first_piece_only() -> None:
    assert messages([Block((Row("ett två tre", opens="- "),))], 9) == ["- ett två", "tre"]


def test_a_cut_starts_no_list_heading_or_quote() -> None:
    assert messages(blocks_of("ett två - tre fyra"), 8) == ["ett", "två -", "tre fyra"]
    assert messages(blocks_of("ett två 20. tre"), 9) == ["ett", "två 20.", "tre"]
    assert messages(blocks_of("ett två # tre"), 8) == ["ett", "två #", "tre"]


def test_an_escape_is_never_parted() -> None:
    assert messages(blocks_of("\\*" * 8), 11) == ["\\*" * 5, "\\*" * 3]


def test_large_signs_are_counted_as_discord_may_count_them() -> None:
    made = messages(blocks_of("😀" * 30), 20)

    assert size_of("😀") == 2
    assert made == ["😀" * 10] * 3


words = st.text(st.sampled_from("abcå*_<>.-#1 \\😀"), min_size=1, max_size=120).map(lambda text: " ".join(text.split()))
rows = st.builds(
    Row,
    text=words.filter(bool).map(escaped),
    opens=st.sampled_from(["", "- ", "1. "]),
    every=st.sampled_from(["", "> ", "-# "]),
    wrap=st.sampled_from(["", "**", "*"]),
    closes=st.sampled_from(["", " **[1]**"]),
)
many = st.lists(
    st.builds(Block, st.lists(rows, min_size=1, max_size=4).map(tuple), keeps=st.booleans(), tight=st.booleans()),
    max_size=6,
)


@given(many, st.integers(40, 120))
def test_every_message_fits_and_no_word_is_lost(blocks: list[Block], limit: int) -> None:
    made = messages(blocks, limit)

    assert all(0 < size_of(text) <= limit for text in made)
    assert letters("".join(made)) == letters(drawn(blocks))


@given(many, st.integers(40, 120))
def test_no_piece_ends_within_an_escape(blocks: list[Block], limit: int) -> None:
    ends = [len(line) - len(line.rstrip("\\")) for text in messages(blocks, limit) for line in text.split("\n")]

    assert not [end for end in ends if end % 2]


def letters(text: str) -> str:
    """Words alone, without the marks that a cut repeats."""
    return re.sub(r"[^abcå1.😀]", "", text.replace("**[1]**", "").replace("1. ", ""))
