"""The stage itself: gather, join, name, number."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Document, Entity, Fact, Judgement, Mention
from kg.names import is_generic
from kg.resolve.clusters import Clusters
from kg.resolve.ids import Identity, identities
from kg.resolve.joining import join_equal, join_short_forms
from kg.resolve.judging import apply_judgements, given_names
from kg.resolve.locals import Local, distinct, fullness, gather, joint, most
from kg.resolve.people import find_posts, join_people


def resolve(
    documents: Sequence[Document],
    mentions: Sequence[Mention],
    facts: Sequence[Fact],
    *,
    judgements: Sequence[Judgement] = (),
) -> list[Entity]:
    """What the mentions of all documents are believed to denote, sorted by id.

    The same whatever the order of the input. People are joined on evidence from `facts`, never on the name alone.
    """
    items = gather(documents, mentions)
    clusters = Clusters(len(items))
    apply_judgements(items, judgements, clusters)
    join_equal(items, clusters)
    join_short_forms(items, clusters)
    posts = find_posts(items, facts, documents, clusters)
    join_people(items, posts, documents, clusters)
    given = given_names(items, judgements)
    known = identities(items, posts, documents, clusters)
    groups = clusters.groups(range(len(items)))
    entities = [
        _entity([items[i] for i in group], known[root], clusters.reasons(root), _given(group, given))
        for root, group in groups.items()
    ]
    return sorted(entities, key=lambda e: e.id)


def _given(group: Sequence[int], names: Mapping[int, tuple[int, str]]) -> str:
    return max((names[i] for i in group if i in names), default=(0, ""))[1]


def _entity(items: Sequence[Local], identity: Identity, reasons: tuple[str, ...], given: str) -> Entity:
    """The entity of a cluster. A name that people gave is shown; the id comes from what is in print."""
    type_ = items[0].type
    names, hidden = _names(items)
    shown = tuple(distinct([given, *names])) if given else names
    documents = tuple(sorted({item.document_id for item in items}))
    return Entity(
        id=identity.id,
        type=type_,
        kind=most(item.kind for item in items if item.kind),
        name=shown[0],
        names=shown,
        hidden=tuple(n for n in hidden if n not in shown),
        documents=documents,
        mention_ids=tuple(sorted(m for item in items for m in item.mention_ids)),
        reasons=tuple(_said(r, len(documents)) for r in reasons),
        confidence=joint(item.confidence for item in items),
        replaces=identity.replaces,
    )


def _names(items: Sequence[Local]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names to be found by, the fullest first, and those too general for that."""
    type_ = items[0].type
    counts = Counter(n for item in items for n in item.names)
    ordered = distinct(sorted(counts, key=lambda n: fullness(n, counts[n])))
    hidden = [n for n in ordered if type_ in ("ORG", "PARK", "PROGRAMME") and is_generic(n, type_)]
    names = [n for n in ordered if n not in hidden] or hidden[:1]
    return tuple(names), tuple(n for n in hidden if n not in names)


def _said(reason: str, documents: int) -> str:
    return f"{reason} in {documents} documents" if reason.startswith("same name") and " in " not in reason else reason
