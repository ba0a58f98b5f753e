"""Provinces, cities and counties at the head of a name."""

import dataclasses
import functools
import re

from kg.vocabulary import table

_LEVEL_TAIL = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|旗|盟|州|林区)$")
_LONGEST = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Division:
    """An administrative division: its code (two, four or six digits; the longer lies in the shorter), name, level."""

    code: str
    name: str
    level: str

    @property
    def short(self) -> str:
        """The name without 省, 市, 县 …: 济宁 of 济宁市, 新疆 of 新疆维吾尔自治区."""
        return _short(self.name)


def leading_divisions(text: str) -> tuple[tuple[Division, ...], int]:
    """The divisions a name starts with, from large to small, and the length of that prefix.

    >>> divisions, length = leading_divisions("山东省济宁市任城区税务局")
    >>> [d.name for d in divisions], length
    (['山东省', '济宁市', '任城区'], 9)
    >>> leading_divisions("通佳机械")[1]
    0
    """
    found: list[Division] = []
    at = 0
    while True:
        options, length = _longest(text, at)
        inner = [d for d in options if not found or d.code.startswith(found[-1].code)]
        if not inner:
            break
        found.append(inner[0])
        at += length
    return tuple(found), at


def divisions_of(name: str) -> tuple[Division, ...]:
    """All divisions that a name can denote: 济宁 and 济宁市 the city, 鼓楼区 several."""
    return _index().get(name, ())


def belongs_to(inner: Division, outer: Division) -> bool:
    """Whether one division lies in the other or is it."""
    return inner.code.startswith(outer.code)


def province_of(division: Division) -> Division:
    """The province that a division lies in."""
    return _by_code()[division.code[:2]]


def enclosing(division: Division, level: str) -> Division | None:
    """The division of a level (`province`, `city`, `county`) around this one, if there is one."""
    length = {"province": 2, "city": 4, "county": 6}[level]
    return _by_code().get(division.code[:length]) if len(division.code) >= length else None


def _longest(text: str, at: int) -> tuple[tuple[Division, ...], int]:
    index = _index()
    for length in range(min(_LONGEST, len(text) - at), 1, -1):
        options = index.get(text[at : at + length])
        if options:
            return options, length
    return (), 0


@functools.cache
def _by_code() -> dict[str, Division]:
    return {d.code: d for d in reversed(_divisions())}


@functools.cache
def _divisions() -> tuple[Division, ...]:
    return tuple(Division(row["code"], row["name"], row["level"]) for row in table("names/divisions"))


@functools.cache
def _index() -> dict[str, tuple[Division, ...]]:
    """Names with and without their level word; larger divisions first; a county's bare name only if a city's."""
    index: dict[str, list[Division]] = {}
    for division in sorted(_divisions(), key=lambda d: (len(d.code), d.code)):
        index.setdefault(division.name, []).append(division)
        short = division.short
        bare = division.level != "county" or division.name.endswith(("市", "县", "旗"))
        if bare and len(short) > 1 and short != division.name:
            index.setdefault(short, []).append(division)
    return {name: tuple(options) for name, options in index.items()}


def _short(name: str) -> str:
    short = _LEVEL_TAIL.sub("", name)
    if short != name and name.endswith(("自治区", "自治州", "自治县", "自治旗")):
        stripped = _peoples().sub("", short)
        short = stripped if len(stripped) > 1 else short
    return short if len(short) > 1 else name


@functools.cache
def _peoples() -> re.Pattern[str]:
    words = sorted((r["suffix"] for r in table("suffixes") if r["class"] == "people"), key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+$")
