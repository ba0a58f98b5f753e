"""Running the server, or one request without it."""

import asyncio
import socket
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.types import Message

from kg.errors import OutputError
from kg.server.exchange import Reply

_URL_LENGTH = 256 * 1024


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises OutputError where the system refuses it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once (TCP_NODELAY) only on sockets that say they are TCP
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise OutputError(
            f"无法使用 {host}:{port}：{reason}；请用 --port 换一个端口",
            f"cannot listen on {host}:{port}: {reason}; choose another with --port",
        ) from error
    return listener


def run_server(app: Starlette, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until interrupted; `ready` is called when the first request can be answered."""
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        lifespan="on",
        server_header=False,
        h11_max_incomplete_event_size=_URL_LENGTH,
        timeout_graceful_shutdown=2,
    )
    asyncio.run(_serve(uvicorn.Server(config), listener, ready))


async def _serve(server: uvicorn.Server, listener: socket.socket, ready: Callable[[], None]) -> None:
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if server.started:
        ready()
    await serving


def get(app: Starlette, path: str, *, accept: str = "*/*", lang: str = "zh") -> Reply:
    """The answer to one GET, without a server."""
    return asyncio.run(_get(app, path, accept, lang))


async def _get(app: Starlette, path: str, accept: str, lang: str) -> Reply:
    parts = urlsplit(path)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": parts.path or "/",
        "raw_path": quote(parts.path or "/").encode(),
        "query_string": quote(parts.query, safe="=&%+;,:/?@!$'()*-._~").encode(),
        "headers": [(b"host", b"localhost"), (b"accept", accept.encode()), (b"accept-language", lang.encode())],
        "server": ("localhost", 80),
    }
    sent: list[Message] = []
    waiting: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if waiting:
            return waiting.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    async with app.router.lifespan_context(app):
        await app(scope, receive, send)
    headers = tuple((name.decode(), value.decode()) for name, value in sent[0].get("headers", ()))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(body, dict(headers).get("content-type", ""), sent[0]["status"], headers)
