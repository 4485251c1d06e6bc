"""The health table: what was found of each part, in words and for scripts (pure)."""

import base64
import binascii
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from bot.replies.faults import fault_in_words
from bot.replies.reply import Reply, Table, said
from bot.texts import counted, spoken_time, text
from knowledge.corpus import LibraryVersion
from knowledge.errors import LedfyrError
from knowledge.language import Language, Value

Part = Literal[
    "settings", "home", "library", "index", "server", "engine", "method", "state", "discord", "commands", "model"
]
Standing = Literal["ok", "note", "fault"]

_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]+")
_TOKEN_PARTS: Final = 3
_SNOWFLAKE: Final = re.compile(rb"[1-9][0-9]{15,19}")
_DATABASES: Final[Mapping[str, str]] = {
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "postgresql+asyncpg": "postgresql",
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
}


class Finding(NamedTuple):
    """What was found of one part: how it stands, and why.

    The words are those of `error` where there is one, else those at `doctor.<part>.<code>` with `facts` put in.
    """

    part: Part
    standing: Standing
    code: str = ""
    facts: Mapping[str, object] = {}
    error: LedfyrError | None = None


class FindingObject(Value):
    """A finding as scripts read it; `standing` is "ok", "note" or "fault"."""

    part: Part
    standing: Standing
    said: str


class HealthObject(Value):
    """The whole table as scripts read it; `healthy` says that there is no fault."""

    healthy: bool
    findings: tuple[FindingObject, ...]


def of_library(version: LibraryVersion, language: Language, *, now: dt.datetime) -> Finding:
    """That the library stands: what it holds and how old it is."""
    days = (now - version.created).days
    age = "doctor.age.new" if days < 1 else "doctor.age.day" if days == 1 else "doctor.age.days"
    facts = {
        "documents": counted("document", version.documents, language),
        "passages": counted("passage", version.passages, language),
        "version": version.id,
        "created": spoken_time(version.created, language),
        "age": text(age, language, days=days),
    }
    return Finding("library", "ok", "stands", facts)


def reply_to_health(findings: Sequence[Finding], language: Language) -> Reply:
    """The health table, one row a part, and what it comes to."""
    rows = tuple((text(f"doctor.part.{one.part}", language), _row(one, language)) for one in findings)
    faults = sum(one.standing == "fault" for one in findings)
    key = "doctor.sum.well" if not faults else "doctor.sum.fault" if faults == 1 else "doctor.sum.faults"
    closing = said(text(key, language, count=faults))
    title = text("doctor.title", language)
    return Reply(language=language, title=title, tables=(Table(rows=rows),), closing=(closing,))


def health_object(findings: Sequence[Finding], language: Language) -> HealthObject:
    """The same for scripts."""
    told = tuple(FindingObject(part=one.part, standing=one.standing, said=_words(one, language)) for one in findings)
    return HealthObject(healthy=healthy(findings), findings=told)


def healthy(findings: Sequence[Finding]) -> bool:
    """Whether there is no fault; notes are none."""
    return not any(one.standing == "fault" for one in findings)


def shaped_as_token(token: str) -> bool:
    """Whether a text can be a Discord bot's token: three parts in base64url, the first of them the bot's id."""
    parts = token.split(".")
    if len(parts) != _TOKEN_PARTS or not all(_BASE64URL.fullmatch(part) for part in parts):
        return False
    try:
        identity = base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4))
    except binascii.Error:
        return False
    return _SNOWFLAKE.fullmatch(identity) is not None


def database_kind(url: str) -> str | None:
    """The kind of database that a URL names, "sqlite" or "postgresql"; None where it names no other we know."""
    return _DATABASES.get(url.partition("://")[0])


def _row(finding: Finding, language: Language) -> str:
    return f"{text(f'doctor.status.{finding.standing}', language)}: {_words(finding, language)}"


def _words(finding: Finding, language: Language) -> str:
    if finding.error is not None:
        return fault_in_words(finding.error, language)
    return text(f"doctor.{finding.part}.{finding.code}", language, **finding.facts)
