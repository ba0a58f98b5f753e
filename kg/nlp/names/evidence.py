"""What speaks for a recognised name beside the recogniser: its document, its neighbours, other documents.

A network reads a sentence; whether “三次创业” is the name of a programme is told by the three other places where the
page prints it, by the verb that carries it out, and by what people call programmes elsewhere.
"""

import math
import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.nlp.names.candidates import Candidate
from kg.nlp.names.quotes import is_carried_out

Counts = NDArray[np.uint8]
Floats = NDArray[np.float32]

TYPES = ("PERSON", "ORG", "PARK", "PROGRAMME", "PROJECT", "PLACE", "HONOUR", "INDUSTRY", "EVENT", "POSITION")
_NUMBER = {name: number for number, name in enumerate(TYPES)}
# What a programme is called.
_PROGRAMME = re.compile(
    r"(?:计划|工程|行动|政策|办法|条|方案|规划|机制|模式|基金|试点|制度|战略|体系|纲要|意见|措施|通知|条例|细则|协议|品牌|专项|项目|活动|活动月"
    r"|服务|改革|[券贷保制法园区]|\d)[”》）)]?$"
)
_DIGIT, _LATIN = re.compile(r"\d"), re.compile("[A-Za-z]")
_EDGES = frozenset(["", *"，。、；：,;:（）() \n"])
_NEAR = 3  # characters between the members of a list
_FAR, _NOWHERE, _NOTHING = 20, 99, -9.0
_TITLE = 60  # characters of the first line
_MOST = 9  # documents


def key_of(surface: str) -> int:
    """The number under which a string is counted."""
    return zlib.crc32(surface.encode("utf-8", "surrogatepass"))


def evidence(text: str, found: Sequence[Candidate], known: Counts) -> Floats:
    """One row for each candidate; the candidates are in order of place.

    `known` is (candidate, type): in how many annotated documents the string is a name of the type.
    """
    if not found:
        return np.zeros((0, WIDTH), np.float32)
    rows = _Rows(text, found)
    told = np.array([(*rows.itself(i), *rows.document(i), *rows.neighbours(i)) for i in range(len(found))], np.float32)
    return np.hstack([told, _elsewhere(told[:, 0].astype(np.int64), known)])


def _elsewhere(own: NDArray[np.int64], known: Counts) -> Floats:
    """Documents in which the string is a name of the same type, and of the commonest other one."""
    counts, row = np.minimum(known, _MOST).astype(np.float32), np.arange(len(own))
    same = counts[row, own]
    counts[row, own] = 0
    return np.stack([same, counts.max(axis=1)], axis=1)


class _Rows:
    """A document's candidates, and what its strings have in common."""

    def __init__(self, text: str, found: Sequence[Candidate]) -> None:
        self.text, self.found = text, found
        self.title = text[:_TITLE].partition("\n")[0]
        self.surfaces = [text[c.start : c.end] for c in found]
        self.odds = [_odds(c.confidence) for c in found]
        self.by_surface: dict[str, list[tuple[str, float]]] = defaultdict(list)
        by_type: dict[str, set[str]] = defaultdict(set)
        for c, surface, odds in zip(found, self.surfaces, self.odds, strict=True):
            self.by_surface[surface].append((c.type, odds))
            by_type[c.type].add(surface)
        self.times = {surface: text.count(surface) for surface in self.by_surface}
        joined = {type_: "\n".join(sorted(surfaces)) for type_, surfaces in by_type.items()}
        self.longer = {(t, s): joined[t].count(s) > 1 for t, surfaces in by_type.items() for s in surfaces}
        self.gaps = [_NOWHERE, *(b.start - a.end for a, b in pairwise(found)), _NOWHERE]
        self.numbers = [_NUMBER[c.type] for c in found]

    def itself(self, i: int) -> tuple[float, ...]:
        """The type, the recogniser's odds, and how the string is made."""
        surface = self.surfaces[i]
        return (
            self.numbers[i], self.odds[i], len(surface), "“" in surface, _PROGRAMME.search(surface) is not None,
            _DIGIT.search(surface) is not None, _LATIN.search(surface) is not None,
        )  # fmt: skip

    def document(self, i: int) -> tuple[float, ...]:
        """How often the document prints the string, and what the recogniser says elsewhere."""
        c, surface = self.found[i], self.surfaces[i]
        said = self.by_surface[surface]
        same = [odds for type_, odds in said if type_ == c.type]
        other = max((odds for type_, odds in said if type_ != c.type), default=_NOTHING)
        times, length = self.times[surface], len(self.text)
        return (
            len(same), max(same), sum(same) / len(same), times, len(same) / times, len(said) - len(same),
            other, surface in self.title, self.longer[c.type, surface], length, c.start / length,
        )  # fmt: skip

    def neighbours(self, i: int) -> tuple[float, ...]:
        """What stands around it: marks, a verb that carries it out, other names."""
        c, text, own = self.found[i], self.text, self.numbers[i]
        before, after = text[c.start - 1 : c.start], text[c.end : c.end + 1]
        gap, next_gap = self.gaps[i], self.gaps[i + 1]
        touching = self.numbers[i - 1] if gap <= 1 else -1
        next_touching = self.numbers[i + 1] if next_gap <= 1 else -1
        listed = _NOTHING
        if gap <= _NEAR and self.numbers[i - 1] == own:
            listed = self.odds[i - 1]
        if next_gap <= _NEAR and self.numbers[i + 1] == own:
            listed = max(listed, self.odds[i + 1])
        return (
            before == "“", after == "”", before == "《", before in _EDGES, after in _EDGES,
            is_carried_out(text, c.start, c.end), touching, next_touching, min(gap, _FAR), min(next_gap, _FAR), listed,
        )  # fmt: skip


WIDTH = 31


def _odds(confidence: float) -> float:
    """The logarithm of the odds, within bounds."""
    return math.log(max(confidence, 1e-3) / (1 - min(confidence, 0.999)))
