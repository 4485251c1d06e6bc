"""The door for everything that leaves Ledfyr: a mission as a document, a picture or a file to bring back."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal
from xml.sax.saxutils import escape

from knowledge.adapters.typst import typeset
from knowledge.adapters.word.mission import as_docx
from knowledge.language import Language, Value
from knowledge.method.method import Method
from knowledge.missions.design import MissionDesign
from knowledge.missions.exports.canvas import canvas_alt, canvas_of
from knowledge.missions.exports.document import outline_of
from knowledge.missions.exports.interchange import as_json
from knowledge.missions.exports.map import map_of
from knowledge.missions.exports.map_words import LONGEST_ALT, map_alt
from knowledge.missions.exports.markdown import as_markdown
from knowledge.missions.exports.pictures import canvas_data, document_data, map_data
from knowledge.missions.exports.words import told
from knowledge.missions.finding import Readiness

ExportKind = Literal["markdown", "docx", "pdf", "canvas_png", "canvas_svg", "map_png", "map_svg", "json"]

_ENDINGS: Final[Mapping[ExportKind, str]] = {
    "markdown": "md",
    "docx": "docx",
    "pdf": "pdf",
    "canvas_png": "png",
    "canvas_svg": "svg",
    "map_png": "png",
    "map_svg": "svg",
    "json": "json",
}
_MEDIA: Final[Mapping[str, str]] = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "json": "application/json",
}
_LONGEST_NAME: Final = 60


class Exported(Value):
    """A file to hand over: its name, media type and bytes; `about` describes a picture in at most 1,000 characters."""

    name: str
    media_type: str
    content: bytes
    about: str = ""


def export(
    design: MissionDesign,
    method: Method,
    *,
    readiness: Readiness,
    kind: ExportKind,
    language: Language,
    today: dt.date,
) -> Exported:
    """A design as a file in `language`.

    Blocks for some 0.1 to 1 s, so call it from a thread; several may run at once. JSON is the design itself, whatever
    the language.
    """
    content, about = _made(design, method, readiness, kind, language, today)
    ending = _ENDINGS[kind]
    return Exported(
        name=f"{file_name(design, kind, language)}.{ending}", media_type=_MEDIA[ending], content=content, about=about
    )


def file_name(design: MissionDesign, kind: ExportKind, language: Language) -> str:
    """A file's name without its ending: small letters, digits and hyphens, "mission-friska-hav-karta"."""
    mission = told("file.mission", language)
    slug = _slug(design.title)[:_LONGEST_NAME].strip("-")
    name = slug if slug.startswith(mission) else f"{mission}-{slug}".strip("-")
    picture = kind.partition("_")[0]
    return f"{name}-{told(f'file.{picture}', language)}" if picture in ("canvas", "map") else name


def _made(
    design: MissionDesign, method: Method, readiness: Readiness, kind: ExportKind, language: Language, today: dt.date
) -> tuple[bytes, str]:
    """The bytes of a file, and what describes it."""
    if kind == "json":
        return as_json(design).encode("utf-8"), ""
    if kind in ("canvas_png", "canvas_svg"):
        canvas = canvas_of(design, method, readiness, language)
        about = canvas_alt(canvas, LONGEST_ALT)
        return _picture("canvas", canvas_data(canvas), kind, about, today), about
    drawn = map_of(design, method, language)
    about = map_alt(drawn)
    if kind in ("map_png", "map_svg"):
        return _picture("map", map_data(drawn), kind, about, today), about
    outline = outline_of(design, method, readiness, language=language, today=today)
    if kind == "markdown":
        return as_markdown(outline).encode("utf-8"), ""
    if kind == "pdf":
        return typeset("document", document_data(outline, drawn), form="pdf", today=today), ""
    picture = typeset("map", map_data(drawn, titled=False), form="png", today=today)
    return as_docx(outline, picture=picture, today=today), ""


def _picture(
    template: Literal["canvas", "map"], data: Mapping[str, object], kind: str, about: str, today: dt.date
) -> bytes:
    if kind.endswith("png"):
        return typeset(template, data, form="png", today=today)
    return _described(typeset(template, data, form="svg", today=today), about)


def _described(svg: bytes, about: str) -> bytes:
    """An SVG picture that says what it shows to those who do not see it: its first sentence, and the whole."""
    opening, rest = svg.decode("utf-8").split(">", 1)
    title = about.partition(". ")[0]
    said = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(about)}</desc>'
    return f'{opening} role="img" aria-labelledby="title desc">{said}{rest}'.encode()


def _slug(title: str) -> str:
    """A title in letters that every system takes; those without such a form are left out."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    letters = (
        sign if sign.isascii() and sign.isalnum() else "" if unicodedata.combining(sign) else "-" for sign in plain
    )
    return "-".join(part for part in "".join(letters).split("-") if part)
