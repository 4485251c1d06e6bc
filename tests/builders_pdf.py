"""A small writer of PDF files, so that a test says exactly what stands where on a page."""

import hashlib
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_FONTS = ("Courier", "Courier-Bold")
_LIGATURES = {"ﬁ": "\x01", "ﬂ": "\x02"}
_ENCODING = "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >>"
_ADVANCE = 0.6
_PICTURE = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
_ID = b"ledfyr-ledfyr-16"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

LinkArea = tuple[float, float, float, float, str]


@dataclass
class Sheet:
    """A page being drawn: x from the left, y from the top, in points; every letter is 0.6 of its size wide."""

    rotate: int = 0
    strokes: list[str] = field(default_factory=list[str])
    links: list[LinkArea] = field(default_factory=list["LinkArea"])
    picture: bool = False

    def text(self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> None:
        """One line of text whose baseline is `y`."""
        self.draw(f"BT /F{int(bold)} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm {_string(text)} Tj ET")

    def prose(self, x: float, y: float, text: str, *, chars: int = 70, size: float = 10, leading: float = 1.2) -> float:
        """Running text wrapped at `chars` letters; gives the baseline where the next line would stand."""
        for line in textwrap.wrap(text, chars, break_on_hyphens=False):
            self.text(x, y, line, size=size)
            y += size * leading
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked line."""
        self.draw(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Every line of a table with these column and row edges."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def link(self, x: float, y: float, chars: int, address: str, *, size: float = 10) -> None:
        """A link over the `chars` letters that begin at `x` on the baseline `y`."""
        self.links.append((x, HEIGHT - y - 3, x + chars * size * _ADVANCE, HEIGHT - y + size, address))

    def draw(self, operators: str) -> None:
        """Content operators as they stand."""
        self.strokes.append(operators)


def make_pdf(
    sheets: Iterable[Sheet],
    *,
    title: str | None = None,
    outline: Sequence[tuple[str, int]] = (),
    labels: str = "",
    password: str | None = None,
) -> bytes:
    """A PDF file of `sheets`.

    `outline` holds (title, page index); `labels` is the body of a `/PageLabels` number tree's `/Nums` array; `password`
    locks the file (an empty one encrypts it and lets everyone in).
    """
    file = _File()
    pages = file.reserve()
    fonts = " ".join(f"/F{n} {file.add(_font(name))} 0 R" for n, name in enumerate(_FONTS))
    picture = file.add_stream(_PICTURE, b"\x80")
    resources = f"<< /Font << {fonts} >> /XObject << /P {picture} 0 R >> >>"
    kids = [_page(file, sheet, pages, resources) for sheet in sheets]
    file.put(pages, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    tree = f"/Outlines {_outline(file, outline, kids)} 0 R" if outline else ""
    numbers = f"/PageLabels << /Nums [{labels}] >>" if labels else ""
    root = file.add(f"<< /Type /Catalog /Pages {pages} 0 R {tree} {numbers} >>")
    info = file.add(f"<< /Title {_hex(title)} >>") if title is not None else None
    return file.written(root=root, info=info, password=password)


def _font(name: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {_ENCODING} >>"


def _page(file: "_File", sheet: Sheet, pages: int, resources: str) -> int:
    strokes = [*sheet.strokes, f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P Do Q"] if sheet.picture else sheet.strokes
    content = file.add_stream("", "\n".join(strokes).encode("cp1252"))
    annotations = " ".join(
        f"<< /Type /Annot /Subtype /Link /Rect [{x0} {y0} {x1} {y1}] /Border [0 0 0] "
        f"/A << /S /URI /URI ({address}) >> >>"
        for x0, y0, x1, y1, address in sheet.links
    )
    return file.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {sheet.rotate} "
        f"/Resources {resources} /Contents {content} 0 R /Annots [{annotations}] >>"
    )


def _outline(file: "_File", entries: Sequence[tuple[str, int]], kids: Sequence[int]) -> int:
    root = file.reserve()
    numbers = [file.reserve() for _ in entries]
    for place, ((title, page), number) in enumerate(zip(entries, numbers, strict=True)):
        after = f"/Next {numbers[place + 1]} 0 R" if place + 1 < len(numbers) else ""
        file.put(number, f"<< /Title {_hex(title)} /Parent {root} 0 R /Dest [{kids[page]} 0 R /Fit] {after} >>")
    file.put(root, f"<< /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)} >>")
    return root


def _string(text: str) -> str:
    for letter, code in _LIGATURES.items():
        text = text.replace(letter, code)
    return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


def _hex(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex() + ">"


class _File:
    def __init__(self) -> None:
        self._objects: list[tuple[bytes, bytes | None]] = []

    def reserve(self) -> int:
        self._objects.append((b"null", None))
        return len(self._objects)

    def put(self, number: int, body: str) -> None:
        self._objects[number - 1] = (body.encode("latin-1"), None)

    def add(self, body: str) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, entries: str, data: bytes) -> int:
        number = self.reserve()
        self._objects[number - 1] = (f"<< {entries} /Length {len(data)} >>".encode(), data)
        return number

    def written(self, *, root: int, info: int | None, password: str | None) -> bytes:
        lock = None if password is None else _Lock(password)
        out = bytearray(b"%PDF-1.5\n")
        places: list[int] = []
        for number, (body, data) in enumerate(self._objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body
            if data is not None:
                out += b"\nstream\n" + (lock.closed(number, data) if lock else data) + b"\nendstream"
            out += b"\nendobj\n"
        begin = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        extra = (f" /Info {info} 0 R" if info else "") + (lock.entry if lock else "")
        out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R{extra} >>\n".encode("latin-1")
        return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % begin


class _Lock:
    """The oldest password lock of the format (40-bit RC4): all a test needs. Streams are locked, strings are not."""

    def __init__(self, password: str) -> None:
        secret = (password.encode("latin-1") + _PADDING)[:32]
        owner = _rc4(hashlib.md5(_PADDING, usedforsecurity=False).digest()[:5], secret)
        seed = secret + owner + b"\xfc\xff\xff\xff" + _ID
        self._key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
        self.entry = (
            f" /ID [<{_ID.hex()}> <{_ID.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 "
            f"/O <{owner.hex()}> /U <{_rc4(self._key, _PADDING).hex()}> /P -4 >>"
        )

    def closed(self, number: int, data: bytes) -> bytes:
        salt = number.to_bytes(3, "little") + b"\0\0"
        return _rc4(hashlib.md5(self._key + salt, usedforsecurity=False).digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, swap = list(range(256)), 0
    for place in range(256):
        swap = (swap + state[place] + key[place % len(key)]) % 256
        state[place], state[swap] = state[swap], state[place]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)
