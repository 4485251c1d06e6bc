"""What a mission asks the documents: answers to link, guidance behind the checks, and whether evidence still holds."""

import asyncio
import datetime as dt
import secrets
from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple, Protocol

from bot.library_thread import Knowledge
from knowledge.answer import Answer, Citation, NoAnswer
from knowledge.corpus import Holding
from knowledge.errors import LibraryError
from knowledge.journal import Exchange, Journal
from knowledge.language import Language, LocalText
from knowledge.method.method import StartingPoint
from knowledge.missions.design import Claim, Evidence, MissionDesign
from knowledge.missions.stale import Stale, stale_in
from knowledge.sessions.session import Person

_REMEMBERED: Final = 500  # answers; a method has some sixty criteria and starting points in two languages


class Found(NamedTuple):
    """What was found for somebody, under the id by which its quotes can be linked later."""

    id: str
    result: Answer | NoAnswer


class Finds(Protocol):
    """Remembers what was found, so that a button can come back to it."""

    async def keep(self, result: Answer | NoAnswer, *, by: Person) -> str:
        """Remember it; the id it is found by."""
        ...

    async def found(self, name: str) -> Answer | NoAnswer | None:
        """What was found; None where it is no longer remembered."""
        ...


class MemoryFinds:
    """Remembers finds as long as the program runs."""

    def __init__(self) -> None:
        self._found: dict[str, Answer | NoAnswer] = {}

    async def keep(self, result: Answer | NoAnswer, *, by: Person) -> str:  # noqa: ARG002 - nobody else is here
        """Remember it; the id it is found by."""
        name = secrets.token_urlsafe(6)
        self._found[name] = result
        return name

    async def found(self, name: str) -> Answer | NoAnswer | None:
        """What was found."""
        return self._found.get(name)


class JournalFinds:
    """Remembers finds as the person's own questions, for as long as those are kept."""

    def __init__(self, *, journal: Journal, now: Callable[[], dt.datetime]) -> None:
        self._journal = journal
        self._now = now

    async def keep(self, result: Answer | NoAnswer, *, by: Person) -> str:
        """Remember it; the id it is found by."""
        name = secrets.token_urlsafe(9)
        await self._journal.keep(
            Exchange(
                id=name,
                asker=by.id,
                guild=None,
                place=by.id,
                conversation=None,
                private=True,
                question=result.question,
                language=result.language,
                result=result,
                asked=self._now(),
            )
        )
        return name

    async def found(self, name: str) -> Answer | NoAnswer | None:
        """What was found; None where it has been deleted since."""
        exchange = await self._journal.find(name)
        return exchange.result if exchange is not None else None


class Documents:
    """Asks the library on behalf of a mission."""

    def __init__(self, *, knowledge: Knowledge, finds: Finds) -> None:
        self._knowledge = knowledge
        self._finds = finds
        self._answers: dict[tuple[str, str, Language], Answer | NoAnswer] = {}

    async def ask(self, question: str, language: Language) -> Answer | NoAnswer:
        """What the documents say; LibraryError where there is no library to read."""
        return await self._knowledge.answer(question, language=language)

    async def find(self, question: str, language: Language, *, by: Person) -> Found:
        """What the documents say, remembered so that its quotes can be linked."""
        result = await self.ask(question, language)
        return Found(await self._finds.keep(result, by=by), result)

    async def found(self, name: str) -> Answer | NoAnswer | None:
        """What was found earlier; None where it is no longer remembered."""
        return await self._finds.found(name)

    async def guidance(self, asks: LocalText, language: Language) -> Citation | None:
        """The quote that best answers what a criterion asks the library; None where the library has none."""
        return _in(language, await self._looked_up(asks, language))

    async def citation_of(self, point: StartingPoint, language: Language) -> Citation | None:
        """A quote that names a starting point; None where the library has none."""
        names = [name.casefold() for name in point.names]
        cited = await self._looked_up(point.asks, language)
        return _in(language, [one for one in cited if any(name in one.quote.casefold() for name in names)])

    async def stale(self, design: MissionDesign) -> tuple[Stale, ...]:
        """The evidence that the library of today no longer has as it was quoted; none where it cannot be read."""
        try:
            version = (await self._knowledge.active()).id
            held = [(claim, one) for claim in design.claims for one in claim.evidence if one.library != version]
            found = [await self._stale(claim, evidence) for claim, evidence in held]
        except LibraryError:
            return ()
        return tuple(one for one in found if one is not None)

    async def with_known_links(self, design: MissionDesign) -> MissionDesign:
        """A design whose evidence links only to where the library's documents do: a file may hold any address."""
        try:
            known = {one.facts.url for one in await self._knowledge.documents()}
        except LibraryError:
            known = set[str | None]()
        claims = tuple(
            claim.model_copy(update={"evidence": tuple(_linking_to(known, one) for one in claim.evidence)})
            for claim in design.claims
        )
        return design.model_copy(update={"claims": claims})

    async def _looked_up(self, asks: LocalText, language: Language) -> Sequence[Citation]:
        """The quotes of what the library answers, looked up once a version; none where it cannot be read."""
        try:
            key = ((await self._knowledge.active()).id, asks.sv, language)
            if key not in self._answers:
                if len(self._answers) >= _REMEMBERED:
                    self._answers.clear()
                self._answers[key] = await self.ask(asks.said_in(language), language)
        except LibraryError:
            return ()
        result = self._answers[key]
        return result.citations if isinstance(result, Answer) else ()

    async def _stale(self, claim: Claim, evidence: Evidence) -> Stale | None:
        holdings = await self._holdings(evidence)
        # A long document has thousands of sentences to compare with.
        return await asyncio.to_thread(stale_in, claim.id, evidence, holdings)

    async def _holdings(self, evidence: Evidence) -> Sequence[Holding]:
        """The document that a quote is from, and those of its title: a file may have moved."""
        names = [one.id for one in await self._knowledge.documents() if one.facts.title == evidence.title]
        found = [await self._knowledge.holding(name) for name in dict.fromkeys((evidence.document, *names))]
        return [one for one in found if one is not None]


def evidence_in(citation: Citation, *, library: str) -> Evidence:
    """A citation from library version `library` as what a claim rests on."""
    facts = citation.document.facts
    return Evidence(
        document=citation.document.id,
        title=facts.title,
        passage=citation.passage,
        heading=citation.heading,
        page=citation.page,
        page_label=citation.page_label,
        quote=citation.quote,
        language=facts.language,
        date=facts.date,
        date_kind=facts.date_kind,
        url=facts.url,
        library=library,
    )


def _linking_to(known: Collection[str | None], evidence: Evidence) -> Evidence:
    return evidence if evidence.url in known else evidence.model_copy(update={"url": None})


def _in(language: Language, cited: Sequence[Citation]) -> Citation | None:
    """The first quote in a language, else the first one."""
    own = [one for one in cited if one.document.facts.language == language]
    return next(iter(own or cited), None)
