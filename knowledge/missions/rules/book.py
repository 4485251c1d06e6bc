"""The rule book: every criterion that a rule judges, and everything its rule can find."""

from collections.abc import Mapping
from typing import Final

from knowledge.missions.rules import (
    actors,
    challenge,
    conflicts,
    governance,
    learning,
    mission,
    portfolio,
    prototypes,
    system,
    vision,
)
from knowledge.missions.rules.check import Rule

_STEPS: Final = (challenge, system, actors, vision, mission, conflicts, portfolio, prototypes, governance, learning)

RULES: Final[Mapping[str, Rule]] = {rule.criterion: rule for step in _STEPS for rule in step.RULES}
"""The rule of each criterion, in the order of the steps."""
CODES: Final[Mapping[str, tuple[str, ...]]] = {name: tuple(rule.codes) for name, rule in RULES.items()}
"""What the rule of each criterion can find; the method's content has words for all of it, and for nothing else."""
OTHER_LANGUAGE: Final = "other_language"
"""What every rule finds that cannot read a text."""
