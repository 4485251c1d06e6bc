"""How a mission sentence is built: a second goal glued to the first, abbreviations nobody explains (pure)."""

import re
from collections.abc import Sequence
from typing import Final

from knowledge.missions.rules.words import Word

_JOINTS: Final = frozenset(("och", "samt", "and", "dessutom", "plus"))
_MORE: Final = frozenset(("också", "även", "dessutom", "also"))
_LINKS: Final = frozenset(
    """som där när att om vars vilka vilket vilken eftersom medan så who that which when where if whose while because
    using""".split()
)
_FINITE: Final = frozenset(
    """ska skall kan får är har mår blir finns bor lever går trivs klarar behöver will can may shall is are has have
    lives live feels feel must""".split()
)
_AIM: Final = re.compile(
    r"minska(?:[rst]|ts)?|öka(?:[rst]|ts)?|stärk(?:a|er|s|as|t|ts)|förbättra[rst]?|skapa[rst]?|halvera(?:[rst]|ts)?|"
    r"fördubbla(?:[rst]|ts)?|höj(?:a|er|s|t)|sänk(?:a|er|s|t)|främja[rs]?|bli|reduce[sd]?|increase[sd]?|strengthen(?:s|ed)?|improve[sd]?|create[sd]?|halve[sd]?|"
    r"double[sd]?|raise[sd]?|lower(?:s|ed)?|promote[sd]?"
)
_COMPARED: Final = frozenset(
    "fler färre mer mindre bättre högre lägre renare friskare more fewer less better higher lower cleaner".split()
)
_SHORT: Final = re.compile(r"(?=[^a-zåäö]*[A-ZÅÄÖ][^a-zåäö]*[A-ZÅÄÖ0-9])[A-ZÅÄÖ0-9]{2,8}(?:[:’'][a-zåäö]{1,3})?")
_ROMAN: Final = re.compile(r"[IVX]{2,5}")
_MOST_CAPITALS: Final = 0.6
_NEAR: Final = 60  # characters within which brackets spell an abbreviation out


def second_goal(text: str, said: Sequence[Word]) -> int | None:
    """Where in a plain text a second goal begins; None where there is one goal only.

    A clause of its own after a joint ("… och havet är rent"), or a second aim ("minska utsläppen, öka jobben", "mindre
    plast och bättre luft"). What stands inside a subordinate clause ("barn som bor och går i skola här") is no goal.
    """
    aims = [at for at in range(len(said)) if _is_aim(said, at)]
    if len(aims) > 1 and _joined(text, said, aims[0], aims[1]) and not _linked(said, aims[0], aims[1]):
        return said[aims[1]].start
    finite = [at for at, word in enumerate(said) if word.text in _FINITE]
    for at in finite[1:]:
        joint = next((j for j in range(at - 1, finite[0], -1) if said[j].text in _JOINTS or _cut(text, said, j)), None)
        if joint is not None and not _linked(said, 0, at):
            return said[joint].end
    more = next((at for at in range(1, len(said)) if said[at].text in _MORE and said[at - 1].text in _FINITE), None)
    return said[more].start if more and len(finite) > 1 else None


def unexplained(text: str, said: Sequence[Word], known: Sequence[str]) -> str | None:
    """The first abbreviation that is neither spelled out in brackets nor known; None in a text all in capitals."""
    letters = [character for character in text if character.isalpha()]
    if sum(map(str.isupper, letters)) > _MOST_CAPITALS * len(letters):
        return None
    return next((word.raw for word in said if _is_short(word, known) and not _spelled(text, word)), None)


def _is_short(word: Word, known: Sequence[str]) -> bool:
    stem = re.split(r"[-–:’']", word.raw)[0]
    capitals = _SHORT.fullmatch(stem) is not None and _ROMAN.fullmatch(stem) is None
    return capitals and stem.casefold() not in known


def _spelled(text: str, word: Word) -> bool:
    """Whether an abbreviation stands in brackets after its words, or has them in brackets after it."""
    inside = text[: word.start].rstrip().endswith("(") and " " in text[: word.start].strip()
    return inside or re.match(r"\s*\([^()]{5,}\)", text[word.end : word.end + _NEAR]) is not None


def _is_aim(said: Sequence[Word], at: int) -> bool:
    """Whether a word aims at more or less of something; "fler än" compares and does not."""
    compares = at + 1 < len(said) and said[at + 1].text in ("än", "than")
    return _AIM.fullmatch(said[at].text) is not None or (said[at].text in _COMPARED and not compares)


def _joined(text: str, said: Sequence[Word], first: int, last: int) -> bool:
    listed = re.search(r"[,;]", text[said[first].end : said[last].start]) is not None
    return listed or any(word.text in _JOINTS for word in said[first:last])


def _linked(said: Sequence[Word], first: int, last: int) -> bool:
    return any(word.text in _LINKS for word in said[first:last])


def _cut(text: str, said: Sequence[Word], at: int) -> bool:
    return ";" in text[said[at].end : said[at + 1].start] if at + 1 < len(said) else False
