"""The word lists and the words of the findings as the method's content has them, and a check to hold designs to."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

import knowledge
from knowledge.method.method import FindingWords, Lexicon
from knowledge.missions.rules.check import Check

TODAY: Final = dt.date(2026, 11, 29)
_CONTENT: Final = Path(knowledge.__file__).parent / "content" / "method"


@cache
def a_lexicon() -> Lexicon:
    """The word lists of the method."""
    return Lexicon.model_validate(_read("lexicon.yaml"))


@cache
def finding_words() -> dict[str, dict[str, FindingWords]]:
    """The words of the findings, by criterion and code."""
    told: dict[str, dict[str, Any]] = _read("findings.yaml")
    return {
        name: {code: FindingWords.model_validate(words) for code, words in codes.items()}
        for name, codes in told.items()
    }


def a_check(today: dt.date = TODAY) -> Check:
    """A check on 29 November 2026 with the method's word lists."""
    return Check(lexicon=a_lexicon(), today=today)


def _read(name: str) -> Any:
    return yaml.safe_load((_CONTENT / name).read_text(encoding="utf-8"))
