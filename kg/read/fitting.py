"""The weights of `seeds/reading/joining.tsv`, fitted by logistic regression on articles laid out anew."""

import dataclasses
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.read.bond import Boundary, features
from kg.read.clean import clean_text
from kg.read.joining import State, boundary, decided, look_over, place, shape
from kg.read.layouts import LAYOUTS, blocks, lay_out
from kg.read.lines import split_lines
from kg.read.repair import repair
from kg.read.traced import trace

_BLANK = re.compile(r"\s+")


@dataclasses.dataclass(frozen=True, slots=True)
class Breaks:
    """Line breaks of a laid-out page by what became of them.

    Of `inner` breaks (in mid-sentence, put in by the layout) `kept` were not undone; of `outer` ones (between
    paragraphs, the first not ending in a full stop) `lost` were. Breaks after a full stop harm no name and are not
    counted, nor are pages whose text the repair changed (boilerplate among it).
    """

    inner: int = 0
    kept: int = 0
    outer: int = 0
    lost: int = 0

    def __add__(self, other: "Breaks") -> "Breaks":
        pairs = zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)
        return Breaks(*(a + b for a, b in pairs))


def check(text: str, layout: str, dice: random.Random) -> Breaks:
    """What the repair makes of an article in a layout."""
    page = blocks(text, dice)
    raw = lay_out(page, layout, dice)
    found = [p for article in repair(raw) for p in article.texts]
    whole, wanted = "".join(_bare(b.text) for b in page), _ends([b.text for b in page])
    if "".join(map(_bare, found)) != whole:
        return Breaks()
    title = len(_bare(page[0].text))
    got, result = _ends(found), Breaks()
    for place_ in sorted(_ends(raw.split("\n")) - {0}):
        if whole[place_ - 1] in "。！？；”…" or place_ < title:
            continue
        if place_ in wanted:
            result += Breaks(outer=1, lost=int(place_ not in got))
        else:
            result += Breaks(inner=1, kept=int(place_ in got))
    return result


def examples(texts: Iterable[str], dice: random.Random) -> list[tuple[Boundary, bool]]:
    """Line boundaries of laid-out articles, and whether the second line continues the first."""
    result = []
    for text in texts:
        for layout in LAYOUTS:
            page = blocks(text, dice)
            wanted = _ends([b.text for b in page])
            lines = split_lines(clean_text(trace(lay_out(page, layout, dice)))[0])
            shapes = place([shape(line) for line in lines])
            habits, state = look_over(shapes), State().after(None, shapes[0])
            offset = 0
            for i in range(1, len(lines)):
                offset += len(_bare(lines[i - 1].text))
                joined = offset not in wanted
                if decided(shapes, i, habits, state) is None:
                    result.append((boundary(shapes, i, habits, state), joined))
                state = state.after(shapes[i - 1] if joined else None, shapes[i])
    return result


def fit(rows: Sequence[tuple[Boundary, bool]], *, against_joining: float, shrink: float = 3.0) -> dict[str, float]:
    """The weight of each feature; a wrong join counts `against_joining` times a missed one."""
    names = list(features(rows[0][0]))
    x = np.array([list(features(b).values()) for b, _ in rows])
    y = np.array([float(joined) for _, joined in rows])
    importance = np.where(y > 0, 1.0, against_joining)
    weights: Any = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (importance * (y - p)) - shrink * weights
        curvature = (x * (importance * p * (1 - p))[:, None]).T @ x + shrink * np.eye(len(names))
        weights = weights + np.linalg.solve(curvature, gradient)
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}


def write_weights(texts: Iterable[str], path: Path, *, seed: int = 5) -> None:
    """Fit on articles and write the table."""
    rows = examples(texts, random.Random(seed))
    wrapped = fit([r for r in rows if r[0].wrapped], against_joining=2.0)
    plain = fit([r for r in rows if not r[0].wrapped], against_joining=2.0)
    lines = [f"{name}\t{wrapped[name]}\t{plain[name]}\tfitted on articles laid out anew" for name in wrapped]
    path.write_text("\n".join(["feature\twrapped\tplain\tsource", *lines, ""]), "utf-8")


def _bare(text: str) -> str:
    return _BLANK.sub("", text)


def _ends(paragraphs: Sequence[str]) -> set[int]:
    """Where paragraphs end, counted without blanks."""
    total, ends = 0, set()
    for paragraph in paragraphs[:-1]:
        total += len(_bare(paragraph))
        ends.add(total)
    return ends
