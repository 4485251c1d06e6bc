"""What kind of thing a question asks for, and whether a sentence holds one (pure)."""

import re
from typing import Final, Literal, cast

Expectation = Literal[
    "issued", "date", "year", "duration", "money", "count", "share", "email", "phone", "web", "expansion", "name",
    "result", "indicator", "author", "office_holder", "person", "rank", "town", "place", "any",
]  # fmt: skip

# Each kind with the ways of asking for it, Swedish and English; the first kind that fits is taken.
_ASKS: Final[dict[str, tuple[str, ...]]] = {
    "expansion": (
        r"\b(?:vad|va) (?:står|betyder|uttyds?)\b.*\b(?:bokst|förkort|akronym)",
        r"\bvad står\b.{1,40}\bför\b\W*\Z",
        r"\bförkortning(?:en)?\b",
        r"\bstands? for\b",
        r"\bshort for\b|\bacronym|\babbreviat|\bspell(?:ed)? out\b",
    ),
    "email": (r"\be-?post(?:adress)?|\bmejl(?:adress)?", r"\be-?mail\b"),
    "phone": (r"\btelefon|\bmobilnummer|\bring(?:er|a)\b.*\bnummer", r"\bphone"),
    "web": (r"\bwebb?adress|\blänk(?:en)? till\b", r"\bweb ?(?:adress|address)|\blink to\b"),
    "money": (
        r"\bbudget|\bkosta(?:r|de)?\b|\bkostnad|\bkronor\b|\bmiljoner\b",
        r"\bhur mycket (?:pengar|medel|kapital|stöd|får|fick)",
        r"\bhur stort (?:anslag|belopp|bidrag)",
        r"\bhow much (?:\w+ )?(?:money|funding|capital|does|did|will|is)\b|\bcosts?\b|\bprice\b",
    ),
    "share": (r"\bandel\b|\bprocent\b", r"\bpercent|\bwhat share\b|\bproportion\b|\bhow large a part\b"),
    "count": (r"\bhur många\b|\bhur mycket folk\b|\bantalet\b", r"\bhow many\b|\bthe number of\b"),
    "duration": (
        r"\bhur (?:länge|lång tid|gammal|gamla)\b",
        r"\bhow long\b(?! is the (?:text|document))|\bhow (?:much time|old)\b",
    ),
    "year": (r"\bvilke[nt] år\b|\bvilka år\b|\bårtal", r"\b(?:what|which) years?\b"),
    # when a text was put out or changed: its own line of date tells
    "issued": (
        r"\b(?:när|vilket datum|vilken dag)\b.*\b(?:publicera\w*|lades\b.*\but|lagts ut|skrevs|skriven|skrivet|"
        r"uppdatera\w*|daterad|daterat|reviderades?)\b",
        r"\b(?:when|what date|which date)\b.*\b(?:published|posted|put online|updated|dated|written|revised)\b",
    ),
    "date": (
        r"\bvilket datum\b|\bvilken dag\b|\bdatum för\b|\bsedan när\b",
        # "När beslutades …", but not "När passar …", which asks for a condition
        r"(?:\A|[,;.?]|\boch)\s*(?:när|nar)\b"
        r"(?!.*\b(?:passar|bör|kan|lämpar|används?|behövs?|behöver|väljer|gäller|räknas|är det|fungerar)\b)"
        r"(?!.*\bska (?:man|vi|jag)\b)",
        r"\b(?:what|which) (?:date|day)\b|\bdate of\b|\bsince when\b",
        r"\bwhen (?:was|were|did|is|will)\b(?!.*\b(?:useful|suitable|appropriate|right|needed|used|it)\b)",
    ),
    "name": (
        r"\b(?:vad|hur) heter\b|\bvad är (?:namnet|titeln)\b|\bvilka namn\b|\bnamnen? på\b",
        r"\bwhat (?:is|are|was|were)\b.*\b(?:called|named)\b",
        r"\b(?:the )?(?:names?|titles?) of\b",
    ),
    "result": (
        r"\b(?:vilka|vilket|vad blev) (?:(?:konkreta|mätbara) )?(?:resultat|utfall)",
        r"\b(?:what|which) (?:(?:concrete|measurable) )?(?:results?|outcomes?)\b",
    ),
    "indicator": (
        r"\bvilka (?:\w+ )?(?:indikator\w*|nyckeltal|mätetal)\b",
        r"\b(?:which|what) (?:\w+ )?(?:indicators?|kpis?|metrics)\b",
    ),
    "author": (
        r"\bvem (?:har skrivit|skrev)\b|\bvem är författare|\bvem ligger bakom (?:texten|inlägget|artikeln)",
        r"\bwho wrote\b|\bwho is the (?:author|writer)\b|\bwritten by whom\b",
    ),
    "office_holder": (
        r"\bvem\b.*(?:ordförande|chef|\bvd|direktör|ledare|ägare|sekreterare|\bheter)\b",
        r"\bvilka personer\b",
        r"\bwho\b.*\b(?:chairs?|chair(?:man|person|woman)|heads?|directors?|managers?|leader)\b",
        r"\bwhich (?:people|persons)\b",
    ),
    "person": (r"\bvem\b|\bvilka personer\b", r"\bwho\b|\bwhose\b|\bwhom\b"),
    "rank": (
        r"\bvilken (?:plats|placering)\b.*\b(?:hamna\w*|kom|får|fick|ligger)\b.*\b(?:index|rank|list|mätning)",
        r"\bhow (?:high|low) (?:does|did|is)\b.*\brank|\b(?:what|which) (?:rank|place)\b.*\b(?:index|ranking|list)\b",
    ),
    "town": (r"\bvilken (?:stad|ort|kommun)\b", r"\b(?:what|which) (?:city|town|municipality)\b"),
    "place": (r"\b(?:i|på) vilken plats\b|\bvar (?:ligger|hölls|hålls)\b", r"\b(?:what|which) (?:place|country)\b"),
}

_NUMERAL: Final = (
    r"(?:\d[\d\s.,]*|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|trettio|femtio|hundra\w*|tusen\w*|"
    r"dussin\w*|tiotal\w*|båda|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|"
    r"hundreds?|thousands?|dozens?|both)"
)
_MONTH: Final = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october)"
)
# Each kind that shows by its form, with the forms it has.
_HOLDS: Final[dict[str, tuple[str, ...]]] = {
    "date": (
        rf"\b\d{{1,2}}(?::?[ea]|st|nd|rd|th)?\s+{_MONTH}\b",
        rf"\b{_MONTH}\s+(?:\d{{1,2}}\b|\d{{4}}|i år)",
        r"\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b(?:19|20)\d\d\b",
    ),
    "issued": (
        r"\b(?:publicera\w*|uppdatera\w*|reviderad|ändrad|datum|skriven|daterad)\b\W{0,3}.{0,15}\d",
        r"\b(?:published|posted|updated|modified|revised|written|dated|date)\b\W{0,3}.{0,15}\d",
    ),
    "year": (r"\b(?:1[5-9]|20)\d\d\b",),
    "duration": (
        rf"\b(?:{_NUMERAL}|en|ett|an?|one|några|flera|several)\s+(?:\w+\s+)?"
        r"(?:sekund|minut|timm|timme|dag|dygn|veck|månad|år|second|minute|hour|day|week|month|year|decade|century)",
        r"\b(?:1[5-9]|20)\d\d\b|\b\d{2,4}-talet\b|\bsedan\b|\bsince\b|\btills\b|\buntil\b",
    ),
    "money": (
        r"\d[\d\s.,]*\s*(?:kr\b|kronor|sek\b|mkr|mnkr|mdkr|msek|euro|€|\$|£|miljon|miljard|million|billion)",
        r"(?:kr|sek|eur|usd|€|\$|£)\s*\d",
        r"\bgratis\b|\bkostnadsfri|\bfree of charge\b",
    ),
    "count": (rf"\b{_NUMERAL}\b",),
    "share": (
        r"\d\s*(?:%|procent|percent)",
        r"\b(?:hälften|tredjedel\w*|fjärdedel\w*|majoritet\w*|half|third|quarter|majority)\b",
    ),
    "result": (
        r"resultat|utfall|effekt|visade|visat|lett till|ledde till",
        r"results?\b|outcome|\d\s*(?:%|procent|percent)",
    ),
    "indicator": (r"indikator|nyckeltal|mätetal|\bmått\b", r"indicator|\bkpi|metric|measure"),
    "author": (r"\A\W*(?:författare|skriven av|text|av|author|written by|by)\s*:?\s+[A-ZÅÄÖ]",),
    "rank": (
        r"\bplats (?:\d|nummer)|\b\d+:[ae]\b|\b(?:etta|tvåa|sista plats|första plats)\b",
        r"\b\d+(?:st|nd|rd|th)\b|\b(?:last|first) place\b",
    ),
    "email": (r"[\w.+-]+@[\w-]+\.\w+",),
    "phone": (r"\+?\d[\d\s\-]{6,}\d",),
    "web": (r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:se|com|org|nu|eu|net)\b",),
}

_LIST: Final = (
    r"\bvilka\b|\blista\b|\bräkna upp\b|\bnämn\b|\bge m(?:i|e)[gj]\b|\bstegen\b|\bkännetecken|\bkriteri",
    r"\bwhich\b.*s\b|\bwhat are\b|\blist\b|\bname the\b|\bwhat (?:\w+ ){0,2}\w+s\b|\bsteps\b",
)
_COUNTED: Final = {
    word: number
    for number, both in enumerate(
        ("två two", "tre three", "fyra four", "fem five", "sex six", "sju seven", "åtta eight", "nio nine", "tio ten"),
        start=2,
    )
    for word in both.split()
}
_SMALL: Final = 2  # digits
_ORDERED: Final = ("steg", "step", "nummer", "number", "punkt", "point", "flaskhals", "bottleneck")
_COUNT_AHEAD: Final = re.compile(
    "".join(rf"(?<!\b{word} )" for word in _ORDERED) + rf"\b({'|'.join(_COUNTED)}|[2-9]|1\d)\b", re.IGNORECASE
)


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[Expectation, re.Pattern[str]]:
    return {cast("Expectation", kind): re.compile("|".join(forms), re.IGNORECASE) for kind, forms in table.items()}


_ASK_PATTERNS: Final = _compiled(_ASKS)
_HOLD_PATTERNS: Final = _compiled(_HOLDS)
_LIST_PATTERN: Final = re.compile("|".join(_LIST), re.IGNORECASE)


def expected(question: str) -> Expectation:
    """What `question` asks for, "any" where a sentence of any kind may answer."""
    kinds: list[Expectation] = [kind for kind, pattern in _ASK_PATTERNS.items() if pattern.search(question)]
    return kinds[0] if kinds else "any"


def holds(sentence: str, kind: Expectation) -> bool:
    """Whether `sentence` holds a thing of `kind`; always true where no form can tell."""
    pattern = _HOLD_PATTERNS.get(kind)
    return pattern is None or pattern.search(sentence) is not None


def has_form(kind: Expectation) -> bool:
    """Whether a thing of `kind` shows by its form."""
    return kind in _HOLD_PATTERNS


def wants_list(question: str) -> bool:
    """Whether `question` asks for several things."""
    return _LIST_PATTERN.search(question) is not None


def says_number(word: str) -> bool:
    """Whether a casefolded word is a small number."""
    return word in _COUNTED or (word.isdigit() and len(word) <= _SMALL)


def number_wanted(question: str) -> int | None:
    """How many things `question` says there are ("the seven bottlenecks"), if it does."""
    match = _COUNT_AHEAD.search(question)
    if match is None:
        return None
    word = match[1].casefold()
    return _COUNTED.get(word) or int(word)
