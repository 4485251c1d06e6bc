"""What points out a person is masked, and what is merely like it stays."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import text as words_at
from knowledge import masking
from knowledge.language import Language
from knowledge.masking import Marks

_HYPHENS = st.sampled_from(["", "-", "+", "–", " ", " - ", "\u2011", "\u2212"])


def masked(text: str, language: Language = "sv") -> str:
    """The text as Ledfyr stores it, marked in the language it was written in."""
    marks = Marks(*(words_at(f"mask.{kind}", language) for kind in Marks._fields))
    return masking.masked(text, marks)


@pytest.mark.parametrize(
    "number",
    """900101-1234 19900101-1234 199001011234 9001011234 19120101+1234 900161-1234 19900191-1234 1990-01-01-1234
    900101–1234 pnr900101-1234 (19121212-1212) SE900101123401""".split(),
)
def test_a_personal_identity_number_is_masked(number: str) -> None:
    assert "[personnummer]" in masked(f"Ring {number}, tack.")
    assert not any(letter.isdigit() for letter in masked(f"Ring {number}, tack."))


@given(
    day=st.dates(dt.date(1900, 1, 1), dt.date(2026, 11, 21)),
    coordination=st.booleans(),
    century=st.booleans(),
    hyphen=_HYPHENS,
    last=st.integers(0, 9999),
)
def test_every_personal_identity_number_is_masked_however_it_is_written(
    day: dt.date, *, coordination: bool, century: bool, hyphen: str, last: int
) -> None:
    year = f"{day:%Y}" if century else f"{day:%y}"
    number = f"{year}{day:%m}{day.day + 60 * coordination:02}{hyphen}{last:04}"

    assert not any(letter.isdigit() for letter in masked(f"Mitt nummer är {number}."))


@pytest.mark.parametrize(
    "number",
    [
        "070-123 45 67",
        "0701234567",
        "070 123 45 67",
        "070.123.45.67",
        "070 – 123 45 67",
        "070\u00a0123\u00a045\u00a067",
        "0455-30 50 00",
        "0455-305000",
        "(0455) 30 50 00",
        "0455/30 50 00",
        "08-123 456 78",
        "08-12 34 56",
        "020-12 34 56",
        "0771-567 567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "(+46) 70 123 45 67",
        "+46701234567",
        "0046 70 123 45 67",
        "+45 12 34 56 78",
        "+1 (555) 123-4567",
        "+358 40 1234567",
        "070 123 456 7",
        "0455 305 000",
        "0455-1230 45",
        "031-100 0000",
        "0455-3050001",
    ],
)
def test_a_phone_number_is_masked(number: str) -> None:
    assert masked(f"Ring {number} kristina, eller kom.") == "Ring [telefonnummer] kristina, eller kom."


@given(
    area=st.sampled_from(["08", "031", "070", "+46 70", "+46 (0)455", "0046 8"]),
    hyphen=st.sampled_from(["-", " ", " - ", "/", "\u2011"]),
    number=st.integers(1_000_000, 9_999_999).map(str),
    gaps=st.sets(st.integers(2, 5)),
)
def test_every_phone_number_is_masked_however_it_is_grouped(
    area: str, hyphen: str, number: str, gaps: set[int]
) -> None:
    grouped = "".join(f" {digit}" if at in gaps else digit for at, digit in enumerate(number))

    assert not any(letter.isdigit() for letter in masked(f"Ring {area}{hyphen}{grouped} i dag"))


@pytest.mark.parametrize(
    "address",
    """anna.berg@region.se åsa@blekinge.se a+b@x.co.uk ANNA@REGION.SE anna.berg[at]region.se anna(at)region.se
    anna_b@xn--karlskrna-47a.se""".split(),
)
def test_an_e_mail_address_is_masked(address: str) -> None:
    assert masked(f"Skriv till {address}, tack.") == "Skriv till [e-postadress], tack."


@pytest.mark.parametrize(
    "text",
    [
        "2021–2027",
        "2021-2027",
        "2021-04-05",
        "2020-12-31 – 2021-12-31",
        "2021-01-01–2027-12-31",
        "2021-01-01 2027",
        "2024-06-18 14:30",
        "05-12-2021",
        "05.12.2021",
        "05/12/2021",
        "08.30-09.30",
        "08:30–17:00",
        "0830-1700",
        "kl. 08-17",
        "20 000 kronor",
        "+20 000 000 kronor",
        "+20 000 000 miljoner",
        "100 000–200 000 kronor",
        "1 000 000 000 kr",
        "2,5–3,5 miljoner",
        "12 345 678 personer",
        "0,05 %",
        "0.12345678",
        "3.14159265358979",
        "ISBN 978-91-620-0123-4",
        "ISBN 9101012345",
        "978-91-620-0123-4",
        "9789162001234",
        "dnr 2019-04567",
        "556677-8899",
        "202100-1234",
        "EU 2021/1060",
        "SFS 2018:218",
        "112 och 1177",
        "mission 1 2 3 4 5 6 7 8 9",
        "@anna",
        "x@y",
        "Vad är målet för 2030, och vem äger åtgärd 4.2?",
    ],
)
def test_what_is_merely_like_it_stays(text: str) -> None:
    assert masked(text) == text
    assert masked(f"Gäller {text}?") == f"Gäller {text}?"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", "[personnummer] [telefonnummer] [e-postadress]"),
        ("en", "[personal identity number] [phone number] [e-mail address]"),
    ],
)
def test_the_masks_are_in_the_texts_language(language: Language, told: str) -> None:
    assert masked("900101-1234 070-123 45 67 a@b.se", language) == told


@pytest.mark.parametrize("isbn", ["ISBN 978-91-620-0123-4", "ISBN 91-0-101234-5", "ISBN: 910101234X"])
def test_a_phone_number_after_an_isbn_is_masked(isbn: str) -> None:
    assert masked(f"{isbn} 070-123 45 67") == f"{isbn} [telefonnummer]"


@given(st.text(st.sampled_from("0123456789 -+.,/()@aå\n[]")))
def test_masking_a_masked_text_changes_nothing(text: str) -> None:
    once = masked(text)

    assert masked(once) == once
    assert masked(once, "en") == once
