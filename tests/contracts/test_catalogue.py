"""What every catalogue promises."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.publish import placed
from knowledge.adapters.catalogue import SqliteCatalogue, write_catalogue
from knowledge.corpus import Catalogue, Holding
from knowledge.errors import DocumentUnknown
from tests.builders import a_holding
from tests.fakes import FakeCatalogue

_HAV = "---\ntitle: Friska hav\n---\n# Friska hav\n\nHavet ska bli friskt.\n\nSå här gör vi:\n\n- mäter\n- lär\n"
_STAD = "# Smarta städer\n\nStaden ska bli klok.\n"


@pytest.fixture(scope="module")
def holdings() -> list[Holding]:
    return placed([a_holding(_STAD, "stad.md"), a_holding(_HAV, "hav.md")])


@pytest.fixture(params=["fake", "sqlite"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path, holdings: list[Holding]) -> Iterator[Catalogue]:
    if request.param == "fake":
        yield FakeCatalogue(holdings)
        return
    write_catalogue(tmp_path / "catalogue.sqlite", holdings)
    sqlite = SqliteCatalogue(tmp_path / "catalogue.sqlite")
    yield sqlite
    sqlite.close()


class TestCatalogue:
    async def test_passages_come_in_the_order_asked_for(self, catalogue: Catalogue, holdings: list[Holding]) -> None:
        first, *_, last = [passage for holding in holdings for passage in holding.passages]

        assert await catalogue.passages([last.row, first.row]) == [last, first]
        assert await catalogue.passages([]) == []

    async def test_documents_come_by_id(self, catalogue: Catalogue, holdings: list[Holding]) -> None:
        stad, hav = holdings

        assert await catalogue.documents() == [hav.document, stad.document]

    async def test_a_documents_passages_come_in_reading_order(
        self, catalogue: Catalogue, holdings: list[Holding]
    ) -> None:
        assert await catalogue.passages_of("hav.md") == list(holdings[1].passages)

    async def test_the_text_is_the_clean_one(self, catalogue: Catalogue, holdings: list[Holding]) -> None:
        assert await catalogue.text_of("hav.md") == holdings[1].clean_text
        assert "title:" not in holdings[1].clean_text

    async def test_an_unknown_document_is_told_with_those_it_resembles(self, catalogue: Catalogue) -> None:
        with pytest.raises(DocumentUnknown) as told:
            await catalogue.text_of("havet.md")

        assert told.value.document == "havet.md"
        assert "hav.md" in told.value.close


async def test_a_catalogue_in_a_folder_with_odd_signs_in_its_name_opens(tmp_path: Path) -> None:
    folder = tmp_path / "50 % klart? #1"
    folder.mkdir()
    holding = placed([a_holding(_HAV, "hav.md")])
    write_catalogue(folder / "catalogue.sqlite", holding)

    with closing(SqliteCatalogue(folder / "catalogue.sqlite")) as catalogue:
        assert [document.id for document in await catalogue.documents()] == ["hav.md"]
