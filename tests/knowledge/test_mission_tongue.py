"""Swedish and English are read, whatever the names in them; other languages are told apart by their small words."""

import pytest

from knowledge.missions.rules.tongue import foreign


@pytest.mark.parametrize(
    "text",
    [
        "Bis 2035 können alle Kinder in Blekinge in einem sauberen Meer baden.",
        "Senest i 2035 kan alle børn i Blekinge bade i et rent hav.",
        "Innen 2035 kan alle barn i Blekinge bade i et hav uten plast.",
        "In 2035 kunnen alle kinderen in Blekinge zwemmen in een schone zee.",
        "D'ici 2035, tous les enfants de Blekinge peuvent se baigner dans une mer propre.",
        "Para 2035 todos los niños de Blekinge podrán bañarse en un mar limpio.",
        "Até 2035 todas as crianças de Blekinge podem nadar num mar sem plástico.",
        "Entro il 2035 tutti i bambini di Blekinge possono nuotare in un mare pulito.",
        "Vuoteen 2035 mennessä kaikki lapset Blekingessä voivat uida puhtaassa meressä.",
        "Do 2035 roku wszystkie dzieci w Blekinge będą mogły kąpać się w czystym morzu.",
        "2035 yılına kadar Blekinge'deki tüm çocuklar için temiz bir deniz.",
        "Ilaa 2035 dhammaan carruurta Blekinge waxay ku dabaalan karaan bad nadiif ah oo aan caag lahayn.",
        "Do 2035 godine sva djeca u Blekingeu mogu se kupati u čistom moru.",
        "بحلول عام 2035 يمكن لجميع الأطفال في بليكنغه السباحة في بحر نظيف",
        "До 2035 року всі діти Блекінге можуть купатися в чистому морі.",
    ],
)
def test_a_sentence_in_another_language_is_told_apart(text: str) -> None:
    assert foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2035",
        "Friska hav",
        "Rent hav, friska barn, levande kust",
        "Räkna på tre tidshorisonter, för den som vinner om tio år kan förlora i år.",
        "Søren och Łukasz från Sölvesborg fiskar i Hanöbukten.",
        "En vision à la carte för de la Gardies park i Karlskrona.",
        "Ensamhet, skolfrånvaro, droger, arbetslöshet, utanförskap, otrygghet, psykisk ohälsa",
        "By 2035 nobody in Blekinge waits for help to come per letter.",
        "Alla barn till havet",
        "AMAI! och El Niño visar vägen för unga.",
        "The door of every home stays dry.",
    ],
)
def test_swedish_and_english_are_read(text: str) -> None:
    assert not foreign(text)
