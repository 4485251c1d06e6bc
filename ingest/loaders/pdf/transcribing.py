"""What a PDF shows, written as a transcript (pure)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.flow import content_of
from ingest.loaders.pdf.headings import heading_levels
from ingest.loaders.pdf.lines import Line, text_of
from ingest.loaders.pdf.lists import item_levels, without_false_marks
from ingest.loaders.pdf.marks import without_mark
from ingest.loaders.pdf.measure import usual_of
from ingest.loaders.pdf.mending import joined_lines
from ingest.loaders.pdf.notes import note_places
from ingest.loaders.pdf.page import Drawn
from ingest.loaders.pdf.paragraphs import Stretch, TableRow, stretches_of
from ingest.loaders.pdf.titles import title_of
from ingest.records import StatedFacts, Transcript, Turn, Writing


@dataclass(frozen=True)
class _Reading:
    """The stretches of a document and what became of each, by its place."""

    stretches: Sequence[Stretch | TableRow]
    texts: Sequence[str]
    headings: Mapping[int, int]
    items: Mapping[int, int]
    rows: Collection[int]
    vocabulary: Collection[str]
    labels: Mapping[int, str | None]

    def turns(self, place: int) -> list[Turn]:
        """Where a stretch goes on to further pages, counted from its own beginning."""
        stretch = self.stretches[place]
        if isinstance(stretch, TableRow) or stretch.last.page == stretch.page:
            return []
        lines = stretch.lines
        heads = [at for at in range(1, len(lines)) if lines[at].page != lines[at - 1].page]
        return [
            Turn(
                at=len(joined_lines([line.text for line in lines[:at]], known=self.vocabulary)),
                page=lines[at].page,
                page_label=self.labels[lines[at].page],
            )
            for at in heads
        ]


def transcribed(drawn: Drawn) -> Transcript:
    """The transcript of what `drawn` shows; it has no blocks where there is no text."""
    reading = _read(drawn)
    writing = Writing()
    for place in range(len(reading.stretches)):
        page = reading.stretches[place].page
        _write(writing, reading, place, page=page, label=reading.labels[page])
    return writing.transcript(_facts(drawn, reading))


def _read(drawn: Drawn) -> _Reading:
    content = content_of(drawn.pages)
    usual = usual_of([one for one in content.flow if isinstance(one, Line)])
    notes = note_places(content.flow, usual, content.separators)
    stretches = without_false_marks(stretches_of(content.flow, usual, notes))
    texts = [_text(one, content.vocabulary) for one in stretches]
    marked = [_marked(one, text) for one, text in zip(stretches, texts, strict=True)]
    headings = heading_levels(stretches, marked, usual, drawn.outline)
    return _Reading(
        stretches=stretches,
        texts=[marked[place] if place in headings else text for place, text in enumerate(texts)],
        headings=headings,
        items=item_levels(stretches, headings),
        rows=_rows(stretches),
        vocabulary=content.vocabulary,
        labels={page.number: page.label for page in drawn.pages},
    )


def _write(writing: Writing, reading: _Reading, place: int, *, page: int, label: str | None) -> None:
    stretch, text = reading.stretches[place], reading.texts[place]
    if place in reading.headings:
        writing.heading(text, level=reading.headings[place], page=page, label=label)
    elif place in reading.rows:
        writing.row(_cells(stretch), page=page, label=label)
    elif place in reading.items:
        ordinal = stretch.mark.ordinal if isinstance(stretch, Stretch) and stretch.mark else None
        writing.item(text, level=reading.items[place], ordinal=ordinal, page=page, label=label)
    else:
        writing.paragraph(text, page=page, label=label, turns=reading.turns(place))


def _text(stretch: Stretch | TableRow, vocabulary: Collection[str]) -> str:
    """The words of a stretch without its mark."""
    if isinstance(stretch, TableRow):
        return " ".join(stretch.cells)
    first = without_mark(stretch.first) if stretch.mark else stretch.first.text
    return joined_lines([first, *(line.text for line in stretch.lines[1:])], known=vocabulary)


def _marked(stretch: Stretch | TableRow, text: str) -> str:
    """The words of a stretch as a heading shows them, its number included."""
    if isinstance(stretch, TableRow) or stretch.mark is None:
        return text
    return f"{stretch.first.words[0].text} {text}"


def _rows(stretches: Sequence[Stretch | TableRow]) -> frozenset[int]:
    """The rows of tables: those of ruled ones, and lines in cells where one follows another."""
    tabular = [isinstance(stretch, Stretch) and stretch.is_tabular for stretch in stretches]
    beside = [before or after for before, after in zip([False, *tabular], [*tabular[1:], False], strict=False)]
    return frozenset(
        place
        for place, stretch in enumerate(stretches)
        if (tabular[place] and beside[place]) or (isinstance(stretch, TableRow) and len(stretch.cells) > 1)
    )


def _cells(stretch: Stretch | TableRow) -> list[str]:
    if isinstance(stretch, TableRow):
        return list(stretch.cells)
    return [text_of(part) for part in stretch.first.parts]


def _facts(drawn: Drawn, reading: _Reading) -> StatedFacts:
    """The file's title and publisher. Its dates are not taken: they tell when the file was made, not the text."""
    opening = [
        (reading.texts[place], stretch.first.size)
        for place in sorted(reading.headings)
        if isinstance(stretch := reading.stretches[place], Stretch) and stretch.page == 1
    ]
    return StatedFacts(title=title_of(drawn.title, opening), publisher=drawn.publisher or None)
