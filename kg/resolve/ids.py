"""Ids that nobody else can change: an entity has the id of its oldest part.

A part is what one document says of a thing, and its id depends on that document alone: the type and the name, with
the zone or else the document where the name alone does not identify, and for a person with a post the id of the body.
So an article changes the ids of those entities only that it speaks of, even these keep theirs unless it is older than
all that was known of them, and a build of fewer articles, or before people judged two to be the same, gives no id that
the entity cannot be found by: `Identity.replaces` holds the ids of its other parts. When an entity falls apart, each
half has the id of its own oldest part, as if they had never been joined.
"""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Document, content_id, name_key
from kg.resolve.clusters import Clusters
from kg.resolve.keys import identifies
from kg.resolve.locals import Local
from kg.resolve.people import Post
from kg.vocabulary import ontology


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """The id of an entity, and the ids, sorted, that parts of it alone would have."""

    id: str
    replaces: tuple[str, ...]


def identities(
    items: Sequence[Local],
    plain: Sequence[str],
    documents: Sequence[Document],
    clusters: Clusters,
) -> dict[int, Identity]:
    """The identity of each cluster by its root, given the `plain_ids` of the items; no id occurs twice.

    Where two that are kept apart would share an id, the older has it, and the document tells the younger apart.
    """
    published = {d.id: d.published.earliest for d in documents if d.published}
    owners: dict[str, int] = {}
    found: dict[int, dict[str, None]] = {}
    for i in sorted(range(len(items)), key=lambda i: (published.get(items[i].document_id, dt.date.max), i)):
        root = clusters.root(i)
        id_ = next(c for c in _candidates(items[i], plain[i]) if owners.setdefault(c, root) == root)
        found.setdefault(root, {})[id_] = None
    return {root: Identity(next(iter(ids)), tuple(sorted(list(ids)[1:]))) for root, ids in found.items()}


def plain_ids(items: Sequence[Local], posts: Mapping[int, Sequence[Post]]) -> list[str]:
    """The id of each part as its document gives it."""
    ids = [_id(item, _context(item)) for item in items]
    for i, held in posts.items():
        ids[i] = _id(items[i], min(ids[post.item] for post in held))
    return ids


def _context(item: Local) -> str:
    """What the name needs beside it: parts with equal names and contexts are one thing, unless people say otherwise."""
    if item.type == "PERSON":
        return item.document_id
    return "" if identifies(item.name, item.type) else item.zone or item.document_id


def _candidates(item: Local, plain: str) -> Iterator[str]:
    """The ids that a part can have, the first that is free being its own."""
    yield plain
    for number in itertools.count():
        yield _id(item, item.document_id, str(number))


def _id(item: Local, *context: str) -> str:
    return content_id(ontology().types[item.type].letter, item.type, name_key(item.name), *context)
