"""Typst: sets documents and pictures from the templates of `content/typst`, with the fonts that ship with Ledfyr.

What people wrote reaches a template as data, never as markup, and a template reads no file but its own kin.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst

Template = Literal["document", "canvas", "map"]
Format = Literal["pdf", "png", "svg"]

_CONTENT: Final = Path(__file__).parents[1] / "content"
_TEMPLATES: Final = _CONTENT / "typst"
_FONTS: Final = _CONTENT / "fonts"
_DENSITY: Final = 144.0  # pixels per inch of a PNG: a picture as wide as an A3 sheet has 2,380
_REMEMBERED: Final = 10  # runs
_UNSHOWN: Final = "could not be displayed"


def typeset(template: Template, data: Mapping[str, object], *, form: Format, today: dt.date) -> bytes:
    """`data` set by a template: a PDF document that is tagged (PDF/UA-1), or one page as PNG or SVG.

    Safe to call from several threads at once; takes some 0.1 to 0.5 s of the processor.
    """
    stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
    compiler = typst.Compiler(
        _TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    try:
        made = (
            _document(compiler, stamp)
            if form == "pdf"
            else compiler.compile(format=form, ppi=_DENSITY, timestamp=stamp)
        )
        return _one(made)
    finally:
        _let_go(compiler)


def _document(compiler: typst.Compiler, stamp: dt.datetime) -> bytes | list[bytes] | None:
    """A PDF that claims to be accessible, unless it holds a sign that no font shows, which forbids the claim."""
    try:
        return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=stamp)
    except typst.TypstError as error:
        if _UNSHOWN not in error.message:
            raise
        return compiler.compile(format="pdf", timestamp=stamp)


def _let_go(compiler: typst.Compiler) -> None:
    """Free what Typst worked out: it keeps that of its last ten runs, some 80 MB each, until ten others have been."""
    for _ in range(_REMEMBERED + 1):
        compiler.compile(b"", format="svg")


def _one(made: bytes | list[bytes] | None) -> bytes:
    """What was made, as one file."""
    if isinstance(made, list):
        return made[0]
    return made or b""


@cache
def _fonts() -> typst.Fonts:
    """The fonts that ship with Ledfyr and no others, so that a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
