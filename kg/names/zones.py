"""The zones known under several names, as `seeds/names/zones.tsv` lists them."""

import functools

from kg.names.folding import fold
from kg.vocabulary import table


@functools.lru_cache(maxsize=1 << 16)
def zone_key(name: str) -> str:
    """One key for the official, usual, former and nick names of a listed zone; else the name's folded form.

    >>> zone_key("光谷") == zone_key("武汉东湖新技术开发区") == zone_key("东湖高新区")
    True
    >>> zone_key("济宁国家高新技术产业开发区")
    '济宁高新区'
    """
    key = fold(name, "PARK")
    return _zones().get(key, key)


def is_listed(name: str) -> bool:
    """Whether `seeds/names/zones.tsv` lists a name."""
    return fold(name, "PARK") in _zones()


@functools.cache
def _zones() -> dict[str, str]:
    return {fold(row["alias"], "PARK"): fold(row["zone"], "PARK") for row in table("names/zones")}
