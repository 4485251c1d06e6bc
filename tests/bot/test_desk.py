"""The desk in Discord: every exception becomes a sentence with a reference, and stands in the log under it."""

from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from bot.desk import Desk, is_released, log_in, permissions_in_words, reply_to_trouble
from bot.errors import ExchangeGone, PermissionsMissing
from bot.texts import catalogues
from knowledge.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    QuestionEmpty,
    StateError,
    StateTooNew,
    StateUnavailable,
)
from knowledge.language import LANGUAGES, Language
from tests.bot.builders import spoken

REFERENCE = "a1b2c3"
SECRET = "".join(("vad tjänar", " min chef"))  # put together, so that no line of code in a trace has it whole


class Answered:
    """What discord.py needs of an answer of Discord's."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = "told by the test"


def refused(status: int, code: int = 0) -> discord.HTTPException:
    """What discord.py raises where Discord answers with this status and code."""
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.DiscordServerError if status >= 500 else discord.HTTPException)
    response: Any = Answered(status)
    return kind(response, {"code": code, "message": SECRET})


class Place:
    """Where something can be sent, and what was; it refuses while `refusing` is set."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.refusing: Exception | None = None

    async def send(self, words: str, **options: Any) -> None:
        if self.refusing is not None:
            raise self.refusing
        self.sent.append((words, options))


class Answering(Place):
    """An interaction's response: whether it has been given, and how it is."""

    def __init__(self, *, done: bool) -> None:
        super().__init__()
        self._done = done

    def is_done(self) -> bool:
        return self._done

    async def send_message(self, words: str, **options: Any) -> None:
        await self.send(words, **options)


class FakeInteraction:
    """An interaction as far as the desk looks at it."""

    def __init__(self, *, done: bool = True) -> None:
        self.response = Answering(done=done)
        self.followup = Place()
        self.user = Place()

    @property
    def heard(self) -> list[str]:
        """Everything that the person was told, wherever."""
        return [words for place in (self.response, self.followup, self.user) for words, _ in place.sent]


async def minded(interaction: Any, error: BaseException, *, home: Path | None = None, searching: bool = False) -> None:
    """Let `error` happen where the desk minds an interaction."""
    desk = Desk(log=log_in(home) if home else lambda _: REFERENCE)
    async with desk.minding(interaction, "sv", searching=searching):
        raise error


SENTENCES = [
    (LibraryMissing("/home"), "LibraryMissing"),
    (LibraryDamaged("v1", fault="words"), "searching"),
    (LibraryBusy("/home"), "searching"),
    (LibraryError(), "searching"),
    (StateUnavailable(fault="locked"), "StateError"),
    (StateTooNew(found="0009"), "StateError"),
    (StateError(), "StateError"),
    (ExchangeGone(), "ExchangeGone"),
    (PermissionsMissing(("create_public_threads",)), "PermissionsMissing"),
    (refused(429), "busy"),
    (refused(404, 10008), "gone"),
    (refused(404, 10003), "gone"),
    (refused(403, 50013), "forbidden"),
    (refused(500), "discord"),
    (refused(400, 50035), "discord"),
    (aiohttp.ClientError(), "discord"),
    (RuntimeError(SECRET), "unknown"),
    (TimeoutError(), "unknown"),
    (QuestionEmpty(), "unknown"),
]


@pytest.mark.parametrize(("error", "trouble"), SENTENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exception_has_its_sentence_with_a_reference(error: Exception, trouble: str, language: Language) -> None:
    told = spoken(reply_to_trouble(error, language, reference=REFERENCE))

    before, reference, after = catalogues()[language][f"trouble.{trouble}"].partition("{reference}")
    assert reference
    assert told.endswith(f"{REFERENCE}{after}")
    assert told.startswith(before.partition("{permissions}")[0])
    assert "{" not in told


def test_every_sentence_at_the_desk_has_its_exception() -> None:
    keys = {key.removeprefix("trouble.") for key in catalogues()["sv"] if key.startswith("trouble.")}

    assert keys == {trouble for _, trouble in SENTENCES}


@pytest.mark.parametrize("error", [RuntimeError(SECRET), TimeoutError(), QuestionEmpty()])
def test_a_fault_while_a_question_is_answered_says_that_it_cannot_search_now(error: Exception) -> None:
    told = spoken(reply_to_trouble(error, "sv", reference=REFERENCE, searching=True))

    assert told.startswith(f"Jag kan inte söka just nu (referens {REFERENCE})")


@pytest.mark.parametrize("error", [error for error, _ in SENTENCES])
def test_the_person_is_never_shown_what_an_exception_says(error: Exception) -> None:
    told = spoken(reply_to_trouble(error, "en", reference=REFERENCE))

    assert SECRET not in told
    assert type(error).__name__ not in told


def test_permissions_are_told_as_discord_calls_them_and_unknown_ones_by_their_names() -> None:
    told = permissions_in_words(("view_channel", "brew_coffee"), "sv")

    assert told == "Visa kanal, brew_coffee"


async def test_a_fault_after_the_answer_was_promised_is_told_to_the_person_alone() -> None:
    interaction = FakeInteraction(done=True)

    await minded(interaction, RuntimeError(SECRET))

    ((words, options),) = interaction.followup.sent
    assert REFERENCE in words
    assert options["ephemeral"]
    assert interaction.heard == [words]


async def test_a_fault_before_anything_was_said_is_the_response() -> None:
    interaction = FakeInteraction(done=False)

    await minded(interaction, RuntimeError(SECRET))

    ((words, options),) = interaction.response.sent
    assert REFERENCE in words
    assert options["ephemeral"]


@pytest.mark.parametrize("code", [10062, 10015, 50027])
async def test_an_interaction_that_discord_has_let_go_of_is_told_in_a_direct_message(code: int) -> None:
    interaction = FakeInteraction(done=False)

    await minded(interaction, refused(404, code))

    ((words, _),) = interaction.user.sent
    assert words.startswith(f"Discord slutade vänta innan jag hann svara (referens {REFERENCE})")
    assert interaction.heard == [words]


def test_only_discords_own_refusals_are_releases() -> None:
    assert not is_released(refused(404, 10008))
    assert not is_released(RuntimeError())
    assert is_released(refused(404, 10062))


@pytest.mark.parametrize(
    "deaf", [refused(403, 50007), aiohttp.ClientError(), ConnectionResetError(), discord.ClientException()]
)
@pytest.mark.parametrize("error", [RuntimeError(SECRET), refused(404, 10062)])
async def test_where_the_person_cannot_be_told_nothing_more_goes_wrong(
    deaf: Exception, error: Exception, tmp_path: Path
) -> None:
    interaction = FakeInteraction(done=True)
    for place in (interaction.response, interaction.followup, interaction.user):
        place.refusing = deaf

    await minded(interaction, error, home=tmp_path)

    (log,) = (tmp_path / "log").iterdir()
    assert f"{type(error).__module__}.{type(error).__qualname__}" in log.read_text(encoding="utf-8")


async def test_the_log_has_the_trace_under_the_reference_and_not_what_was_asked(tmp_path: Path) -> None:
    interaction = FakeInteraction()

    await minded(interaction, RuntimeError(SECRET), home=tmp_path, searching=True)

    (log,) = (tmp_path / "log").iterdir()
    written = log.read_text(encoding="utf-8")
    reference = written.splitlines()[0].split()[-1]
    assert reference in interaction.heard[0]
    assert "test_desk.py" in written
    assert "builtins.RuntimeError" in written
    assert SECRET not in written


async def test_a_stop_of_the_program_is_not_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt):
        await minded(FakeInteraction(), KeyboardInterrupt())


async def test_what_goes_well_is_let_be() -> None:
    interaction: Any = FakeInteraction()

    async with Desk(log=lambda _: REFERENCE).minding(interaction, "sv"):
        pass

    assert interaction.heard == []


async def test_a_fault_with_a_message_is_told_in_its_channel_and_pings_nobody() -> None:
    channel: Any = Place()

    await Desk(log=lambda _: REFERENCE).tell_in(channel, RuntimeError(SECRET), "en")

    ((words, options),) = channel.sent
    assert words.startswith(f"I cannot search just now (reference {REFERENCE})")
    assert options["allowed_mentions"].to_dict() == discord.AllowedMentions.none().to_dict()


@pytest.mark.parametrize("deaf", [refused(404, 10003), aiohttp.ClientError(), ConnectionResetError()])
async def test_a_channel_that_is_gone_makes_no_further_fault(deaf: Exception, tmp_path: Path) -> None:
    channel: Any = Place()
    channel.refusing = deaf

    await Desk(log=log_in(tmp_path)).tell_in(channel, RuntimeError(SECRET), "sv")

    assert [*(tmp_path / "log").iterdir()]


def test_what_nobody_can_be_told_of_is_logged(tmp_path: Path) -> None:
    reference = Desk(log=log_in(tmp_path)).note(RuntimeError(SECRET))

    (log,) = (tmp_path / "log").iterdir()
    assert f" {reference}\n" in log.read_text(encoding="utf-8")
