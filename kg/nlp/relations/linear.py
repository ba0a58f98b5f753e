"""The linear part of the classifier: how much the words around and between two units speak for each predicate.

A pair is weighed in one of three modes: both units in one sentence with the subject first, with the object first, or far
apart. Weights are looked up by n-gram bucket; sums over stretches are differences of running sums, so all pairs of a
document cost one pass.
"""

import dataclasses
import functools
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.context import CHANNELS, LENGTHS, SPAN, WINDOW, Context, bucket
from kg.nlp.relations.reading import Reading, Thing

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Beside = list[tuple[Ints, Ints]]
CHANNEL = {name: i for i, name in enumerate(CHANNELS)}
MODES = 3
NEAR_SENTENCES = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Linear:
    """`tables[mode]` is (buckets, predicates), `bias` (modes, predicates)."""

    tables: Floats
    bias: Floats


def name_buckets(thing: Thing, role: str) -> list[int]:
    """Buckets for a thing's type, kind and the ends of its name, as subject or object."""
    name = thing.name
    marks = [
        f"{role}t{thing.type}",
        f"{role}k{thing.kind}",
        f"{role}1{name[-1:]}",
        f"{role}2{name[-2:]}",
        f"{role}3{name[-3:]}",
    ]
    return [_string_bucket(m) for m in marks]


def sort_bucket(subject: Thing, object_: Thing) -> int:
    """The bucket of two things' types and kinds together."""
    return _string_bucket(f"{subject.type}{subject.kind}>{object_.type}{object_.kind}")


@functools.lru_cache(maxsize=1 << 16)
def _string_bucket(mark: str) -> int:
    return int(bucket(np.array([zlib.crc32(mark.encode())], np.uint64), CHANNEL["whole"], 0)[0])


def mode_of(reading: Reading, context: Context, subject: int, object_: int) -> int:
    """0: one sentence, subject first; 1: one sentence, object first; 2: far."""
    if context.left[subject] != context.left[object_]:
        return 2
    return 0 if context.place[subject] < context.place[object_] else 1


def pair_buckets(reading: Reading, context: Context, subject: int, object_: int) -> tuple[int, list[int]]:
    """The mode of a pair of units and every bucket it weighs; the plain form of what `all_scores` sums."""
    mode = mode_of(reading, context, subject, object_)
    place, size = context.place, len(context.letters)
    found: list[int] = []
    if mode < 2:
        a, b = sorted((subject, object_), key=lambda u: place[u])
        low, high = int(place[a]) + 1, int(place[b])
        stretches = [(low, high)] if high - low <= 2 * SPAN else [(low, low + SPAN), (high - SPAN, high)]
        for start, end in stretches:
            found += _stretch(context, "between", start, end)
    else:
        a = b = object_
    start = max(int(context.left[a]), int(place[a]) - WINDOW)
    found += _stretch(context, "before", start, int(place[a]))
    end = min(int(context.right[b]), int(place[b]) + 1 + WINDOW)
    found += _stretch(context, "after", int(place[b]) + 1, end)
    for unit, role in ((subject, "subject"), (object_, "object")):
        for n in LENGTHS:
            if place[unit] - n >= 0:
                found.append(_gram(context, f"{role}_left", int(place[unit]) - n, n))
            if place[unit] + 1 + n <= size:
                found.append(_gram(context, f"{role}_right", int(place[unit]) + 1, n))
    s, o = reading.things[reading.units[subject].local], reading.things[reading.units[object_].local]
    return mode, [*found, *name_buckets(s, "s"), *name_buckets(o, "o"), sort_bucket(s, o)]


def _stretch(context: Context, channel: str, start: int, end: int) -> list[int]:
    found: list[int] = []
    for n in LENGTHS:
        if end - start >= n:
            found += bucket(context.grams[n][start : end - n + 1], CHANNEL[channel], n).tolist()
    return found


def _gram(context: Context, channel: str, at: int, n: int) -> int:
    return int(bucket(context.grams[n][at : at + 1], CHANNEL[channel], n)[0])


def all_scores(linear: Linear, reading: Reading, context: Context, of: Ints) -> Floats:
    """The weight of every ordered pair of units for every predicate: (units, units, predicates).

    `of` gives the row of each unit's thing, -1 for a title.
    """
    count = len(reading.units)
    predicates = linear.bias.shape[1]
    if not count:
        return np.zeros((0, 0, predicates), np.float32)
    place = context.place
    near = context.left[:, None] == context.left[None, :]
    first = place[:, None] < place[None, :]
    scores = np.empty((count, count, predicates), np.float32)
    names = _name_scores(linear, list(reading.things.values()))
    running = {c: {n: bucket(context.grams[n], CHANNEL[c], n) for n in LENGTHS} for c in ("between", "before", "after")}
    beside = {role: _beside(context, role) for role in ("subject", "object")}
    for mode, mask in ((0, near & first), (1, near & ~first), (2, ~near)):
        rows, columns = np.nonzero(mask)
        said = _mode_scores(linear, context, running, beside, mode, rows, columns)
        scores[rows, columns] = said + names[mode][of[rows], of[columns]] if reading.things else said
    return scores


def _mode_scores(
    linear: Linear, context: Context, buckets: dict[str, dict[int, Ints]], beside: dict[str, Beside],
    mode: int, subjects: Ints, objects: Ints,
) -> Floats:  # fmt: skip
    table = linear.tables[mode]
    place = context.place
    total = np.broadcast_to(linear.bias[mode], (len(subjects), table.shape[1])).astype(np.float32)
    if mode < 2:
        a, b = (subjects, objects) if mode == 0 else (objects, subjects)
        low, high = place[a] + 1, place[b]
        long = high - low > 2 * SPAN
        running = _running(table, buckets["between"])
        total += _sums(running, low, np.where(long, low + SPAN, high))
        total += _sums(running, np.where(long, high - SPAN, low), np.where(long, high, low))
    else:
        a = b = objects
    start, end = np.maximum(context.left, place - WINDOW), np.minimum(context.right, place + 1 + WINDOW)
    total += _sums(_running(table, buckets["before"]), start, place)[a]
    total += _sums(_running(table, buckets["after"]), place + 1, end)[b]
    total += _anchored(table, beside["subject"], len(place))[subjects]
    total += _anchored(table, beside["object"], len(place))[objects]
    return total


def _running(table: Floats, buckets: dict[int, Ints]) -> dict[int, Doubles]:
    """For every length the sums of weights of the n-grams that start before each letter."""
    result = {}
    for n, rows in buckets.items():
        sums = np.zeros((len(rows) + 1, table.shape[1]))
        np.cumsum(table[rows], axis=0, dtype=np.float64, out=sums[1:])
        result[n] = sums
    return result


def _sums(running: dict[int, Doubles], start: Ints, end: Ints) -> Floats:
    total: Floats = np.zeros((len(start), running[1].shape[1]), np.float32)
    for n in LENGTHS:
        stop = np.maximum(end - n + 1, start)
        total += (running[n][stop] - running[n][start]).astype(np.float32)
    return total


def _beside(context: Context, role: str) -> Beside:
    """The buckets of the n-grams that end or begin at a unit, with the units that have them."""
    place, size = context.place, len(context.letters)
    found = []
    for n in LENGTHS:
        left, right = np.flatnonzero(place >= n), np.flatnonzero(place + 1 + n <= size)
        found.append((left, bucket(context.grams[n][place[left] - n], CHANNEL[f"{role}_left"], n)))
        found.append((right, bucket(context.grams[n][place[right] + 1], CHANNEL[f"{role}_right"], n)))
    return found


def _anchored(table: Floats, beside: Beside, units: int) -> Floats:
    total: Floats = np.zeros((units, table.shape[1]), np.float32)
    for where, rows in beside:
        total[where] += table[rows]
    return total


def _name_scores(linear: Linear, things: Sequence[Thing]) -> Floats:
    """What names, types and kinds alone say, for every mode and pair of things: (modes, things, things, predicates)."""
    count, predicates = len(things), linear.bias.shape[1]
    result: Floats = np.zeros((MODES, count, count, predicates), np.float32)
    if not things:
        return result
    sorts = [(t.type, t.kind) for t in things]
    distinct = sorted(set(sorts))
    sort = np.array([distinct.index(s) for s in sorts])
    pair = np.array([[_string_bucket(f"{a[0]}{a[1]}>{b[0]}{b[1]}") for b in distinct] for a in distinct])
    subject = np.array([name_buckets(t, "s") for t in things])
    object_ = np.array([name_buckets(t, "o") for t in things])
    for mode in range(MODES):
        table = linear.tables[mode]
        both = table[pair][sort][:, sort]
        result[mode] = both + table[subject].sum(axis=1)[:, None] + table[object_].sum(axis=1)[None, :]
    return result
