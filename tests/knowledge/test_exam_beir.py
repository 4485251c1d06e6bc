"""Retrieval sets in BEIR's format: what is read, and how a broken line is named."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from knowledge.errors import LineBroken
from knowledge.exam.beir import JUDGEMENTS, QUERIES, TEXTS, read_beir

_HAV = {"_id": "hav", "title": "Hav", "text": "Havet mår dåligt."}
_STAD = {"_id": "stad", "text": "Staden växer."}
_ASKED = {"_id": "q1", "text": "Hur mår havet?"}
_OTHER = {"_id": "q2", "text": "Vad växer?"}
_HEADER = "query-id\tcorpus-id\tscore"

Line = str | Mapping[str, object]


def _whole(lines: Sequence[Line]) -> bytes:
    written = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    return "".join(f"{line}\n" for line in written).encode("utf-8")


def _a_set(
    folder: Path,
    *,
    texts: Sequence[Line] | bytes = (_HAV, _STAD),
    queries: Sequence[Line] | bytes = (_ASKED, _OTHER),
    judged: Sequence[Line] | bytes = (_HEADER, "q1\thav\t1", "q2\tstad\t2"),
) -> Path:
    """A retrieval set; each file by its lines, or by its bytes as they are."""
    for name, content in ((TEXTS, texts), (QUERIES, queries), (JUDGEMENTS, judged)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else _whole(content))
    return folder


def _broken(folder: Path) -> tuple[str, int, str]:
    """The file, line and fault that reading a set ends with."""
    with pytest.raises(LineBroken) as told:
        read_beir(folder)
    return str(Path(told.value.path).relative_to(folder)), told.value.line, told.value.fault


def test_a_set_holds_its_texts_its_queries_and_what_is_relevant(tmp_path: Path) -> None:
    found = read_beir(_a_set(tmp_path))

    assert [(text.id, text.title, text.text) for text in found.texts] == [
        ("hav", "Hav", "Havet mår dåligt."),
        ("stad", "", "Staden växer."),
    ]
    assert [(query.id, query.text) for query in found.queries] == [("q1", "Hur mår havet?"), ("q2", "Vad växer?")]
    assert found.relevant == {"q1": {"hav": 1}, "q2": {"stad": 2}}


def test_a_query_tells_its_right_answers_where_the_set_has_them(tmp_path: Path) -> None:
    answered = {**_ASKED, "metadata": {"answerable": False, "answers": ["dåligt", "illa"], "source": "x"}}

    first, second = read_beir(_a_set(tmp_path, queries=(answered, _OTHER))).queries

    assert (first.metadata.answerable, first.metadata.answers) == (False, ("dåligt", "illa"))
    assert (second.metadata.answerable, second.metadata.answers) == (True, ())


def test_fields_that_nobody_asked_for_are_let_be(tmp_path: Path) -> None:
    found = read_beir(_a_set(tmp_path, texts=({**_HAV, "metadata": {"url": "x"}}, _STAD)))

    assert found.texts[0].id == "hav"


def test_the_line_of_heads_may_be_left_out(tmp_path: Path) -> None:
    assert read_beir(_a_set(tmp_path, judged=("q1\thav\t1",))).relevant == {"q1": {"hav": 1}}


def test_a_line_of_heads_further_down_is_no_judgement(tmp_path: Path) -> None:
    folder = _a_set(tmp_path, judged=("q1\thav\t1", _HEADER))

    assert _broken(folder) == (JUDGEMENTS, 2, "type:score")


@pytest.mark.parametrize("score", ["0", "-1"])
def test_a_text_judged_with_nought_or_less_is_not_relevant(tmp_path: Path, score: str) -> None:
    folder = _a_set(tmp_path, judged=(_HEADER, f"q1\tstad\t{score}", "q1\thav\t1", f"q2\tstad\t{score}"))

    assert read_beir(folder).relevant == {"q1": {"hav": 1}}


def test_a_query_may_have_many_relevant_texts_each_with_how_well(tmp_path: Path) -> None:
    folder = _a_set(tmp_path, judged=(_HEADER, "q1\thav\t2", "q1\tstad\t1"))

    assert read_beir(folder).relevant == {"q1": {"hav": 2, "stad": 1}}


def test_blank_lines_are_left_out_and_still_counted(tmp_path: Path) -> None:
    whole = _a_set(
        tmp_path / "whole",
        texts=("", _HAV, "  ", _STAD, ""),
        queries=(_ASKED, "\t", _OTHER),
        judged=(_HEADER, "", "q1\thav\t1", ""),
    )
    broken = _a_set(tmp_path / "broken", texts=("", _HAV, "", "nonsense"))

    found = read_beir(whole)

    assert (len(found.texts), len(found.queries), found.relevant) == (2, 2, {"q1": {"hav": 1}})
    assert _broken(broken)[:2] == (TEXTS, 4)


def test_files_from_windows_are_read(tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"
    texts, queries = (_whole(lines).replace(b"\n", b"\r\n") for lines in ((_HAV, _STAD), (_ASKED, _OTHER)))
    folder = _a_set(
        tmp_path, texts=mark + texts, queries=mark + queries, judged=b"query-id\tcorpus-id\tscore\r\nq1\thav\t1\r\n"
    )

    found = read_beir(folder)

    assert (found.texts[0].id, found.queries[0].id, found.relevant) == ("hav", "q1", {"q1": {"hav": 1}})


def test_unusual_line_breaks_inside_a_text_break_no_line(tmp_path: Path) -> None:
    folder = _a_set(tmp_path, texts=({"_id": "hav", "text": "Ett\u2028två\u0085tre"}, _STAD))

    assert read_beir(folder).texts[0].text == "Ett\u2028två\u0085tre"


@pytest.mark.parametrize("gone", [TEXTS, QUERIES, JUDGEMENTS])
def test_a_file_that_is_not_there_is_an_os_error_with_its_name(tmp_path: Path, gone: str) -> None:
    folder = _a_set(tmp_path)
    (folder / gone).unlink()

    with pytest.raises(FileNotFoundError) as told:
        read_beir(folder)

    assert told.value.filename == str(folder / gone)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"_id": "x", "text": "y"', "json:25"),
        ("nonsense", "json:1"),
        ("[1]", "object"),
        ('"text"', "object"),
        ("null", "object"),
        ("[" * 100_000, "object"),
        ('{"text": "y"}', "missing:_id"),
        ('{"id": "x", "text": "y"}', "missing:_id"),
        ('{"_id": "x"}', "missing:text"),
        ('{"_id": 7, "text": "y"}', "type:_id"),
        ('{"_id": "x", "text": null}', "type:text"),
    ],
)
@pytest.mark.parametrize("name", [TEXTS, QUERIES])
def test_a_broken_text_or_query_is_named_with_its_fault(tmp_path: Path, name: str, line: str, fault: str) -> None:
    folder = _a_set(tmp_path / "a", texts=(_HAV, line)) if name == TEXTS else _a_set(tmp_path / "a", queries=("", line))

    assert _broken(folder) == (name, 2, fault)


@pytest.mark.parametrize(
    ("metadata", "fault"),
    [
        ([], "type:metadata"),
        ({"answerable": "maybe"}, "type:metadata.answerable"),
        ({"answers": "dåligt"}, "type:metadata.answers"),
        ({"answers": ["a", 1]}, "type:metadata.answers.1"),
    ],
)
def test_broken_answers_are_named_by_their_place(tmp_path: Path, metadata: object, fault: str) -> None:
    folder = _a_set(tmp_path, queries=({**_ASKED, "metadata": metadata},))

    assert _broken(folder) == (QUERIES, 1, fault)


@pytest.mark.parametrize("name", [TEXTS, QUERIES, JUDGEMENTS])
def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path, name: str) -> None:
    folder = _a_set(tmp_path)
    held = (folder / name).read_bytes().splitlines()
    (folder / name).write_bytes(held[0] + b"\nq1\th\xe5v\t1\n")

    assert _broken(folder) == (name, 2, "encoding")


def test_an_id_that_comes_twice_is_named(tmp_path: Path) -> None:
    texts = _a_set(tmp_path / "a", texts=(_HAV, "", _STAD, _HAV))
    queries = _a_set(tmp_path / "b", queries=(_ASKED, _ASKED))

    assert _broken(texts) == (TEXTS, 4, "twice:hav")
    assert _broken(queries) == (QUERIES, 2, "twice:q1")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("q9\thav\t1", "unknown:q9"),
        ("q1\tberg\t1", "unknown:berg"),
        ("q9\tberg\t1", "unknown:q9"),
        ("q1\tberg\t0", "unknown:berg"),
        ("q1\thav", "columns:2"),
        ("q1\t0\thav\t1", "columns:4"),
        ("q1 hav 1", "columns:1"),
        ("q1\thav\t", "type:score"),
        ("q1\thav\tgood", "type:score"),
        ("q1\thav\t0.5", "type:score"),
        ("q1\thav\t" + "9" * 10_000, "type:score"),
    ],
)
def test_a_broken_judgement_is_named_with_its_fault(tmp_path: Path, line: str, fault: str) -> None:
    folder = _a_set(tmp_path, judged=(_HEADER, "q2\tstad\t1", line))

    assert _broken(folder) == (JUDGEMENTS, 3, fault)


def test_a_set_without_judgements_has_nothing_relevant(tmp_path: Path) -> None:
    assert read_beir(_a_set(tmp_path, judged=b"")).relevant == {}


def test_half_a_character_is_named_before_anything_is_searched(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"_id": "a", "text": "hav"}\n{"_id": "b", "text": "\\ud800"}\n', "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "hav"}\n', "utf-8")

    with pytest.raises(LineBroken) as broken:
        read_beir(tmp_path)

    assert (broken.value.line, broken.value.fault) == (2, "encoding")


def test_a_byte_order_mark_before_the_judgements_and_an_id_like_the_header_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"_id": "a", "text": "hav"}\n', "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "query-id7", "text": "hav"}\n', "utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_bytes(b"\xef\xbb\xbfquery-id7\ta\t1\n")

    assert read_beir(tmp_path).relevant == {"query-id7": {"a": 1}}
