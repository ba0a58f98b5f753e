"""The front: an ASGI application that reads requests, hands them to workers and relays their answers.

It never opens the store, so nothing that a query does can stop it.
"""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.server.guard import LOOPBACK, Guard
from kg.server.limits import Limits
from kg.server.negotiation import LANGUAGES, browsed, language, preferred
from kg.server.pool import Pool
from kg.server.protocol import parameters, read_body, read_query
from kg.server.refusals import Refused
from kg.server.relay import refusal, relay

_STATIC = Path(__file__).parent / "static"
_READ = ["GET", "HEAD"]
_YEAR = 365 * 24 * 3600
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclasses.dataclass(frozen=True, slots=True)
class Pools:
    """The workers: those that make pages, and those that run the queries of strangers."""

    pages: Pool
    sparql: Pool

    @classmethod
    def of(cls, store: Path, limits: Limits) -> "Pools":
        """Two pools for a store, not yet started."""
        return cls(
            Pool("kg.server.page_worker", store, limits, max(2, limits.workers // 2)),
            Pool("kg.server.sparql_worker", store, limits, limits.workers),
        )

    async def start(self) -> None:
        """Start one worker of each, then the others, so that these do not keep the first answer waiting.

        Where the index does not stand yet the worker for pages goes first, which builds it.
        """
        if self.pages.indexed:
            ends = await asyncio.gather(self.pages.start(), self.sparql.start(), return_exceptions=True)
            for error in filter(None, ends):
                raise error
        else:
            await self.pages.start()
            await self.sparql.start()
        self.pages.fill()
        self.sparql.fill()

    async def stop(self) -> None:
        """End all workers."""
        await self.pages.stop()
        await self.sparql.stop()


def make_app(
    store: Path, limits: Limits | None = None, *, hosts: Collection[str] = LOOPBACK, cors: bool = True
) -> Starlette:
    """The application for a store; starting it raises StoreError where the store cannot be opened."""
    limits = limits or Limits()
    pools = Pools.of(store, limits)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            await pools.start()
            yield
        finally:
            await pools.stop()

    shared = ("/sparql", "/reconcile") if cors else ()
    return Starlette(
        routes=_routes(pools, limits),
        middleware=[Middleware(Guard, hosts=hosts, shared=shared)],
        exception_handlers={Refused: _refused},  # type: ignore[dict-item]
        lifespan=lifespan,
    )


def _routes(pools: Pools, limits: Limits) -> list[Route | Mount]:
    sparql = _sparql(pools, limits)
    return [
        Route("/health", _health(pools), methods=_READ),
        Route("/sparql", sparql, methods=[*_READ, "POST"]),
        Route("/sparql/", sparql, methods=[*_READ, "POST"]),
        Mount("/static", StaticFiles(directory=_STATIC)),
        Route("/reconcile", _page(pools, limits), methods=[*_READ, "POST"]),
        Route("/{path:path}", _page(pools, limits), methods=_READ),
    ]


def _health(pools: Pools) -> Endpoint:
    async def health(request: Request) -> Response:
        ready = {"pages": pools.pages.alive, "sparql": pools.sparql.alive}
        ok = all(ready.values())
        about = {
            "status": "ok" if ok else "starting",
            "version": pools.pages.about.get("version", ""),
            "workers": ready,
        }
        return JSONResponse(about, 200 if ok else 503, {"Cache-Control": "no-store"})

    return health


def _sparql(pools: Pools, limits: Limits) -> Endpoint:
    async def sparql(request: Request) -> Response:
        query = await read_query(request, limits)
        accept = request.headers.get("accept", "")
        if query is not None:
            response = await relay(pools.sparql, query.task(accept), request)
        elif browsed(accept):
            response = RedirectResponse("/query", 303)
        else:
            given = _grouped(parameters(request.scope.get("query_string", b"")))
            response = await relay(pools.pages, _task(request, given, path="/sparql"), request)
        assert response is not None
        response.headers.add_vary_header("Accept")
        return response

    return sparql


def _page(pools: Pools, limits: Limits) -> Endpoint:
    async def page(request: Request) -> Response:
        pairs = parameters(request.scope.get("query_string", b""))
        if request.method == "POST":
            pairs += parameters(await read_body(request, limits))
        query = _grouped(pairs)
        task = _task(request, query)
        response = await relay(pools.pages, task, request)
        if response is None and preferred(task["accept"], ["text/plain", "text/html"]) == "text/html":
            response = await relay(pools.pages, {**task, "path": "/not-found"}, request)
        if response is None:
            raise Refused("没有这个页面", "no such page", status=404)
        if query.get("lang", [""])[0] in LANGUAGES:
            response.set_cookie("lang", task["lang"], max_age=_YEAR, samesite="lax", httponly=True)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.add_vary_header("Accept")
        response.headers.add_vary_header("Cookie")
        response.headers.add_vary_header("Accept-Language")
        return response

    return page


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Parameters by name, each with all its values."""
    query: dict[str, list[str]] = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)
    return query


def _task(request: Request, query: Mapping[str, list[str]], *, path: str = "") -> dict[str, Any]:
    """The request as a worker that makes pages takes it; `path` where it is not the one asked for."""
    return {
        "path": path or request.url.path,
        "query": query,
        "lang": spoken(request),
        "accept": request.headers.get("accept", "*/*"),
        "origin": str(request.base_url).rstrip("/"),
    }


def spoken(request: Request) -> str:
    """The language of the answer: `?lang=`, the cookie, the browser's wish, Chinese."""
    wish = request.query_params.get("lang", "")
    return language(wish, request.cookies.get("lang", ""), request.headers.get("accept-language", ""))


async def _refused(request: Request, error: Refused) -> Response:
    return refusal(error, spoken(request))
