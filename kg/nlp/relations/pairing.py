"""Two lists that 分别 pairs: 甲、乙分别获丙奖、丁奖 relates 甲 to 丙奖 and 乙 to 丁奖, and nobody else.

Of 104 annotated pairs of names at different places of such lists none is related.
"""

import re

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.features import Candidates
from kg.nlp.relations.reading import Reading, Unit

_EACH = "分别"
_JOINED = re.compile(r"(?:[（(][^）)]{0,20}[）)])?[”》]?(?:、|和|及|与|以及|，|；)?[“《]?")


def crosswise(reading: Reading, found: Candidates) -> NDArray[np.bool_]:
    """Candidates between two lists of one length that 分别 pairs, of names at different places: 甲、乙分别获丙奖、丁奖."""
    place: dict[int, tuple[int, int, int]] = {}
    for match in re.finditer(_EACH, reading.text):
        for side, members in enumerate(_paired(*_lists_around(reading, match), reading.text)):
            place |= {u.index: (match.start(), side, n) for n, units in enumerate(members) for u in units}
    result = np.zeros(len(found.predicate), bool)
    if place:
        for row, (a, b) in enumerate(zip(found.subject_unit.tolist(), found.object_unit.tolist(), strict=True)):
            one, other = place.get(a), place.get(b)
            result[row] = bool(one and other and one[0] == other[0] and one[1] != other[1] and one[2] != other[2])
    return result


def _paired(before: list[Unit], after: list[Unit], text: str) -> tuple[list[list[Unit]], list[list[Unit]]]:
    """Two lists as members that stand for each other: names, else what commas part (甲、乙，丙、丁分别); nothing if none fit."""
    names = [[u] for u in before], [[u] for u in after]
    parted = _parted(before, text), _parted(after, text)
    for one, other in (names, (parted[0], names[1]), (names[0], parted[1])):
        if len(one) == len(other) > 1:
            return one, other
    return [], []


def _parted(units: list[Unit], text: str) -> list[list[Unit]]:
    groups: list[list[Unit]] = []
    for unit in units:
        if not groups or {"，", "；"} & set(text[groups[-1][-1].end : unit.start]):
            groups.append([])
        groups[-1].append(unit)
    return groups


def _lists_around(reading: Reading, match: re.Match[str]) -> tuple[list[Unit], list[Unit]]:
    """The names of one type in a row before and after a word, in its sentence."""
    sentence = reading.sentence(match.start())
    units = [u for u in reading.units if u.type != "POSITION" and reading.sentence(u.start) == sentence]
    before = _row([u for u in units if u.end <= match.start()][::-1], reading.text)
    return before[::-1], _row([u for u in units if u.start >= match.end()], reading.text)


def _row(units: list[Unit], text: str) -> list[Unit]:
    row = units[:1]
    for unit in units[1:]:
        first, second = sorted((row[-1], unit), key=lambda u: u.start)
        if unit.type != row[0].type or not _JOINED.fullmatch(text, first.end, second.start):
            break
        row.append(unit)
    return row
