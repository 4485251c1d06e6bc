"""Reads one file into a holding: loaded, normalised, its facts told, split."""

import hashlib
from pathlib import Path
from typing import Final

from ingest.facts import facts_of
from ingest.loaders.table import Format, format_of
from ingest.loaders.text.lines import clusters_of
from ingest.loaders.text.shape import blocks_of
from ingest.normalise import noise_of, normalise
from ingest.records import Source, Transcript
from ingest.split import split
from ingest.structure import structured
from knowledge.corpus import Document, DocumentFacts, Holding
from knowledge.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentError,
    DocumentForbidden,
    DocumentTooLarge,
    DocumentVanished,
)
from knowledge.language import language_of
from knowledge.settings import LedfyrSettings

READING: Final = "reading-5"
"""Part of every fingerprint: raised when documents come to be read differently, so that all are read again."""

_MIB = 1024 * 1024


def fingerprint(source: Source, settings: LedfyrSettings) -> str:
    """The hash of a file's bytes and of the way it is read; raises DocumentError where it cannot be taken in at all."""
    try:
        size = source.path.stat().st_size
        limit = _limit(format_of(source.path), settings)
        if size > limit:
            raise DocumentTooLarge(source.path, size=size, limit=limit)
        if size == 0:
            raise DocumentEmpty(source.path)
        with source.path.open("rb") as file:
            return f"{READING}:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise _refusal(error, source.path) from error


def read(source: Source, print_of_file: str) -> Holding:
    """The document at `source`; raises DocumentError with what is wrong."""
    chosen = format_of(source.path)
    try:
        transcript = chosen.loader()(source.path)
    except DocumentError:
        raise
    except OSError as error:
        raise _refusal(error, source.path) from error
    except Exception as error:
        # No file may stop the others from going in, whatever a library makes of it.
        raise DocumentDamaged(source.path, fault=type(error).__name__) from error
    transcript = normalise(structured(transcript, as_written=chosen.as_written, slides=chosen.slides))
    return _holding(transcript, source, chosen, print_of_file)


def read_words(name: str, title: str, words: str) -> Holding:
    """A text that is in no file, read as a plain text file is: `title` may be blank; DocumentEmpty for blank words."""
    clusters = clusters_of(words, begin=0)
    transcript = Transcript(text=words, blocks=tuple(blocks_of(words, clusters)))
    transcript = normalise(structured(transcript, as_written=True))
    language = language_of(words)
    passages = split(transcript, document=name, title=title, language=language, as_written=True)
    if not passages:
        raise DocumentEmpty(name)
    digest = hashlib.sha256(f"{title}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()
    facts = DocumentFacts(title=title, language=language)
    document = Document(id=name, fingerprint=f"{READING}:{digest}", source=name, format="text", facts=facts)
    return Holding(document=document, text=transcript.text, passages=tuple(passages), noise=noise_of(transcript))


def _holding(transcript: Transcript, source: Source, chosen: Format, print_of_file: str) -> Holding:
    facts = facts_of(transcript, source)
    passages = split(
        transcript, document=source.id, title=facts.title, language=facts.language, as_written=chosen.as_written
    )
    if not passages:
        raise DocumentEmpty(source.path)
    document = Document(
        id=source.id, fingerprint=print_of_file, source=str(source.path), format=chosen.name, facts=facts
    )
    return Holding(document=document, text=transcript.text, passages=tuple(passages), noise=noise_of(transcript))


def _limit(chosen: Format, settings: LedfyrSettings) -> int:
    textual = chosen.as_written or chosen.name == "html"
    return (settings.largest_text if textual else settings.largest_file) * _MIB


def _refusal(error: OSError, path: Path) -> DocumentError:
    if isinstance(error, PermissionError):
        return DocumentForbidden(path)
    if isinstance(error, FileNotFoundError):
        return DocumentVanished(path)
    return DocumentDamaged(path, fault=error.strerror or type(error).__name__)
