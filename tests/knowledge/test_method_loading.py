"""The method is loaded whole, or every fault of its files is told at once."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.canvas import FIELD_NAMES
from knowledge.errors import MethodExists, MethodFault, MethodInvalid
from knowledge.method.loading import PACKAGED, copy_method, load_method, method_folder
from knowledge.method.method import Method
from tests.builders_method import (
    BREAKS,
    CHALLENGE,
    FIRST_LABEL,
    KIND,
    LONG,
    MISSION,
    RULES,
    SYSTEM,
    Break,
    a_method_folder,
    edit,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_method_folder(tmp_path / "method")


def outcome(folder: Path) -> Method | tuple[MethodFault, ...]:
    """What comes of loading: a method, or its faults."""
    try:
        return load_method(folder)
    except MethodInvalid as error:
        return error.faults


def faults_of(folder: Path) -> Sequence[MethodFault]:
    """The faults of a method that is not to load."""
    with pytest.raises(MethodInvalid) as caught:
        load_method(folder)
    return caught.value.faults


# What else one of them leaves behind: a key of another name leaves its own missing, a field no question, and so on.
LEFT_BEHIND = {"key_missing", "field_unasked", "findings_missing", "number_missing", "step_unknown"}


def test_the_folder_that_the_faults_are_put_in_loads(folder: Path) -> None:
    assert [step.number for step in load_method(folder).steps] == list(range(1, 11))


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.code}-{one.key}")
def test_a_fault_is_told_with_its_file_key_and_line_and_brings_no_others(folder: Path, one: Break) -> None:
    line = edit(folder, one.file, one.old, one.new)

    told = faults_of(folder)

    found = next(fault for fault in told if fault.code == one.code)
    assert (found.file, found.key) == (one.told_in or one.file, one.key)
    if found.file == one.file and one.code not in ("key_missing", "translation_missing"):
        assert found.line in (line, line + one.new.count("\n"))
    assert {fault.code for fault in told} - {one.code} <= LEFT_BEHIND


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    apart = (  # one of each kind, none in the way of another
        Break(CHALLENGE, "number: 1", "number: 1\nnumber: 1", "number", "key_twice"),
        Break(CHALLENGE, "number: 1", "number: 1\nnote: mind this", "note", "key_unknown"),
        Break(CHALLENGE, "judged_by: rule", "judged_by: robot", "criteria.1.judged_by", "choice_unknown"),
        Break(CHALLENGE, f'{{ sv: "{FIRST_LABEL}", ', "{ ", "questions.1.label.sv", "translation_missing"),
        Break(CHALLENGE, "Yes or no to a mission, and why.", LONG, "questions.3.hint.en", "long"),
        Break(CHALLENGE, "field: tried", "field: tryed", "questions.2.field", "field_unknown"),
        Break(CHALLENGE, "judged_by: model", "judged_by: rule", "C1.4", "findings_missing", "findings.yaml"),
        Break(SYSTEM, "field: winners", "field: fit", "questions.3.field", "field_in_two_steps"),
        Break(SYSTEM, "number: 2", "number: 1", "number", "number_twice"),
        Break(SYSTEM, "id: Q2.1", "id: Q1.1", "questions.1.id", "id_twice"),
        Break(SYSTEM, "Delarna i systemet", "En\\nrad", "questions.1.label.sv", "line_break"),
        Break(SYSTEM, "judged_by: rule", "judged_by: person", "C2.1", "findings_unused", "findings.yaml"),
        Break(MISSION, "number: 5", "number: five", "number", "number_expected"),
        Break(MISSION, "mistakes:\n", "mistakes:\n  much:\n", "mistakes", "list_expected"),
        Break("method.yaml", 'version: "1.0"', "version:", "version", "text_empty"),
        Break("method.yaml", "[challenge, actors", "[challenge, actor", "short_path.2", "step_unknown"),
        Break("method.yaml", "name: {", "name: [{} ] # {", "name", "mapping_expected"),
        Break("fields.yaml", f"        {RULES}\n", "", f"{KIND}.rules", "key_missing"),
        Break("criteria.yaml", "[C1.2, C4.3", "[C1.2, C4.33", "1.rests_on.2", "criterion_unknown"),
        Break("findings.yaml", "{words} words", "{wrods} words", "C1.1.short.problem", "placeholders"),
        Break("lexicon.yaml", "barn", "Barn", "groups.sv.1", "not_lower"),
        Break("lexicon.yaml", "abbreviations: [eu]", "abbreviations: []", "abbreviations", "list_empty"),
        Break("step-03-actors.yaml", "id: actors", ": [", "", "yaml"),
        Break("starting-points.yaml", "id: resist", "id: [microplastics]", "4.id", "text_expected"),
    )
    unheard = {"field_unasked", "step_unknown", "criterion_unknown", "findings_missing", "findings_unused"}
    for one in apart:
        edit(folder, one.file, one.old, one.new)

    told = {(fault.file, fault.key, fault.code) for fault in faults_of(folder)}

    # With a step that cannot be read, nobody can tell what refers to it.
    assert {(o.told_in or o.file, o.key, o.code) for o in apart if o.code not in unheard} <= told
    assert not unheard & {code for _, _, code in told}


def test_what_refers_to_other_files_is_told_at_once_too(folder: Path) -> None:
    apart = [one for one in BREAKS if one.code in ("step_unknown", "criterion_unknown", "findings_missing")]
    for one in apart:
        edit(folder, one.file, one.old, one.new)
    (folder / "step-11.yml").write_text("", encoding="utf-8")

    told = {(fault.file, fault.key, fault.code) for fault in faults_of(folder)}

    assert {(one.told_in or one.file, one.key, one.code) for one in apart} <= told
    assert ("step-11.yml", "", "file_unknown") in told


def test_an_unreadable_file_hides_no_fault_of_another_and_makes_none(folder: Path) -> None:
    edit(folder, CHALLENGE, "number: 1", "number: [1")
    edit(folder, SYSTEM, "id: Q2.2", "id: Q2.1")

    assert [(fault.file, fault.code) for fault in faults_of(folder)] == [(CHALLENGE, "yaml"), (SYSTEM, "id_twice")]


def test_a_number_that_cannot_be_read_leaves_none_missing(folder: Path) -> None:
    edit(folder, SYSTEM, "number: 2", "number: two")

    assert [fault.code for fault in faults_of(folder)] == ["number_expected"]


def test_faults_stand_by_file_and_line(folder: Path) -> None:
    edit(folder, SYSTEM, "id: Q2.5", "id: Q2.1")
    edit(folder, SYSTEM, "id: Q2.3", "id: Q2.1")
    edit(folder, CHALLENGE, "id: Q1.2", "id: Q1.1")
    edit(folder, "criteria.yaml", "[C1.2, C4.3", "[C1.2, C4.33")

    told = [(fault.file, fault.key) for fault in faults_of(folder)]

    assert told == [
        ("criteria.yaml", "1.rests_on.2"),
        (CHALLENGE, "questions.2.id"),
        (SYSTEM, "questions.3.id"),
        (SYSTEM, "questions.5.id"),
    ]


def test_a_second_one_says_where_the_first_is(folder: Path) -> None:
    line = edit(folder, CHALLENGE, "id: Q1.1", "id: Q2.1")

    (fault,) = faults_of(folder)

    assert fault.facts == {"name": "Q2.1", "first": f"{CHALLENGE}:{line}"}


def test_a_field_that_does_not_exist_brings_those_that_resemble_it(folder: Path) -> None:
    edit(folder, CHALLENGE, "field: tried", "field: tryed")

    unknown = next(fault for fault in faults_of(folder) if fault.code == "field_unknown")

    assert "tried" in unknown.facts["known"].split(", ")


def test_a_field_that_nothing_asks_for_is_told_of(folder: Path) -> None:
    edit(folder, CHALLENGE, "field: tried", "field: challenge")

    (fault,) = faults_of(folder)

    assert (fault.code, fault.facts) == ("field_unasked", {"field": "tried"})


@pytest.mark.parametrize("name", sorted(path.name for path in PACKAGED.glob("*.yaml")))
def test_a_file_that_is_missing_is_told_of(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)

    told = faults_of(folder)

    if name.startswith("step-"):
        assert "number_missing" in {fault.code for fault in told} or name == "step-10-learning.yaml"
        assert "field_unasked" in {fault.code for fault in told}
    else:
        assert (name, "", "file_missing") in {(fault.file, fault.key, fault.code) for fault in told}


def test_a_folder_without_files_misses_each_of_them_once(tmp_path: Path) -> None:
    told = faults_of(tmp_path)

    assert {fault.code for fault in told} == {"file_missing"}
    assert len(told) == len({fault.file for fault in told}) == 7


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "nowhere")

    assert (fault.code, fault.file) == ("folder", str(tmp_path / "nowhere"))


def _unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _latin(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))


def _huge(path: Path) -> None:
    path.write_text("a" * 1_000_001, encoding="utf-8")


@pytest.mark.parametrize(("harm", "code"), [(_unreadable, "file_closed"), (_latin, "encoding"), (_huge, "file_large")])
def test_a_file_that_cannot_be_read_is_one_fault(folder: Path, harm: Callable[[Path], None], code: str) -> None:
    harm(folder / SYSTEM)

    assert [(fault.file, fault.code) for fault in faults_of(folder)] == [(SYSTEM, code)]


@pytest.mark.parametrize("name", ["steg-11.yaml", "step-11.yml", "metod.yaml"])
def test_a_file_that_would_not_be_read_is_told_of(folder: Path, name: str) -> None:
    (folder / name).write_text("id: eleven\n", encoding="utf-8")

    assert [(fault.file, fault.code) for fault in faults_of(folder)] == [(name, "file_unknown")]


@pytest.mark.parametrize("content", ["", "[]", "id", "- a\n- b\n", "a: 1"])
@pytest.mark.parametrize(
    "name", ["method.yaml", CHALLENGE, "fields.yaml", "findings.yaml", "lexicon.yaml", "criteria.yaml"]
)
def test_a_file_that_holds_something_else_is_told_of(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")

    assert name in {fault.file for fault in faults_of(folder)}


def test_what_an_editor_leaves_beside_the_files_is_of_no_concern(folder: Path) -> None:
    (folder / "README.md").write_text("# Vår metod\n", encoding="utf-8")
    (folder / f"{CHALLENGE}~").write_text("{", encoding="utf-8")

    assert load_method(folder)


def test_a_file_from_windows_is_read(folder: Path) -> None:
    path = folder / CHALLENGE
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))

    assert load_method(folder).step("challenge").name.sv == "Utmaning och lämplighet"


# What is loaded


def test_every_field_belongs_to_a_step_and_every_criterion_is_found(folder: Path) -> None:
    method = load_method(folder)

    assert {method.step_of(name).id for name in FIELD_NAMES} == {step.id for step in method.steps}
    assert method.criterion("C5.4").judged_by == "rule"
    assert method.criterion("C5.4").findings["short"].try_next.sv == "Skriv mer."
    assert method.criterion("C5.6").findings == {}


def test_steps_stand_by_number_whatever_the_files_are_called(folder: Path) -> None:
    (folder / SYSTEM).rename(folder / "step-zz.yaml")

    assert [step.id for step in load_method(folder).steps][:3] == ["challenge", "system", "actors"]


def test_the_short_path_goes_over_its_steps_alone(folder: Path) -> None:
    assert [step.number for step in load_method(folder).path("short")] == [1, 3, 5, 6, 8, 10]


def test_an_own_step_may_be_added_and_fields_moved_to_it(folder: Path) -> None:
    text = (folder / "step-10-learning.yaml").read_text(encoding="utf-8")
    own = text.replace("id: learning", "id: spreading").replace("number: 10", "number: 11")
    own = re.sub(r"  - id: Q10\.[1-4].*?(?=  - id: Q10\.5)", "", own, flags=re.DOTALL)
    own = re.sub(r"  - id: Q10\.6.*?(?=criteria:)", "", own, flags=re.DOTALL).replace("Q10.5", "Q11.1")
    own = own.replace("C10.", "C11.").replace("judged_by: rule", "judged_by: person")
    (folder / "step-11-spreading.yaml").write_text(own, encoding="utf-8")
    edit(folder, "step-10-learning.yaml", "field: spreading", "field: theory")

    assert load_method(folder).step_of("spreading").number == 11


def test_a_method_is_known_by_its_version_and_its_content(folder: Path) -> None:
    before = load_method(folder)
    edit(folder, CHALLENGE, FIRST_LABEL, "Utmaningen")
    after = load_method(folder)

    assert re.fullmatch(r"1\.0-[0-9a-f]{8}", before.id)
    assert re.fullmatch(r"1\.0-[0-9a-f]{8}", after.id)
    assert before.id != after.id


def test_a_new_version_is_another_method(folder: Path) -> None:
    edit(folder, "method.yaml", 'version: "1.0"', "version: 2")

    assert load_method(folder).id.startswith("2-")


def test_comments_order_and_marks_make_no_other_method(folder: Path) -> None:
    before = load_method(folder).id
    edit(folder, CHALLENGE, "id: challenge\nnumber: 1\n", "# Vårt eget steg\nnumber: '1'\n\nid: challenge\n")

    assert load_method(folder).id == before


def test_the_order_of_findings_makes_no_other_method(folder: Path) -> None:
    words = '  {}:\n    problem: {{ sv: "Fel.", en: "Wrong." }}\n    try_next: {{ sv: "Ändra.", en: "Change." }}\n'
    one, other = words.format("one"), words.format("other")
    edit(folder, "findings.yaml", "C1.1:\n", f"C1.1:\n{one}{other}")
    before = load_method(folder).id
    edit(folder, "findings.yaml", f"{one}{other}", f"{other}{one}")

    assert load_method(folder).id == before


def test_words_of_findings_and_lists_belong_to_the_content(folder: Path) -> None:
    before = load_method(folder).id
    edit(folder, "findings.yaml", "Skriv mer.", "Skriv en mening till.")
    between = load_method(folder).id
    edit(folder, "lexicon.yaml", "barn", "unga")

    assert len({before, between, load_method(folder).id}) == 3


# A home's own


def test_a_home_without_a_method_uses_the_packaged_one(tmp_path: Path) -> None:
    assert method_folder(tmp_path) is None
    (tmp_path / "method").mkdir()
    assert method_folder(tmp_path) is None


def test_a_home_with_files_of_a_method_uses_those_even_when_they_do_not_hold(tmp_path: Path) -> None:
    (tmp_path / "method").mkdir()
    (tmp_path / "method" / "method.yaml").write_text("", encoding="utf-8")

    assert method_folder(tmp_path) == tmp_path / "method"
    assert faults_of(tmp_path / "method")


def test_a_copy_holds_every_file_as_it_is(tmp_path: Path) -> None:
    names = copy_method(tmp_path / "home" / "method")

    copied = {path.name: path.read_bytes() for path in (tmp_path / "home" / "method").iterdir()}
    assert copied == {path.name: path.read_bytes() for path in PACKAGED.glob("*.yaml")}
    assert set(names) == set(copied)
    assert method_folder(tmp_path / "home") == tmp_path / "home" / "method"


def test_a_copy_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "method.yaml").write_text("mitt\n", encoding="utf-8")

    with pytest.raises(MethodExists):
        copy_method(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["method.yaml"]
    assert (tmp_path / "method.yaml").read_text(encoding="utf-8") == "mitt\n"


# Whatever the files hold

_SIGNS = (
    "",
    " ",
    "\n",
    ":",
    "- ",
    "  ",
    "[",
    "]",
    "{",
    "}",
    "*a",
    "&a ",
    '"',
    "'",
    "#",
    "\t",
    "---\n",
    "\x00",
    "\ufeff",
)
_PIECES = st.sampled_from(
    (*_SIGNS, "å", "\U0001f30a", "!!binary ", "<<: ", "? ", "| ", "id", "sv: ", "null", "9" * 400)
)
_NAMES = ("method", "fields", "step-01-challenge", "criteria", "starting-points", "findings", "lexicon")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_method_folder(tmp_path_factory.mktemp("fuzz") / "method")


def stands(outcome: Method | tuple[MethodFault, ...]) -> bool:
    """Whether it is a method, or faults that each say where and what."""
    return isinstance(outcome, Method) or (bool(outcome) and all(fault.file and fault.code for fault in outcome))


@given(data=st.data(), name=st.sampled_from(_NAMES))
def test_no_exception_but_invalid_leaves_the_loader(whole: Path, data: st.DataObject, name: str) -> None:
    path = whole / f"{name}.yaml"
    kept = path.read_bytes()
    text = kept.decode("utf-8")
    at = data.draw(st.integers(0, len(text)))
    end = min(len(text), at + data.draw(st.integers(0, 400)))
    harmed = (text[:at] + data.draw(_PIECES) + text[end:]).encode("utf-8")
    path.write_bytes(harmed + data.draw(st.binary(max_size=3)))
    try:
        assert stands(outcome(whole))
    finally:
        path.write_bytes(kept)


@given(lost=st.sets(st.integers(0, 500), min_size=1, max_size=30), name=st.sampled_from(_NAMES))
def test_lines_may_be_lost_from_any_file(whole: Path, lost: set[int], name: str) -> None:
    path = whole / f"{name}.yaml"
    kept = path.read_text(encoding="utf-8")
    left = [line for at, line in enumerate(kept.splitlines(keepends=True)) if at not in lost]
    path.write_text("".join(left), encoding="utf-8")
    try:
        assert stands(outcome(whole))
    finally:
        path.write_text(kept, encoding="utf-8")
