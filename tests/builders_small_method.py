"""A small method with words for every field, for tests that are not about the method's own content."""

from collections.abc import Mapping
from typing import Final

from knowledge.canvas import FIELDS, FieldName, Part
from knowledge.language import LANGUAGES, LocalText
from knowledge.method.method import (
    Criterion,
    FieldWords,
    FindingWords,
    Lexicon,
    Method,
    MissionCriterion,
    PartWords,
    Question,
    Step,
)

_STEPS: Final[tuple[tuple[str, str, str, tuple[FieldName, ...]], ...]] = (
    (
        "challenge",
        "Utmaning och lämplighet",
        "Challenge and fit",
        ("challenge", "tried", "fit", "strategies", "commitment"),
    ),
    (
        "system",
        "Systemet och inlåsningarna",
        "The system and its lock-ins",
        ("system", "lockins", "winners", "bottlenecks", "leverage"),
    ),
    ("actors", "Aktörer, roller och röster", "Actors, roles and voices", ("actors", "influence", "coordinator")),
    (
        "vision",
        "Framtidsbild och vinklar",
        "Desired future and angles",
        ("vision", "changes", "angles", "not_yet_for", "chosen_angle"),
    ),
    (
        "mission",
        "Missionsformulering",
        "Mission statement",
        ("mission", "headline_measure", "boldness", "openness", "neighbour", "not_included"),
    ),
    (
        "conflicts",
        "Målkonflikter och sidoeffekter",
        "Goal conflicts and side effects",
        ("conflicts", "losers", "side_effects"),
    ),
    (
        "portfolio",
        "Missionskarta och portfölj",
        "Mission map and portfolio",
        ("sectors", "initiatives", "gaps", "cross_links", "mix"),
    ),
    ("prototypes", "Prototyper och väg bakåt", "Prototypes and backcasting", ("milestones", "prototypes")),
    (
        "governance",
        "Organisering, mandat och resurser",
        "Organisation, mandate and resources",
        ("continuation", "governance", "funding", "procurement", "risk_sharing"),
    ),
    (
        "learning",
        "Mäta, lära och sprida",
        "Measure, learn and spread",
        ("theory", "assumptions", "indicators", "hard_to_measure", "learning_dates", "spreading"),
    ),
)
_LISTS: Final = ("solutions", "activities", "groups", "places", "universals")
_SHORT: Final = ("challenge", "actors", "mission", "conflicts", "prototypes", "learning")
_FIELDS: Final[Mapping[FieldName, tuple[str, str]]] = {
    "challenge": ("Utmaningen", "The challenge"),
    "tried": ("Det som redan har prövats", "What has been tried"),
    "fit": ("Varför en mission", "Why a mission"),
    "strategies": ("Strategier och mål som pekar hit", "Strategies and goals that point here"),
    "commitment": ("Tid, mandat och pengar", "Time, mandate and money"),
    "system": ("Systemets delar", "Parts of the system"),
    "lockins": ("Inlåsningar", "Lock-ins"),
    "winners": ("Vem som tjänar på nuläget", "Who gains from the present"),
    "bottlenecks": ("Flaskhalsar", "Bottlenecks"),
    "leverage": ("Hävstänger", "Leverage points"),
    "actors": ("Aktörer", "Actors"),
    "influence": ("Inflytande för dem som berörs", "Influence for those affected"),
    "coordinator": ("Samordnare", "Coordinator"),
    "vision": ("Framtidsbild", "Desired future"),
    "changes": ("Vad som är borta och vad som är nytt", "What is gone and what is new"),
    "angles": ("Vinklar", "Angles"),
    "not_yet_for": ("För vem bilden inte är bra ännu", "For whom the picture is not good yet"),
    "chosen_angle": ("Vald vinkel", "Chosen angle"),
    "mission": ("Missionen", "The mission"),
    "headline_measure": ("Huvudmått", "Headline measure"),
    "boldness": ("Djärvhet", "Boldness"),
    "openness": ("Öppenhet för lösningar", "Openness to solutions"),
    "neighbour": ("Grannen", "The neighbour"),
    "not_included": ("Det som inte ingår", "What is not included"),
    "conflicts": ("Målkonflikter", "Goal conflicts"),
    "losers": ("Vem som kan förlora", "Who could lose"),
    "side_effects": ("Sidoeffekter", "Side effects"),
    "sectors": ("Sektorer", "Sectors"),
    "initiatives": ("Initiativ", "Initiatives"),
    "gaps": ("Luckor", "Gaps"),
    "cross_links": ("Korskopplingar", "Cross-links"),
    "mix": ("Blandning", "Mix"),
    "milestones": ("Milstolpar", "Milestones"),
    "prototypes": ("Prototyper", "Prototypes"),
    "continuation": ("Vem som håller i efteråt", "Who holds on afterwards"),
    "governance": ("Beslutsnivåer", "Levels of decision"),
    "funding": ("Finansiering", "Funding"),
    "procurement": ("Upphandling", "Procurement"),
    "risk_sharing": ("Delad risk och vinst", "Shared risk and reward"),
    "theory": ("Förändringsteori", "Theory of change"),
    "assumptions": ("Antaganden", "Assumptions"),
    "indicators": ("Mått", "Measures"),
    "hard_to_measure": ("Svårt att mäta", "Hard to measure"),
    "learning_dates": ("Lärtillfällen", "Learning dates"),
    "spreading": ("Spridning", "Spreading"),
}
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("Namn", "Name"),
    "text": ("Vad", "What"),
    "kind": ("Slag", "Kind"),
    "bottleneck": ("Flaskhals", "Bottleneck"),
    "motive": ("Motiv", "Motive"),
    "sector": ("Sektor", "Sector"),
    "level": ("Nivå", "Level"),
    "standing": ("Läge", "Standing"),
    "role": ("Roll", "Role"),
    "gives": ("Bidrar med", "Gives"),
    "gets": ("Får ut", "Gets"),
    "mandate": ("Mandat", "Mandate"),
    "time_share": ("Andel av en tjänst (%)", "Share of a post (%)"),
    "benefits": ("Nyttor", "Benefits"),
    "baseline": ("Nuläge", "Baseline"),
    "target": ("Mål", "Target"),
    "year": ("År", "Year"),
    "source": ("Källa", "Source"),
    "owner": ("Ansvarig", "Owner"),
    "a": ("Det ena målet", "One goal"),
    "b": ("Det andra målet", "The other goal"),
    "parties": ("Parter", "Parties"),
    "handling": ("Hantering", "Handling"),
    "decides": ("Avgör", "Decides"),
    "indicator": ("Tecken att följa", "Sign to watch"),
    "type": ("Typ", "Type"),
    "horizon": ("Tid", "Horizon"),
    "sectors": ("Sektorer", "Sectors"),
    "links": ("Hör ihop med", "Linked to"),
    "strength": ("Specialisering", "Specialisation"),
    "place": ("Plats", "Place"),
    "start": ("Start", "Start"),
    "question": ("Vill lära", "To learn"),
    "rule_tested": ("Regel eller vana som prövas", "Rule or habit tested"),
    "stop_scale": ("Stopp eller skala upp", "Stop or scale"),
    "body": ("Organ", "Body"),
    "decisions": ("Beslut", "Decisions"),
    "times_a_year": ("Gånger per år", "Times a year"),
    "covers": ("Täcker", "Covers"),
    "until": ("Till och med", "Until"),
    "date": ("Datum", "Date"),
    "about": ("Om", "About"),
}
_OPTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "public": ("Offentlig sektor", "Public sector"),
    "business": ("Näringsliv", "Business"),
    "academia": ("Akademi", "Academia"),
    "civil_society": ("Civilsamhälle", "Civil society"),
    "decides": ("Beslutar", "Decides"),
    "plans": ("Planerar", "Plans"),
    "does": ("Utför", "Does"),
    "affected": ("Berörs", "Affected"),
    "established": ("Etablerad", "Established"),
    "emerging": ("Framväxande", "Emerging"),
    "rules": ("Regelverk", "Rules"),
    "funding": ("Finansiering", "Funding"),
    "technology": ("Teknik", "Technology"),
    "behaviour": ("Beteende", "Behaviour"),
    "competence": ("Kompetens", "Competence"),
    "organisation": ("Organisation", "Organisation"),
    "both_and": ("Både-och", "Both-and"),
    "sequence": ("I tur och ordning", "In sequence"),
    "compensation": ("Kompensation", "Compensation"),
    "choice": ("Val", "Choice"),
    "service": ("Tjänst", "Service"),
    "policy": ("Policy och regler", "Policy and rules"),
    "procurement": ("Upphandling", "Procurement"),
    "business_model": ("Affärsmodell", "Business model"),
    "knowledge": ("Kunskap", "Knowledge"),
    "within_1_year": ("Inom 1 år", "Within 1 year"),
    "1_to_3_years": ("1–3 år", "1–3 years"),
    "beyond_3_years": ("Mer än 3 år", "Beyond 3 years"),
    "ongoing": ("Pågår", "Ongoing"),
    "new": ("Nytt", "New"),
    "climate": ("Klimat", "Climate"),
    "nature": ("Natur", "Nature"),
    "health": ("Hälsa", "Health"),
    "jobs": ("Jobb", "Jobs"),
    "smart_industry": ("Smart industri", "Smart industry"),
    "tech": ("Tech", "Tech"),
    "political": ("Politisk", "Political"),
    "strategic": ("Strategisk", "Strategic"),
    "coordinating": ("Samordnande", "Coordinating"),
    "operative": ("Operativ", "Operative"),
    "grant": ("Bidrag", "Grant"),
    "own_budget": ("Egen budget", "Own budget"),
    "in_kind": ("Egen tid", "In kind"),
    "private": ("Privata medel", "Private"),
    "outcome": ("Utfall", "Outcome"),
    "system": ("System", "System"),
    "distribution": ("Fördelning", "Distribution"),
    "activity": ("Aktivitet", "Activity"),
}
_FIVE: Final = (
    (
        "bold",
        ("Djärv och angelägen", "Bold and relevant"),
        ("Inspirerar och angår många i samhället.", "Inspires and concerns many in society."),
        ("C5.1",),
    ),
    (
        "clear",
        ("Tydlig riktning", "Clear direction"),
        ("Går att mäta och har ett slutår.", "Can be measured and has a last year."),
        ("C5.1",),
    ),
    (
        "ambitious",
        ("Ambitiös och tänkbar", "Ambitious yet thinkable"),
        ("Svår att nå, men inte omöjlig.", "Hard to reach, but not impossible."),
        ("C5.1", "C10.1"),
    ),
    (
        "cross",
        ("Över gränser", "Across boundaries"),
        ("Kräver flera sektorer och ämnen.", "Needs several sectors and disciplines."),
        ("C3.1", "C7.1"),
    ),
    (
        "open",
        ("Många lösningar", "Many solutions"),
        ("Styr mot målet, inte mot ett sätt att nå det.", "Steers at the goal, not at one way there."),
        ("C5.1", "C8.1"),
    ),
)


def a_method(version: str = "1.0") -> Method:
    """A method of the ten steps: words for every field, one criterion judged by a rule in each step."""
    steps = tuple(_step(number, *told) for number, told in enumerate(_STEPS, start=1))
    return Method(
        id=f"{version}-test",
        version=version,
        name=_local("Missionsmetoden", "The mission method"),
        steps=steps,
        short_path=_SHORT,
        fields={name: _field_words(name, sv, en) for name, (sv, en) in _FIELDS.items()},
        criteria=tuple(
            MissionCriterion(id=name, name=_local(*names), text=_local(*about), rests_on=rests, source="Test")
            for name, names, about, rests in _FIVE
        ),
        starting_points=(),
        lexicon=Lexicon(
            **{name: dict.fromkeys(LANGUAGES, ()) for name in _LISTS},
            abbreviations=(),
        ),
    )


def _step(number: int, name: str, sv: str, en: str, fields: tuple[FieldName, ...]) -> Step:
    questions = tuple(
        Question(id=f"{number}.{at}", field=field, label=_local(*_FIELDS[field]), text=_local(*_FIELDS[field]))
        for at, field in enumerate(fields, start=1)
    )
    too_few = FindingWords(
        problem=_local("Det finns {found}, men {wanted} behövs.", "There are {found}; {wanted} are needed."),
        try_next=_local("Skriv ett till.", "Write one more."),
    )
    criterion = Criterion(
        id=f"C{number}.1",
        judged_by="rule",
        text=_local("Tillräckligt är skrivet.", "Enough is written."),
        asks=_local("Hur många?", "How many?"),
        source="Test",
        findings={"too_few": too_few},
    )
    said = _local("", "")
    return Step(
        id=name,
        number=number,
        name=_local(sv, en),
        purpose=said,
        inputs=said,
        good=said,
        asks=said,
        questions=questions,
        criteria=(criterion,),
        examples=(),
        mistakes=(),
        sources=(),
    )


def _field_words(name: FieldName, sv: str, en: str) -> FieldWords:
    return FieldWords(
        name=_local(sv, en), one=_local(sv, en), parts={part.name: _part_words(part) for part in FIELDS[name].parts}
    )


def _part_words(part: Part) -> PartWords:
    return PartWords(
        label=_local(*_PARTS[part.name]),
        options={option: _local(*_OPTIONS.get(option, (option.replace("_", " "),) * 2)) for option in part.options},
    )


def _local(sv: str, en: str) -> LocalText:
    return LocalText(sv=sv, en=en)
