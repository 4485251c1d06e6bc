"""Replies to known errors: each names the thing and the remedy (pure)."""

from collections.abc import Mapping
from typing import Final

from bot.errors import DiscordUnreachable
from bot.replies.method import invalid_in_words, reply_to_invalid
from bot.replies.reply import Choice, Reply, said
from bot.texts import counted, has_text, spoken_size, text
from knowledge.errors import (
    DesignUnreadable,
    DocumentDamaged,
    DocumentError,
    DocumentScanned,
    DocumentSuspicious,
    DocumentTooLarge,
    DocumentUnknown,
    EmbedderUnavailable,
    FormatUnknown,
    HomeUnusable,
    LedfyrError,
    LibraryDamaged,
    LibraryEmpty,
    LineBroken,
    MethodInvalid,
    MissionDamaged,
    SettingsInvalid,
    StateUnavailable,
    VersionUnknown,
)
from knowledge.language import Language

_AMONG: Final = ", "
_PREFIX: Final = "LEDFYR_"


def reply_to_fault(error: LedfyrError, language: Language) -> Reply:
    """What is said of a known error."""
    paragraphs = (said(fault_in_words(error, language)),)
    match error:
        case DocumentUnknown(close=close) if close:
            lead = said(text("error.DocumentUnknown.close", language))
            choices = tuple(Choice(aim="show", value=name, label=name) for name in close)
            return Reply(language=language, paragraphs=(*paragraphs, lead), choices=choices)
        case DocumentUnknown():
            return Reply(
                language=language, paragraphs=(*paragraphs, said(text("error.DocumentUnknown.none", language)))
            )
        case MethodInvalid():
            return reply_to_invalid(error, language)
        case LibraryEmpty():
            causes = tuple(said(fault_in_words(cause, language)) for cause in _causes(error))
            return Reply(language=language, paragraphs=(*causes, *paragraphs))
        case _:
            return Reply(language=language, paragraphs=paragraphs)


def fault_in_words(error: LedfyrError, language: Language) -> str:
    """A known error in one or two sentences: what is wrong with what, and what to do about it."""
    if isinstance(error, MethodInvalid):
        return invalid_in_words(error, language)
    return text(_key(error), language, **_facts(error, language))


def engine_fault(fault: str, language: Language) -> str:
    """Why the embedding engine could not load, and that words alone serve."""
    key = f"engine.{fault}"
    return text("engine.without", language, why=text(key if has_text(key) else "engine.broken", language))


def batch_fault(fault: str, language: Language) -> str:
    """What is wrong with a line of a batch file; `fault` is a code and its detail, "missing:question"."""
    return _coded(f"batch.{fault.partition(':')[0]}", fault, language)


def _coded(key: str, fault: str, language: Language) -> str:
    """The words at `key` with the detail of a fault "code:detail"; the fault as it stands where there are none."""
    return text(key, language, detail=fault.partition(":")[2]) if has_text(key) else fault


def _key(error: LedfyrError) -> str:
    """The key of the error's own words, or of the nearest class above it that has any."""
    match error:
        case VersionUnknown(version=""):
            return "error.VersionUnknown.before"
        case FormatUnknown(ending=""):
            return "error.FormatUnknown.none"
        case _:
            names = (f"error.{kind.__name__}" for kind in type(error).__mro__)
            return next(name for name in names if has_text(name))


def _facts(error: LedfyrError, language: Language) -> Mapping[str, object]:
    """The error's facts as they are spoken."""
    match error:
        case DocumentTooLarge(size=size, limit=limit):
            spoken = {"size": spoken_size(size, language), "limit": spoken_size(limit, language)}
        case DocumentSuspicious(unpacked=unpacked, limit=limit):
            spoken = {"unpacked": spoken_size(unpacked, language), "limit": spoken_size(limit, language)}
        case DocumentScanned(pages=pages):
            spoken = {"pages": counted("scanned", pages, language)}
        case (
            DocumentDamaged(fault=fault)
            | LibraryDamaged(fault=fault)
            | HomeUnusable(fault=fault)
            | StateUnavailable(fault=fault)
            | MissionDamaged(fault=fault)
            | DiscordUnreachable(fault=fault)
        ):
            spoken = {"fault": f" ({fault})" if fault else ""}
        case VersionUnknown(known=known):
            spoken = {"known": _AMONG.join(known) or "–"}
        case EmbedderUnavailable(fault=fault):
            spoken = {"why": engine_fault(fault, language)}
        case SettingsInvalid(name=name, fault=fault):
            key = f"setting.{name.removeprefix(_PREFIX).lower()}"
            spoken = {"fault": text(key, language) if has_text(key) else fault}
        case DesignUnreadable(fault=fault):
            spoken = {"fault": _coded(f"design.{fault.partition(':')[0]}", fault, language)}
        case LineBroken(fault=fault):
            where = text("batch.stdin", language) if error.path == "-" else error.path
            spoken = {"path": where, "fault": batch_fault(fault, language)}
        case _:
            spoken = {}
    return {**vars(error), **spoken}


def _causes(error: LibraryEmpty) -> tuple[DocumentError, ...]:
    """What kept an ingest from finding anything, as far as the error tells."""
    failed: object = getattr(error, "failed", ())
    if not isinstance(failed, tuple):
        return ()
    causes: tuple[object, ...] = failed  # pyright: ignore[reportUnknownVariableType]
    return tuple(cause for cause in causes if isinstance(cause, DocumentError))
