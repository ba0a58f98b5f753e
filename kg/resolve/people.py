"""Namesakes: the same name is not enough to be the same person."""

import dataclasses
import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Document, Fact
from kg.names import fold, parse, zone_key
from kg.resolve.clusters import Clusters
from kg.resolve.locals import Local

_YEARS_BETWEEN_POSTS = 6
_RARE = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Post:
    """A post: the body (its item, cluster and fullest name), the zone it belongs to, the title, first and last day."""

    item: int
    body: int
    body_name: str
    zone: str
    position: str
    first: dt.date | None
    last: dt.date | None


def find_posts(
    items: Sequence[Local], facts: Sequence[Fact], documents: Sequence[Document], clusters: Clusters
) -> dict[int, list[Post]]:
    """The posts that facts give to each local person."""
    local_of = {mention: i for i, item in enumerate(items) for mention in item.mention_ids}
    published = {d.id: d.published for d in documents}
    names: dict[int, str] = {}
    for i, item in enumerate(items):
        root = clusters.root(i)
        names[root] = max(names.get(root, ""), item.name, key=lambda n: (len(n), n))
    found: dict[int, list[Post]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: f.id):
        person, body = local_of.get(fact.subject_id), local_of.get(fact.object_id)
        if fact.predicate != "holds_position" or fact.status == "negated" or person is None or body is None:
            continue
        when = fact.when or published.get(fact.document_id)
        root = clusters.root(body)
        zone = _zone_of(names[root], items[body])
        first, last = (when.earliest, when.latest) if when else (None, None)
        found[person].append(Post(body, root, names[root], zone, fact.qualifier("position"), first, last))
    return found


def _zone_of(name: str, body: Local) -> str:
    """The zone of a body: the one its name starts with, else the one its article is set in if it is an office."""
    chain = parse(name, body.type).chain
    if body.type == "PARK" or len(chain) > 1:
        return zone_key(name if body.type == "PARK" else chain[0].text)
    return body.zone if chain[0].kind in ("government", "party", "platform") and not chain[0].regions else ""


def join_people(
    items: Sequence[Local], posts: Mapping[int, Sequence[Post]], documents: Sequence[Document], clusters: Clusters
) -> None:
    """Join people of one name where something besides the name ties them."""
    bylines = {d.id: d.byline for d in documents}
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        if item.type == "PERSON":
            by_name[fold(item.name, "PERSON")].append(i)
    for name in sorted(by_name):
        same = by_name[name]
        if len(same) > 1:
            _join_namesakes(name, same, items, posts, bylines, clusters)


def _join_namesakes(
    name: str,
    same: Sequence[int],
    items: Sequence[Local],
    posts: Mapping[int, Sequence[Post]],
    bylines: Mapping[str, str],
    clusters: Clusters,
) -> None:
    first_with: dict[str, tuple[int, str]] = {}
    for i in same:
        for key, reason in _evidence(name, items[i], posts.get(i, ()), bylines):
            if key in first_with:
                clusters.join(first_with[key][0], i, reason)
            else:
                first_with[key] = (i, reason)
    _join_careers(name, same, items, posts, clusters)


def _evidence(name: str, item: Local, posts: Sequence[Post], bylines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Keys that two documents must share to speak of one person, with the reason in words."""
    for post in posts:
        yield f"body:{post.body}", f"{item.name}: posts at one body, {post.body_name}"
    if not posts and item.zone and len(name) >= _RARE and item.name in bylines.get(item.document_id, ""):
        yield f"byline:{item.zone}", f"{item.name}: bylines of articles on {item.zone}"


def _join_careers(
    name: str, same: Sequence[int], items: Sequence[Local], posts: Mapping[int, Sequence[Post]], clusters: Clusters
) -> None:
    """Posts at units of one zone a few years apart are one career, if the name is not a frequent one."""
    if len(name) < _RARE:
        return
    by_zone: dict[str, list[tuple[dt.date, int, Post]]] = defaultdict(list)
    for i in same:
        for post in posts.get(i, ()):
            if post.zone and post.first:
                by_zone[post.zone].append((post.first, i, post))
    for zone in sorted(by_zone):
        line = sorted(by_zone[zone], key=lambda p: (p[0], p[1], p[2].body_name, p[2].position))
        for (a_day, a, a_post), (b_day, b, b_post) in itertools.pairwise(line):
            if clusters.root(a) != clusters.root(b) and (b_day - a_day).days <= 366 * _YEARS_BETWEEN_POSTS:
                posts_text = f"{_said(a_post)}, {_said(b_post)}"
                clusters.join(a, b, f"{items[a].name}: posts at units of {zone} in one career ({posts_text})")


def _said(post: Post) -> str:
    return f"{post.body_name}{post.position} {post.first.year if post.first else '?'}"
