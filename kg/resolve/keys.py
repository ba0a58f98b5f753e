"""Which names mean the same thing wherever they stand, and which only where they stand."""

import functools
import re

from kg.names import (
    Division,
    brand_and_line,
    clean,
    divisions_of,
    fold,
    is_general,
    is_generic,
    is_listed,
    leading_divisions,
    parse,
    zone_key,
)
from kg.names.parsing import Segment
from kg.vocabulary import table

_NUMBERED = re.compile(r"\d|[一二三四五六七八九十百千万两双]")
_EDITION = re.compile(r"\d{4}|第[一二三四五六七八九十百\d]+[届次批期]")
_LONG = 8


def join_key(name: str, type_: str, zone: str) -> str:
    """The key on which documents are brought together, or "" for a name that says nothing outside its document.

    A name that identifies its bearer gives its folded form; one that does so only together with the zone an article is
    set in gives both.

    >>> join_key("辰欣药业", "ORG", "济宁高新区"), join_key("济宁市", "PLACE", ""), join_key("济宁", "PLACE", "")
    ('辰欣药业', '#3708', '#3708')
    >>> join_key("管委会", "ORG", ""), join_key("科学中心", "ORG", "济宁高新区"), join_key("通佳", "ORG", "济宁高新区")
    ('', '科学中心@济宁高新区', '通佳@济宁高新区')
    """
    if type_ == "PLACE":
        regions, length = leading_divisions(clean(name))
        if regions and length == len(clean(name)) and (len(regions) > 1 or _unique(name, regions[0])):
            return f"#{regions[-1].code}"
    key = _folded(name, type_)
    if identifies(name, type_):
        return key
    return f"{key}@{zone}" if zone else ""


def _folded(name: str, type_: str) -> str:
    """The folded form, with a zone's listed names as one: 光谷科技创新局, 东湖高新区科技创新局."""
    if type_ == "PARK":
        return zone_key(name)
    key = fold(name, type_)
    chain = parse(name, type_).chain
    if type_ == "ORG" and len(chain) > 1 and is_listed(chain[0].text) and key.startswith(chain[0].text):
        return zone_key(chain[0].text) + key[len(chain[0].text) :]
    return key


def _unique(name: str, division: Division) -> bool:
    """鼓楼区 alone can be in several cities; 吉林 is the province before it is the city in it."""
    return sum(len(d.code) == len(division.code) for d in divisions_of(clean(name))) == 1


@functools.lru_cache(maxsize=1 << 17)
def identifies(name: str, type_: str) -> bool:
    """Whether a name identifies its bearer without any context.

    >>> [identifies(n, "ORG") for n in ("辰欣药业", "科技创新局", "济宁高新区科技创新局", "通佳", "山东大学", "科技部")]
    [True, False, True, False, True, True]
    >>> identifies("“6501”培育工程", "PROGRAMME"), identifies("泰山学者青年专家", "PROGRAMME")
    (False, True)
    >>> identifies("信息产业园", "PARK"), identifies("龙心健康产业园", "PARK"), identifies("创新创业服务中心", "ORG")
    (False, True, False)
    """
    if type_ == "PERSON":
        return False
    if type_ in ("HONOUR", "INDUSTRY", "PLACE"):
        return True
    if type_ == "ORG" and fold(name) in _known():
        return True
    if is_generic(name, type_):
        return False
    parsed = parse(name, type_)
    placed = any(s.regions for s in parsed.chain) or any(_specific(s.text) for s in parsed.hosts)
    if type_ == "ORG":
        return _body_identifies(parsed.text, parsed.last, placed=placed)
    if type_ == "PARK":
        return placed or is_listed(name) or (len(parsed.text) > 3 and not is_general(parsed.last.core))
    if type_ == "PROGRAMME":
        specific = len(parsed.text) >= 5 and not is_general(parsed.last.core)
        return placed or (specific and not _NUMBERED.search(parsed.text))
    return placed or bool(_EDITION.search(parsed.text)) or len(parsed.text) >= _LONG


def _specific(host: str) -> bool:
    """Whether a host in a name tells where it belongs: not the 党工委 of 党工委组织部."""
    return not is_generic(host, "PARK") and not is_generic(host, "ORG")


def _body_identifies(text: str, last: Segment, *, placed: bool) -> bool:
    if last.kind in ("government", "party", "branch", "unit"):
        return placed or text.startswith(("中国", "国家", "国务院", "全国"))
    if placed:
        return True
    if last.kind in ("company", ""):
        firm = last.form.endswith("公司") or len(text) > 3 or bool(brand_and_line(last.core)[1])
        return firm and not is_general(last.core)
    if last.kind in ("university", "media", "finance"):
        return bool(last.core) and not is_general(last.core)
    return len(last.core) >= 3 and not is_general(last.core)


@functools.cache
def _known() -> frozenset[str]:
    """Ministries, exchanges, banks and other bodies that a list names, in folded form."""
    listed = [row["suffix"] for row in table("suffixes") if row["class"] == "national"]
    learned = [row["full"] for row in table("names/abbreviations") if row["scope"] == "learned"]
    return frozenset(fold(n) for n in listed) | frozenset(fold(n) for n in learned if parse(n).last.core or len(n) > 6)


def blocks(name: str, type_: str) -> tuple[str, ...]:
    """The blocks in which a name looks for a fuller form or a short one: first two characters with and without region.

    >>> blocks("山东通佳机械有限公司", "ORG"), blocks("通佳机械", "ORG")
    (('ORG:山东', 'ORG:通佳'), ('ORG:通佳',))
    """
    parsed = parse(name, type_)
    starts = {parsed.text[:2], (parsed.last.core + parsed.last.form)[:2]}
    return tuple(sorted(f"{type_}:{s}" for s in starts if len(s) == 2))
