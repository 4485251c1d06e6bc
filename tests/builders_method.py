"""Builders of methods: a folder of files to break, with words of findings and word lists of its own."""

import re
import shutil
from pathlib import Path

from knowledge.method.loading import PACKAGED

_LEXICON = """\
solutions: { sv: [app, plattform*], en: [app, platform*] }
activities: { sv: [bygga], en: [build] }
groups: { sv: [barn], en: [children] }
places: { sv: [blekinge], en: [blekinge] }
universals: { sv: [alla], en: [all] }
abbreviations: [eu]
"""
_FINDING = """\
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
