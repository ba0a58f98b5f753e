"""`/post/…`: a post (a title in a body) or a role (a title as such), and who is on record in it."""

import dataclasses
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import LookupFailed
from kg.mapping.namespaces import KG, ORG, SKOS
from kg.query import Graph, Match
from kg.query.resolver import by_id
from kg.server.exchange import Request
from kg.server.linked.places import local_name, values
from kg.server.linked.wording import WORDS
from kg.server.pages.view import Paged, View, paged
from kg.server.views.claims import Told, claims, told

_A_PAGE = 50
_HELD = """
SELECT ?a ?s {{ ?a <{property}> <{iri}> ; rdf:subject ?s . OPTIONAL {{ ?a kg:lastSeen ?last }} }}
ORDER BY DESC(?last) ?a"""


@dataclasses.dataclass(frozen=True, slots=True)
class Post:
    """A title in a body, or (`body` None) as such; `role` is the id of the title as such, `title` its words."""

    id: str
    name: str
    body: Match | None
    role: str
    title: str
    head: bool


def show_post(graph: Graph, request: Request) -> View:
    """A post or a role with those on record in it, the latest first; raises LookupFailed where there is none."""
    post = _post(graph, request.values["id"].removesuffix(".json"))
    said = KG + "post" if post.body else ORG + "role"
    rows = graph.sparql(_HELD.format(property=said, iri=f"{graph.base}id/{post.id}"))
    assert isinstance(rows, ox.QuerySolutions)
    part: Paged[tuple[str, str]] = paged(
        [(local_name(a.value), local_name(s.value)) for a, s in rows], request, _A_PAGE
    )
    return View(
        "linked/post.html",
        {
            "post": post,
            "total": part.total,
            "held": _held(graph, part.entries, request.lang),
            "page": part.page,
            "pages": part.pages,
        },
        words=WORDS,
    )


def _post(graph: Graph, local: str) -> Post:
    iri = f"{graph.base}id/{quote(local)}"
    name = next(iter(values(graph, iri, SKOS + "prefLabel")), "")
    if local[:2] not in ("t-", "r-") or not name:
        raise LookupFailed(f"没有职务 {local}", f"there is no post {local}")
    body = next((by_id(graph.reader, local_name(b)) for b in values(graph, iri, ORG + "postIn")), None)
    role = next((local_name(r) for r in values(graph, iri, ORG + "role")), local)
    title = next(iter(values(graph, f"{graph.base}id/{role}", SKOS + "prefLabel")), name)
    head = bool(values(graph, f"{graph.base}id/{role}", ORG + "roleProperty"))
    return Post(local, name, body, role, title, head)


def _held(graph: Graph, statements: tuple[tuple[str, str], ...], lang: str) -> list[Told]:
    """The statements (id, subject) in words, in the order given."""
    edges = {e.id.partition("-")[2]: e for e in graph.reader.edges_of({subject for _, subject in statements})}
    found = [edges[key] for a, _ in statements if (key := a.partition("-")[2]) in edges]
    return [told(claim, lang) for claim in claims(graph.reader, found)]
