"""Passage vectors in a Chroma server: one collection a version, named after it, written once and then only read.

We speak Chroma's own protocol (/api/v2) without its client: that one sets no time limits, and whoever only reads from a
server need not wait for Chroma to be imported.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from itertools import islice
from typing import Final, TypeVar
from urllib.parse import unquote, urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from knowledge.corpus import Scored, Vector
from knowledge.errors import LibraryDamaged, VectorServerUnavailable
from knowledge.settings import without_credentials

_DATABASE: Final = "/api/v2/tenants/default_tenant/databases/default_database/collections"
_READING: Final = httpx.Timeout(10.0, connect=3.0)  # seconds
_WRITING: Final = httpx.Timeout(120.0, connect=3.0)  # a collection of 100,000 takes 20 s to go
_BATCH: Final = 1000  # vectors a call: some 8 MB of JSON, the server takes 40
_MISSING: Final = "NotFoundError"
_COSINE: Final = {"hnsw": {"space": "cosine"}}


class _Collection(BaseModel):
    """What the server says of a collection, as far as we need it."""

    model_config = ConfigDict(extra="ignore")

    id: str


class _Found(BaseModel):
    """The server's answer to a query: a list for each vector asked for."""

    model_config = ConfigDict(extra="ignore")

    ids: list[list[str]]
    distances: list[list[float]]


_COUNT: Final = TypeAdapter(int)
_Told = TypeVar("_Told", bound=BaseModel)


class _NoSuchCollection(Exception):
    """The server has no collection of that name or id."""


class ChromaServer:
    """A Chroma server. VectorServerUnavailable where it does not answer in time, or answers with a refusal."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._shown = without_credentials(url)
        auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        self._http = httpx.Client(base_url=self._shown, auth=auth)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def ping(self) -> None:
        """Return where the server answers."""
        self._call("GET", "/api/v2/heartbeat")

    def write(self, name: str, vectors: Iterator[Vector]) -> int:
        """Write the vectors of a version's passages, in row order, to a new collection; returns how many."""
        settings = {"name": name, "configuration": _COSINE, "get_or_create": False}
        made = self._told(_Collection, self._call("POST", _DATABASE, settings))
        row = 0
        while batch := list(islice(vectors, _BATCH)):
            rows = [str(row + offset) for offset in range(len(batch))]
            embeddings = [vector.tolist() for vector in batch]
            whole = {"ids": rows, "embeddings": embeddings}
            self._call("POST", f"{_DATABASE}/{made.id}/add", whole, timeout=_WRITING)
            row += len(batch)
        return row

    def id_of(self, name: str) -> str | None:
        """The server's own id of a collection; None where it has none of that name."""
        try:
            return self._told(_Collection, self._call("GET", f"{_DATABASE}/{name}")).id
        except _NoSuchCollection:
            return None

    def count(self, collection: str) -> int:
        """How many vectors stand in the collection of that id."""
        try:
            return _COUNT.validate_json(self._call("GET", f"{_DATABASE}/{collection}/count").content)
        except ValidationError as error:
            raise VectorServerUnavailable(self._shown, fault="JSON") from error

    def query(self, collection: str, vector: Vector, limit: int) -> list[Scored]:
        """The `limit` nearest rows of the collection of that id, best first, score = cosine."""
        asked = {"query_embeddings": [vector.tolist()], "n_results": limit, "include": ["distances"]}
        found = self._told(_Found, self._call("POST", f"{_DATABASE}/{collection}/query", asked))
        return [Scored(int(row), 1.0 - far) for row, far in zip(found.ids[0], found.distances[0], strict=True)]

    def drop(self, name: str) -> None:
        """Delete a collection, if there is one of that name."""
        try:
            self._call("DELETE", f"{_DATABASE}/{name}", timeout=_WRITING)
        except _NoSuchCollection:
            return

    def _call(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        timeout: httpx.Timeout | None = None,
    ) -> httpx.Response:
        try:
            response = self._http.request(method, path, json=body, timeout=timeout or _READING)
        except httpx.HTTPError as error:
            raise VectorServerUnavailable(self._shown, fault=type(error).__name__) from error
        if response.status_code == HTTPStatus.NOT_FOUND and _MISSING in response.text:
            raise _NoSuchCollection
        if not response.is_success:
            raise VectorServerUnavailable(self._shown, fault=f"HTTP {response.status_code}")
        return response

    def _told(self, kind: type[_Told], response: httpx.Response) -> _Told:
        try:
            return kind.model_validate_json(response.content)
        except ValidationError as error:
            raise VectorServerUnavailable(self._shown, fault="JSON") from error


class ChromaCollection:
    """The vectors of one version's passages, in its collection on a server.

    LibraryDamaged where the server has no such collection, or no longer.
    """

    def __init__(self, url: str, name: str) -> None:
        self._name = name
        self._server = ChromaServer(url)
        try:
            self._id = self._found()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connections."""
        self._server.close()

    def count(self) -> int:
        """How many passages there are."""
        try:
            return self._server.count(self._id)
        except _NoSuchCollection as error:
            raise LibraryDamaged(self._name, fault="collection") from error

    def nearest(self, vector: Vector, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        try:
            return self._server.query(self._id, vector, limit)
        except _NoSuchCollection as error:
            raise LibraryDamaged(self._name, fault="collection") from error

    def _found(self) -> str:
        found = self._server.id_of(self._name)
        if found is None:
            raise LibraryDamaged(self._name, fault="collection")
        return found
