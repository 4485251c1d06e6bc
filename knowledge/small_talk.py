"""What people say that asks the documents nothing: greetings, thanks, a lone address; and a cry for help (pure)."""

import re
from typing import Final

_COURTEOUS: Final = frozenset(
    """hej hejsan hallå tja tjena tjenare tjo morsning goddag godmorgon tack hejdå ok okej test testar
    hi hello hey thanks thank thx bye okay testing""".split()
)
_AROUND: Final = frozenset(
    """på dig er du ni så mycket för hjälpen svaret tusen då igen alla god dag morgon kväll bra toppen perfekt fint
    super jättebra good morning afternoon evening you very much for the help answer there again everyone great
    nice ledfyr ett en one two 1 2 3""".split()
)
_ABOUT_US: Final = re.compile(
    r"(?:hjälp(?: mig)?|help(?: me)?|info|start|meny|menu|"
    r"vad kan (?:du|man)(?: (?:göra|hjälpa(?: mig| till)?(?: med)?|fråga(?: dig)?(?: om)?))?|"
    r"(?:vem|vad) är (?:du|ledfyr)|hur (?:funkar|fungerar|använder jag|använder man) (?:du|detta|det här|ledfyr|dig)|"
    r"what can (?:you|i)(?: (?:do|ask(?: you)?|help(?: me)? with))*|(?:who|what) (?:are you|is ledfyr)|"
    r"how (?:do|does) (?:you|this|it|ledfyr|i use (?:you|this|it|ledfyr)) ?(?:work)?)"
)
_NO_WORDS: Final = re.compile(r"https?://\S+|<a?:\w+:\d+>|<[@#/][^>]*>|:\w+:")
_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_DESPERATE: Final = re.compile(
    r"\b(?:ta(?:r)? livet av mig|ta(?:r)? mitt (?:eget )?liv|jag (?:vill|orkar) inte leva|"
    r"jag (?:vill|önskar att jag fick) dö|jag (?:tänker|ska|vill) (?:begå självmord|döda mig)|skada mig själv|"
    r"(?:kill|hurt|harm) myself|end my (?:own )?life|i (?:want|wish) to die|(?:do not|don['’]t) want to live|"
    r"i(?:['’]m| am) suicidal)\b",
    re.IGNORECASE,
)


def is_small_talk(text: str) -> bool:
    """Whether a text only greets, thanks, asks what Ledfyr is, or holds no words: there is nothing to look up."""
    bare = _NO_WORDS.sub(" ", text)
    if not _LETTERS.search(bare):
        return True
    said = [word.casefold() for word in _WORD.findall(bare)]
    if _ABOUT_US.fullmatch(" ".join(said)):
        return True
    return not _COURTEOUS.isdisjoint(said) and set(said) <= _COURTEOUS | _AROUND


def is_cry_for_help(text: str) -> bool:
    """Whether somebody says of themselves that they do not want to live, or mean to harm themselves."""
    return _DESPERATE.search(text) is not None
