"""Every finding of every rule, each with a design that gives it; and what people write that must not give any."""

from collections.abc import Iterable, Mapping

import pytest

from knowledge.canvas import FieldName
from knowledge.missions.design import Claim
from knowledge.missions.finding import Finding
from knowledge.missions.rules.book import CODES, RULES
from tests.builders_checks import a_check
from tests.builders_missions import WRITTEN, a_claim, a_design, an_evidence, choices

Case = tuple[Claim, ...]

CHALLENGE = (
    "Var tredje ung person i Blekinge känner sig ofta ensam, enligt Folkhälsomyndigheten. Skolor, föreningar och vård "
    "möter samma unga var för sig, och när en insats tar slut finns ingen som håller i."
)
GERMAN = (
    "Die jungen Menschen in unserer Region sind oft allein und wir wissen nicht, wie man ihnen helfen kann, weil die "
    "Schulen und die Vereine nicht miteinander reden und jeder für sich arbeitet."
)
VISION = (
    "Det är en vanlig tisdag 2035 i Karlshamn. Amina, elva år, cyklar till skolan längs ån och hör koltrastarna. På "
    "torget sitter hennes morfar med två grannar och lagar en båtmotor. Ingen har bråttom. I skolköket äter elever "
    "och pensionärer lunch tillsammans, och på eftermiddagen går de till hamnen där vattnet är så klart att man ser "
    "botten. Ingen av dem är ensam hemma."
)
MISSION = "Senast 2035 har varje ung person i Blekinge en vuxen att prata med."


def lines(field: FieldName, *texts: str) -> Case:
    return tuple(a_claim(field, text) for text in texts)


def an_actor(name: str, sector: str = "public", level: str = "plans", standing: str = "established") -> Claim:
    return a_claim("actors", name, sector=sector, level=level, standing=standing, gives="tid", gets="kontakter")


ACTORS = (
    an_actor("Region Blekinge", level="decides"),
    an_actor("Ronneby kommun", level=choices("decides", "does")),
    an_actor("Blekinge Tekniska Högskola", "academia"),
    an_actor("Ankarföretaget", "business", "does"),
    an_actor("Idrottsföreningen", "civil_society", "does"),
    an_actor("Elevrådet", "civil_society", "affected", "emerging"),
    an_actor("Spelhallen", "business", "does", "emerging"),
    an_actor("Gatumusikanterna", "civil_society", "does", "emerging"),
)
COORDINATOR = a_claim("coordinator", "Ida Berg", mandate="Regiondirektören", time_share="ca 40 %")
MEASURE = a_claim("headline_measure", "Andel unga med en vuxen att prata med", baseline="6 av 10 (2025)")
CONFLICTS = (
    a_claim("conflicts", "Fler jobb", b="Mer fritid", handling="both_and", decides="Nämnden"),
    a_claim("conflicts", "Trygghet", b="Frihet", handling="sequence", decides="Rådet"),
    a_claim("conflicts", "Lika för alla", b="Mest till få", handling="choice", decides="Nämnden"),
)
SECTORS = lines("sectors", "Skola", "Kultur och fritid", "Sjöfart")


def an_initiative(name: str, kind: str = "service", horizon: str = "within_1_year", sectors: str = "Skolan") -> Claim:
    return a_claim("initiatives", name, type=kind, horizon=horizon, sectors=sectors, owner="Kommunen")


INITIATIVES = (
    an_initiative("Fritidsbussen"),
    an_initiative("Öppna skolgårdar", "policy", "1_to_3_years"),
    an_initiative("Sommarjobb på sjön", "procurement", "1_to_3_years", "Sjöfarten"),
    an_initiative("Läxhjälp", "behaviour"),
    an_initiative("Ungas budget", "policy", sectors="kultur, skola"),
    an_initiative("Följeforskning", "knowledge", "beyond_3_years"),
)
LINKS = (
    a_claim("cross_links", "smart_industry", text="Praktikplatser i industrin"),
    a_claim("cross_links", "tech", text="Ingen än, för bolagen har få platser för så unga"),
)


def a_milestone(year: str, text: str = "Halvvägs") -> Claim:
    return a_claim("milestones", year, text=text)


MILESTONES = (a_milestone("2028", "Tre skolor"), a_milestone("år 2031", "Fem kommuner"), a_milestone("2034"))


def changed(claim: Claim, changes: Mapping[str, str]) -> Claim:
    return claim.model_copy(update={"values": {**claim.values, **changes}})


def a_prototype(name: str = "Bänken", **changes: str) -> Claim:
    whole = a_claim(
        "prototypes",
        name,
        place="Torget i Asarum",
        owner="Karlshamns kommun",
        start="mars 2027",
        question="Vem stannar?",
        stop_scale="Skala upp om hälften kommer igen",
    )
    return changed(whole, changes)


def a_body(name: str, level: str, times: str = "4") -> Claim:
    return a_claim("governance", name, level=level, times_a_year=times)


BODIES = (
    a_body("Regionala utvecklingsnämnden", "political", "kvartalsvis"),
    a_body("Innovationsrådet", "strategic", "2 gånger per termin"),
    a_body("Sekretariatet", "coordinating", "varje månad"),
    a_body("Arbetsgruppen", "operative", "varannan vecka"),
)
FUNDING = (
    a_claim("funding", "Vinnova", kind="grant"),
    a_claim("funding", "Kommunernas egen tid", kind="in_kind"),
    a_claim("funding", "Skolbudgeten", kind="own_budget"),
)


def an_indicator(name: str, kind: str = "outcome", **changes: str) -> Claim:
    whole = a_claim(
        "indicators", name, kind=kind, baseline="60 %", target="100 %", year="2035", source="LUPP", owner="Regionen"
    )
    return changed(whole, changes)


INDICATORS = (
    an_indicator("Andel unga som har en vuxen att prata med"),
    an_indicator("Avtal mellan skola och förening", "system"),
    an_indicator("Skillnad mellan flickor och pojkar", "distribution"),
)
ASSUMPTIONS = lines("assumptions", "Vuxna vill", "Unga vågar", "Skolorna släpper in")
DATES = (a_claim("learning_dates", "12 mars 2027"), a_claim("learning_dates", "hösten 2027"))


def a_mix(emerging: int, actors: int) -> Case:
    standing = ["emerging"] * emerging + ["established"] * (actors - emerging)
    return tuple(an_actor(f"Aktör {at}", standing=one) for at, one in enumerate(standing))


def milestones_until(end: int, last: str) -> Case:
    return (a_claim("mission", f"Senast {end} mår alla unga i Blekinge bra."), a_milestone(last))


EFFECT = (a_claim("side_effects", "Dyrare båtar"),)


def a_link(text: str) -> Case:
    return (*LINKS[:1], a_claim("cross_links", "tech", text=text))


def a_coordinator(time: str) -> Claim:
    return a_claim("coordinator", "Ida Berg", time_share=time)


def learning_on(*dates: str) -> Case:
    return tuple(a_claim("learning_dates", date) for date in dates)


WHOLE: Case = (
    a_claim("challenge", CHALLENGE),
    *lines("system", "Skolan", "Vården", "Föreningarna", "Busstiderna", "Statsbidragen", "Nätet"),
    a_claim("lockins", "Pengar per insats", kind="funding"),
    a_claim("lockins", "Sekretess", kind="rules"),
    a_claim("lockins", "Man ringer den man känner", kind="behaviour"),
    a_claim("bottlenecks", "social_capital", motive="De som möter unga har aldrig träffats och litar inte på varandra"),
    *ACTORS,
    COORDINATOR,
    a_claim("vision", VISION),
    a_claim("angles", "Skolvägen", benefits=choices("health", "climate", "safety")),
    a_claim("angles", "Middagen", benefits=choices("health", "jobs", "equality")),
    a_claim("mission", MISSION),
    MEASURE,
    *CONFLICTS,
    a_claim("side_effects", "Färre går till fritidsgården", indicator="Besök per vecka"),
    *SECTORS,
    *INITIATIVES,
    *LINKS,
    *MILESTONES,
    a_prototype(),
    *BODIES,
    *FUNDING,
    *INDICATORS,
    *ASSUMPTIONS,
    *DATES,
)
"""A design in which every rule holds."""

NOTHING: Case = ()
CASES: dict[str, dict[str, Case]] = {
    "C1.1": {
        "no_challenge": NOTHING,
        "too_short": lines("challenge", "Unga i Blekinge mår dåligt."),
        "too_long": lines("challenge", "Unga i Blekinge känner sig ensamma. " * 25),
        "solution_first": lines("challenge", f"Vi behöver en app för unga i Blekinge. {CHALLENGE}"),
        "other_language": lines("challenge", GERMAN),
    },
    "C1.2": {
        "no_challenge": lines("challenge", "🌊 – …"),
        "no_group": lines("challenge", "Havet utanför Karlskrona är fullt av plast."),
        "no_place": lines("challenge", "Unga mår dåligt i hela Sverige."),
        "other_language": lines("challenge", GERMAN),
    },
    "C1.3": {"no_challenge": NOTHING, "no_figure": lines("challenge", "Unga i Blekinge mår dåligt.")},
    "C2.1": {
        "no_parts": NOTHING,
        "few_parts": lines("system", "Skolan", "Vården"),
        "no_lockins": NOTHING,
        "few_lockins": (a_claim("lockins", "Sekretess", kind="rules"),),
    },
    "C2.2": {
        "no_lockins": NOTHING,
        "no_kind": (a_claim("lockins", "Sekretess"), a_claim("lockins", "Vana", kind="behaviour")),
        "few_kinds": (a_claim("lockins", "Sekretess", kind="rules"), a_claim("lockins", "Lagen", kind="rules")),
    },
    "C2.3": {
        "no_bottleneck": NOTHING,
        "no_motive": (a_claim("bottlenecks", "financing"),),
        "short_motive": (a_claim("bottlenecks", "financing", motive="Pengarna räcker inte"),),
    },
    "C3.1": {
        "no_actors": NOTHING,
        "few_actors": ACTORS[:3],
        "no_public": ACTORS[2:],
        "no_business": (*ACTORS[:3], *ACTORS[4:6]),
        "no_academia": ACTORS[3:],
        "no_civil_society": ACTORS[:4],
        "no_affected": (an_actor("Barnkliniken"), an_actor("Unga Aktiebolaget", "business")),
    },
    "C3.2": {
        "no_actors": NOTHING,
        "unmarked": (a_claim("actors", "Region Blekinge", sector="public"),),
        "few_emerging": ACTORS[:5],
        "many_emerging": (*ACTORS[5:], an_actor("Nätverket", standing="emerging")),
    },
    "C3.3": {
        "no_actors": NOTHING,
        "no_levels": (a_claim("actors", "Region Blekinge"),),
        "no_deciders": ACTORS[2:],
        "no_doers": ACTORS[:1],
    },
    "C3.4": {
        "no_actors": NOTHING,
        "no_gain": (a_claim("actors", "Region Blekinge", gives="tid"), COORDINATOR),
        "no_contribution": (a_claim("actors", "Region Blekinge", gets="kontakter"), COORDINATOR),
        "no_coordinator": ACTORS,
    },
    "C4.1": {
        "no_vision": NOTHING,
        "too_short": lines("vision", "Det är tisdag 2035 och Ali cyklar till skolan i Asarum."),
        "too_long": lines("vision", VISION * 4),
        "no_year": lines("vision", VISION.replace("2035", "")),
        "year_outside": lines("vision", VISION.replace("2035", "2070")),
        "future_tense": lines("vision", "År 2035 ska barnen kunna cykla. De kommer att leka. Alla ska trivas." * 4),
        "other_language": lines("vision", GERMAN),
    },
    "C4.2": {
        "no_angles": NOTHING,
        "few_angles": (a_claim("angles", "Skolvägen", benefits=choices("health", "climate", "safety")),),
        "few_benefits": (a_claim("angles", "Skolvägen", benefits="health"),),
    },
    "C4.3": {
        "no_vision": NOTHING,
        "few_people": lines("vision", "Det är 2035. Havet är rent och luften doftar av tång."),
        "other_language": lines("vision", "Es ist Dienstag und das Meer ist sauber, wir sind alle sehr froh damit."),
    },
    "C5.1": {
        "no_sentence": NOTHING,
        "no_year": lines("mission", "Alla unga i Blekinge mår bra."),
        "someday": lines("mission", "Alla unga i Blekinge mår så småningom bra."),
        "decade": lines("mission", "På 2030-talet mår alla unga i Blekinge bra."),
        "in_years": lines("mission", "Inom tio år mår alla unga i Blekinge bra."),
        "only_baseline": lines("mission", "Hälften så många unga i Blekinge är ensamma jämfört med 2025."),
        "named_year": lines("mission", "Blekinge når Agenda 2030."),
        "past": lines("mission", "Senast 2021 mår alla unga i Blekinge bra."),
        "too_near": lines("mission", "Senast 2027 mår alla unga i Blekinge bra."),
        "too_far": lines("mission", "Senast 2099 mår alla unga i Blekinge bra."),
    },
    "C5.2": {
        "no_sentence": NOTHING,
        "no_target": lines("mission", "Unga i Blekinge har en vuxen att prata med 2035."),
        "direction_only": lines("mission", "Färre unga i Blekinge är ensamma 2035."),
        "praise": lines("mission", "Blekinge är en attraktiv plats för unga 2035."),
        "no_quantity": lines("mission", "Barn under 10 år i Blekinge har det lugnt 2035."),
        "other_language": lines("mission", "Bis 2035 sind die Kinder in Blekinge nicht mehr allein."),
        "no_measure": lines("mission", MISSION),
        "no_baseline": (a_claim("headline_measure", "Ensamma unga"),),
        "baseline_without_number": (a_claim("headline_measure", "Ensamma unga", baseline="tas fram i höst"),),
    },
    "C5.3": {
        "no_sentence": NOTHING,
        "too_short": lines("mission", "Friska hav 2035"),
        "too_long": lines("mission", "Senast 2035 kan alla barn i Blekinge bada " + "i havet " * 20),
        "question": lines("mission", "Hur får vi alla unga i Blekinge att må bra 2035?"),
        "several_sentences": lines("mission", "Alla unga mår bra. Alla äldre har sällskap."),
        "glued": lines("mission", "Senast 2035 är alla unga trygga och havet är rent."),
        "abbreviation": lines("mission", "Senast 2035 väntar ingen ung i Blekinge på BUP."),
        "other_language": lines("mission", "Bis 2035 sind die Kinder in Blekinge nicht mehr allein."),
    },
    "C5.4": {
        "no_sentence": NOTHING,
        "activity": lines("mission", "Senast 2035 har vi genomfört en satsning på unga."),
        "solution": lines("mission", "Senast 2035 har alla unga en app för ensamhet."),
        "other_language": lines("mission", "Bis 2035 sind die Kinder in Blekinge nicht mehr allein."),
    },
    "C5.5": {
        "no_sentence": NOTHING,
        "no_place_or_group": lines("mission", "Senast 2035 mår alla bra."),
        "generic_place": lines("mission", "Senast 2035 mår alla i regionen bra."),
        "other_language": lines("mission", "Para 2035 todos los mares están sin plástico y con peces."),
    },
    "C6.1": {
        "no_conflicts": NOTHING,
        "denied": (a_claim("conflicts", "Vi ser inga målkonflikter"),),
        "few_conflicts": CONFLICTS[:2],
        "one_pole": (a_claim("conflicts", "Fler jobb", handling="choice"),),
        "no_handling": (a_claim("conflicts", "Fler jobb", b="Mer fritid"),),
    },
    "C6.2": {"no_conflicts": NOTHING, "nobody_decides": (a_claim("conflicts", "Fler jobb", b="Mer fritid"),)},
    "C6.3": {"no_side_effects": NOTHING, "no_indicator": (a_claim("side_effects", "Dyrare båtar"),)},
    "C7.1": {
        "no_sectors": INITIATIVES,
        "few_sectors": SECTORS[:1],
        "no_initiatives": SECTORS,
        "few_initiatives": (*SECTORS, *INITIATIVES[:2]),
        "no_sector": (*SECTORS, an_initiative("Fritidsbussen", sectors="")),
        "other_sector": (*SECTORS, an_initiative("Fritidsbussen", sectors="Rymden")),
    },
    "C7.2": {
        "no_initiatives": NOTHING,
        "only_technology": (an_initiative("Mätboj", "technology"),),
        "no_type": (a_claim("initiatives", "Fritidsbussen"),),
        "few_types": (an_initiative("Mätboj", "technology"), an_initiative("Bussen")),
    },
    "C7.3": {
        "no_initiatives": NOTHING,
        "no_horizon": (a_claim("initiatives", "Fritidsbussen"),),
        "one_horizon": INITIATIVES[:1],
    },
    "C7.4": {
        "no_smart_industry": NOTHING,
        "no_tech": LINKS[:1],
        "no_motive": (*LINKS[:1], a_claim("cross_links", "tech", text="Ingen koppling")),
    },
    "C8.1": {
        "no_milestones": NOTHING,
        "few_milestones": MILESTONES[:2],
        "no_year": (a_claim("milestones", text="Halvvägs"),),
        "unreadable_year": (a_milestone("snart"),),
        "past": (a_milestone("2024"),),
        "after_mission": (a_claim("mission", MISSION), a_milestone("2040")),
        "same_year": (a_milestone("2030"), a_milestone("2030", "Klart")),
        "not_ordered": (a_milestone("2030"), a_milestone("2028"), a_milestone("2033")),
    },
    "C8.2": {
        "no_prototypes": NOTHING,
        "no_place": (a_prototype(place=""),),
        "no_question": (a_prototype(question=" "),),
        "no_owner": (a_prototype(owner="–"),),
        "no_start": (a_prototype(start=""),),
        "unreadable_start": (a_prototype(start="så fort som möjligt"),),
        "past_start": (a_prototype(start="maj 2025"),),
        "late_start": (a_prototype(start="hösten 2027"),),
        "rough_start": (a_prototype(start="2027"),),
    },
    "C8.3": {"no_prototypes": NOTHING, "no_rule": (a_prototype(stop_scale=""),)},
    "C9.1": {
        "no_bodies": NOTHING,
        "no_level": (a_claim("governance", "Rådet"),),
        "no_political": BODIES[1:],
        "no_strategic": BODIES[:1],
        "no_coordinating": BODIES[:1],
        "no_operative": BODIES[:3],
        "no_coordinator": BODIES,
        "no_time": (a_claim("coordinator", "Ida Berg"),),
        "unreadable_time": (a_claim("coordinator", "Ida Berg", time_share="en del"),),
        "odd_time": (a_claim("coordinator", "Ida Berg", time_share="250 %"),),
    },
    "C9.2": {
        "no_sources": NOTHING,
        "few_sources": FUNDING[:2],
        "no_kind": (a_claim("funding", "Vinnova"),),
        "only_grants": FUNDING[:1],
    },
    "C9.3": {
        "no_rhythm": (a_claim("governance", "Rådet"),),
        "unreadable_rhythm": (a_body("Rådet", "strategic", "vid behov"),),
        "seldom": (a_body("Rådet", "strategic", "två gånger om året"),),
    },
    "C10.1": {
        "no_indicators": NOTHING,
        "few_indicators": INDICATORS[:2],
        "many_indicators": tuple(an_indicator(f"Mått {number}") for number in range(8)),
        "no_baseline": (an_indicator("Ensamhet", baseline=""),),
        "no_target": (an_indicator("Ensamhet", target=""),),
        "no_year": (an_indicator("Ensamhet", year=""),),
        "no_source": (an_indicator("Ensamhet", source=""),),
        "no_owner": (an_indicator("Ensamhet", owner=""),),
        "unreadable_year": (an_indicator("Ensamhet", year="2030-talet"),),
        "past": (an_indicator("Ensamhet", year="2024"),),
    },
    "C10.2": {
        "no_indicators": NOTHING,
        "no_system": INDICATORS[:1],
        "not_tied": (a_claim("mission", MISSION), an_indicator("Antal fiskar i Hanöbukten", "system")),
    },
    "C10.3": {
        "no_assumptions": NOTHING,
        "few_assumptions": ASSUMPTIONS[:2],
        "no_dates": ASSUMPTIONS,
        "few_dates": DATES[:1],
        "unreadable_date": (a_claim("learning_dates", "löpande"),),
        "past_date": (a_claim("learning_dates", "12 mars 2025"),),
    },
}
EVERY = [(criterion, code, claims) for criterion, codes in CASES.items() for code, claims in codes.items()]


def judged(criterion: str, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    return RULES[criterion].judge(a_design(*claims), a_check())


def codes(criterion: str, *claims: Claim) -> list[str]:
    return [finding.code for finding in judged(criterion, claims)]


def test_every_code_has_a_design_that_gives_it() -> None:
    assert {criterion: set(of) for criterion, of in CASES.items()} == {name: set(of) for name, of in CODES.items()}


@pytest.mark.parametrize(("criterion", "code", "claims"), EVERY, ids=[f"{name}-{code}" for name, code, _ in EVERY])
def test_a_design_gives_its_finding_with_the_facts_it_promises(criterion: str, code: str, claims: Case) -> None:
    found = [finding for finding in judged(criterion, claims) if finding.code == code]

    assert found, codes(criterion, *claims)
    for finding in found:
        assert finding.criterion == criterion
        assert set(finding.facts) == set(RULES[criterion].codes[code])
        assert finding.claim is None or finding.claim in {claim.id for claim in claims}


@pytest.mark.parametrize("criterion", RULES)
def test_a_whole_design_holds_everywhere(criterion: str) -> None:
    assert judged(criterion, WHOLE) == ()


@pytest.mark.parametrize("criterion", RULES)
def test_an_empty_design_lacks_everything_and_is_weak_in_nothing(criterion: str) -> None:
    assert {finding.severity for finding in judged(criterion, ())} == {"missing"}


def test_a_linked_passage_is_a_source_for_the_challenge() -> None:
    claim = a_claim("challenge", "Unga i Blekinge mår dåligt.", evidence=(an_evidence(),))

    assert codes("C1.3", claim) == []


def test_places_are_known_in_a_text_in_english() -> None:
    assert codes("C1.2", a_claim("challenge", "Older people in Ronneby are lonely.")) == []


def test_every_third_winter_is_a_figure() -> None:
    assert codes("C1.3", a_claim("challenge", "Var tredje vinter står vattnet i källaren i Sölvesborg.")) == []


def test_a_word_that_only_looks_like_a_solution_is_none() -> None:
    text = CHALLENGE.replace("Var tredje", "Utan apparater i sjukhusens byggnader är var tredje")

    assert codes("C1.1", a_claim("challenge", text)) == []


def test_a_system_part_that_is_told_twice_counts_once() -> None:
    found = judged("C2.1", lines("system", *["Skolan", "skolan ", "SKOLAN"]))

    assert found[0].facts == {"parts": "1", "least": "6"}


def test_an_entry_is_called_by_its_words_and_never_by_a_choice() -> None:
    nameless = Claim(id="x", field="actors", values={"sector": "public", "role": "Samlar"}, author="Ida", at=WRITTEN)

    assert judged("C3.4", (nameless, COORDINATOR))[0].facts["names"] == "Samlar"


def test_one_good_prototype_is_enough() -> None:
    assert codes("C8.2", a_prototype("Idé", place="", owner="", start="snart"), a_prototype()) == []


def test_milestones_may_go_backwards_from_the_goal() -> None:
    assert codes("C8.1", *reversed(MILESTONES)) == []


@pytest.mark.parametrize(
    "said", ["2027-01-15", "15/1 2027", "15 januari 2027", "jan 2027", "Q1 2027", "vår 2027", "om 2 månader", "vecka 5"]
)
def test_a_prototype_may_start_on_a_day_written_in_many_ways(said: str) -> None:
    assert codes("C8.2", a_prototype(start=said)) == []


@pytest.mark.parametrize("said", ["20 %", "ca 20", "tjugo procent", "20", "halvtid", "en dag i veckan", "0,2", "8 h/v"])
def test_the_time_of_a_coordinator_may_be_written_in_many_ways(said: str) -> None:
    coordinator = a_claim("coordinator", "Ida Berg", time_share=said)

    assert codes("C9.1", *BODIES, coordinator) == []


@pytest.mark.parametrize("said", ["4", "fyra", "4 ggr/år", "varje månad", "kvartalsvis", "var 6:e vecka", "quarterly"])
def test_four_times_a_year_may_be_written_in_many_ways(said: str) -> None:
    assert codes("C9.3", a_body("Rådet", "strategic", said)) == []


def test_measures_in_another_language_than_the_mission_are_not_said_to_miss_it() -> None:
    english = an_indicator("Share of young people who have an adult to talk to", "system")

    assert codes("C10.2", a_claim("mission", MISSION), english) == []


def test_a_finding_quotes_no_more_than_a_line_of_what_was_written() -> None:
    found = judged("C5.2", (a_claim("headline_measure", "Mått " * 500, baseline="okänt\n" * 500),))

    assert all(len(fact) <= 80 and "\n" not in fact for finding in found for fact in finding.facts.values())


def said(words: int) -> str:
    return " ".join(["ord"] * words)


@pytest.mark.parametrize(
    ("criterion", "code", "inside", "outside"),
    [
        ("C1.1", "too_short", lines("challenge", said(20)), lines("challenge", said(19))),
        ("C1.1", "too_long", lines("challenge", said(120)), lines("challenge", said(121))),
        ("C3.2", "few_emerging", a_mix(3, 10), a_mix(2, 7)),
        ("C3.2", "many_emerging", a_mix(6, 10), a_mix(11, 18)),
        ("C3.2", "many_emerging", a_mix(3, 3), a_mix(4, 4)),
        ("C4.1", "too_short", lines("vision", said(60)), lines("vision", said(59))),
        ("C4.1", "too_long", lines("vision", said(250)), lines("vision", said(251))),
        ("C4.1", "year_outside", lines("vision", "2030 är här"), lines("vision", "2029 är här")),
        ("C4.1", "year_outside", lines("vision", "2045 är här"), lines("vision", "2046 är här")),
        (
            "C4.1",
            "year_outside",
            lines("vision", "2020 var det så, 2035 är det så"),
            lines("vision", "2020 var det så"),
        ),
        ("C6.3", "no_indicator", (*EFFECT, a_claim("side_effects", "Köer", indicator="Minuter")), EFFECT),
        ("C7.3", "one_horizon", INITIATIVES[:2], INITIATIVES[:1]),
        ("C7.4", "no_motive", a_link("Ingen, för långt bort"), a_link("Ingen alls ännu")),
        ("C5.1", "too_near", lines("mission", "Klart senast 2029"), lines("mission", "Klart senast 2028")),
        ("C5.1", "too_far", lines("mission", "Klart senast 2041"), lines("mission", "Klart senast 2042")),
        ("C5.1", "past", lines("mission", "Klart senast 2026"), lines("mission", "Klart senast 2025")),
        ("C5.3", "too_short", lines("mission", said(5)), lines("mission", said(4))),
        ("C5.3", "too_long", lines("mission", said(30)), lines("mission", said(31))),
        ("C8.1", "past", (a_milestone("2026"),), (a_milestone("2025"),)),
        ("C8.1", "after_mission", milestones_until(2035, "2035"), milestones_until(2035, "2036")),
        ("C8.2", "late_start", (a_prototype(start="2027-05-29"),), (a_prototype(start="2027-05-30"),)),
        ("C8.2", "past_start", (a_prototype(start="2026-11-29"),), (a_prototype(start="2026-11-28"),)),
        ("C9.1", "odd_time", (a_coordinator("100"),), (a_coordinator("101"),)),
        ("C9.1", "odd_time", (a_coordinator("1"),), (a_coordinator("0"),)),
        ("C9.3", "seldom", (a_body("Rådet", "strategic", "4"),), (a_body("Rådet", "strategic", "3"),)),
        ("C10.1", "many_indicators", INDICATORS * 2, INDICATORS * 3),
        ("C10.1", "past", (an_indicator("Mått", year="2026"),), (an_indicator("Mått", year="2025"),)),
        ("C10.3", "few_dates", learning_on("2026-11-29", "2027-11-29"), learning_on("2026-11-29", "2027-11-30")),
        ("C10.3", "few_dates", learning_on("2026-11-29", "nov 2026"), learning_on("2026-11-28", "2027-01-01")),
    ],
)
def test_a_limit_is_where_the_method_puts_it(criterion: str, code: str, inside: Case, outside: Case) -> None:
    assert code not in codes(criterion, *inside)
    assert code in codes(criterion, *outside)


def test_seven_measures_are_not_too_many() -> None:
    assert "many_indicators" not in codes("C10.1", *(an_indicator(f"Mått {number}") for number in range(7)))


def test_a_source_without_a_kind_among_grants_may_be_something_else() -> None:
    assert codes("C9.2", *FUNDING[:1], a_claim("funding", "Kommunen"), a_claim("funding", "BTH")) == ["no_kind"]


@pytest.mark.parametrize(
    ("mission", "phrase"),
    [
        ("Senast 2030 tar vi snart fram en plan för Blekinge.", "tar vi snart fram"),
        ("Vi ska utveckla en app som minskar skräpet.", "utveckla en app"),
        ("Vi ska skapa jobb och locka unga.", "skapa jobb"),
        ("Vi ska lansera, och det snart.", "lansera"),
    ],
)
def test_an_activity_is_quoted_with_what_it_is_about(mission: str, phrase: str) -> None:
    assert judged("C5.4", lines("mission", mission))[0].facts == {"phrase": phrase}


@pytest.mark.parametrize(
    ("vision", "people"),
    [
        ("Maja cyklar. Sedan badar Ali.", None),
        ("Elsa, nio år, badar med Ali.", None),
        ("Solen skiner. Havet glittrar. Maja badar.", "1"),
        ("I Karlskrona är luften ren. Blekinge mår bra.", "0"),
        ("Unga och unga och UNGA leker.", "1"),
    ],
)
def test_people_of_the_future_are_told_from_places_and_weather(vision: str, people: str | None) -> None:
    found = judged("C4.3", lines("vision", vision))

    assert (found[0].facts["people"] if found else None) == people


@pytest.mark.parametrize(
    ("sector", "said", "meets"),
    [
        ("Sjöfart", "sjöfarten", True),
        ("Kultur och fritid", "fritid", True),
        ("Skola", "förskola", False),
        ("Hamnar", "Hamn", True),
        ("Vård", "Vårdcentraler", True),
        ("Vård", "Industri", False),
    ],
)
def test_an_initiative_meets_its_sector_in_any_form(sector: str, said: str, meets: bool) -> None:  # noqa: FBT001
    claims = (a_claim("sectors", sector), an_initiative("Bussen", sectors=said))

    assert ("other_sector" not in codes("C7.1", *claims)) is meets


def test_the_measures_year_ends_the_milestones_where_the_mission_tells_none() -> None:
    measure = a_claim("headline_measure", "Andel", year="2033")

    assert "after_mission" in codes("C8.1", measure, a_milestone("2034"))
    assert "after_mission" not in codes("C8.1", a_milestone("2034"))
