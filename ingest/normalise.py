"""Takes the chrome out of a transcript and mends how its words were broken (pure)."""

import re
from collections.abc import Sequence

from ingest.records import Block, Transcript

_CHROME_LENGTH = 420
_CHROME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"javascript.*(?:påslaget|avstängt|aktivera|enable|disabled|turned off)",
        r"(?:enable|turn on|aktivera).*javascript",
        r"\A(?:vi|denna webbplats|webbplatsen|we|this (?:web)?site)\b.*\b(?:använder|uses?)\b.*\b(?:kakor|cookies)\b",
        r"\b(?:kakor|kakinställningar|cookies|cookie-?inställningar)\b.*(?:ändra|godkänn|acceptera|inställningar|settings)",
        r"\A(?:ändra|hantera|godkänn|acceptera|manage|accept|change|reject).{0,30}(?:kak|cookie)",
        r"anonym.*(?:stänga av|turned off).*(?:webbplats|website)",
        r"\Astatistik för sidan\Z|\Apage statistics\Z",
        r"\A(?:hoppa till (?:huvud)?innehåll|skip to (?:main )?content|till toppen|back to top|skriv ut|print)\W*\Z",
        r"\A(?:dela (?:på|via)|share (?:on|via))\b.{0,40}\Z",
        r"\A[\w\-() ]+\.(?:png|jpe?g|gif|svg|webp)\Z",
    )
)
_DATE_ONLY = re.compile(r"\A\d{4}[-./]\d{1,2}[-./]\d{1,2}\Z|\A\d{1,2}\s+[^\W\d]+\s+\d{4}\Z")
_POSTS = 3  # as many dated titles in a row are a list of other posts, not this one

_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|sub|sup|span|small|mark)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE_HYPHEN = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u00ad\ufffe][ \t]*\r?\n[ \t>]*(?=[a-zåäöéü])(?!(?:och|eller|and|or|samt)\b)"
)
_KEPT_HYPHEN = re.compile(r"(?<=[\w/])-[ \t]*\r?\n[ \t>]*(?=\S)(?!(?:och|eller|and|or|samt)\b)")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\((\S*?)(?:\s+[\"'][^\"']*[\"'])?\)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|`+|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_INNER_QUOTE_MARK = re.compile(r"\n[ \t]*>[ \t]?")
_UNSEEN = str.maketrans(
    {"\u00ad": None, "\ufeff": None, "\u200b": None, "\u00a0": " ", "\u202f": " ", "\ufffe": None}
) | {ord(ligature): letters for ligature, letters in {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}.items()}


def shown(raw: str, *, markdown: bool, mend: bool = True) -> str:
    """A slice of a document on one line, its marks gone.

    With `markdown`, emphasis, links, tags, escapes and block-quote marks are read as such; without, they are characters
    like others. With `mend`, a word hyphenated over a line end is joined ("EU-" and "2020-" keep their hyphen, "system-
    och" its gap), ligatures come apart and invisible characters go; without, every word is as the document has it.
    """
    text = _without_marks(_INNER_QUOTE_MARK.sub("\n", raw)) if markdown else raw
    if mend:
        text = _LINE_HYPHEN.sub(_joined, text)
        text = _KEPT_HYPHEN.sub("-", text).translate(_UNSEEN)
    return " ".join(text.split())


def _joined(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    word = re.search(r"[^\W_]*\Z", before)
    capitals = word is not None and word.group().isupper()
    return "-" if capitals else ""


def _without_marks(text: str) -> str:
    text = _TAG.sub("", _BREAK.sub(" ", text))
    text = _LINK.sub(lambda link: f"{link[1]} ({link[2]})" if _says_more(link[1], link[2]) else link[1], text)
    for _ in range(3):  # bold within italics within bold
        text, count = _EMPHASIS.subn(r"\2", text)
        if not count:
            break
    return _ESCAPE.sub(r"\1", text)


def _says_more(words: str, address: str) -> bool:
    return address.startswith(("http://", "https://", "mailto:")) and words.strip("<> ") not in address


def normalise(transcript: Transcript) -> Transcript:
    """The transcript with what is not the document's own marked as noise: notices, page furniture, other posts."""
    texts = [shown(transcript.text[block.start : block.end], markdown=False) for block in transcript.blocks]
    noise = {at for at, text in enumerate(texts) if _is_chrome(text)}
    noise |= _other_posts(texts)
    noise |= _emptied_headings(transcript.blocks, noise)
    blocks = (
        block.model_copy(update={"kind": "noise"}) if at in noise else block
        for at, block in enumerate(transcript.blocks)
    )
    return transcript.model_copy(update={"blocks": tuple(blocks)})


def noise_of(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """The spans of the text that are not the document's own, in order."""
    return tuple((block.start, block.end) for block in transcript.blocks if block.kind == "noise")


def _is_chrome(text: str) -> bool:
    return len(text) <= _CHROME_LENGTH and any(pattern.search(text) for pattern in _CHROME)


def _other_posts(texts: Sequence[str]) -> set[int]:
    """The places of a closing list of dated titles: date, title, date, title … to the end."""
    start = len(texts)
    while start > 1 and _DATE_ONLY.match(texts[start - 2]) and not _DATE_ONLY.match(texts[start - 1]):
        start -= 2
    return set(range(start, len(texts))) if len(texts) - start >= 2 * _POSTS else set()


def _emptied_headings(blocks: Sequence[Block], noise: set[int]) -> set[int]:
    """Headings that stand over nothing but noise, a table of contents for one."""
    emptied: set[int] = set()
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        after = next((n for n in range(at + 1, len(blocks)) if not _is_noise(blocks, n, noise)), None)
        over_noise = at + 1 < len(blocks) and after != at + 1
        if over_noise and (after is None or blocks[after].kind == "heading"):
            emptied.add(at)
    return emptied


def _is_noise(blocks: Sequence[Block], at: int, noise: set[int]) -> bool:
    return at in noise or blocks[at].kind == "noise"
