import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.canvas import BETWEEN_CHOICES, FIELDS, FieldName, Part
from knowledge.errors import DesignUnreadable
from knowledge.missions.design import Claim, Evidence, MissionDesign
from knowledge.missions.exports.interchange import LARGEST, as_json, from_json
from tests.builders_friska_hav import a_rich_design
from tests.builders_missions import a_claim, a_design, an_evidence

_TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)
_MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2099, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
_EVIDENCE = st.builds(
    Evidence,
    document=_TEXTS,
    title=_TEXTS,
    passage=_TEXTS,
    heading=st.lists(_TEXTS, max_size=3).map(tuple),
    page=st.none() | st.integers(1, 999),
    page_label=st.none() | _TEXTS,
    quote=_TEXTS,
    language=st.sampled_from(["sv", "en"]),
    date=st.none() | st.dates(),
    date_kind=st.sampled_from(["published", "updated", "decided", "unknown"]),
    url=st.none() | _TEXTS,
    library=_TEXTS,
)


def values_of(part: Part) -> st.SearchStrategy[str]:
    if part.kind == "choices":
        return st.lists(st.sampled_from(part.options), unique=True).map(BETWEEN_CHOICES.join)
    return st.sampled_from(part.options) if part.options else _TEXTS


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    field: FieldName = draw(st.sampled_from(list(FIELDS)))
    parts = draw(st.lists(st.sampled_from(FIELDS[field].parts), unique_by=lambda part: part.name))
    return Claim(
        id=draw(_TEXTS),
        field=field,
        values={part.name: draw(values_of(part)) for part in parts},
        author=draw(_TEXTS),
        at=draw(_MOMENTS),
        assumed=draw(st.booleans()),
        evidence=tuple(draw(st.lists(_EVIDENCE, max_size=2))),
    )


designs = st.builds(
    MissionDesign,
    title=_TEXTS,
    language=st.sampled_from(["sv", "en"]),
    method=_TEXTS,
    path=st.sampled_from(["full", "short"]),
    claims=st.lists(claims(), max_size=6).map(tuple),
    skipped=st.lists(_TEXTS, max_size=3).map(tuple),
    confirmed=st.lists(_TEXTS, max_size=3).map(tuple),
    starting_point=st.none() | _TEXTS,
)


def joined(design: MissionDesign) -> MissionDesign:
    """A design whose halves of characters that stand side by side are whole ones, as JSON tells them."""
    return MissionDesign.model_validate(json.loads(json.dumps(design.model_dump(mode="json"))))


@given(designs)
def test_what_is_taken_out_and_in_again_is_the_same_design(design: MissionDesign) -> None:
    text = as_json(design)

    assert from_json(text) == joined(design)
    assert from_json(text.encode("utf-8").decode("utf-8")) == joined(design)


@pytest.mark.parametrize("design", [a_design(title=""), a_design(a_claim("challenge", "Hav 🌊")), a_rich_design()])
def test_empty_small_and_rich_come_back_equal(design: MissionDesign) -> None:
    assert from_json(as_json(design)) == design


def test_a_file_saved_with_a_byte_order_mark_is_read() -> None:
    design = a_design(a_claim("challenge", "Havet"))

    assert from_json("\ufeff" + as_json(design)) == design


def test_the_file_says_what_it_is_and_keeps_letters_readable() -> None:
    text = as_json(a_design(a_claim("challenge", "Åar utan ål"), title="Friska hav"))

    assert json.loads(text)["format"] == "ledfyr-mission"
    assert json.loads(text)["version"] == 1
    assert "Åar utan ål" in text


def changed(**changes: Any) -> str:
    whole = json.loads(as_json(a_design(a_claim("lockins", "Regler", kind="rules", evidence=[an_evidence()]))))
    return json.dumps({**whole, **changes})


def with_claim(**changes: Any) -> str:
    whole = json.loads(changed())
    whole["design"]["claims"][0].update(changes)
    return json.dumps(whole)


def without(*path: Any) -> str:
    whole = json.loads(changed())
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "json:1"),
        ("Hej!", "json:1"),
        ('{"format": "ledfyr-mission",', "json:29"),
        ("[" * 200_000, "json:1"),
        ("[]", "format"),
        ("null", "format"),
        ('"ledfyr-mission"', "format"),
        ('{"format": "annat"}', "format"),
        (changed(version=2), "version:2"),
        (changed(version=None), "version:None"),
        (without("version"), "missing:version"),
        (without("design"), "missing:design"),
        (without("design", "title"), "missing:design.title"),
        (without("design", "claims", 0, "values"), "missing:design.claims.0.values"),
        (without("design", "claims", 0, "evidence", 0, "quote"), "missing:design.claims.0.evidence.0.quote"),
        (changed(design=[]), "wrong:design"),
        (changed(design={**json.loads(changed())["design"], "owner": "x"}), "wrong:design.owner"),
        (with_claim(field="budget"), "wrong:design.claims.0.field"),
        (with_claim(at="i går"), "wrong:design.claims.0.at"),
        (with_claim(at="2026-11-21T09:00:00"), "wrong:design.claims.0.at"),
        (with_claim(values={"text": 3}), "wrong:design.claims.0.values.text"),
        (with_claim(values={"pris": "3"}), "part:design.claims.0.values.pris"),
        (with_claim(values={"kind": "magic"}), "option:design.claims.0.values.kind"),
        (with_claim(values={"text": "a" * 4001}), "long:design.claims.0.values.text"),
    ],
)
def test_what_is_no_mission_is_refused_with_what_is_wrong(text: str, fault: str) -> None:
    with pytest.raises(DesignUnreadable) as caught:
        from_json(text)

    assert caught.value.fault == fault


def test_a_file_beyond_a_megabyte_is_not_read_at_all() -> None:
    with pytest.raises(DesignUnreadable) as caught:
        from_json("å" * (LARGEST // 2) + "!")

    assert caught.value.fault == f"large:{LARGEST + 1}"


def test_what_the_file_says_is_not_told_at_any_length() -> None:
    with pytest.raises(DesignUnreadable) as caught:
        from_json(changed(version="9" * 5000))

    assert len(caught.value.fault) <= 120


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused(value: object) -> None:
    for text in (json.dumps(value), changed(design=value)):
        with pytest.raises(DesignUnreadable):
            from_json(text)
