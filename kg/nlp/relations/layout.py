"""A document's units and things as arrays: where they stand, what stands around them, how their names are related."""

import dataclasses
import functools
import math
import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.context import Context, among
from kg.nlp.relations.frames import triggers_of
from kg.nlp.relations.reading import LETTER, Reading, Thing
from kg.vocabulary import ontology

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
TYPES = tuple(LETTER)
KINDS = ("", "company", "government", "party", "university", "institute", "platform", "hospital", "association",
         "finance", "media", "other")  # fmt: skip
WORDS = {
    "by": "由", "with": "[与和同]", "at": "在", "passive": "[被获]", "of": "的", "list": "、", "comma": "，",
    "negated": "未|不再|没有|撤销|取消|终止|落选|退出|注销|否认", "planned": "拟|将|计划|力争|争取|准备|筹建|筹备|推进|谋划",
    "money": "[亿万]元|美元|出资|投资", "etc": "等", "whose": "其|该", "after": "后|随后|之后", "colon": "[：:]",
    "bracket": "[（(]", "former": "原|曾|前身|此前",
}  # fmt: skip


@functools.cache
def predicates() -> tuple[str, ...]:
    """The predicates of the pair classifier, in order; posts have rules of their own."""
    return tuple(p for p in sorted(ontology().predicates) if p != "holds_position")


@functools.cache
def symmetric() -> tuple[int, ...]:
    """The numbers of the predicates that read the same both ways."""
    return tuple(n for n, p in enumerate(predicates()) if ontology().predicates[p].symmetric)


@functools.cache
def allowed() -> NDArray[np.bool_]:
    """Whether a predicate admits a pair of types: (predicates, types, types)."""
    table = [[[ontology().predicates[p].allows(a, b) for b in TYPES] for a in TYPES] for p in predicates()]
    return np.array(table)


@functools.cache
def _word_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(w) for w in WORDS.values())


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """A document's units and things as arrays; `number` gives the row of a thing by its local number."""

    things: tuple[Thing, ...]
    number: dict[int, int]
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
    names: Ints


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
    letters = context.letters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    breaks = among(context.letters, "。！？!?；;\n，,：:")
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
    brackets = np.cumsum(among(context.letters, "（(").astype(np.int64) - among(context.letters, "）)"))
    unit_features = np.stack(
        [
            place - clause_starts[clause[place]] if len(units) else place,
            first_in(sentence),
            first_in(sentence[::-1])[::-1],
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
        things, number, of, types, unit_features, counts, _word_counts(letters), here, sentence, paragraph,
        clause_starts[here], clause_ends[here], run, run_size, _thing_features(reading, things, size), name_relations(things),
    )  # fmt: skip


def kind_number(kind: str) -> int:
    """The place of a kind among KINDS; that of none for a kind that is not there."""
    return KINDS.index(kind) if kind in KINDS else 0


def _beside(types: Ints, step: int) -> Ints:
    shifted = np.full(len(types), -1, np.int64)
    if step > 0:
        shifted[:-step] = types[step:]
    else:
        shifted[-step:] = types[:step]
    return shifted


def first_in(groups: Ints) -> NDArray[np.bool_]:
    """Whether each is the first of a run of equal numbers."""
    first = np.ones(len(groups), bool)
    first[1:] = groups[1:] != groups[:-1]
    return first


def brought_together(groups: Ints) -> tuple[Ints, Ints]:
    """The order that brings equal numbers together, and where each of them begins in it.

    >>> [a.tolist() for a in brought_together(np.array([7, 3, 7]))]
    [[1, 0, 2], [0, 1]]
    """
    order = np.argsort(groups, kind="stable")
    return order, np.flatnonzero(first_in(groups[order]))


def nearest_first(groups: Ints, sentences: Ints, letters: Ints) -> Ints:
    """The order by group, then by sentences and letters between the pairs of units; equals stay as they stand.

    >>> nearest_first(np.array([5, 4, 4]), np.array([0, 1, 0]), np.array([9, 2, 30])).tolist()
    [2, 1, 0]
    """
    rows = (groups, sentences, letters)
    numbers, bounds = np.zeros(len(groups), np.int64), [int(r.max(initial=0)) + 1 for r in rows]
    if math.prod(bounds) > np.iinfo(np.int64).max:
        return np.lexsort(rows[::-1])
    for row, bound in zip(rows, bounds, strict=True):
        numbers = numbers * bound + row
    return np.argsort(numbers, kind="stable")


def _runs(letters: str, place: Ints, types: Ints) -> tuple[Ints, Ints, Ints]:
    """Coordinations: units of one type joined by 、和与及; their number, size and each unit's place in its run.

    Persons may have their bodies and titles between them: 校长甲、副校长乙，省科技厅厅长丙.
    """
    run = np.arange(len(place))
    inside = np.zeros(len(place), np.int64)
    person = -1
    for i in range(len(place)):
        before, joint = i - 1, _JOINT
        if types[i] == _PERSON:
            before, joint, person = person, _PERSON_JOINT, i
        if before < 0 or types[i] != types[before]:
            continue
        if joint.fullmatch(letters, int(place[before]) + 1, int(place[i])):
            run[i], inside[i] = run[before], inside[before] + 1
    run = np.unique(run, return_inverse=True)[1]
    sizes = np.bincount(run)[run] if len(place) else run
    return run, sizes, inside


_PERSON = TYPES.index("PERSON")
_JOINT = re.compile(r"(?:（[^（）]{1,20}）)?(?:、|和|与|及|以及|，以及| )")
_BESIDE = "".join(LETTER[t] for t in ("ORG", "PARK", "PLACE", "PROJECT", "POSITION"))
_PERSON_JOINT = re.compile(
    rf"(?:（[^（）]{{1,20}}）)?(?:、|和|与|及|以及|，以及|，| )(?:[{_BESIDE}省市区县、，兼和及与原的]|领导|同志)*"
)


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
                len(units), any(u.start < title_end for u in units), kind_number(thing.kind),
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
    whole = ["\n".join(t.names) for t in things]
    within: dict[str, list[int]] = {}
    for j, b in enumerate(things):
        beginnings = {name[:2] for name in b.names}
        for begin in beginnings - within.keys():
            within[begin] = [i for i, names in enumerate(whole) if begin in names]
        for i in set().union(*(within[begin] for begin in beginnings)) - {j}:
            table[i, j] = max(_name_relation(x, y) for x in things[i].names for y in b.names)
    return table
