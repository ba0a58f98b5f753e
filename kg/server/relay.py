"""A worker's answer as an HTTP response: whole where it is small, else streamed, never cut without a sign."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.server.frames import HEAD
from kg.server.pool import Pool
from kg.server.refusals import Refused

_WHOLE = 256 * 1024
_WHOLE_WITHOUT_CHUNKS = 16 << 20
_CLOSED_REQUEST = 499

Frames = AsyncIterator[tuple[bytes, bytes]]


async def relay(pool: Pool, task: Mapping[str, Any], request: Request) -> Response | None:
    """The response to a task, None where the worker knows no page for it; raises Refused before the first byte.

    After the first byte an error breaks the connection off, so that the client cannot take a part for the whole. A
    client that hangs up ends the work.
    """
    frames = pool.frames(task)
    # HTTP/1.0 has no sign for the end but the end of the connection, so nothing is streamed there
    chunks = request.scope.get("http_version", "1.1") != "1.0"
    start = asyncio.create_task(_begin(frames, _WHOLE if chunks else _WHOLE_WITHOUT_CHUNKS))
    gone = asyncio.create_task(_hang_up(request))
    try:
        await asyncio.wait({start, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not start.done():
            return Response(status_code=_CLOSED_REQUEST)
        head, body, whole = start.result()
    finally:
        for waiting in (start, gone):
            waiting.cancel()
        await asyncio.gather(start, gone, return_exceptions=True)
        if not start.done() or start.cancelled() or start.exception():
            await frames.aclose()  # type: ignore[attr-defined]
    if not head:
        return None
    headers = {**dict(head["headers"]), "Content-Type": head["media_type"]}
    if whole:
        return Response(body, head["status"], headers)
    if not chunks:
        await frames.aclose()  # type: ignore[attr-defined]
        raise Refused("结果太大，请用 HTTP/1.1", "too long for HTTP/1.0: use HTTP/1.1", status=505)
    return StreamingResponse(_rest(body, frames), head["status"], headers)


async def _begin(frames: Frames, most: int) -> tuple[dict[str, Any], bytes, bool]:
    """The head, the first bytes, and whether they are all."""
    head: dict[str, Any] = {}
    body = bytearray()
    async for tag, payload in frames:
        if tag == HEAD:
            head = json.loads(payload)
        else:
            body += payload
        if len(body) > most:
            return head, bytes(body), False
    return head, bytes(body), True


async def _rest(body: bytes, frames: Frames) -> AsyncIterator[bytes]:
    async with contextlib.aclosing(frames):  # type: ignore[type-var]
        yield body
        async for _, payload in frames:
            yield payload


async def _hang_up(request: Request) -> None:
    """Returns when the client has gone; the body has been read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def refusal(error: Refused, lang: str) -> Response:
    """A refusal as text, in the user's language and then in the other."""
    other = error.message("en" if lang == "zh" else "zh")
    own = error.message(lang)
    said = own if own == other else f"{own}\n{other}"
    return PlainTextResponse(said + "\n", error.status, dict(error.headers))
