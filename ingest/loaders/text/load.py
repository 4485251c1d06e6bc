"""Plain text: paragraphs, lists, fields and headings read from the shape of the lines.

A .txt file has no marks that say what is what, so this loader looks at it as a person would: a blank line parts, a wide
gap begins something new (a slide, a section), a short line above a longer text is its heading, short lines under one
another are a list. `#` headings, bullets and numbers are taken at their word.
"""

from pathlib import Path

from ingest.loaders.decode import read_text
from ingest.loaders.front_matter import read_front_matter
from ingest.loaders.text.lines import Cluster, clusters_of
from ingest.loaders.text.shape import blocks_of
from ingest.records import Transcript


def load_text(path: Path) -> Transcript:
    """The text file at `path`; every span is a span of the file itself."""
    text = read_text(path)
    front = read_front_matter(text, path)
    clusters: list[Cluster] = clusters_of(text, begin=front.end)
    return Transcript(text=text, blocks=(*front.as_noise(), *blocks_of(text, clusters)), stated=front.stated)
