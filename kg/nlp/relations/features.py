"""What the boosted trees see of a candidate: two things and a predicate, with their best pair of units.

Everything is computed for all candidates of a document at once.
"""

import dataclasses
import functools
import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.context import Context
from kg.nlp.relations.frames import triggers_of
from kg.nlp.relations.reading import LETTER, Reading, Thing
from kg.vocabulary import ontology

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
TYPES = tuple(LETTER)
KINDS = ("", "company", "government", "party", "university", "institute", "platform", "hospital", "association",
         "finance", "media", "other")  # fmt: skip
_WORDS = {
    "by": "由", "with": "[与和同]", "at": "在", "passive": "[被获]", "of": "的", "list": "、", "comma": "，",
    "negated": "未|不再|没有|撤销|取消|终止|落选|退出|注销|否认", "planned": "拟|将|计划|力争|争取|准备|筹建|筹备|推进|谋划",
    "money": "[亿万]元|美元|出资|投资", "etc": "等", "whose": "其|该", "after": "后|随后|之后", "colon": "[：:]",
    "bracket": "[（(]", "former": "原|曾|前身|此前",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Candidates:
    """Parallel arrays: predicate number, subject and object (rows of `things`), the best pair of units, its scores."""

    predicate: Ints
    subject: Ints
    object: Ints
    subject_unit: Ints
    object_unit: Ints
    best: Floats
    second: Floats
    pairs: Ints
    features: Floats


@functools.cache
def predicates() -> tuple[str, ...]:
    """The predicates of the pair classifier, in order; posts have rules of their own."""
    return tuple(p for p in sorted(ontology().predicates) if p != "holds_position")


@functools.cache
def _allowed() -> NDArray[np.bool_]:
    """Whether a predicate admits a pair of types: (predicates, types, types)."""
    table = [[[ontology().predicates[p].allows(a, b) for b in TYPES] for a in TYPES] for p in predicates()]
    return np.array(table)


@functools.cache
def _word_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(w) for w in _WORDS.values())


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """A document's units and things as arrays."""

    things: tuple[Thing, ...]
    of: Ints
    type: Ints
    units: Floats
    counts: Ints
    words: Ints
    clause: Ints
    sentence: Ints
    paragraph: Ints
    clause_start: Ints
    clause_end: Ints
    run: Ints
    run_size: Ints
    thing_features: Floats


THING_FEATURES = (
    "units",
    "titled",
    "kind",
    "type",
    "is_zone",
    "is_body",
    "first",
    "lead",
    "references",
    "same_type",
    "length",
)
UNIT_FEATURES = ("clause_first", "sentence_first", "sentence_last", "run_size", "run_place", "refers", "in_title", "at",
                 "bracketed", "before_title", "after_title")  # fmt: skip


def lay_out(reading: Reading, context: Context) -> Layout:
    """The arrays that features are computed from."""
    units, things = reading.units, tuple(reading.things.values())
    number = {t.local: i for i, t in enumerate(things)}
    of = np.array([number.get(u.local, -1) for u in units], np.int64)
    types = np.array([TYPES.index(u.type) for u in units], np.int64)
    place, size = context.place, len(context.letters)
    letters = "".join(chr(c) for c in context.letters.tolist())
    breaks = np.array([c in "。！？!?；;\n，,：:" for c in letters], np.int64)
    clause = np.concatenate([[0], np.cumsum(breaks)])
    clause_starts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    clause_ends = np.concatenate([np.flatnonzero(breaks), [size]])
    paragraph = np.concatenate([[0], np.cumsum(context.letters == ord("\n"))])[place]
    sentence = np.unique(context.left, return_inverse=True)[1] if len(units) else place
    run, run_size, run_place = _runs(letters, place, types)
    counts = np.zeros((len(units) + 1, len(TYPES)), np.int64)
    for i, t in enumerate(types.tolist()):
        counts[i + 1] = counts[i]
        counts[i + 1, t] += 1
    brackets = np.cumsum([(c in "（(") - (c in "）)") for c in letters])
    unit_features = np.stack(
        [
            place - clause_starts[clause[place]] if len(units) else place,
            _first_in(sentence),
            _first_in(sentence[::-1])[::-1],
            run_size,
            run_place,
            np.array([u.refers for u in units], np.int64),
            paragraph == 0,
            place / max(size, 1),
            brackets[place] > 0 if len(units) else place,
            _beside(types, 1) == TYPES.index("POSITION"),
            _beside(types, -1) == TYPES.index("POSITION"),
        ],
        axis=1,
    ).astype(np.float32)
    here = clause[place]
    return Layout(
        things, of, types, unit_features, counts, _word_counts(letters), here, sentence, paragraph,
        clause_starts[here], clause_ends[here], run, run_size, _thing_features(reading, things, size),
    )  # fmt: skip


def _beside(types: Ints, step: int) -> Ints:
    shifted = np.full(len(types), -1, np.int64)
    if step > 0:
        shifted[:-step] = types[step:]
    else:
        shifted[-step:] = types[:step]
    return shifted


def _first_in(groups: Ints) -> NDArray[np.bool_]:
    first = np.ones(len(groups), bool)
    first[1:] = groups[1:] != groups[:-1]
    return first


def _runs(letters: str, place: Ints, types: Ints) -> tuple[Ints, Ints, Ints]:
    """Coordinations: units of one type joined by 、和与及; their number, size and each unit's place in its run."""
    run = np.zeros(len(place), np.int64)
    inside = np.zeros(len(place), np.int64)
    for i in range(1, len(place)):
        gap = letters[place[i - 1] + 1 : place[i]]
        joined = types[i] == types[i - 1] and _JOINT.fullmatch(gap) is not None
        run[i] = run[i - 1] if joined else run[i - 1] + 1
        inside[i] = inside[i - 1] + 1 if joined else 0
    sizes = np.bincount(run)[run] if len(place) else run
    return run, sizes, inside


_JOINT = re.compile(r"(?:（[^（）]{1,20}）)?(?:、|和|与|及|以及|，以及| )")


def _word_counts(letters: str) -> Ints:
    """Running counts of the trigger words of each predicate and of other telling words: (letters + 1, words)."""
    patterns = [triggers_of(p) for p in predicates()] + list(_word_patterns())
    counts = np.zeros((len(letters) + 1, len(patterns)), np.int64)
    for column, words in enumerate(patterns):
        for match in words.finditer(letters):
            counts[match.start() + 1, column] += 1
    return np.cumsum(counts, axis=0)


def _thing_features(reading: Reading, things: Iterable[Thing], size: int) -> Floats:
    rows = []
    of_type: dict[str, int] = {}
    for thing in things:
        of_type[thing.type] = of_type.get(thing.type, 0) + 1
    length = max(len(reading.text), 1)
    for thing in reading.things.values():
        units = [reading.units[i] for i in thing.units]
        title_end = reading.paragraphs[0].end if reading.paragraphs else 0
        rows.append(
            [
                len(units), any(u.start < title_end for u in units), KINDS.index(thing.kind) if thing.kind in KINDS else 0,
                TYPES.index(thing.type), thing.local == reading.zone, thing.local == reading.body,
                units[0].start / length, units[0].start < title_end + 150, sum(u.refers for u in units),
                of_type[thing.type], len(thing.name),
            ]
        )  # fmt: skip
    return np.array(rows, np.float32).reshape(-1, len(THING_FEATURES))


def _name_relation(a: str, b: str) -> int:
    """How two names share letters: 3 the first begins with the second, 2 contains it, 1 begins with its stem, 0 not."""
    if a != b and a.startswith(b):
        return 3
    if len(b) >= 2 and b in a:
        return 2
    if len(b) > 2 and a.startswith(b[:2]):
        return 1
    return 0


def name_relations(things: tuple[Thing, ...]) -> Ints:
    """The strongest relation between any names of every two things."""
    table = np.zeros((len(things), len(things)), np.int64)
    for i, a in enumerate(things):
        for j, b in enumerate(things):
            if i != j:
                table[i, j] = max(_name_relation(x, y) for x in a.names for y in b.names)
    return table


def find_candidates(reading: Reading, context: Context, scores: Floats, claims: Iterable[Claim]) -> Candidates:
    """Every pair of things a predicate admits, with its features."""
    layout = lay_out(reading, context)
    groups = _group(layout, scores)
    return _describe(reading, context, layout, scores, groups, claims)


@dataclasses.dataclass(frozen=True, slots=True)
class _Groups:
    predicate: Ints
    subject: Ints
    object: Ints
    subject_unit: Ints
    object_unit: Ints
    best: Floats
    second: Floats
    pairs: Ints


def _group(layout: Layout, scores: Floats) -> _Groups:
    """One row per predicate, subject and object: its best pair of units by the linear scores."""
    of, types = layout.of, layout.type
    rows, columns = np.nonzero((of[:, None] != of[None, :]) & (of[:, None] >= 0) & (of[None, :] >= 0))
    allowed = _allowed()[:, types[rows], types[columns]]
    predicate, at = np.nonzero(allowed)
    rows, columns = rows[at], columns[at]
    symmetric = np.array([ontology().predicates[p].symmetric for p in predicates()])[predicate]
    both = symmetric & _allowed()[predicate, types[columns], types[rows]]
    keep = ~both | (of[rows] < of[columns])
    predicate, rows, columns = predicate[keep], rows[keep], columns[keep]
    value = scores[rows, columns, predicate]
    count = len(layout.things)
    key = (predicate * count + of[rows]) * count + of[columns]
    order = np.lexsort((columns, rows, -value, key))
    key = key[order]
    first = np.flatnonzero(_first_in(key)) if len(key) else key
    pairs = np.diff(np.append(first, len(key)))
    values = np.append(value[order], -20.0).astype(np.float32)
    second = np.where(pairs > 1, values[np.minimum(first + 1, len(key))], -20.0).astype(np.float32)
    chosen = order[first]
    return _Groups(
        predicate[chosen],
        of[rows[chosen]],
        of[columns[chosen]],
        rows[chosen],
        columns[chosen],
        value[chosen],
        second,
        pairs,
    )


def _closest(layout: Layout, context: Context) -> tuple[Ints, Ints, Ints]:
    """For every two things: the fewest sentences and letters between them, and how many clauses they share."""
    count, place = len(layout.things), context.place
    sentences = np.abs(layout.sentence[:, None] - layout.sentence[None, :])
    letters = np.abs(place[:, None] - place[None, :])
    shared = (layout.clause[:, None] == layout.clause[None, :]).astype(np.int64)
    near = np.full((count + 1, count + 1), 99, np.int64)
    gap = np.full((count + 1, count + 1), 9999, np.int64)
    together = np.zeros((count + 1, count + 1), np.int64)
    a, b = np.broadcast_arrays(layout.of[:, None], layout.of[None, :])
    np.minimum.at(near, (a, b), sentences)
    np.minimum.at(gap, (a, b), letters)
    np.add.at(together, (a, b), shared)
    return near, gap, together


def _describe(
    reading: Reading, context: Context, layout: Layout, scores: Floats, g: _Groups, claims: Iterable[Claim]
) -> Candidates:
    s, o = g.subject_unit, g.object_unit
    place = context.place
    low, high = np.minimum(s, o), np.maximum(s, o)
    near, gap, together = _closest(layout, context)
    names = name_relations(layout.things)
    columns: list[NDArray[np.generic]] = [
        g.predicate, s < o, np.log1p(np.abs(place[s] - place[o])), np.abs(layout.clause[s] - layout.clause[o]),
        np.abs(layout.sentence[s] - layout.sentence[o]), np.abs(layout.paragraph[s] - layout.paragraph[o]),
        layout.run[s] == layout.run[o], layout.run_size[s], layout.run_size[o], g.best, g.second, g.best - g.second, g.pairs,
        near[g.subject, g.object], np.log1p(gap[g.subject, g.object]), together[g.subject, g.object],
        names[g.subject, g.object], names[g.object, g.subject],
    ]  # fmt: skip
    between = layout.counts[high] - layout.counts[np.minimum(low + 1, high)]
    columns += [between[:, t] for t in range(len(TYPES))]
    columns += [layout.units[s][:, c] for c in range(layout.units.shape[1])]
    columns += [layout.units[o][:, c] for c in range(layout.units.shape[1])]
    columns += [layout.thing_features[g.subject][:, c] for c in range(len(THING_FEATURES))]
    columns += [layout.thing_features[g.object][:, c] for c in range(len(THING_FEATURES))]
    columns += _word_features(context, layout, g, low, high)
    columns += _rivals(layout, scores, g)
    columns += _fired(layout, g, claims)
    features = (
        np.stack([np.asarray(c, np.float32) for c in columns], axis=1)
        if len(s)
        else np.zeros((0, len(columns)), np.float32)
    )
    return Candidates(g.predicate, g.subject, g.object, s, o, g.best, g.second, g.pairs, features)


def _word_features(context: Context, layout: Layout, g: _Groups, low: Ints, high: Ints) -> list[NDArray[np.generic]]:
    """Trigger words of the predicate, of others, and telling words: between, before and after the two units."""
    words, place = layout.words, context.place
    known = len(predicates())
    rows = np.arange(len(low))
    start = np.maximum(place[high] - 60, place[low] + 1)
    stretches = [
        (start, place[high]),
        (np.minimum(place[high] + 1, layout.clause_end[high]), layout.clause_end[high]),
        (layout.clause_start[low], place[low]),
        (np.minimum(place[low] + 1, layout.clause_end[low]), layout.clause_end[low]),
        (layout.clause_start[high], place[high]),
    ]
    columns: list[NDArray[np.generic]] = []
    for n, (a, b) in enumerate(stretches):
        inside = words[np.maximum(b, a)] - words[a]
        columns.append(inside[rows, g.predicate])
        columns.append(inside[:, :known].sum(axis=1) - inside[rows, g.predicate])
        if n < 3:
            columns += [inside[:, known + c] for c in range(len(_WORDS))]
    return columns


def _rivals(layout: Layout, scores: Floats, g: _Groups) -> list[NDArray[np.generic]]:
    """How the candidate stands among others of its object and of its subject, its list and the other predicates."""
    count, size = len(layout.things), len(predicates())
    table = np.full((size, count, count), -20.0, np.float32)
    table[g.predicate, g.subject, g.object] = g.best
    columns: list[NDArray[np.generic]] = []
    for axis, along in ((1, table.max(axis=1)[g.predicate, g.object]), (2, table.max(axis=2)[g.predicate, g.subject])):
        columns.append(g.best - along)
        ranks = (-table).argsort(axis=axis, kind="stable").argsort(axis=axis, kind="stable")
        columns.append(ranks[g.predicate, g.subject, g.object])
    columns.append((table > 0).sum(axis=1)[g.predicate, g.object])
    columns.append((table > 0).sum(axis=2)[g.predicate, g.subject])
    columns += [np.where(table[p, g.subject, g.object] > -20, table[p, g.subject, g.object], -20) for p in range(size)]
    columns.append(table[g.predicate, g.object, g.subject])
    columns += _siblings(layout, scores, g)
    return columns


def _siblings(layout: Layout, scores: Floats, g: _Groups) -> list[NDArray[np.generic]]:
    """The mean and best linear score over the list that the subject or the object stands in."""
    runs = int(layout.run.max()) + 1 if len(layout.run) else 0
    sizes = np.maximum(np.bincount(layout.run, minlength=runs), 1)
    total = np.zeros((runs, *scores.shape[1:]), np.float32)
    np.add.at(total, layout.run, scores)
    by_subject = (total / sizes[:, None, None])[layout.run[g.subject_unit], g.object_unit, g.predicate]
    other = np.zeros((scores.shape[0], runs, scores.shape[2]), np.float32)
    np.add.at(other.swapaxes(0, 1), layout.run, scores.swapaxes(0, 1))
    by_object = (other / sizes[None, :, None])[g.subject_unit, layout.run[g.object_unit], g.predicate]
    return [by_subject, by_object]


def _fired(layout: Layout, g: _Groups, claims: Iterable[Claim]) -> list[NDArray[np.generic]]:
    """Whether rules claim the candidate, the same pair otherwise, or another subject of its object."""
    count, size = len(layout.things), len(predicates())
    number = {t.local: i for i, t in enumerate(layout.things)}
    fired = np.zeros((size, count, count), np.float32)
    for claim in claims:
        if claim.predicate == "holds_position":
            continue
        p, a, b = predicates().index(claim.predicate), number[claim.subject.local], number[claim.object.local]
        fired[p, a, b] += 1
        if ontology().predicates[claim.predicate].symmetric:
            fired[p, b, a] += 1
    return [
        fired[g.predicate, g.subject, g.object],
        fired.sum(axis=0)[g.subject, g.object],
        fired.sum(axis=1)[g.predicate, g.object],
        fired.sum(axis=2)[g.predicate, g.subject],
        fired[g.predicate, g.object, g.subject],
    ]
