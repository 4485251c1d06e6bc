"""A mission design as a document: what it says, where it stands, what it rests on (pure)."""

import datetime as dt
from collections.abc import Iterable, Iterator

from knowledge.canvas import FIELD_NAMES, FieldName
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.missions.design import Claim, MissionDesign
from knowledge.missions.exports.fields import field_blocks
from knowledge.missions.exports.map import map_of
from knowledge.missions.exports.map_words import map_alt, map_lines
from knowledge.missions.exports.outline import Block, Heading, Line, Listing, Outline, Paragraph, Picture, Piece
from knowledge.missions.exports.references import numbered, references
from knowledge.missions.exports.saying import AMONG, Telling, gist_of, one_line, title_of
from knowledge.missions.exports.standing import next_try, standing_blocks, state_piece
from knowledge.missions.exports.words import spoken_date
from knowledge.missions.finding import Coverage, Readiness, StepReadiness
from knowledge.plain import shortened

_LONGEST_NAME = 200  # characters of a claim in the list of assumptions


def outline_of(
    design: MissionDesign, method: Method, readiness: Readiness, *, language: Language, today: dt.date
) -> Outline:
    """The whole document in `language`, as of `today`; `method` need not be the version it was begun in."""
    telling = Telling(
        design=design, method=method, readiness=readiness, language=language, cited=numbered(design.claims)
    )
    blocks = (
        *_opening(telling, today),
        *standing_blocks(telling),
        *_steps(telling),
        *_others(telling),
        *_coverage(telling),
        *_references(telling),
        *_map(telling),
    )
    return Outline(title=title_of(design, language), language=language, blocks=blocks)


def _opening(telling: Telling, today: dt.date) -> Iterator[Block]:
    yield Heading(level=1, text=title_of(telling.design, telling.language), language=telling.design.language)
    yield Paragraph(look="lead", line=(_mission(telling),))
    yield Paragraph(look="facts", line=(Piece(text=" · ".join(_facts(telling, today)), tone="quiet"),))


def _mission(telling: Telling) -> Piece:
    said = one_line(telling.design.text("mission"))
    return telling.written(said) if said else Piece(text=telling.say("document.no_mission"), tone="quiet")


def _facts(telling: Telling, today: dt.date) -> Iterator[str]:
    method, design = telling.method, telling.design
    yield telling.say("document.exported", date=spoken_date(today, telling.language))
    yield telling.say("document.method", method=method.name.said_in(telling.language), version=method.version)
    begun = design.method.rpartition("-")[0]
    if begun not in ("", method.version):
        yield telling.say("document.method_of", version=one_line(begun))
    yield telling.say(f"document.path_{design.path}", count=len(method.path(design.path)))
    if design.language != telling.language:
        yield telling.say("document.written_in" if design.language == "sv" else "document.written_in_english")


def _map(telling: Telling) -> Iterator[Block]:
    drawn = map_of(telling.design, telling.method, telling.language)
    yield Picture(text=telling.say("map.heading"), about=map_alt(drawn), items=map_lines(drawn))


def _steps(telling: Telling) -> Iterator[Block]:
    """The steps of the path, then those outside it where something was written all the same."""
    path = telling.method.path(telling.design.path)
    standing = {one.step: one for one in telling.readiness.steps}
    for step in path:
        yield from _step(telling, step, standing.get(step.id))
    for step in telling.method.steps:
        if step not in path and any(telling.design.of(field) for field in step.fields):
            yield _step_heading(telling, step)
            yield Paragraph(look="quiet", line=(Piece(text=telling.say("document.off_path"), tone="quiet"),))
            yield from _written(telling, step.fields)


def _step(telling: Telling, step: Step, readiness: StepReadiness | None) -> Iterator[Block]:
    yield _step_heading(telling, step)
    if readiness is not None:
        yield Paragraph(line=_state(telling, readiness))
    yield from _written(telling, step.fields)
    empty = [telling.field_name(field) for field in step.fields if not telling.design.of(field)]
    if empty:
        said = telling.say("document.nothing_in", fields=AMONG.join(empty))
        yield Paragraph(look="quiet", line=(Piece(text=said, tone="quiet"),))
    if readiness is not None:
        yield from _ahead(telling, step, readiness)


def _step_heading(telling: Telling, step: Step) -> Heading:
    return Heading(level=2, text=f"{step.number}. {step.name.said_in(telling.language)}")


def _state(telling: Telling, readiness: StepReadiness) -> Line:
    piece = state_piece(telling, readiness.state)
    if not readiness.skipped:
        return (piece,)
    return piece, Piece(text=f" · {telling.say('document.skipped_mark')}", tone="quiet")


def _written(telling: Telling, fields: Iterable[FieldName]) -> Iterator[Block]:
    for field in fields:
        yield from field_blocks(telling, field)


def _ahead(telling: Telling, step: Step, readiness: StepReadiness) -> Iterator[Block]:
    """What to try next, and what people are to judge together."""
    findings = (finding for verdict in readiness.verdicts for finding in verdict.findings)
    found = (finding for finding in findings if next_try(telling, finding))
    tries = dict.fromkeys(_try(telling, finding.field, next_try(telling, finding)) for finding in found)
    if tries:
        yield Heading(level=3, text=telling.say("standing.try"))
        yield Listing(items=tuple(tries))
    judged = {verdict.criterion for verdict in readiness.verdicts if verdict.state == "open"}
    texts = [one.text.said_in(telling.language) for one in step.criteria if one.id in judged]
    if texts and readiness.written:
        yield Heading(level=3, text=telling.say("standing.judge"))
        yield Listing(items=tuple((Piece(text=words),) for words in texts))


def _try(telling: Telling, field: FieldName, words: str) -> Line:
    return Piece(text=f"{telling.field_name(field)}: ", tone="strong"), Piece(text=words)


def _others(telling: Telling) -> Iterator[Block]:
    """What was written in fields that no step of this version of the method asks for."""
    asked = {field for step in telling.method.steps for field in step.fields}
    others: list[FieldName] = [field for field in FIELD_NAMES if field not in asked and telling.design.of(field)]
    if others:
        yield Heading(level=2, text=telling.say("document.other"))
        yield from _written(telling, others)


def _coverage(telling: Telling) -> Iterator[Block]:
    yield Heading(level=2, text=telling.say("coverage.heading"))
    if not telling.readiness.coverage.claims:
        yield Paragraph(line=(Piece(text=telling.say("coverage.none")),))
        return
    yield Paragraph(line=(Piece(text=telling.say("coverage.told", **_counts(telling.readiness.coverage))),))
    assumed = [
        claim for claim in telling.design.claims if claim.standing == "assumption" and _says_something(telling, claim)
    ]
    key = "coverage.assumed" if assumed else "coverage.no_assumption"
    yield Paragraph(line=(Piece(text=telling.say(key)),))
    if assumed:
        yield Listing(items=tuple(_assumed(telling, claim) for claim in assumed))


def _counts(coverage: Coverage) -> dict[str, int]:
    return {
        "claims": coverage.claims,
        "evidence": coverage.evidence,
        "contribution": coverage.contribution,
        "assumption": coverage.assumption,
    }


def _says_something(telling: Telling, claim: Claim) -> bool:
    return bool(gist_of(claim, telling.method, telling.language))


def _assumed(telling: Telling, claim: Claim) -> Line:
    name = shortened(gist_of(claim, telling.method, telling.language), _LONGEST_NAME)
    return Piece(text=f"{telling.field_name(claim.field)}: ", tone="quiet"), telling.written(name)


def _references(telling: Telling) -> Iterator[Block]:
    yield Heading(level=2, text=telling.say("references.heading"))
    if telling.cited:
        yield references(telling.cited.values(), telling.language)
    else:
        yield Paragraph(line=(Piece(text=telling.say("references.none")),))
