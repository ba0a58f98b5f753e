"""`kg serve`."""

import dataclasses
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import text
from kg.cli.session import Session
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.server.limits import Limits

LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    session: Session,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, max=60)] = 10,
    server_workers: Annotated[int, typer.Option("--workers", min=0, max=64)] = 0,
    allow_remote: Annotated[bool, typer.Option("--allow-remote")] = False,
    no_cors: Annotated[bool, typer.Option("--no-cors")] = False,
    get_: Annotated[str | None, typer.Option("--get", metavar="PATH")] = None,
    accept: Annotated[str, typer.Option("--accept", metavar="TYPE")] = "*/*",
) -> None:
    """Serve pages and SPARQL."""
    from kg.server.front import make_app
    from kg.server.guard import LOOPBACK
    from kg.server.limits import Limits
    from kg.server.running import get, listen, run_server

    remote = host not in LOCAL
    if remote and not allow_remote:
        raise KgError(text("zh", "remote_refused", host=host), text("en", "remote_refused", host=host))
    limits = Limits(seconds=timeout)
    limits = dataclasses.replace(limits, workers=server_workers or limits.workers)
    app = make_app(session.store, limits, hosts=("*",) if remote else LOOPBACK, cors=not no_cors)
    if get_ is not None:
        reply = get(app, get_, accept=accept, lang=session.lang)
        session.talk("answered", status=reply.status, type=reply.media_type)
        sys.stdout.buffer.write(reply.body)
        raise typer.Exit(reply.status >= 400)
    listener = listen("127.0.0.1" if host == "localhost" else host, port)
    if remote:
        session.talk("remote_open", host=host)
    bound = listener.getsockname()[1]
    address = f"http://{'[' + host + ']' if ':' in host else host}:{bound}/"

    def ready() -> None:
        session.talk("serving", address=address)
        session.talk("serving_limits", **_told(limits))

    run_server(app, listener, ready)


def _told(limits: "Limits") -> dict[str, object]:
    return {
        "seconds": f"{limits.seconds:g}",
        "memory": limits.memory >> 20,
        "query": limits.query >> 10,
        "answer": limits.answer >> 20,
        "workers": limits.workers,
        "queue": limits.queue,
    }
