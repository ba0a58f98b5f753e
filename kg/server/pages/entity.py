"""The page of an entity: its names, what is said of it in groups, its posts on a line of time, where it comes from."""

import dataclasses
from collections.abc import Iterable, Sequence

from kg.model import Entity
from kg.names.posts import is_head
from kg.query import ArticleLine, Graph, Match, Moment, parse_moment
from kg.query.articles import article_lines
from kg.query.leaders import LED_TYPES, organs
from kg.query.resolver import by_id, labels
from kg.server.exchange import Reply, Request, moved
from kg.server.pages.conflicts import contradictions
from kg.server.pages.groups import Group, grouped
from kg.server.pages.statements import Claim, Statement, claims, statements
from kg.server.pages.timelines import Held, Timeline, timeline
from kg.server.pages.view import Paged, View, paged
from kg.server.rendering import link
from kg.store import StoreReader

_SHOWN = 12  # statements of a group on the entity's page
_A_PAGE = 50  # and on the page of one group
_ARTICLES = 30
_HEIGHT = 4  # how far up the chain of places goes
_ABOVE = ("located_in", "part_of")
_SURE = 0.6  # what is less sure is told in its group, not in the chain


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """A group with those of its statements that are shown; `badged` where they are about things of several kinds."""

    key: str
    mixed: bool
    badged: bool
    total: int
    statements: tuple[Statement, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """Where an entity comes from: its articles, how often they name it, why its names are taken for one."""

    articles: tuple[ArticleLine, ...]
    article_count: int
    mention_count: int
    reasons: tuple[str, ...]


def show_entity(graph: Graph, request: Request) -> View | Reply:
    """An entity with everything known of it, now or as of a date; with `group`, all statements of that group.

    An id that is replaced leads to the page of the entity that replaces it.
    """
    reader = graph.reader
    asked = request.values["id"].removesuffix(".json")
    match = by_id(reader, asked)
    if match.id != asked:
        return moved(link(request.path.replace(asked, match.id), **request.query))
    moment = parse_moment(request.first("on")) if request.first("on") else None
    found = claims(reader, match.id, moment)
    entity = reader.entities([match.id])[0]
    values = {"entity": entity, "on": moment.iso if moment else None, "trail": _trail(reader, match)}
    groups = grouped(match.type, found)
    chosen = next((g for g in groups if g.key == request.first("group")), None)
    if chosen:
        return View("pages/group.html", {**values, **_one_group(reader, chosen, request)})
    return View("pages/entity.html", {**values, **_everything(reader, entity, match, groups, found, moment)})


def statement_address(reader: StoreReader, match: Match, edge_id: str) -> str:
    """The address of the place on an entity's pages that shows what an edge says."""
    for group in grouped(match.type, claims(reader, match.id, None)):
        for number, claim in enumerate(group.claims):
            if claim.edge.id == edge_id:
                beyond = {"group": group.key, "page": number // _A_PAGE + 1} if number >= _SHOWN else {}
                return f"{link(f'/page/{match.id}', **beyond)}#{edge_id}"
    return link(f"/page/{match.id}")


def _one_group(reader: StoreReader, group: Group, request: Request) -> dict[str, object]:
    part: Paged[Claim] = paged(group.claims, request, _A_PAGE)
    told = statements(reader, part.entries)
    shown = tuple(told[c.edge.id] for c in part.entries)
    return {"section": _section(group, shown), "page": part.page, "pages": part.pages}


def _section(group: Group, shown: tuple[Statement, ...]) -> Section:
    kinds = {(c.other.type, c.other.kind) for c in group.claims}
    return Section(group.key, group.mixed, len(kinds) > 1, len(group.claims), shown)


def _everything(
    reader: StoreReader,
    entity: Entity,
    match: Match,
    groups: Sequence[Group],
    found: Sequence[Claim],
    moment: Moment | None,
) -> dict[str, object]:
    posts = _posts(reader, match, found, moment)
    shown = {g.key: g.claims[:_SHOWN] for g in groups}
    doubtful = [c.edge for c in found if c.edge.status == "uncertain"][:_SHOWN]
    told = statements(reader, _once(c for some in (*shown.values(), posts) for c in some))
    bodies = labels(reader, {c.edge.object_id for c in posts})
    held = [Held(c, told[c.edge.id], bodies[c.edge.object_id].name) for c in posts]
    line: Timeline | None = timeline(held, of_body=match.type != "PERSON")
    return {
        "sections": [_section(g, tuple(told[c.edge.id] for c in shown[g.key])) for g in groups],
        "timeline": line,
        "conflicts": contradictions(reader, match, doubtful) if moment is None else (),
        "origin": _origin(reader, entity),
    }


def _once(found: Iterable[Claim]) -> list[Claim]:
    return list({c.edge.id: c for c in found}.values())


def _posts(reader: StoreReader, match: Match, found: Sequence[Claim], moment: Moment | None) -> list[Claim]:
    """A person's posts; the heads of a body and, for a zone, of its committees."""
    if match.type not in LED_TYPES:
        return [c for c in found if c.edge.predicate == "holds_position" and c.direction == "out"]
    others = sorted(organs(reader, match)) if match.type == "PARK" else []
    held = [*found, *(c for id_ in others for c in claims(reader, id_, moment))]
    return [c for c in held if c.direction == "in" and c.edge.predicate == "holds_position" and _heads(c)]


def _heads(claim: Claim) -> bool:
    return is_head(claim.edge.qualifier("position"))


def _trail(reader: StoreReader, match: Match) -> list[Match]:
    """What the entity lies in or belongs to, the largest first: at each step what is best attested."""
    trail: list[Match] = []
    at = match
    while len(trail) < _HEIGHT:
        edges = [e for e in reader.edges_of([at.id]) if e.subject_id == at.id and e.predicate in _ABOVE]
        held = [e for e in edges if e.status == "current" and e.confidence >= _SURE]
        names = {i: m for i, m in labels(reader, {e.object_id for e in held}).items() if m.type != "PROGRAMME"}
        held.sort(key=lambda e: (-e.confidence, -len(e.fact_ids), e.id))
        above = next((names[e.object_id] for e in held if names.get(e.object_id, match) not in (match, *trail)), None)
        if above is None:
            break
        trail.insert(0, above)
        at = above
    return trail


def _origin(reader: StoreReader, entity: Entity) -> Origin:
    lines = article_lines(reader, entity.documents)
    return Origin(lines[:_ARTICLES], len(lines), len(entity.mention_ids), entity.reasons)
