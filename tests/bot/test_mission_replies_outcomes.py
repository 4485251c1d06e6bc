"""What is said of acts that were refused: every reason has its sentence, in both languages, with its facts."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, get_args

import pytest

from bot.replies.missions.outcomes import refusal_words, reply_to_refused
from knowledge.language import Language
from knowledge.sessions.engine.moving import start
from knowledge.sessions.outcome import Reason, Refused
from knowledge.sessions.session import MOST_EVENTS, Person, Session
from tests.builders_small_method import a_method

NOW: Final = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
FACTS: Final[Mapping[Reason, dict[str, str]]] = {
    "not_owner": {"name": "Sara"},
    "not_yours": {"name": "Sara"},
    "too_long": {"field": "not_included", "part": "text", "length": "4001", "most": "4000"},
    "too_many": {"field": "actors", "most": "200"},
    "unknown_field": {"field": "not_included"},
    "unknown_option": {"field": "actors", "part": "sector"},
}


def a_session() -> Session:
    owner = Person(id="discord:1", name="Anna")
    return start(
        name="abc", title="Hav", method=a_method(), path="full", language="sv", owner=owner, now=NOW
    ).model_copy(update={"deleted": NOW})


@pytest.mark.parametrize("reason", get_args(Reason))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_reason_has_its_sentence_with_its_facts(reason: Reason, language: Language) -> None:
    refused = Refused(reason=reason, session=a_session(), facts=FACTS.get(reason, {}))

    words = refusal_words(refused, a_method(), language)

    assert words.endswith(".") or words.split(": ")[-1]
    assert "{" not in words
    assert all(fact not in words.split() for fact in ("not_included", "actors", "None"))


@pytest.mark.parametrize("reason", ["gone", "not_member", "not_participant", "busy"])
def test_a_reason_without_a_session_needs_no_facts(reason: Reason) -> None:
    assert refusal_words(Refused(reason=reason), a_method(), "sv")


def test_people_events_and_entries_that_are_too_many_are_told_apart() -> None:
    def told(**facts: str) -> str:
        return refusal_words(Refused(reason="too_many", session=a_session(), facts=facts), a_method(), "en")

    assert told(field="actors", most="200").startswith("Actors has room for at most 200 entries")
    assert told(most="200") == "A mission can have at most 200 people. Invite a role instead."
    assert told(most=str(MOST_EVENTS)).startswith("The mission's history is full.")


def test_a_kept_draft_is_told_of() -> None:
    refused = Refused(reason="archived", session=a_session(), draft="d1")

    [paragraph] = reply_to_refused(refused, a_method(), "sv").paragraphs

    assert [line.text for line in paragraph.lines] == [
        "Missionen är arkiverad, så den går bara att läsa. Anna kan återställa den.",
        "Det du skrev är sparat som utkast.",
    ]
