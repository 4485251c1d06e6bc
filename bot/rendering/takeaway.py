"""What a person takes with them: a memo as plain text to paste, or as a Word document."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt

from bot.rendering.marks import harmless
from bot.replies.memo import Memo, Reference, Said, signs
from bot.replies.reply import Line
from bot.texts import quoted, text
from knowledge.adapters.word.look import QUIET, Word, hang, set_style, set_up, speak, write_link
from knowledge.language import Language

_FACTS: Final = "Ledfyr Facts"
_REFERENCE: Final = "Ledfyr Reference"


def as_text(memo: Memo) -> str:
    """A memo as plain text without markup, an empty line between what stands apart."""
    language = memo.language
    parts = [text("memo.title", language), "\n".join(f"{fact}." for fact in memo.facts)]
    parts += [text("memo.question", language), memo.question] if memo.question else []
    parts += [text("memo.answer", language), *(_said(one, language) for one in memo.answer)]
    parts += [memo.quotes_heading, *(_said(one, language) for one in memo.quotes)] if memo.quotes else []
    if memo.references:
        parts += [text("memo.references", language), *(_reference(one, language) for one in memo.references)]
    return harmless("\n\n".join(parts)) + "\n"


def as_docx(memo: Memo, *, asked: dt.datetime) -> bytes:
    """A memo as a Word document, dated `asked`; takes some 0.1 s of the processor."""
    document: Word = docx.Document()
    _set_up(document, memo, asked)
    document.add_heading(text("memo.title", memo.language), level=1)
    for fact in memo.facts:
        document.add_paragraph(f"{fact}.", style=_FACTS)
    if memo.question:
        document.add_heading(text("memo.question", memo.language), level=2)
        document.add_paragraph(harmless(memo.question))
    _write_said(document, text("memo.answer", memo.language), memo.answer)
    if memo.quotes:
        _write_said(document, memo.quotes_heading, memo.quotes)
    if memo.references:
        document.add_heading(text("memo.references", memo.language), level=2)
        for reference in memo.references:
            _write_reference(document, reference, memo.language)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _said(said: Said, language: Language) -> str:
    """Lines as text, what is quoted between quotation marks."""
    words = "\n".join(_line(line) for line in said.lines)
    if said.verbatim:
        words = quoted(words, language)
    numbered = f"{words} {signs(said.numbers)}" if said.numbers else words
    return "\n".join((numbered, *said.notes))


def _line(line: Line) -> str:
    return line.text if line.mark is None else f"{line.mark} {line.text}"


def _reference(reference: Reference, language: Language) -> str:
    lines = [f"{signs(reference.numbers)} {reference.words}", *reference.places, reference.url]
    if reference.rests_on:
        lines += [text("memo.rests_on", language), *(f"- {source}" for source in reference.rests_on)]
    return "\n".join(line for line in lines if line)


def _write_said(document: Word, heading: str, said: Sequence[Said]) -> None:
    document.add_heading(heading, level=2)
    for one in said:
        for at, line in enumerate(one.lines):
            paragraph = document.add_paragraph(style="Quote" if one.verbatim else "Normal")
            _write_line(paragraph, line, one.language)
            last = at == len(one.lines) - 1
            if last and one.numbers:
                paragraph.add_run(f"\u00a0{signs(one.numbers)}").bold = True
            if not last or one.notes:
                _keep_close(paragraph)
        for note in one.notes:
            layout = document.add_paragraph(harmless(note), style=_FACTS).paragraph_format
            layout.left_indent, layout.space_after = Cm(1), Pt(8)


def _keep_close(paragraph: Word) -> None:
    """Let what follows a paragraph stand close below it, on the same page."""
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(2)


def _write_line(paragraph: Word, line: Line, language: Language) -> None:
    """A line in its own language; a list item hangs under its mark."""
    if line.mark is not None:
        hang(paragraph, paragraph.style.paragraph_format.left_indent or 0)
        paragraph.add_run(f"{'•' if line.mark == '-' else harmless(line.mark)}\t")
    run = paragraph.add_run(harmless(line.text))
    run.bold = True if line.strong else None
    speak(run, language)


def _write_reference(document: Word, reference: Reference, language: Language) -> None:
    paragraph = document.add_paragraph(style=_REFERENCE)
    paragraph.add_run(f"{signs(reference.numbers)} ").bold = True
    paragraph.add_run(harmless(reference.words))
    for place in reference.places:
        paragraph.add_run(f"\n{harmless(place)}")
    if reference.url:
        paragraph.add_run("\n")
        write_link(paragraph, reference.url)
    if reference.rests_on:
        paragraph.add_run(f"\n{text('memo.rests_on', language)}")
        for source in reference.rests_on:
            hang(document.add_paragraph(f"–\t{harmless(source)}", style=_REFERENCE), Cm(1))


def _set_up(document: Word, memo: Memo, asked: dt.datetime) -> None:
    """The styles, and what the document says of itself."""
    _set_styles(document)
    title = harmless(" ".join(memo.question.split())) or text("memo.title", memo.language)
    set_up(document, title=title, language=memo.language, moment=asked)


def _set_styles(document: Word) -> None:
    styles: Word = document.styles
    set_style(styles["Normal"], size=11, after=6)
    set_style(styles["Heading 1"], size=20, after=4)
    set_style(styles["Heading 2"], size=13, after=4, before=14)
    set_style(styles["Quote"], size=11, after=8, indent=1)
    styles["Quote"].font.italic = False
    set_style(styles.add_style(_FACTS, WD_STYLE_TYPE.PARAGRAPH), size=10, after=2, colour=QUIET)
    set_style(styles.add_style(_REFERENCE, WD_STYLE_TYPE.PARAGRAPH), size=10, after=4, indent=1)
    styles[_REFERENCE].paragraph_format.first_line_indent = Cm(-1)
