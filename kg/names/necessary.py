"""A quick test that most pairs of names fail: the characters that a name shares with every name it can shorten.

It mirrors the rules that `short_form` goes by; a test compares the two on all pairs of a corpus.
"""

import functools
import re

from kg.names.companies import variants_of
from kg.names.parsing import Segment, parse
from kg.names.zones import is_listed

_ASIDE = re.compile(r"\(.*?\)")
# 鼎盛 stands for 鼎盛科技 as well as the other way round: such words at the end of a firm's name need not be shared
_LOOSE = re.compile(r"(?:科技|实业|技术|发展|投资|公司|产业)$")


@functools.lru_cache(maxsize=1 << 17)
def necessary(name: str, type_: str = "ORG") -> frozenset[str]:
    """Characters in every folded name for which this one can stand with a score of 0.6 or more.

    >>> sorted(necessary("山东通佳机械有限公司")), sorted(necessary("近代物理所")), necessary("光谷", "PARK")
    (['佳', '机', '械', '通'], ['代', '物', '理', '近'], frozenset())
    """
    parsed = parse(name, type_)
    if type_ == "ORG":
        return frozenset(_of_body(parsed.last)).union(*map(_of_host, parsed.hosts))
    if type_ == "PARK":
        return frozenset() if is_listed(name) else frozenset(parsed.last.core or parsed.last.form)
    return frozenset(_ASIDE.sub("", parsed.text))


def _of_body(last: Segment) -> set[str]:
    if not last.core:
        return set(last.form) if last.kind not in ("company", "") else set()
    shortest = min(variants_of(last), key=len)
    return set(last.core) & set(_LOOSE.sub("", shortest))


def _of_host(host: Segment) -> set[str]:
    """A listed zone can go by quite another name (光谷 for 东湖高新区)."""
    return set() if is_listed(host.text) else set(host.core) & _of_body(host)
