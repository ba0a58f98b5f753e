"""The stage itself: gather, join, name, number."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Document, Entity, Fact, Judgement, Mention
from kg.names import fold, is_generic
from kg.resolve.clusters import Clusters
from kg.resolve.ids import Identity, identities, plain_ids
from kg.resolve.joining import Group, equal_keys, join_equal, join_short_forms
from kg.resolve.judging import apply_judgements, given_names
from kg.resolve.locals import Local, distinct, fullness, gather, joint, most
from kg.resolve.people import find_posts, join_people


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """What items denote, and what that depends on.

    For each item: `keys` on which it meets others, `roots` (the first item of its entity), `islands` (the first item of
    its island, see `Clusters`). `shortened` are the clusters that short forms were looked for in, with their blocks.
    """

    entities: list[Entity]
    keys: list[list[str]]
    roots: list[int]
    islands: list[int]
    shortened: list[tuple[Group, list[str]]]


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
    return resolve_items(gather(documents, mentions), documents, facts, judgements=judgements).entities


def resolve_items(
    items: Sequence[Local],
    documents: Sequence[Document],
    facts: Sequence[Fact],
    *,
    judgements: Sequence[Judgement] = (),
) -> Resolution:
    """What local things denote; `items` in order of document and number, of `documents` only the dates and bylines.

    Items of one island are resolved alike whatever else is among the items, if the bodies are there at which the
    island's people hold posts.
    """
    clusters = Clusters(len(items))
    apply_judgements(items, judgements, clusters)
    keys = [equal_keys(item) for item in items]
    join_equal(items, keys, clusters)
    shortened = join_short_forms(items, clusters)
    posts = find_posts(items, facts, documents, clusters)
    join_people(items, posts, documents, clusters)
    plain = plain_ids(items, posts)
    meeting = [_meeting(*of_item) for of_item in zip(items, keys, plain, strict=True)]
    _meet(meeting, clusters)
    given = given_names(items, judgements)
    known = identities(items, plain, documents, clusters)
    groups = clusters.groups(range(len(items)))
    entities = [
        _entity([items[i] for i in group], known[root], clusters.reasons(root), _given(group, given))
        for root, group in groups.items()
    ]
    return Resolution(
        entities=sorted(entities, key=lambda e: e.id),
        keys=meeting,
        roots=[clusters.root(i) for i in range(len(items))],
        islands=[clusters.island(i) for i in range(len(items))],
        shortened=shortened,
    )


def _meeting(item: Local, keys: Sequence[tuple[str, str]], plain: str) -> list[str]:
    """All on which an item meets others: the keys of its names, a person's name, the id that it alone would have."""
    names = [fold(item.name, "PERSON")] if item.type == "PERSON" else [key for key, _ in keys]
    return [plain, *(f"{item.type}:{name}" for name in dict.fromkeys(names))]


def _meet(keys: Sequence[Sequence[str]], clusters: Clusters) -> None:
    first: dict[str, int] = {}
    for i, own in enumerate(keys):
        for key in own:
            clusters.meet(first.setdefault(key, i), i)


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
