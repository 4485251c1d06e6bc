"""What a PDF is called (pure)."""

import re
from collections.abc import Iterable

_FILE_NAME = re.compile(
    r"(?:microsoft\s+)?(?:word|powerpoint|excel|office)\s*-\s.*"
    r"|.*\.(?:docx?|dotx?|pptx?|xlsx?|odt|odp|pdf|rtf|indd|txt|html?|pub|pages|tmp)(?:\s.*)?"
    r"|(?:untitled|namnl[oö]s|document|dokument|presentation|slide|bild|blank|print|title|titel|rapport)[\s_-]*\d*"
    r"|(?:powerpoint[- ]?presentation|powerpoint-presentasjon|word[- ]?dokument|word document|no slide title)"
    r"|[^\s]*[\d_][^\s]*"
    r"|[\W\d_]*",
    re.IGNORECASE,
)


def title_of(stated: str, headings: Iterable[tuple[str, float]]) -> str | None:
    """The title the metadata states, unless it is but a file's name; else the largest of the first page's headings.

    `headings` are the first page's headings with their sizes, in reading order.
    """
    title = " ".join(stated.split())
    if title and not _FILE_NAME.fullmatch(title):
        return title
    return max(headings, key=lambda heading: heading[1], default=(None, 0.0))[0]
