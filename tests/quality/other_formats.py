"""Makes the same texts as PDF, DOCX, HTML (LibreOffice) and PPTX (python-pptx), to see that the format does not matter.

    python tests/quality/other_formats.py CORPUS TARGET

writes TARGET/pdf, TARGET/docx, TARGET/html and TARGET/pptx, one file for each text of CORPUS. Headings, lists and
paragraphs are carried over by the simplest rules a person would use; nothing is added and nothing left out.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, cast

from pptx import Presentation
from pptx.text.text import TextFrame

from ingest.loaders.text import load_text
from ingest.records import Transcript

SLIDE_LINES = 9


class Piece(NamedTuple):
    """A heading, a list item or a paragraph of a text."""

    kind: Literal["heading", "item", "paragraph"]
    text: str
    level: int = 1
    ordinal: int | None = None


def pieces_of(transcript: Transcript) -> Iterator[Piece]:
    """The pieces of a transcript, in order, everything on one line each."""
    for block in transcript.blocks:
        text = " ".join(transcript.text[block.start : block.end].split())
        text = re.sub(r"</?b>", "", text)
        if block.kind == "heading":
            yield Piece("heading", text, block.level)
        elif block.kind == "item":
            yield Piece("item", text, block.level, block.ordinal)
        else:
            yield Piece("paragraph", text)


def as_html(title: str, pieces: list[Piece]) -> str:
    """A plain HTML page of `pieces`."""
    lines: list[str] = []
    open_list = ""
    for piece in pieces:
        wanted = ("ol" if piece.ordinal else "ul") if piece.kind == "item" else ""
        if open_list and (wanted != open_list or piece.ordinal == 1):
            lines.append(f"</{open_list}>")
            open_list = ""
        if wanted and not open_list:
            lines.append(f"<{wanted}>")
            open_list = wanted
        lines.append(_element(piece))
    if open_list:
        lines.append(f"</{open_list}>")
    body = "\n".join(lines)
    return (
        f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
        f"<body>\n{body}\n</body></html>"
    )


def _element(piece: Piece) -> str:
    text = html.escape(piece.text)
    match piece.kind:
        case "heading":
            return f"<h{piece.level}>{text}</h{piece.level}>"
        case "item":
            return f"<li>{text}</li>"
        case "paragraph":
            return f"<p>{text}</p>"


def write_pptx(pieces: list[Piece], target: Path) -> None:
    """A deck of `pieces`: a slide a heading, its text below it, long sections over several slides."""
    deck = Presentation()
    slide = None
    lines = 0
    heading = ""
    for piece in pieces:
        if piece.kind == "heading" or slide is None or lines >= SLIDE_LINES:
            heading = piece.text if piece.kind == "heading" else heading
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = heading  # pyright: ignore[reportOptionalMemberAccess]
            lines = 0
        if piece.kind != "heading":
            frame = cast("TextFrame", slide.placeholders[1].text_frame)  # pyright: ignore
            paragraph = frame.paragraphs[0] if lines == 0 else frame.add_paragraph()
            paragraph.text = piece.text
            paragraph.level = piece.level - 1 if piece.kind == "item" else 0
            lines += 1
    deck.save(str(target))


def convert(page: Path, target: Path, ending: str, writer: str, profile: Path) -> None:
    """Let LibreOffice turn an HTML `page` into another format in the folder `target`."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--infilter=HTML (StarWriter)"]
    command += ["--convert-to", f"{ending}:{writer}", "--outdir", str(target), str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def make(corpus: Path, target: Path) -> list[Path]:
    """Write every format of every text; returns the folders."""
    if shutil.which("soffice") is None:
        raise SystemExit("LibreOffice (soffice) is not installed")
    folders = {ending: target / ending for ending in ("pdf", "docx", "html", "pptx")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for source in sorted(corpus.glob("*.txt")):
            pieces = list(pieces_of(load_text(source)))
            page = Path(scratch) / f"{source.stem}.html"
            page.write_text(as_html(source.stem, pieces), encoding="utf-8")
            profile = Path(scratch) / "profile"
            convert(page, folders["pdf"], "pdf", "writer_web_pdf_Export", profile)
            convert(page, folders["docx"], "docx", "MS Word 2007 XML", profile)
            convert(page, folders["html"], "html", "HTML (StarWriter)", profile)
            write_pptx(pieces, folders["pptx"] / f"{source.stem}.pptx")
    return list(folders.values())


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]), Path(sys.argv[2])):
        print(made)  # noqa: T201 - a script for the hand
