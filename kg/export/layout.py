"""Places for the nodes of a small graph: springs along edges, everything else apart, labels not on each other.

Only the four operations and square roots, which every machine rounds the same way: the same graph, the same picture.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Place: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]  # how far a node and its label reach left, right, up and down

_ROUNDS, _CLEARING_ROUNDS = 300, 400
_SPRING = 62.0  # the length that edges want
_FAR = (4 * _SPRING) * (4 * _SPRING)  # nodes farther apart leave each other alone, else chains fly apart
_INWARD = 0.06
_WIDE = 1.7  # pictures are wider than high, and so are labels


def places(boxes: Mapping[str, Box], edges: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """A place for each node; the nodes given first start in the middle.

    >>> at = places({"a": (5, 5, 5, 5), "b": (5, 5, 5, 5)}, [("a", "b")])
    >>> at["a"] != at["b"]
    True
    """
    ids = list(boxes)
    number = {id_: i for i, id_ in enumerate(ids)}
    pairs = sorted({(min(p), max(p)) for a, b in edges if (p := (number[a], number[b]))[0] != p[1]})
    at = [_start(i) for i in range(len(ids))]
    for round_ in range(_ROUNDS):
        _pull(at, pairs, heat=_SPRING * (1 - round_ / _ROUNDS) / 2)
    at = [(x * _WIDE, y) for x, y in at]
    reach = [boxes[id_] for id_ in ids]
    for _ in range(_CLEARING_ROUNDS):
        if not _clear(at, reach):
            break
    return {id_: (x, y) for id_, (x, y) in zip(ids, at, strict=True)}


def _start(rank: int) -> Place:
    """The rank-th square of a square spiral."""
    ring = (math.isqrt(rank) + 1) // 2
    if ring == 0:
        return 0.0, 0.0
    side, along = divmod(rank - (2 * ring - 1) ** 2, 2 * ring)
    x, y = [(ring, along - ring + 1), (ring - 1 - along, ring), (-ring, ring - 1 - along), (along - ring + 1, -ring)][
        side
    ]
    return x * _SPRING, y * _SPRING


def _pull(at: list[Place], pairs: Sequence[tuple[int, int]], *, heat: float) -> None:
    """One round after Fruchterman and Reingold: no node moves farther than the heat."""
    force = [[-x * _INWARD, -y * _INWARD] for x, y in at]
    for i, (x, y) in enumerate(at):
        for j in range(i):
            dx, dy = x - at[j][0], y - at[j][1]
            square = dx * dx + dy * dy
            if square < _FAR:
                push = _SPRING * _SPRING / max(square, 1.0)
                _apply(force, i, j, dx * push, dy * push)
    for i, j in pairs:
        dx, dy = at[j][0] - at[i][0], at[j][1] - at[i][1]
        pull = math.sqrt(dx * dx + dy * dy) / _SPRING
        _apply(force, i, j, dx * pull, dy * pull)
    for i, (fx, fy) in enumerate(force):
        length = math.sqrt(fx * fx + fy * fy)
        step = min(heat, length) / length if length else 0.0
        at[i] = at[i][0] + fx * step, at[i][1] + fy * step


def _apply(force: list[list[float]], i: int, j: int, fx: float, fy: float) -> None:
    force[i][0] += fx
    force[i][1] += fy
    force[j][0] -= fx
    force[j][1] -= fy


def _clear(at: list[Place], reach: Sequence[Box]) -> bool:
    """Moves overlapping nodes apart along the shorter way; tells whether there were any."""
    moved = False
    for i in range(len(at)):
        for j in range(i):
            (ax, ay), (bx, by) = at[i], at[j]
            a, b = reach[i], reach[j]
            wide = min(ax + a[1], bx + b[1]) - max(ax - a[0], bx - b[0])
            high = min(ay + a[3], by + b[3]) - max(ay - a[2], by - b[2])
            if wide <= 0 or high <= 0:
                continue
            moved = True
            if wide < high:
                half = (wide / 2 + 0.5) * (1 if ax >= bx else -1)
                at[i], at[j] = (ax + half, ay), (bx - half, by)
            else:
                half = (high / 2 + 0.5) * (1 if ay >= by else -1)
                at[i], at[j] = (ax, ay + half), (bx, by - half)
    return moved
