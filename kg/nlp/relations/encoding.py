"""A reading as the arrays that the network takes in: letters, units, pairs of units.

Nodes are the document's things, then each unit that is none: every title stands for itself. A pair of units is told when
some output admits the types of its nodes. Outputs are the relations' predicates, then who holds a title and where.
"""

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.context import Context
from kg.nlp.relations.layout import (
    KINDS,
    THING_FEATURES,
    TYPES,
    Floats,
    Ints,
    Layout,
    allowed,
    kind_number,
    nearest_first,
    predicates,
)
from kg.nlp.relations.posts import Post
from kg.nlp.relations.reading import Reading
from kg.vocabulary import ontology

NEAREST = 4  # pairs of units that speak for a pair of nodes: the nearest few
MARKS = 1 + len(TYPES) * len(KINDS)  # no unit, or a unit's type and kind
HEAD, TAIL = 3, 4  # letters of a name that are told
_BODIES = ("ORG", "PARK", "PROJECT")
_NEAR = 120  # letters within which units between are counted
_TOLD = tuple(THING_FEATURES.index(f) for f in ("titled", "is_zone", "is_body", "first", "lead"))
_COUNTED = tuple(THING_FEATURES.index(f) for f in ("references", "same_type"))


@dataclasses.dataclass(frozen=True, slots=True)
class Encoding:
    """Letters; units; pairs of units in the order of their groups; groups, which are ordered pairs of nodes.

    `start` and `end` bound the letters between the units of a pair (0 and 0 in different sentences), `first` is the first
    pair of each group, `source` and `target` are its nodes, `reverse` is the group of its nodes the other way round (itself if
    there is none), `admitted` its possible outputs.
    """

    letters: Ints
    marks: Ints
    place: Ints
    names: Ints
    units: Floats
    node: Ints
    subject: Ints
    object: Ints
    pairs: Floats
    start: Ints
    end: Ints
    first: Ints
    source: Ints
    target: Ints
    reverse: Ints
    admitted: NDArray[np.bool_]


def outputs() -> int:
    """How many outputs: predicates, then `holder` and `body` of a title."""
    return len(predicates()) + 2


def holder() -> int:
    """The output that says who holds a title."""
    return len(predicates())


def body() -> int:
    """The output that says where a title is held."""
    return len(predicates()) + 1


@functools.cache
def _admitted() -> NDArray[np.bool_]:
    """Whether an output admits a pair of types: (types, types, outputs)."""
    table = np.zeros((outputs(), len(TYPES), len(TYPES)), bool)
    table[: len(predicates())] = allowed()
    title = TYPES.index("POSITION")
    table[holder(), title, TYPES.index("PERSON")] = True
    table[body(), title, [TYPES.index(t) for t in _BODIES]] = True
    return np.moveaxis(table, 0, 2)


def encode(
    reading: Reading,
    context: Context,
    layout: Layout,
    alphabet: Alphabet,
    claims: Sequence[Claim],
    posts: Sequence[Post],
    *,
    nearest: int | None = NEAREST,
) -> Encoding:
    """The arrays of a reading; `claims` and `posts` are what rules say, `nearest` bounds the pairs of a group."""
    kinds = np.array([kind_number(u.mention.kind) for u in reading.units], np.int64)
    letters = alphabet.rows(context.letters.astype(np.uint32))
    marks = np.zeros(len(letters), np.int64)
    marks[context.place] = 1 + layout.type * len(KINDS) + kinds
    letters[context.place] = 0
    node = _nodes(layout)
    subject, object_, group = _unit_pairs(layout, context, node, nearest)
    keys, first = np.unique(group, return_index=True)
    count = int(node.max()) + 1 if len(node) else 1
    pairs, start, end = _describe_pairs(reading, context, layout, node, subject, object_, claims, posts)
    source, target = keys // count, keys % count
    return Encoding(
        letters, marks, context.place, _name_letters(reading, alphabet), _describe_units(layout, node), node,
        subject, object_, pairs, start, end, first, source, target, _reverse(source, target, count),
        _admitted()[layout.type[subject[first]], layout.type[object_[first]]],
    )  # fmt: skip


def _nodes(layout: Layout) -> Ints:
    """The node of every unit."""
    node = layout.of.copy()
    alone = node < 0
    node[alone] = len(layout.things) + np.arange(int(alone.sum()))
    return node


def _name_letters(reading: Reading, alphabet: Alphabet) -> Ints:
    """The last letters of each unit's fullest name, the last first, then its first letters; 0 where it is shorter."""
    codes = np.zeros((len(reading.units), TAIL + HEAD), np.uint32)
    for row, unit in enumerate(reading.units):
        name = reading.things[unit.local].name if unit.local >= 0 else unit.mention.text
        tail, head = name[-TAIL:][::-1], name[:HEAD]
        codes[row, : len(tail)] = [ord(c) for c in tail]
        codes[row, TAIL : TAIL + len(head)] = [ord(c) for c in head]
    return alphabet.rows(codes.ravel()).reshape(codes.shape)


def _describe_units(layout: Layout, node: Ints) -> Floats:
    """Where each unit stands, and how the thing it names stands in the document."""
    units = layout.units.copy()
    units[:, 0] = np.minimum(units[:, 0], 30) / 30
    units[:, 3] = np.log(units[:, 3])
    units[:, 4] = np.minimum(units[:, 4], 8) / 8
    things = layout.thing_features
    told = [np.log1p(things[:, :1]), things[:, _TOLD], np.log1p(things[:, _COUNTED])]
    table = np.concatenate(told, axis=1)
    alone = int(node.max()) + 1 - len(things) if len(node) else 0
    table = np.concatenate([table, np.zeros((alone, table.shape[1]), np.float32)])
    return np.concatenate([units, table[node]], axis=1).astype(np.float32)


def _unit_pairs(layout: Layout, context: Context, node: Ints, nearest: int | None) -> tuple[Ints, Ints, Ints]:
    """Subject, object and group number of the pairs of units that are told, in order of groups, the nearest first."""
    subject, object_ = np.nonzero(np.asarray(node[:, None] != node[None, :]))
    possible = np.asarray(_admitted().any(axis=2))[layout.type[subject], layout.type[object_]]
    subject, object_ = subject[possible], object_[possible]
    group = node[subject] * (int(node.max()) + 1 if len(node) else 1) + node[object_]
    sentences = np.abs(layout.sentence[subject] - layout.sentence[object_])
    letters = np.abs(context.place[subject] - context.place[object_])
    order = nearest_first(group, sentences, letters)
    if nearest is not None:
        firsts = np.unique(group[order], return_index=True)[1]
        sizes = np.diff(np.append(firsts, len(order)))
        order = order[np.arange(len(order)) - np.repeat(firsts, sizes) < nearest]
    return subject[order], object_[order], group[order]


def _reverse(source: Ints, target: Ints, nodes: int) -> Ints:
    groups = np.arange(len(source))
    number = np.full((nodes, nodes), -1, np.int64)
    number[source, target] = groups
    found = number[target, source]
    return np.where(found < 0, groups, found)


def _describe_pairs(
    reading: Reading, context: Context, layout: Layout, node: Ints, subject: Ints, object_: Ints,
    claims: Sequence[Claim], posts: Sequence[Post],
) -> tuple[Floats, Ints, Ints]:  # fmt: skip
    """What is told of each pair of units, and the bounds of the letters between them."""
    place = context.place
    forward = place[subject] < place[object_]
    together = np.equal(context.left[subject], context.left[object_])
    letters = np.abs(place[subject] - place[object_])
    low, high = np.minimum(subject, object_), np.maximum(subject, object_)
    between = layout.counts[high] - layout.counts[np.minimum(low + 1, high)]
    count = int(node.max()) + 1 if len(node) else 0
    names = np.zeros((count, count), np.int64)
    names[: len(layout.things), : len(layout.things)] = layout.names
    columns: list[tuple[NDArray[Any], int]] = [
        (np.where(together, 0, 2) + np.where(forward, 0, 1), 4),
        (np.floor(np.log2(np.maximum(letters, 1))).astype(np.int64), 10),
        (np.abs(layout.sentence[subject] - layout.sentence[object_]), 5),
        (np.abs(layout.clause[subject] - layout.clause[object_]), 6),
        (np.abs(layout.paragraph[subject] - layout.paragraph[object_]), 3),
        (np.equal(layout.run[subject], layout.run[object_])[:, None], 1),
        (names[node[subject], node[object_]], 4),
        (names[node[object_], node[subject]], 4),
        (np.minimum(between, 4) / 2 * (letters < _NEAR)[:, None], between.shape[1]),
        (_claimed(layout, count, claims)[node[subject], node[object_]], len(predicates())),
        (_attached(reading, posts)[subject, object_], 2),
    ]
    start = np.where(together, np.minimum(place[subject], place[object_]) + 1, 0)
    end = np.where(together, np.maximum(place[subject], place[object_]), 0)
    return _side_by_side(columns, len(subject)), start, end


def _side_by_side(columns: Sequence[tuple[NDArray[Any], int]], rows: int) -> Floats:
    """Columns of so many numbers; one number a row is told by which of them is 1 (the last, if it is too high)."""
    table = np.zeros((rows, sum(size for _, size in columns)), np.float32)
    at, row = 0, np.arange(rows)
    for numbers, size in columns:
        if numbers.ndim == 1:
            table[row, at + np.clip(numbers, 0, size - 1)] = 1
        else:
            table[:, at : at + size] = numbers
        at += size
    return table


def _claimed(layout: Layout, count: int, claims: Sequence[Claim]) -> Floats:
    """Which predicates rules claim of two nodes: (nodes, nodes, predicates)."""
    table = np.zeros((count, count, len(predicates())), np.float32)
    for claim in claims:
        predicate = predicates().index(claim.predicate)
        a, b = layout.number[claim.subject.local], layout.number[claim.object.local]
        table[a, b, predicate] = 1
        if ontology().predicates[claim.predicate].symmetric:
            table[b, a, predicate] = 1
    return table


def _attached(reading: Reading, posts: Sequence[Post]) -> Floats:
    """What rules give a title as person or as body beside it, and as a body farther away: (units, units, 2)."""
    table = np.zeros((len(reading.units), len(reading.units), 2), np.float32)
    for post in posts:
        for person in post.persons:
            table[post.title.index, person.index, 0] = 1
        if post.body is not None:
            table[post.title.index, post.body.index, 0 if post.body_how in ("adjacent", "run") else 1] = 1
    return table
