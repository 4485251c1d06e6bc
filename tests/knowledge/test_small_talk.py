"""What people say that asks the documents nothing."""

import pytest

from knowledge.small_talk import is_cry_for_help, is_small_talk


@pytest.mark.parametrize(
    "text",
    [
        "hej",
        "Hej på dig!",
        "Tack så mycket för hjälpen 🙏",
        "hello there",
        "Thanks!",
        "test 1 2 3",
        "Hjälp!",
        "Vad kan du göra?",
        "Vem är du?",
        "hur funkar du?",
        "What can you do?",
        "https://vinnova.se/missioner",
        "<:vinka:123456> <@123456789>",
        "1+1",
        "🎉🎉",
        "???",
        "",
    ],
)
def test_small_talk_asks_nothing(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hej, vad är en mission?",
        "test av hypoteser",
        "Tack vare vem kom missionen till?",
        "good mission",
        "Hjälp mig att hitta en övning",
        "Vad är en mission?",
        "What can a region do?",
        "Vad säger https://vinnova.se om missioner?",
        "Vem är du­ktig på missioner?",
        "EU?",
    ],
)
def test_a_question_is_none(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    "text", ["Ska jag ta livet av mig?", "jag orkar inte leva längre", "I want to die", "how do I kill myself"]
)
def test_a_cry_for_help_is_heard(text: str) -> None:
    assert is_cry_for_help(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hur minskar en mission antalet självmord bland unga?",
        "Vad gör missionspiloten om psykisk hälsa?",
        "Will the project die?",
        "Vill kommunerna inte leva upp till målet?",
    ],
)
def test_the_subject_is_no_cry_for_help(text: str) -> None:
    assert not is_cry_for_help(text)
