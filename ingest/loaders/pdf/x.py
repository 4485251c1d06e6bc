"""X."""
from typing import cast
from collections.abc import Callable
import pypdfium2 as pdfium
import pypdfium2.raw as raw

a = cast("Callable[[object, int], int]", raw.FPDFText_GetUnicode)
d = pdfium.PdfDocument("x")
n = len(d)
pg = d[0]
tp = pg.get_textpage()
print(a(tp, 2))
b = raw.FPDFText_GetFontSize(tp, 1)
print(b)
