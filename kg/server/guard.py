"""What every request passes: the host it names, where it comes from, and the headers of every answer."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_SAFE = ("GET", "HEAD", "OPTIONS")
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Guard:
    """Refuses requests for other hosts (a page of theirs may have turned its name to this machine) and writes of other
    sites; `shared` are the paths that other sites may read, with what lies below them."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], shared: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._shared = tuple(shared)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        shared = any(scope["path"] == path or scope["path"].startswith(path + "/") for path in self._shared)
        app = self._app
        if "*" not in self._hosts and host_name(headers.get("host", "")) not in self._hosts:
            app = PlainTextResponse("请用本机地址访问 · misdirected request: unknown host\n", 421)
        elif scope["method"] not in _SAFE and not shared and foreign(headers):
            app = PlainTextResponse("拒绝其他网站的请求 · request of another site refused\n", 403)
        elif scope["method"] == "OPTIONS" and shared:
            app = PlainTextResponse("", 204)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), shared=shared)
            await send(message)

        await app(scope, receive, sent)


def _add_headers(headers: MutableHeaders, *, shared: bool) -> None:
    headers.setdefault("Content-Security-Policy", POLICY)
    for name, value in (_HEADERS | (_CORS if shared else {})).items():
        headers[name] = value


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; empty where it is none.

    >>> host_name("LOCALHOST:8000"), host_name("[::1]:8000"), host_name("evil.example"), host_name("a@localhost")
    ('localhost', '::1', 'evil.example', '')
    """
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return ""
    plain = parts.netloc == host and "@" not in host and "/" not in host
    return (parts.hostname or "") if plain else ""


def foreign(headers: Headers) -> bool:
    """Whether a browser sends this for a page of another site."""
    site = headers.get("sec-fetch-site", "")
    if site and site not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
