"""PPTX: python-pptx opens the deck and tells where things stand, each slide is read as a reader's eye goes."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pptx

from ingest.loaders.office.archives import guard_archive
from ingest.loaders.office.faults import vendor_edge
from ingest.loaders.office.flow import Heading, Item, Piece, Table, cell_text, title_worth_keeping, write_flow
from ingest.loaders.pptx.slide import LABEL, Frame, SlideRead, read_slide
from ingest.records import StatedFacts, Transcript, Writing
from knowledge.errors import DocumentEmpty, DocumentScanned

_TITLE_BAND: Final = 0.3  # the part of a slide's height in which a title stands
_RUNNING: Final = 3  # slides from which a line that keeps its words and place runs through the deck


def load_pptx(path: Path) -> Transcript:
    """The deck at `path`; a slide's number is the page of its blocks, hidden slides among them.

    A slide's title is a heading at level 2, the opening slide's at level 1. Speaker notes end their slide. Dates,
    footers, slide numbers and lines that run through the deck are left out. Raises what `guard_archive` raises,
    DocumentScanned for a deck of pictures alone, DocumentEmpty.
    """
    guard_archive(path)
    with vendor_edge(path):
        deck = pptx.Presentation(str(path))
        slides = [read_slide(slide) for slide in deck.slides]
        said = _said(slides, height=deck.slide_height or 0)
        if not any(said):
            pictured = any(slide.has_pictures for slide in slides)
            raise DocumentScanned(path, pages=len(slides)) if pictured else DocumentEmpty(path)
        writing = Writing()
        for number, pieces in enumerate(said, start=1):
            write_flow(pieces, writing, page=number)
        title = _opening_title(said) or title_worth_keeping(deck.core_properties.title)
        return writing.transcript(StatedFacts(title=title))


def _opening_title(said: Sequence[Sequence[Piece]]) -> str | None:
    headings = (piece for pieces in said for piece in pieces if isinstance(piece, Heading))
    return next((heading.text for heading in headings if heading.level == 1), None)


def _said(slides: Sequence[SlideRead], *, height: int) -> list[list[Piece]]:
    """Each slide's pieces, its title first and its notes last; the first slide that has a title may open the deck."""
    running = _running_lines(slides)
    said: list[list[Piece]] = []
    is_first = True
    for slide in slides:
        frames = [frame for frame in slide.frames if not (_may_run(frame) and _key(frame) in running)]
        title = slide.title
        if not title and _heads_slide(frames, height):
            title = cell_text(frames.pop(0).pieces)
        level = 1 if is_first and (slide.is_opening or _is_bare(frames)) else 2
        is_first = is_first and not title
        heading = [Heading(title, level)] if title else []
        said.append([*heading, *(piece for frame in frames for piece in frame.pieces), *slide.notes])
    return said


def _heads_slide(frames: Sequence[Frame], height: int) -> bool:
    """Without a title placeholder a short line at the top is the title: else the slide before would head this one."""
    if len(frames) < 2 or not frames[0].box.is_label:  # noqa: PLR2004 a title and what it heads
        return False
    return frames[0].box.top < height * _TITLE_BAND and not cell_text(frames[0].pieces).rstrip().endswith(
        (".", ":", ",")
    )


def _is_bare(frames: Sequence[Frame]) -> bool:
    """An opening slide holds a title and at most a few short lines: who, where, when."""
    pieces = [piece for frame in frames for piece in frame.pieces]
    return not any(isinstance(piece, Item | Table) or len(piece.text) > LABEL for piece in pieces)


def _running_lines(slides: Sequence[SlideRead]) -> frozenset[tuple[str, int, int]]:
    """Lines with the same words in the same place on more than half of the slides: footers that are no placeholders."""
    keys = Counter(key for slide in slides for key in {_key(frame) for frame in slide.frames if _may_run(frame)})
    return frozenset(key for key, count in keys.items() if count >= _RUNNING and 2 * count > len(slides))


def _may_run(frame: Frame) -> bool:
    return frame.is_free and frame.box.is_label


def _key(frame: Frame) -> tuple[str, int, int]:
    return cell_text(frame.pieces), frame.box.left, frame.box.top
