"""Where sentences end, in Swedish and English prose (pure)."""

import re

_ABBREVIATIONS = frozenset(
    """
    bl.a t.ex s.k d.v.s dvs m.m m.fl o.s.v osv f.d p.g.a pga s.a.s fr.o.m t.o.m i.e e.g etc ca cirka kl nr tel st resp
    inkl exkl prof dr mr mrs ms jfr ev f.n f.ö f.kr e.kr o.d dyl vs no vol ed eds al fig kap s sid art ang avd bil dec
    el ex forts föreg gm ggr hr jan feb mar apr jun jul aug sep sept okt nov mån mkr mdr mnkr mdkr moms nuv obs omkr
    ordf vice red ref regl skr sek t tf tr ung utg uppl övers approx dept est govt inc ltd jr sr""".split()
)
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+|\Z)")
_NEXT_WORD = re.compile(r"\s+[–—•\-]?\s*[\"”“„’‘«(\[]*(\S)")
_LAST_WORD = re.compile(r"([^\s(\"”“]+)\Z")
_CLOSED_QUOTE = re.compile(r"[\"”]\s*[.!?…]*\s*\Z|[.!?…][\"”]\s*\Z")
_ATTRIBUTION = 45  # characters: a source named after a quotation ("OECD/EUROSTAT, 2005")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every sentence of `text`, in order, without the white space around them.

    Nothing but white space falls between two spans. A short line that names the source of the quotation before it
    belongs to that quotation.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [match.end() for match in _END.finditer(text) if _ends_here(text, match)] + [len(text)]:
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        finish = begin + len(text[begin:end].rstrip())
        if begin < finish:
            _append(spans, text, begin, finish)
            start = end
    return spans


def _append(spans: list[tuple[int, int]], text: str, begin: int, finish: int) -> None:
    if spans and _is_attribution(text[spans[-1][0] : spans[-1][1]], text[begin:finish]):
        spans[-1] = (spans[-1][0], finish)
    else:
        spans.append((begin, finish))


def _is_attribution(before: str, fragment: str) -> bool:
    if not _CLOSED_QUOTE.search(before) or len(fragment) > _ATTRIBUTION:
        return False
    return not re.search(r"[.!?]\Z", fragment) and fragment[:1].isupper()


def _ends_here(text: str, match: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, match.end())
    if following is None:
        return True
    if following[1].islower():
        return False
    if not match.group().startswith(".") or len(match.group().rstrip('"”’»)]')) > 1:
        return True
    word = _LAST_WORD.search(text, 0, match.start())
    if word is None:
        return True
    return not _abbreviates(word[1], following[1])


def _abbreviates(word: str, following: str) -> bool:
    bare = word.casefold().strip('(["”“')
    if bare in _ABBREVIATIONS:
        return True
    if len(bare) == 1 and bare.isalpha():
        return True
    # "1. Samverka" at the head of an item, "3. kl. 9.30": a number before a number or alone at the start
    return bare.isdigit() and following.isdigit()
