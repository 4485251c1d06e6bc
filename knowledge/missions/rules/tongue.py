"""Whether a text is in a language that the checks do not read (pure)."""

import unicodedata
from typing import Final

from knowledge.analysis import STOP_WORDS
from knowledge.missions.rules.words import words

_OTHERS: Final = tuple(
    frozenset(small.split())
    for small in (
        # German
        """aber alle als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines
        für haben hat ihr im in ist jede jeder kann können kein keine mehr mit müssen nach nicht ohne sein sich sie sind
        soll sollen um und unser unsere von vor werden wie wir wird zu zum zur über spätestens""",
        # Danish
        """af alle at blive bliver børn de den der deres det eller en er et flere for fra færre gennem har hver i ikke
        ingen inden kan med mere og også om på senest skal som til uden unge ved være vi vil vores""",
        # Norwegian
        """alle at av barna blir bli de den der deres det eller en er et etter flere for fra færre gjennom har hver i
        ikke ingen innen kan med mer og også om på senest skal som til uten unge ved være vi vil våre""",
        # Dutch
        """aan alle bij dat de deze die dit een en er geen heeft het hun in is kan kunnen maar meer met naar
        niet of om onze ook op over te tot uiterlijk uit van voor waar wij worden wordt zal zijn zonder zullen""",
        # French
        """à au aucun avec avant ce cette chaque d'ici dans de des du elle en est et être il ils la le les leur leurs
        mais mer nous on ont ou par pas peuvent plus pour qui que sans se ses seront sont sur tous tout toutes un
        une""",
        # Spanish
        """a al antes cada como con de del el en es están este esta hasta la las los más mar ningún niños no o para
        podrán por que se ser sin sobre su sus tiene todas todos un una y""",
        # Portuguese
        """a ao as até cada com da das de do dos e em entre é mais na nas nenhum no nos não o os para pela pelo podem
        por que sem ser seu são todas todos um uma""",
        # Italian
        """a al alla anche che chi con dal dei del della delle di e entro è gli ha hanno i il in la le lo ma nel
        nella nessun ogni più possono se senza si sono su tutti tutte un una""",
        # Finnish
        """ei eivät että ja jo joka jotka kaikki kaikilla kaikkien kanssa kuin lapset mennessä mukaan mutta myös ne
        nuoret olla on ovat se sekä tai tämä vain voi voivat vuonna vuoteen yli""",
        # Polish
        """a aby bez będą będzie by co dla do dzieci i ich jak jest każde każdy lub mogą na nie od po przed przez roku
        są się to w we wszyscy wszystkie z ze za że żadne""",
        # Turkish
        """ama bir bu bütün çocuk çocuklar da daha de değil en için ile kadar olan olarak olmadan olacak tüm ve veya
        yılına her hiç""",
        # Somali
        """aan ah ama aya ayaa badan dhammaan ee iyo ilaa in ka kasta kale ku la leh loo oo si u uu waa waxa waxaa wax
        sanadka""",
        # Bosnian, Croatian, Serbian
        """a ali bez biti da do djeca do godine i iz ili ima imaju je kao koja koje koji mladi na ne nema od po prije sa
        se su sva svaki sve svi u uz za""",
    )
)
_HOME: Final = STOP_WORDS["sv"] | STOP_WORDS["en"]
_ENOUGH: Final = 400  # characters that tell the letters a text is written in
_LEAST: Final = 2  # small words of another language that are more than a name or a loan


def foreign(text: str) -> bool:
    """Whether a plain text is in neither Swedish nor English, by its letters or by its small words."""
    said = {word.text for word in words(text)}
    return _in_other_letters(text) or any(_speaks(said, other) for other in _OTHERS)


def _speaks(said: set[str], other: frozenset[str]) -> bool:
    """Whether the words that only one side has are more on the other language's."""
    theirs, ours = said & (other - _HOME), said & (_HOME - other)
    return len(theirs) >= _LEAST and len(theirs) > len(ours)


def _in_other_letters(text: str) -> bool:
    letters = [character for character in text[:_ENOUGH] if character.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return bool(letters) and latin * 2 < len(letters)
