"""What the checks find, and how ready a design is: a finding never blocks, it says why and what to try next."""

from collections.abc import Mapping
from typing import Literal

from knowledge.canvas import FieldName
from knowledge.language import Value

Severity = Literal["weak", "missing"]
State = Literal["holds", "weak", "missing", "open"]
"""✓ Holds · △ Needs work · ✗ Missing; "open" is what no rule can judge and nobody has confirmed yet."""


class Finding(Value):
    """One way in which a criterion does not hold.

    `field` and, where it is one entry's fault, `claim` say where; `code` names the words in the method's content
    (`Criterion.findings`), whose placeholders `facts` fill.
    """

    criterion: str
    severity: Severity
    code: str
    field: FieldName
    claim: str | None = None
    facts: Mapping[str, str] = {}


class Verdict(Value):
    """How one criterion stands, with what was found."""

    criterion: str
    state: State
    findings: tuple[Finding, ...] = ()


class StepReadiness(Value):
    """How one step stands: "missing" where nothing is written at all, "holds" where all of its rules hold, else "weak".

    It is "open" where nothing in it is judged by a rule.
    """

    step: str
    state: State
    verdicts: tuple[Verdict, ...]
    written: int
    skipped: bool = False


class CriterionReadiness(Value):
    """How one of the five mission criteria stands, by the verdicts it rests on."""

    criterion: str
    state: State
    verdicts: tuple[Verdict, ...]


class Coverage(Value):
    """What the claims of a design rest on, in numbers."""

    evidence: int
    contribution: int
    assumption: int

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return self.evidence + self.contribution + self.assumption


class Readiness(Value):
    """How the whole design stands."""

    state: State
    steps: tuple[StepReadiness, ...]
    criteria: tuple[CriterionReadiness, ...]
    coverage: Coverage

    def findings(self, step: str) -> tuple[Finding, ...]:
        """Everything that was found in a step."""
        return tuple(f for one in self.steps if one.step == step for v in one.verdicts for f in v.findings)
