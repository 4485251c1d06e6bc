"""One whole mission as a region would write it: ten steps, twenty initiatives (invented, not policy)."""

import datetime as dt
from typing import Final

from knowledge.missions.design import Claim, Evidence, MissionDesign
from knowledge.missions.finding import Finding
from tests.builders_missions import a_claim, a_design, an_evidence, choices

_STRATEGY: Final = an_evidence(
    "Blekinges kuststräcka är en av länets största tillgångar, men också en av de mest påverkade.",
    title="Blekinges strategi för smart specialisering",
    heading=("Specialiseringar", "Missioner"),
    page=14,
    date=dt.date(2021, 3, 24),
    date_kind="decided",
    url="https://example.se/strategi-smart-specialisering.pdf",
)
_VINNOVA: Final = an_evidence(
    "En mission kräver att offentlig sektor, näringsliv, akademi och civilsamhälle rör sig samtidigt.",
    title="Missionsorienterad innovation",
    heading=("Vad är en mission?",),
    page=None,
    date=dt.date(2024, 6, 18),
    date_kind="updated",
    url="https://example.se/missionsorienterad-innovation",
)
_PLAYBOOK: Final = an_evidence(
    "Citizens were asked first, and asked again when the first answers had been tried.",
    title="Missions Playbook",
    heading=("Cases", "AMAI!"),
    page=31,
    language="en",
    date=None,
    date_kind="unknown",
    url=None,
)
_INITIATIVES: Final = (
    (
        "Ålgräsängar i Karlskrona skärgård",
        "technology",
        "1_to_3_years",
        "Länsstyrelsen",
        "Kustkommuner, Forskning",
        "Våtmarker i Lyckebyåns avrinningsområde",
        "ongoing",
    ),
    (
        "Våtmarker i Lyckebyåns avrinningsområde",
        "technology",
        "1_to_3_years",
        "LRF Blekinge",
        "Jordbruk, Kustkommuner",
        "Ersättning för minskat näringsläckage",
        "ongoing",
    ),
    (
        "Ersättning för minskat näringsläckage",
        "business_model",
        "beyond_3_years",
        "Region Blekinge",
        "Jordbruk",
        "",
        "new",
    ),
    (
        "Båtbottnar utan gifter",
        "behaviour",
        "within_1_year",
        "Blekinge båtförbund",
        "Fritidsbåtar och turism",
        "Gemensamma tvättstationer i gästhamnar",
        "ongoing",
    ),
    (
        "Gemensamma tvättstationer i gästhamnar",
        "service",
        "1_to_3_years",
        "Karlshamns hamn",
        "Fritidsbåtar och turism, Hamnar och sjöfart",
        "Båtbottnar utan gifter",
        "new",
    ),
    (
        "Krav på rent vatten i kommunernas upphandling",
        "procurement",
        "1_to_3_years",
        "Kommunernas inköpssamverkan",
        "Kustkommuner",
        "",
        "new",
    ),
    (
        "Samma tillsyn i alla fem kommuner",
        "policy",
        "1_to_3_years",
        "Miljöförbundet Blekinge Väst",
        "Kustkommuner",
        "Krav på rent vatten i kommunernas upphandling",
        "new",
    ),
    (
        "Öppna mätbojar",
        "technology",
        "within_1_year",
        "Blekinge Tekniska Högskola",
        "Forskning, Hamnar och sjöfart",
        "Havets puls: en karta för alla",
        "ongoing",
    ),
    (
        "Havets puls: en karta för alla",
        "service",
        "1_to_3_years",
        "Blue Science Park",
        "Forskning",
        "Öppna mätbojar",
        "new",
    ),
    (
        "Skolklasser mäter sin egen vik",
        "knowledge",
        "within_1_year",
        "Naturskolan i Ronneby",
        "Forskning, Kustkommuner",
        "Havets puls: en karta för alla",
        "ongoing",
    ),
    (
        "Musselodling som renar",
        "business_model",
        "beyond_3_years",
        "Hanöbuktens fiskevårdsområde",
        "Fiske och vattenbruk",
        "Blå mat i skolköken",
        "new",
    ),
    (
        "Blå mat i skolköken",
        "procurement",
        "1_to_3_years",
        "Sölvesborgs kommun",
        "Fiske och vattenbruk, Kustkommuner",
        "Musselodling som renar",
        "new",
    ),
    (
        "Sälsäkra redskap",
        "technology",
        "within_1_year",
        "Sveriges lantbruksuniversitet",
        "Fiske och vattenbruk",
        "",
        "ongoing",
    ),
    ("Landström i Karlshamn", "technology", "beyond_3_years", "Karlshamns hamn", "Hamnar och sjöfart", "", "ongoing"),
    (
        "Mottagning av gråvatten från fritidsbåtar",
        "service",
        "1_to_3_years",
        "Gästhamnarna",
        "Fritidsbåtar och turism",
        "Gemensamma tvättstationer i gästhamnar",
        "new",
    ),
    (
        "Kustvakternas skräpdagar",
        "behaviour",
        "within_1_year",
        "Håll Blekinge rent",
        "Fritidsbåtar och turism, Kustkommuner",
        "",
        "ongoing",
    ),
    (
        "Regler för strandnära avlopp",
        "policy",
        "beyond_3_years",
        "Länsstyrelsen",
        "Kustkommuner",
        "Samma tillsyn i alla fem kommuner",
        "new",
    ),
    (
        "Kväve tillbaka till åkern",
        "knowledge",
        "beyond_3_years",
        "Hushållningssällskapet",
        "Jordbruk, Forskning",
        "Ersättning för minskat näringsläckage",
        "new",
    ),
    (
        "Tyst i viken: långsammare båtar",
        "behaviour",
        "within_1_year",
        "Skärgårdsrådet",
        "Fritidsbåtar och turism",
        "",
        "new",
    ),
    (
        "Medborgarpanel för havet",
        "knowledge",
        "1_to_3_years",
        "Region Blekinge",
        "Kustkommuner",
        "Havets puls: en karta för alla",
        "new",
    ),
)
_ACTORS: Final = (
    (
        "Region Blekinge",
        "public",
        "decides,plans",
        "established",
        "Samordnar",
        "Mandat och tid",
        "Ett mål att samla länet kring",
    ),
    (
        "Länsstyrelsen Blekinge",
        "public",
        "decides",
        "established",
        "Tillsyn",
        "Data och medel",
        "Snabbare väg till god status",
    ),
    ("Kustkommunerna", "public", "decides,does", "established", "Genomför", "Mark, personal", "Rena badplatser"),
    (
        "LRF Blekinge",
        "civil_society",
        "does",
        "established",
        "Samlar lantbruket",
        "Kunskap om marken",
        "Ersättning för nyttan",
    ),
    (
        "Blekinge Tekniska Högskola",
        "academia",
        "plans",
        "established",
        "Mäter och lär",
        "Forskare, bojar",
        "Verkliga data",
    ),
    ("Karlshamns hamn", "business", "does", "established", "Testar", "Kajer", "Nya kunder"),
    (
        "Hanöbuktens yrkesfiskare",
        "business",
        "affected",
        "emerging",
        "Väljer och testar",
        "Erfarenhet",
        "Fisk att fånga",
    ),
    (
        "Skärgårdsrådet",
        "civil_society",
        "affected",
        "emerging",
        "Väljer vinklar",
        "Röster från öarna",
        "Ett hav att bo vid",
    ),
    ("Ungas havsråd", "civil_society", "affected", "emerging", "Granskar", "Tid och frågor", "Inflytande på riktigt"),
    ("Blue Science Park", "business", "plans", "emerging", "Kopplar ihop", "Nätverk", "Uppdrag"),
)


def a_rich_design() -> MissionDesign:
    """Friska hav: every step written, most of it said by four people, some with evidence, some assumed."""
    return a_design(
        *_beginning(),
        *_people(),
        *_direction(),
        *_conflicts(),
        *_portfolio(),
        *_prototypes(),
        *_holding(),
        *_learning(),
    )


def rich_findings() -> tuple[Finding, ...]:
    """What the checks of the small method find in it."""
    return (
        Finding(
            criterion="C6.1", severity="weak", code="too_few", field="conflicts", facts={"found": "2", "wanted": "3"}
        ),
        Finding(
            criterion="C10.1", severity="weak", code="too_few", field="indicators", facts={"found": "2", "wanted": "3"}
        ),
    )


def initiatives(number: int = len(_INITIATIVES)) -> tuple[Claim, ...]:
    """The first `number` initiatives."""
    return tuple(
        a_claim(
            "initiatives",
            name,
            type=kind,
            horizon=horizon,
            owner=owner,
            sectors=sectors,
            standing=standing,
            author="Oskar Lind",
            evidence=(_VINNOVA,) if at == 1 else (),
            links=links,
        )
        for at, (name, kind, horizon, owner, sectors, links, standing) in enumerate(_INITIATIVES[:number])
    )


def sectors() -> tuple[Claim, ...]:
    """The six sectors, and one where nothing is going on yet."""
    names = (
        "Kustkommuner",
        "Jordbruk",
        "Fiske och vattenbruk",
        "Fritidsbåtar och turism",
        "Hamnar och sjöfart",
        "Forskning",
        "Försvaret",
    )
    return tuple(a_claim("sectors", name, author="Oskar Lind") for name in names)


def _beginning() -> tuple[Claim, ...]:
    text = (
        "Havet utanför Blekinge mår dåligt: bara 3 av 31 kustvatten har god ekologisk status. Barnfamiljer, fiskare "
        "och boende i skärgården märker det först, när vikarna växer igen och badplatser stängs.\n\n"
        "Kommuner, lantbruk och hamnar har gjort mycket var för sig, men näring, skräp och gifter "
        "rinner från källor som "
        "ingen av dem råder över ensam."
    )
    return (
        a_claim("challenge", text, evidence=(_STRATEGY,)),
        a_claim(
            "tried", "LOVA-projekt i fyra kommuner sedan 2012. De slutade när pengarna tog slut.", author="Maja Holm"
        ),
        a_claim("fit", "Nej, ingen kan lösa det ensam. Vattnet rör sig över gränser, och det gör ansvaret också."),
        a_claim("strategies", "Blekinges strategi för smart specialisering 2021–2027", evidence=(_STRATEGY,)),
        a_claim("strategies", "Åtgärdsprogram för Södra Östersjöns vattendistrikt"),
        a_claim("strategies", "EU:s mission Restore our Ocean and Waters", assumed=True),
        a_claim("commitment", "Två heltider i fem år och ett uppdrag från regionala utvecklingsnämnden.", assumed=True),
        *(
            a_claim("system", part, author="Maja Holm")
            for part in (
                "Jordbrukets näringsflöden",
                "Kommunala reningsverk",
                "Enskilda avlopp",
                "Båtliv och gästhamnar",
                "Yrkesfisket i Hanöbukten",
                "Tillsyn och tillstånd",
                "Sjöfart och hamnar",
            )
        ),
        a_claim("lockins", "Stöd betalas per hektar, inte för vad som når havet.", kind="rules", evidence=(_VINNOVA,)),
        a_claim("lockins", "Varje kommun budgeterar bara för sin egen kust.", kind="funding"),
        a_claim("lockins", "Giftig bottenfärg är billigast och lättast att köpa.", kind="behaviour", assumed=True),
        a_claim(
            "bottlenecks",
            "system_policies",
            motive="Regler och stöd följer sektorsgränser medan vattnet följer avrinningsområden.",
        ),
        a_claim("leverage", "Betala för minskat läckage där ån möter havet, i stället för per hektar."),
    )


def _people() -> tuple[Claim, ...]:
    return (
        *(
            a_claim(
                "actors",
                name,
                sector=sector,
                level=level,
                standing=standing,
                role=role,
                gives=gives,
                gets=gets,
                author="Fatima Nordin",
            )
            for name, sector, level, standing, role, gives, gets in _ACTORS
        ),
        a_claim(
            "influence",
            "Skärgårdsrådet och Ungas havsråd väljer vinklar och testplatser tillsammans med kommunerna.",
            evidence=(_PLAYBOOK,),
        ),
        a_claim("coordinator", "Fatima Nordin", mandate="Uppdrag från regionala utvecklingsnämnden", time_share="80"),
    )


def _direction() -> tuple[Claim, ...]:
    return (
        a_claim(
            "vision",
            "Det är en vanlig tisdag 2035. Elsa, nio år, snorklar över ålgräset i Hasslö och räknar kantnålar. "
            "Hennes morfar, som fiskade torsk, säljer musslor till skolköket. På kajen tankar bussen "
            "biogas av fånggrödor, "
            "och mätbojens siffror syns på skärmen i väntkuren: klart vatten till fyra meter.",
        ),
        a_claim("changes", "Borta: giftig bottenfärg, stängda badplatser. Nytt: ersättning för rent vatten."),
        a_claim("angles", "Skolmaten", benefits=choices("climate", "health", "jobs"), author="Maja Holm"),
        a_claim("angles", "Badplatsen", benefits=choices("health", "nature", "equality"), author="Maja Holm"),
        a_claim("not_yet_for", "Lantbrukare på lätta jordar, som riskerar lägre skördar."),
        a_claim("chosen_angle", "Badplatsen: alla har en, och alla märker när den stängs."),
        a_claim(
            "mission",
            "Senast 2035 kan alla barn i Blekinge bada i ett hav med god ekologisk status, mindre än "
            "en halvtimme hemifrån.",
        ),
        a_claim(
            "headline_measure",
            "Andel kustvatten med god ekologisk status",
            baseline="3 av 31",
            target="31 av 31",
            year="2035",
            source="VISS",
            owner="Länsstyrelsen",
            evidence=(_STRATEGY,),
        ),
        a_claim("boldness", "Ja. I dag skulle det ta till 2060."),
        a_claim("openness", "Ja: teknik, regler, mat, betalning och vanor kan alla bidra."),
        a_claim("neighbour", "Alla vet om deras egen badplats är öppen."),
        a_claim("not_included", "Öppet hav utanför kustvattnet, och CO₂-utsläpp från sjöfarten."),
    )


def _conflicts() -> tuple[Claim, ...]:
    return (
        a_claim(
            "conflicts",
            "Mer mat från Blekinges åkrar",
            b="Mindre näring till havet",
            parties="Lantbruket, Länsstyrelsen",
            handling="compensation",
            decides="Regionala utvecklingsnämnden",
        ),
        a_claim(
            "conflicts",
            "Tillgänglig skärgård för alla",
            b="Orörda lekbottnar",
            parties="Båtfolket, Skärgårdsrådet",
            handling="both_and",
            decides="Kommunerna",
        ),
        a_claim("losers", "Små lantbruk på kort sikt; tillverkare av bottenfärg på lång sikt."),
        a_claim(
            "side_effects",
            "Dyrare att ha båt, så att färre har råd.",
            indicator="Antal båtplatser per kommun",
            assumed=True,
        ),
    )


def _portfolio() -> tuple[Claim, ...]:
    return (
        *sectors(),
        *initiatives(),
        a_claim("gaps", "Ingen arbetar med dagvatten från industriområden", sectors="Kustkommuner"),
        a_claim("gaps", "Finansiering efter 2029", author="Maja Holm"),
        a_claim("cross_links", "smart_industry", text="Mätbojarna byggs av företag i Olofström."),
        a_claim("cross_links", "tech", text="Öppna data från bojarna blir tjänster hos teknikföretagen i Karlskrona."),
        a_claim("mix", "Sju snabba test, sex systemändringar, fem långsiktiga satsningar."),
    )


def _prototypes() -> tuple[Claim, ...]:
    return (
        a_claim("milestones", "2028", text="Första badplatsen med god status"),
        a_claim("milestones", "2031", text="Ersättning för minskat läckage gäller i hela länet", assumed=True),
        a_claim("milestones", "2033", text="25 av 31 kustvatten har god status"),
        a_claim(
            "prototypes",
            "En vik i taget",
            place="Saltöfjärden, Karlskrona",
            owner="Karlskrona kommun",
            start="2027-03-01",
            question="Vad händer med ansvaret när alla som påverkar en enda vik sitter vid samma bord?",
            rule_tested="Att varje nämnd beslutar om sin del",
            stop_scale="Stoppa om ingen part har flyttat pengar inom ett år. Skala upp till tre vikar om "
            "siktdjupet ökar.",
            author="Oskar Lind",
        ),
    )


def _holding() -> tuple[Claim, ...]:
    return (
        a_claim("continuation", "Region Blekinge, i ordinarie budget från 2030.", assumed=True),
        a_claim(
            "governance",
            "Regionala utvecklingsnämnden",
            level="political",
            decisions="Mål och uppdrag",
            times_a_year="4",
        ),
        a_claim("governance", "Innovationsrådet", level="strategic", decisions="Portföljens balans", times_a_year="4"),
        a_claim(
            "governance",
            "Missionskontoret",
            level="coordinating",
            decisions="Vad som startar och vad som stoppas",
            times_a_year="12",
        ),
        a_claim(
            "governance", "Vikgrupperna", level="operative", decisions="Åtgärder i den egna viken", times_a_year="12"
        ),
        a_claim("funding", "Havs- och vattenmiljöanslaget", kind="grant", covers="Våtmarker och ålgräs", until="2029"),
        a_claim(
            "funding", "Kommunernas budgetar", kind="own_budget", covers="Tillsyn och badplatser", until="tills vidare"
        ),
        a_claim("procurement", "Innovationsupphandling av rening för dagvatten, tillsammans med fem kommuner."),
    )


def _learning() -> tuple[Claim, ...]:
    return (
        a_claim(
            "theory",
            "Om alla runt en vik ser samma siffror och delar på pengarna, så flyttas åtgärderna dit de "
            "gör mest nytta, och då klarnar vattnet.",
        ),
        a_claim("assumptions", "Lantbrukare väljer ersättning för resultat när den är säker i fem år.", assumed=True),
        a_claim("assumptions", "Ålgräs kommer tillbaka när siktdjupet når tre meter.", evidence=(_STRATEGY,)),
        a_claim(
            "indicators",
            "Siktdjup i juli",
            kind="outcome",
            baseline="2,1 m",
            target="≥ 4 m",
            year="2033",
            source="Öppna mätbojar",
            owner="BTH",
        ),
        a_claim(
            "indicators",
            "Andel medel som beslutas gemensamt",
            kind="system",
            baseline="0 %",
            target="30 %",
            year="2030",
            source="Missionskontoret",
            owner="Region Blekinge",
        ),
        a_claim("learning_dates", "2027-04-15", about="Vad lärde oss den första viken?"),
        a_claim("learning_dates", "2027-10-14", about="Portföljens balans"),
    )


def rich_evidence() -> tuple[Evidence, ...]:
    """The three passages that it rests on."""
    return _STRATEGY, _VINNOVA, _PLAYBOOK
