"""The SPARQL 1.1 Protocol: from an HTTP request to a query and its dataset."""

import dataclasses
import re
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.server.limits import Limits
from kg.server.refusals import Refused

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_PARAMETERS = 200
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


@dataclasses.dataclass(frozen=True, slots=True)
class Query:
    """A query with its dataset (None: the one it names itself) and the format wished for beside the Accept header."""

    text: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    format: str

    def task(self, accept: str) -> dict[str, Any]:
        """The query as a worker takes it."""
        return {
            "query": self.text,
            "default": self.default_graphs,
            "named": self.named_graphs,
            "accept": accept,
            "format": self.format,
        }


async def read_query(request: Request, limits: Limits) -> Query | None:
    """The query of a GET, a form or a direct POST; None where there is none at all (a bare GET).

    Raises Refused for updates, for two queries, for what is no UTF-8, for other bodies and for texts too long.
    """
    url = parameters(request.scope.get("query_string", b""))
    text: str | None = None
    given = url
    if request.method == "POST":
        media = media_type(request)
        body = await read_body(request, limits)
        if media == _FORM:
            given = url + parameters(body)
        elif media == _DIRECT:
            text = _text(body, "query")
        elif media == _UPDATE:
            raise no_updates()
        else:
            raise Refused(
                f"请用 {_FORM} 或 {_DIRECT} 发送查询",
                f"send queries as {_FORM} or {_DIRECT}",
                status=415,
                headers=(("Accept-Post", f"{_DIRECT}, {_FORM}"),),
            )
    return _query(given, text, bare=request.method != "POST", limits=limits)


def _query(given: list[tuple[str, str]], direct: str | None, *, bare: bool, limits: Limits) -> Query | None:
    texts = [value for name, value in given if name == "query"] + ([direct] if direct is not None else [])
    if any(name == "update" for name, _ in given):
        raise no_updates()
    if not texts and bare:
        return None
    if len(texts) != 1 or not texts[0].strip():
        raise Refused("请给出一个查询（query）", "give exactly one query")
    if len(texts[0].encode()) > limits.query:
        kilobytes = limits.query // 1024
        raise Refused(f"查询长于 {kilobytes} KB", f"the query is longer than {kilobytes} KB", status=413)
    return Query(
        texts[0],
        _graphs(given, "default-graph-uri"),
        _graphs(given, "named-graph-uri"),
        next((value for name, value in given if name in ("format", "output") and value), ""),
    )


def _graphs(given: list[tuple[str, str]], name: str) -> tuple[str, ...] | None:
    iris = tuple(dict.fromkeys(value for key, value in given if key == name))
    for iri in iris:
        if not _IRI.fullmatch(iri):
            raise Refused(f"{name} 不是绝对 IRI：{iri[:200]}", f"{name} is not an absolute IRI: {iri[:200]}")
    return iris or None


def parameters(data: bytes) -> list[tuple[str, str]]:
    """The pairs of a query string or form; raises Refused where it is no UTF-8 or has too many."""
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS)
    except UnicodeDecodeError:
        raise Refused("参数不是 UTF-8", "the parameters are not UTF-8") from None
    except ValueError:
        raise Refused(f"参数多于 {_PARAMETERS} 个", f"more than {_PARAMETERS} parameters") from None


async def read_body(request: Request, limits: Limits) -> bytes:
    """The body of a request; raises Refused where it is too long."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limits.body:
            kilobytes = limits.body // 1024
            raise Refused(f"请求长于 {kilobytes} KB", f"the request is longer than {kilobytes} KB", status=413)
    return bytes(body)


def media_type(request: Request) -> str:
    """The media type of the body without parameters; raises Refused for another encoding than UTF-8."""
    media, _, rest = request.headers.get("content-type", "").lower().partition(";")
    charset = re.search(r"charset\s*=\s*\"?([\w.:-]+)", rest)
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(f"请用 UTF-8，而不是 {charset[1]}", f"use UTF-8, not {charset[1]}", status=415)
    return media.strip()


def no_updates() -> Refused:
    """Nothing can be changed here."""
    return Refused("只读：不支持更新", "read-only: updates are not supported", status=403)


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{what} 不是 UTF-8", f"the {what} is not UTF-8") from None
