"""How ready a design is: steps, the whole, the five criteria, what the claims rest on."""

from functools import cache

from knowledge.method.loading import load_method
from knowledge.method.method import Method
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.finding import CriterionReadiness, Readiness, StepReadiness, Verdict
from knowledge.missions.readiness import coverage, readiness
from tests.builders_checks import TODAY
from tests.builders_missions import a_claim, a_design, an_evidence
from tests.knowledge.test_mission_rules import ACTORS, MEASURE, MISSION, WHOLE


@cache
def method() -> Method:
    return load_method()


def ready(design: MissionDesign) -> Readiness:
    return readiness(design, method(), TODAY)


def step(found: Readiness, name: str) -> StepReadiness:
    return next(one for one in found.steps if one.step == name)


def verdict(found: Readiness, name: str) -> Verdict:
    return next(one for step in found.steps for one in step.verdicts if one.criterion == name)


def five(found: Readiness, name: str) -> CriterionReadiness:
    return next(one for one in found.criteria if one.criterion == name)


def of_step(name: str) -> tuple[Claim, ...]:
    fields = {question.field for question in method().step(name).questions}
    return tuple(claim for claim in WHOLE if claim.field in fields)


def test_an_empty_design_is_missing_everywhere_and_nothing_counts_against_it_twice() -> None:
    found = ready(a_design())

    assert found.state == "missing"
    assert {one.state for one in found.steps} == {"missing"}
    assert [one.step for one in found.steps] == [one.id for one in method().steps]
    assert found.coverage.claims == 0


def test_a_whole_design_holds_though_models_and_people_have_yet_to_judge() -> None:
    found = ready(a_design(*WHOLE))

    assert found.state == "holds"
    assert {one.state for one in found.steps} == {"holds"}
    assert verdict(found, "C1.4").state == "open"
    assert found.findings("challenge") == ()


def test_one_weak_step_makes_the_whole_weak() -> None:
    claims = [claim for claim in WHOLE if claim.field != "learning_dates"]

    found = ready(a_design(*claims))

    assert [one.step for one in found.steps if one.state != "holds"] == ["learning"]
    assert found.state == "weak"


def test_what_people_have_confirmed_holds() -> None:
    design = a_design(*WHOLE).model_copy(update={"confirmed": ("C1.4", "C5.6")})

    found = ready(design)

    assert verdict(found, "C1.4").state == verdict(found, "C5.6").state == "holds"
    assert verdict(found, "C1.5").state == "open"


def test_nobody_confirms_what_a_rule_finds_weak() -> None:
    design = a_design(a_claim("mission", "Vi startar ett projekt.")).model_copy(update={"confirmed": ("C5.4",)})

    assert verdict(ready(design), "C5.4").state == "weak"


def test_a_step_with_something_written_needs_work_where_something_is_missing() -> None:
    found = ready(a_design(a_claim("mission", MISSION)))

    assert verdict(found, "C5.2").state == "missing"
    assert step(found, "mission").state == "weak"
    assert step(found, "mission").written == 1
    assert step(found, "vision").state == "missing"
    assert found.state == "weak"


def test_marks_alone_are_nothing_written() -> None:
    found = ready(a_design(a_claim("mission", "🌊"), a_claim("actors", "–", role=" ")))

    assert step(found, "mission").state == step(found, "actors").state == "missing"
    assert found.state == "missing"
    assert found.coverage.claims == 0


def test_only_the_steps_of_the_path_count_for_the_whole() -> None:
    claims = [claim for name in method().short_path for claim in of_step(name)]

    found = ready(a_design(*claims, path="short"))

    assert [one.step for one in found.steps] == list(method().short_path)
    assert found.state == "holds"
    assert [f.code for one in found.steps for v in one.verdicts for f in v.findings] == []


def test_a_step_off_the_path_is_told_where_something_is_written_but_does_not_count() -> None:
    short = [claim for name in method().short_path for claim in of_step(name)]

    found = ready(a_design(*short, a_claim("vision", "Rent hav."), path="short"))

    assert step(found, "vision").state == "weak"
    assert found.state == "holds"


def test_a_skipped_step_stays_visible_as_missing() -> None:
    found = ready(a_design(*(claim for claim in WHOLE if claim.field != "vision"), skipped=("vision",)))

    assert step(found, "vision").skipped
    assert not step(found, "mission").skipped


def test_a_text_in_another_language_is_told_of_once_and_the_rest_is_open() -> None:
    german = a_claim("mission", "Bis 2035 sind alle Kinder in Blekinge nicht mehr allein und der Strand ist sauber.")

    found = ready(a_design(german, MEASURE))

    codes = [finding.code for finding in found.findings("mission")]
    assert codes == ["other_language"]
    assert verdict(found, "C5.1").state == "holds"
    assert verdict(found, "C5.4").state == "open"
    assert step(found, "mission").state == "weak"


def test_a_mission_criterion_is_weak_where_one_of_its_rules_finds_something() -> None:
    late = a_claim("mission", MISSION.replace("2035", "2080"))
    claims = [claim for claim in WHOLE if claim.field != "mission"]

    assert five(ready(a_design(*claims, late)), "direction").state == "weak"
    assert five(ready(a_design(*WHOLE)), "direction").state == "holds"


def test_a_mission_criterion_is_open_until_somebody_has_judged_what_no_rule_can() -> None:
    found = ready(a_design(*WHOLE))
    confirmed = ready(a_design(*WHOLE).model_copy(update={"confirmed": ("C5.6",)}))

    assert five(found, "bold").state == "open"
    assert five(confirmed, "bold").state == "holds"


def test_a_mission_criterion_is_missing_where_there_is_nothing_to_judge() -> None:
    assert five(ready(a_design(*ACTORS)), "direction").state == "missing"


def test_a_mission_criterion_rests_on_the_steps_of_the_path_only() -> None:
    claims = [claim for name in method().short_path for claim in of_step(name)]

    resting = five(ready(a_design(*claims, path="short")), "across").verdicts

    assert "C7.1" not in {one.criterion for one in resting}
    assert "C3.1" in {one.criterion for one in resting}


def test_the_claims_are_counted_by_what_they_rest_on() -> None:
    design = a_design(
        a_claim("challenge", "Unga mår dåligt", evidence=(an_evidence(),), assumed=True),
        a_claim("assumptions", "Vuxna vill", assumed=True),
        a_claim("assumptions", "Unga vågar"),
        a_claim("tried", " "),
    )

    assert coverage(design).model_dump() == {"evidence": 1, "contribution": 1, "assumption": 1}


def test_a_criterion_that_no_rule_knows_is_open() -> None:
    steps = tuple(
        one.model_copy(update={"criteria": tuple(c.model_copy(update={"id": f"X{c.id}"}) for c in one.criteria)})
        for one in method().steps
    )

    found = readiness(a_design(*WHOLE), method().model_copy(update={"steps": steps}), TODAY)

    assert {one.state for step in found.steps for one in step.verdicts} == {"open"}
    assert {one.state for one in found.steps} == {"open"}
