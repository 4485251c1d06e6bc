"""The languages Ledfyr speaks, text in both, and which of them a question is in."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["sv", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("sv", "en")
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Value(BaseModel):
    """A frozen value: the base of every model that crosses a module wall."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LocalText(Value):
    """One text in both languages."""

    sv: str
    en: str

    def said_in(self, language: Language) -> str:
        """The text in `language`."""
        return self.sv if language == "sv" else self.en


def filled(text: str, facts: Mapping[str, str]) -> str:
    """`text` with each `{placeholder}` replaced by the fact of that name; one that has none stays as it stands."""
    return _PLACEHOLDER.sub(lambda match: facts.get(match[1], match[0]), text)


_SWEDISH = frozenset(
    """alla allt andra att av bara bland bli blir blev borde bör de dem den denna deras dess det detta dig din ditt
    dom du där därför då efter ej eller en enligt er era ert ett finns från få får för före ge ger genom gick gjorde
    gå går gör göra ha hade han har henne hennes hon honom hos hur här i icke igen in ingen inga inget innan inom inte
    ja jag kan kom kommer kunde kunna man med mej mellan men mer mest mig min mina mot mycket måste ni nog nu när någon
    något några och också om oss på rätt sade sedan sej ska skall skiljer ska skulle som står säger så till tre under
    upp ut utan vad va var vara varför varifrån varit varje vart vem vems vet vi vid vilka vilken vilket vill vår våra
    vårt väl än är å år åt över e nån nåt nåra sen såna heter berätta förklara jämför lista visa fråga frågor svar
    betyder menas används gäller arbetar fungerar tycker behöver många mål dokument dokumenten region""".split()
)
_ENGLISH = frozenset(
    """a about according after all also an and any are as at be been being between but by can could did do does doing
    each explain find for from give had has have he her him his how i if in into is it its just list many may me
    mention mentioned more most much must my name no not of on one or other our out over she should show so some such
    tell than that the their them then there these they this those through to under up us use used was we were what
    whats when where which who whom whose why will with would you your teh say said says compare difference documents
    document sources source call called work works need want region goal goals""".split()
)
_BOTH = _SWEDISH & _ENGLISH
_WORD = re.compile(r"[^\W\d_]+")
_SWEDISH_LETTERS = re.compile(r"[åäö]", re.IGNORECASE)


def recognised_language(text: str) -> Language | None:
    """The language of a short text by its small words and letters, or None where they do not tell."""
    words = [word.casefold() for word in _WORD.findall(text)]
    swedish = sum(word in _SWEDISH and word not in _BOTH for word in words)
    english = sum(word in _ENGLISH and word not in _BOTH for word in words)
    swedish += min(2, len(_SWEDISH_LETTERS.findall(text))) if swedish >= english else 0
    if swedish == english:
        return "sv" if _SWEDISH_LETTERS.search(text) else None
    return "sv" if swedish > english else "en"


def language_of(text: str, *, default: Language = "sv") -> Language:
    """The language of `text`, or `default` where it does not tell."""
    return recognised_language(text) or default
