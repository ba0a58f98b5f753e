"""Which names mean the same thing wherever they stand, and which only where they stand."""

import re

from kg.names import Division, clean, divisions_of, fold, is_generic, leading_divisions, parse, zone_key
from kg.names.parsing import brand_and_line

_NUMBERED = re.compile(r"\d|[一二三四五六七八九十百千万两双]")
_YEAR = re.compile(r"\d{4}|第[一二三四五六七八九十百\d]+[届次批期]")
_SPECIFIC = 8


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
    key = zone_key(name) if type_ == "PARK" else fold(name, type_)
    if identifies(name, type_):
        return key
    return f"{key}@{zone}" if zone else ""


def _unique(name: str, division: Division) -> bool:
    """鼓楼区 alone can be in several cities; 吉林 is the province before it is the city in it."""
    return sum(len(d.code) == len(division.code) for d in divisions_of(clean(name))) == 1


def identifies(name: str, type_: str) -> bool:
    """Whether a name identifies its bearer without any context.

    >>> [identifies(n, "ORG") for n in ("辰欣药业", "科技创新局", "济宁高新区科技创新局", "通佳", "山东大学")]
    [True, False, True, False, True]
    >>> identifies("“6501”培育工程", "PROGRAMME"), identifies("泰山学者青年专家", "PROGRAMME")
    (False, True)
    """
    if type_ in ("PERSON",):
        return False
    if type_ in ("HONOUR", "INDUSTRY", "PLACE"):
        return True
    if is_generic(name, type_):
        return False
    parsed = parse(name, type_)
    last = parsed.last
    placed = any(s.regions for s in parsed.chain) or bool(parsed.hosts)
    if type_ == "ORG":
        if last.kind in ("government", "party", "branch"):
            return placed or len(parsed.text) > _SPECIFIC or name.startswith(("中国", "国家", "国务院", "全国"))
        if last.kind in ("company", ""):
            return last.form.endswith("公司") or len(parsed.text) > 3 or bool(brand_and_line(last.core)[1])
        return placed or len(last.core) >= 4 or (last.kind in ("university", "media") and bool(last.core))
    if type_ == "PARK":
        return placed or len(parsed.text) > 3
    if type_ == "PROGRAMME":
        return placed or (len(parsed.text) >= 5 and not _NUMBERED.search(parsed.text))
    return placed or bool(_YEAR.search(parsed.text)) or len(parsed.text) >= _SPECIFIC


def blocks(name: str, type_: str) -> tuple[str, ...]:
    """The blocks in which a name looks for a fuller form or a short one: first two characters with and without region.

    >>> blocks("山东通佳机械有限公司", "ORG"), blocks("通佳机械", "ORG")
    (('ORG:山东', 'ORG:通佳'), ('ORG:通佳',))
    """
    parsed = parse(name, type_)
    starts = {parsed.text[:2], (parsed.last.core + parsed.last.form)[:2]}
    return tuple(sorted(f"{type_}:{s}" for s in starts if len(s) == 2))
