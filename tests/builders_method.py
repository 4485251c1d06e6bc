"""Builders of methods: a folder of files, and what can be put wrong in them."""

import re
import shutil
from pathlib import Path
from typing import Final, NamedTuple

from knowledge.method.loading import PACKAGED

CHALLENGE: Final = "step-01-challenge.yaml"
SYSTEM: Final = "step-02-system.yaml"
MISSION: Final = "step-05-mission.yaml"
FIRST_LABEL: Final = "Utmaningen och vem som märker den"
LONG: Final = "Ö" * 101
_LEXICON: Final = """\
solutions: { sv: [app, plattform*], en: [app, platform*] }
activities: { sv: [bygga], en: [build] }
groups: { sv: [barn], en: [children] }
places: { sv: [blekinge], en: [blekinge] }
universals: { sv: [alla], en: [all] }
abbreviations: [eu]
"""
_FINDING: Final = """\
{criterion}:
  short:
    problem: {{ sv: "Texten har {{words}} ord.", en: "The text has {{words}} words." }}
    try_next: {{ sv: "Skriv mer.", en: "Write more." }}
"""


def a_method_folder(folder: Path) -> Path:
    """The packaged files in `folder`; the words of findings and the lists that rules read are small ones."""
    shutil.copytree(PACKAGED, folder)
    (folder / "lexicon.yaml").write_text(_LEXICON, encoding="utf-8")
    steps = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("step-*.yaml")))
    rules = re.findall(r"- id: (C[\d.]+)\n    judged_by: rule", steps)
    findings = "".join(_FINDING.format(criterion=name) for name in rules)
    (folder / "findings.yaml").write_text(findings, encoding="utf-8")
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Put `new` in the place of the first `old` of a file; the line it stands on, from 1."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


class Break(NamedTuple):
    """One thing put wrong in a file, and the fault that comes of it."""

    file: str
    old: str
    new: str
    key: str
    code: str
    told_in: str | None = None


SHORT_PATH: Final = "[challenge, actors, mission, conflicts, prototypes, learning]"
RULES: Final = 'rules: { sv: "Regler", en: "Rules" }'
KIND: Final = "lockins.parts.kind.options"
BREAKS: Final = (
    # what a file is made of
    Break(CHALLENGE, "number: 1", "number: ]1", "", "yaml"),
    Break(CHALLENGE, "number: 1", "number: *one", "number", "alias"),
    Break(CHALLENGE, "number: 1", "number: 1\nnumber: 1", "number", "key_twice"),
    Break(CHALLENGE, "number: 1", "number: first", "number", "number_expected"),
    Break(CHALLENGE, "number: 1", "number: 0", "number", "number_expected"),
    Break(CHALLENGE, "number: 1", "number: -1", "number", "number_expected"),
    Break(CHALLENGE, "number: 1", "number: 1\nnote: mind this", "note", "key_unknown"),
    Break(CHALLENGE, "    hint:\n", "    hnit:\n", "questions.1.hnit", "key_unknown"),
    Break(CHALLENGE, "judged_by: rule", "judged_by: robot", "criteria.1.judged_by", "choice_unknown"),
    Break(CHALLENGE, "    field: tried\n", "", "questions.2.field", "key_missing"),
    Break(CHALLENGE, "mistakes:\n", "mistakes:\n  much:\n", "mistakes", "list_expected"),
    Break("method.yaml", 'version: "1.0"', "", "version", "key_missing"),
    Break("method.yaml", 'version: "1.0"', "version:", "version", "text_empty"),
    Break("method.yaml", "short_path: [", "short_path: [[], ", "short_path.1", "text_expected"),
    Break("method.yaml", SHORT_PATH, "challenge", "short_path", "list_expected"),
    Break("method.yaml", SHORT_PATH, "[]", "short_path", "list_empty"),
    Break("method.yaml", "name: {", "name: [{} ] # {", "name", "mapping_expected"),
    Break("starting-points.yaml", "kind: priority", "kind: theme", "7.kind", "choice_unknown"),
    # both languages, and what fits in Discord
    Break(CHALLENGE, f'{{ sv: "{FIRST_LABEL}", ', "{ ", "questions.1.label.sv", "translation_missing"),
    Break(CHALLENGE, f'sv: "{FIRST_LABEL}"', 'sv: "  "', "questions.1.label.sv", "text_empty"),
    Break(CHALLENGE, f'sv: "{FIRST_LABEL}"', f'sv: "{LONG[:46]}"', "questions.1.label.sv", "long"),
    Break(CHALLENGE, f'sv: "{FIRST_LABEL}"', 'sv: "En\\nrad"', "questions.1.label.sv", "line_break"),
    Break(CHALLENGE, f'sv: "{FIRST_LABEL}"', 'fi: "Haaste", sv: "Allt"', "questions.1.label.fi", "key_unknown"),
    Break(CHALLENGE, "Yes or no to a mission, and why.", LONG, "questions.3.hint.en", "long"),
    Break("fields.yaml", 'rules: { sv: "Regler"', f'rules: {{ sv: "{LONG}"', f"{KIND}.rules.sv", "long"),
    Break(CHALLENGE, "Vilken samhällsutmaning", LONG * 3, "questions.1.text.sv", "long"),
    # the canvas and what asks for it
    Break(CHALLENGE, "field: tried", "field: tryed", "questions.2.field", "field_unknown"),
    Break(SYSTEM, "field: winners", "field: fit", "questions.3.field", "field_in_two_steps"),
    Break("fields.yaml", "tried:", "tryed:", "tryed", "key_unknown"),
    Break("fields.yaml", "    kind:\n", "    sort:\n", "lockins.parts.sort", "key_unknown"),
    Break("fields.yaml", RULES, RULES.replace("rules", "laws"), f"{KIND}.laws", "key_unknown"),
    Break("fields.yaml", f"        {RULES}\n", "", f"{KIND}.rules", "key_missing"),
    # ids and references
    Break(SYSTEM, "id: system", "id: challenge", "id", "id_twice"),
    Break(SYSTEM, "id: Q2.1", "id: Q1.1", "questions.1.id", "id_twice"),
    Break(SYSTEM, "id: C2.5", "id: C1.5", "criteria.5.id", "id_twice"),
    Break(SYSTEM, "number: 2", "number: 1", "number", "number_twice"),
    Break(SYSTEM, "number: 2", "number: 11", "number", "number_missing", "step-*.yaml"),
    Break("starting-points.yaml", "id: resist", "id: microplastics", "4.id", "id_twice"),
    Break("criteria.yaml", "id: direction", "id: bold", "2.id", "id_twice"),
    Break("criteria.yaml", "[C1.2, C4.3", "[C1.2, C1.2", "1.rests_on.2", "id_twice"),
    Break("criteria.yaml", "[C1.2, C4.3", "[C1.2, C4.33", "1.rests_on.2", "criterion_unknown"),
    Break("method.yaml", "[challenge, actors", "[challenge, challenge", "short_path.2", "id_twice"),
    Break("method.yaml", "[challenge, actors", "[challenge, actor", "short_path.2", "step_unknown"),
    # findings and word lists
    Break("findings.yaml", "C1.1:", "C1.9:", "C1.9", "criterion_unknown"),
    Break("findings.yaml", "{words} words", "{wrods} words", "C1.1.short.problem", "placeholders"),
    Break("findings.yaml", "    try_next:", "    try_this:", "C1.1.short.try_this", "key_unknown"),
    Break(CHALLENGE, "judged_by: rule", "judged_by: model", "C1.1", "findings_unused", "findings.yaml"),
    Break(CHALLENGE, "judged_by: model", "judged_by: rule", "C1.4", "findings_missing", "findings.yaml"),
    Break("lexicon.yaml", "barn", "Barn", "groups.sv.1", "not_lower"),
    Break("lexicon.yaml", "abbreviations: [eu]", "abbreviations: []", "abbreviations", "list_empty"),
    Break("lexicon.yaml", "groups:", "crowds:", "crowds", "key_unknown"),
)
