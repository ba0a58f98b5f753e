"""Times and sums of money as candidates for a claim: where each stands beside it, and what it is by itself."""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import When
from kg.nlp.amounts import Amount
from kg.nlp.dates import DateSpan
from kg.nlp.relations.circumstances.places import Floats, Ints, Places

Spot = DateSpan | Amount
Told = Callable[[Spot], Sequence[float]]
TIME_NUMBERS, SUM_NUMBERS = 41, 35  # columns of `describe` for times and for sums
MOST = 7  # spots that are weighed for a claim: the nearest ones, and the first of the document
_FAR, _LINE = 9999, 200  # days that are told apart; letters that a line's end weighs
_ROLES = {"at": 0, "since": 1, "until": 2}
_AFTER = {
    "起": 1, "以": 2, "至": 3, "到": 3, "前": 4, "底": 5, "度": 6, "，": 7, ",": 7, "、": 8, "）": 9, ")": 9, "的": 10, "生": 11,
    "出": 11,
}  # fmt: skip
_BEFORE = {
    "自": 1, "从": 1, "至": 2, "到": 2, "截": 3, "（": 4, "(": 4, "，": 5, "。": 6, "\n": 6, "、": 7, "于": 8, "在": 9,
}  # fmt: skip
_LIFE_AFTER = re.compile(r"[，,]?(?:出生|生(?=[，,。；;、于（(人\s]|$)|参加工作|入党|加入中国共产党|入伍)")
_LIFE_BEFORE = re.compile(r"(?:出?生于|出生日期[：:]?|生日[是为]?)$")
_DATELINE = frozenset("电讯报记发来布")


def without_lives(text: str, dates: Sequence[DateSpan]) -> list[DateSpan]:
    """The times that are nobody's birth, entry into work or the Party: no fact holds from then on.

    >>> from kg.nlp.dates import find_dates
    >>> text = "1970年6月生，1992年7月参加工作，2021年任局长"
    >>> [d.when.iso for d in without_lives(text, find_dates(text, None))]
    ['2021']
    """
    return [
        d
        for d in dates
        if not _LIFE_AFTER.match(text, d.end) and not _LIFE_BEFORE.search(text[max(0, d.start - 6) : d.start])
    ]


def near(places: Places, spots: Sequence[Spot]) -> tuple[Ints, Ints]:
    """The pairs of a claim and a spot that are weighed."""
    start = np.array([d.start for d in spots], np.int64)
    if not len(start) or not len(places.object):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    anchors = (places.object, places.subject, places.title)
    gap = np.min([np.abs(start[None, :] - a[:, None]) for a in anchors], axis=0)
    gap += _LINE * np.min([np.abs(places.line(start)[None, :] - places.line(a)[:, None]) for a in anchors], axis=0)
    gap[:, 0] = -1
    order = np.argsort(gap, axis=1, kind="stable")[:, :MOST]
    return np.repeat(np.arange(len(places.object)), order.shape[1]), order.ravel()


def describe(places: Places, spots: Sequence[Spot], claims: Ints, at: Ints, told: Told) -> Floats:
    """What is known of each pair: (pairs, features); `told` gives what a spot is by itself."""
    start, end = np.array([d.start for d in spots], np.int64), np.array([d.end for d in spots], np.int64)
    s, e = start[at], end[at]
    obj, obj_end = places.object[claims], places.object_end[claims]
    sub, sub_end = places.subject[claims], places.subject_end[claims]
    title = places.title[claims]
    around_object, around_subject = (places.between(*_stretch(s, e, *u)) for u in ((obj, obj_end), (sub, sub_end)))
    rows = np.arange(len(claims))
    unit = np.searchsorted(places.units, start, "right") - 1
    named = (unit >= 0) & (places.unit_ends[np.maximum(unit, 0)] > start)
    sentence = places.sentence(start)
    columns: list[NDArray[np.generic]] = [
        *(places.clause(s) - places.clause(u) for u in (obj, sub, title)),
        *(places.sentence(s) - places.sentence(u) for u in (obj, sub)), places.line(s) - places.line(obj),
        _gap(s, e, obj, obj_end), _gap(s, e, sub, sub_end), _gap(s, e, title, places.title_end[claims]),
        s < np.minimum(obj, sub), s > np.maximum(obj, sub),
        around_object.sum(axis=1), around_object[rows, places.object_type[claims]],
        around_subject.sum(axis=1), around_subject[rows, places.subject_type[claims]],
        _others_between(start, s, e, obj, obj_end), places.holds(start)[claims, at], named[at], (s >= obj_end) & (s <= obj_end + 2),
        places.sentence(s), places.line(s), at, len(spots) - at,
        np.searchsorted(sentence, sentence[at], "right") - np.searchsorted(sentence, sentence[at]),
        np.abs(places.sentence(obj) - places.sentence(sub)), places.line(obj), np.full(len(claims), len(places.text)),
        *np.array([told(d) for d in spots], np.float32)[at].T,
        _others_between(start, s, e, title, places.title_end[claims]),
    ]  # fmt: skip
    return np.stack([np.asarray(c, np.float32) for c in columns], axis=1)


def _gap(s: Ints, e: Ints, start: Ints, end: Ints) -> Ints:
    """Letters from a spot to a unit: positive where the spot stands after it."""
    return np.clip(np.where(s < start, e - start, s - end), -400, 400)


def _stretch(s: Ints, e: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    return np.where(s < start, e, end), np.where(s < start, start, s)


def _others_between(starts: Ints, s: Ints, e: Ints, start: Ints, end: Ints) -> Ints:
    """How many other spots stand between a spot and a unit."""
    a, b = _stretch(s, e, start, end)
    between: Ints = np.maximum(np.searchsorted(starts, b) - np.searchsorted(starts, a), 0)
    return between


def told_of_time(text: str, published: When | None) -> Told:
    """What a time is, beside the publication and among its letters."""

    def tell(date: Spot) -> Sequence[float]:
        assert isinstance(date, DateSpan)
        w = date.when
        ahead = (w.earliest - published.latest).days if published else 0
        ago = (published.earliest - w.latest).days if published else 0
        return (
            _ROLES[w.role], "/" in w.iso, (w.latest - w.earliest).days, min(max(ahead, -1), _FAR), min(max(ago, -1), _FAR),
            published is not None and w.iso[:4] == published.iso[:4], *_beside(text, date.start, date.end),
            not _DATELINE.isdisjoint(text[max(0, date.start - 8) : date.end + 4]), len(w.text), w.text[:1].isdigit(),
            len(w.iso), date.start,
        )  # fmt: skip

    return tell


def told_of_sum(text: str) -> Told:
    """What a sum of money is, and what stands beside it."""

    def tell(amount: Spot) -> Sequence[float]:
        assert isinstance(amount, Amount)
        value = float(np.log10(float(amount.value) + 1)) if amount.value is not None else 0.0
        before = text[max(0, amount.start - 6) : amount.start]
        paid = any(w in before for w in ("投资", "出资", "注资", "投入", "融资", "增资", "斥资", "认缴"))
        of_else = any(w in before for w in ("产值", "营收", "收入", "税", "利润", "销售", "贷款", "注册资"))
        return (value, amount.total, paid, of_else, *_beside(text, amount.start, amount.end), amount.start)

    return tell


def _beside(text: str, start: int, end: int) -> tuple[int, int]:
    """The letters right before and after, as far as they tell."""
    return _BEFORE.get(text[start - 1] if start else "\n", 0), _AFTER.get(text[end : end + 1], 0)
