"""What the checks found, in the words of the method (pure)."""

from typing import NamedTuple

from knowledge.language import Language, filled
from knowledge.method.method import Method
from knowledge.missions.finding import Finding


class Worded(NamedTuple):
    """A finding in words: what is wrong and why it matters, and what to try next."""

    problem: str
    try_next: str


def worded(finding: Finding, method: Method, language: Language) -> Worded | None:
    """A finding with its facts, in words; None where the method has none, since another version of it found that."""
    try:
        words = method.criterion(finding.criterion).findings.get(finding.code)
    except KeyError:
        return None
    if words is None:
        return None
    said = (one.said_in(language) for one in (words.problem, words.try_next))
    return Worded(*(filled(one, finding.facts) for one in said))
