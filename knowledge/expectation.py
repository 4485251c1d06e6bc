"""What kind of thing a question asks for, and whether a sentence holds one (pure)."""

import re
from typing import Final, Literal

Expectation = Literal[
    "date", "year", "money", "count", "share", "contact", "expansion", "name", "result", "indicator", "person", "place",
    "any",
]  # fmt: skip

_ASKS: Final[tuple[tuple[Expectation, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("expansion", r"\b(?:vad|va) (?:står|betyder|uttyds?)\b.*\b(?:bokst|förkort|akronym)|\bvad står\b.{1,40}\bför\b\W*\Z"
                      r"|\bstands? for\b|\bacronym|\babbreviat|\bspell(?:ed)? out\b|\bförkortning(?:en)?\b"),
        ("contact", r"\btelefon|\bmobilnummer|\be-?post|\bmejl|\bmail\b|\bphone|\be-?mail|\bweb ?(?:adress|address|site)|"
                    r"\bwebb?adress|\blänk(?:en)? till\b|\bring(?:er|a)\b.*\bnummer"),
        ("money", r"\bbudget|\bkosta(?:r|de)?\b|\bkostnad|\bkronor\b|\bmiljoner\b|\bhur mycket (?:pengar|medel|kapital|stöd|får|fick)"
                  r"|\bhow much (?:money|funding|does|did|will|is)\b|\bcosts?\b|\bhur stort (?:anslag|belopp|bidrag)|\bprice\b"),
        ("share", r"\bandel\b|\bprocent\b|\bpercent|\bwhat share\b|\bproportion\b|\bhow large a part\b"),
        ("count", r"\bhur många\b|\bhow many\b|\bantalet\b|\bthe number of\b|\bhur mycket folk\b"),
        ("year", r"\bvilke[nt] år\b|\bvilka år\b|\b(?:what|which) years?\b|\bårtal"),
        ("date", r"\bvilket datum\b|\bvilken dag\b|\b(?:what|which) (?:date|day)\b|\bdatum för\b|\bdate of\b"
                 r"|(?:\A|[,;.?]|\boch)\s*(?:när|nar)\b(?!.*\b(?:passar|bör|kan|lämpar|används?|behövs?|behöver|väljer|gäller|räknas|är det|fungerar|ska man|ska vi|ska jag)\b)"
                 r"|\bwhen (?:was|were|did|is|will)\b(?!.*\b(?:useful|suitable|appropriate|right|needed|used|it)\b)"
                 r"|\bsince when\b|\bsedan när\b"),
        ("name", r"\b(?:vad|hur) heter\b|\bvad är namnet\b|\bvilka namn\b|\bnamnen? på\b|\bwhat (?:is|are|was|were)\b.*\b(?:called|named)\b"
                 r"|\b(?:the )?(?:names?|titles?) of\b|\bvad är titeln\b"),
        ("result", r"\b(?:vilka|vilket|vad blev|what|which) (?:(?:konkreta|mätbara|concrete|measurable) )?(?:resultat\w*|utfall\w*|results?|outcomes?)\b"),
        ("indicator", r"\b(?:vilka|which|what) (?:\w+ )?(?:indikator\w*|nyckeltal|mätetal|indicators?|kpis?|metrics)\b"),
        ("person", r"\bvem\b|\bvilka personer\b|\bvem som\b|\bwho\b|\bwhose\b|\bwhom\b"),
        ("place", r"\b(?:i|på) vilken (?:stad|ort|kommun|plats)\b|\b(?:in )?(?:what|which) (?:city|town|place|country)\b|\bvilken stad\b"),
    )
)  # fmt: skip

_NUMERAL: Final = (
    r"(?:\d[\d\s.,]*|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|trettio|femtio|hundra\w*|tusen\w*|dussin\w*|"
    r"tiotal\w*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundreds?|thousands?|"
    r"dozens?|several hundred|båda|both)"
)
_MONTH: Final = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october)"
)
_HOLDS: Final[dict[Expectation, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "date": rf"\b\d{{1,2}}(?::?[ea]|st|nd|rd|th)?\s+{_MONTH}\b|\b{_MONTH}\s+\d{{1,2}}\b|\b{_MONTH}\s+(?:\d{{4}}|i år)\b"
                r"|\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b(?:19|20)\d\d\b",
        "year": r"\b(?:1[5-9]|20)\d\d\b",
        "money": r"\d[\d\s.,]*\s*(?:kr\b|kronor|sek\b|mkr|mnkr|mdkr|msek|euro|€|\$|£|miljon|miljard|million|billion)"
                 r"|(?:kr|sek|eur|usd|€|\$|£)\s*\d|\bgratis\b|\bkostnadsfri|\bfree of charge\b",
        "count": rf"\b{_NUMERAL}\b",
        "share": r"\d\s*(?:%|procent|percent)|\b(?:hälften|tredjedel\w*|fjärdedel\w*|half|third|quarter|majoritet\w*|majority)\b",
        "result": r"resultat|utfall|effekt|visade|visat|lett till|ledde till|results?\b|outcome|\d\s*(?:%|procent|percent)",
        "indicator": r"indikator|nyckeltal|mätetal|\bmått\b|indicator|\bkpi|metric|measure",
        "contact": r"\+?\d[\d\s\-]{6,}\d|[\w.+-]+@[\w-]+\.\w+|\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:se|com|org|nu|eu|net)\b",
    }.items()
}  # fmt: skip

_LIST: Final = re.compile(
    r"\bvilka\b|\bwhich\b.*s\b|\bwhat are\b|\blista\b|\blist\b|\bräkna upp\b|\bnämn\b|\bname the\b|\bge m(?:i|e)[gj]\b|\bwhat (?:\w+ ){0,2}\w+s\b"
    r"|\bstegen\b|\bsteps\b|\bkännetecken|\bkriteri",
    re.IGNORECASE,
)
_COUNTED: Final = {
    word: number
    for number, both in enumerate(
        ("två two", "tre three", "fyra four", "fem five", "sex six", "sju seven", "åtta eight", "nio nine", "tio ten"),
        start=2,
    )
    for word in both.split()
}
_COUNT_AHEAD: Final = re.compile(
    rf"(?<!\bsteg )(?<!\bstep )(?<!\bnummer )(?<!\bnumber )(?<!\bpunkt )(?<!\bflaskhals )(?<!\bbottleneck )"
    rf"\b({'|'.join(_COUNTED)}|[2-9]|1\d)\b",
    re.IGNORECASE,
)


def expected(question: str) -> Expectation:
    """What `question` asks for, "any" where a sentence of any kind may answer."""
    return next((kind for kind, pattern in _ASKS if pattern.search(question)), "any")


def holds(sentence: str, kind: Expectation) -> bool:
    """Whether `sentence` holds a thing of `kind`; always true where no form can tell."""
    pattern = _HOLDS.get(kind)
    return pattern is None or pattern.search(sentence) is not None


def wants_list(question: str) -> bool:
    """Whether `question` asks for several things."""
    return _LIST.search(question) is not None


def says_number(word: str) -> bool:
    """Whether a casefolded word is a small number."""
    return word in _COUNTED or (word.isdigit() and len(word) < 3)


def number_wanted(question: str) -> int | None:
    """How many things `question` says there are ("the seven bottlenecks"), if it does."""
    match = _COUNT_AHEAD.search(question)
    if match is None:
        return None
    word = match[1].casefold()
    return _COUNTED.get(word) or int(word)
