"""How a short name can stand for a full one, and what forbids two names to denote the same thing."""

import functools
import re
import unicodedata

from kg.names.bodies import body_form, chain_form, regions_conflict
from kg.names.companies import is_registered, other_company, same_start
from kg.names.divisions import belongs_to, divisions_of
from kg.names.folding import fold
from kg.names.parsing import Name, parse
from kg.names.titles import event_form, person_form, place_form, titled_form
from kg.names.weights import Match
from kg.names.zone_forms import zone_form

__all__ = ["Match", "abbreviates", "body_form", "branch_place", "conflict", "is_short_form", "same_name", "short_form"]

_NATIONAL = ("中国", "国家", "全国", "中华")
_WITH_BRANCHES = frozenset(["hospital", "university", "institute", "finance", "company"])
_ASIDE = re.compile(r"\(([^()]+?)(?:校区|分公司|分部|总部)?\)")
_BY_TYPE = {"PLACE": place_form, "PERSON": person_form, "EVENT": event_form}


def same_name(a: str, b: str, type_: str = "ORG", *, threshold: float = 0.8) -> bool:
    """Whether two names, without any context, are names of one thing.

    >>> same_name("山东通佳机械有限公司", "通佳机械"), same_name("济宁高新区党工委", "济宁高新区管委会")
    (True, False)
    >>> same_name("济宁国家高新技术产业开发区", "济宁高新区", "PARK"), same_name("X园一期", "X园二期", "PARK")
    (True, False)
    """
    return is_short_form(a, b, type_) >= threshold or is_short_form(b, a, type_) >= threshold


def is_short_form(short: str, full: str, type_: str = "ORG") -> float:
    """How well `short` can stand for `full`, from 0 to 1; 0 where something in the names forbids it."""
    match = short_form(short, full, type_)
    return match.score if match else 0.0


@functools.lru_cache(maxsize=1 << 16)
def short_form(short: str, full: str, type_: str = "ORG") -> Match | None:
    """How `short` can stand for `full`, or None.

    >>> short_form("通佳机械", "山东通佳机械有限公司").how
    'short form'
    >>> short_form("科技创新局", "济宁高新区科技创新局").how
    'without its host'
    >>> short_form("济南激光研究所", "山东省激光研究所"), short_form("中国医学科学院肿瘤医院", "河北中国医学科学院肿瘤医院")
    (None, None)
    """
    if fold(short, type_) == fold(full, type_):
        return Match("same name", 1.0)
    if type_ == "ORG" and is_regional(short, full):
        return None
    s, f = parse(short, type_), parse(full, type_)
    if s.phase != f.phase and (type_ != "EVENT" or s.phase):
        return None
    if type_ == "ORG":
        return chain_form(s, f)
    if type_ == "PARK":
        return zone_form(s, f)
    return _BY_TYPE.get(type_, titled_form)(s.text, f.text, type_)


def conflict(a: str, b: str, type_: str = "ORG") -> str:
    """What in two names forbids that they denote one thing, or the empty string.

    >>> conflict("济宁高新区党工委", "济宁高新区管委会")
    'another kind of body'
    >>> conflict("山东省激光研究所", "济南激光研究所"), conflict("通佳机械", "山东通佳机械有限公司")
    ('another region', '')
    >>> conflict("常州高新区科技局", "济宁高新区科技局"), conflict("江苏华通有限公司", "山东华通有限公司")
    ('another region', 'another region')
    >>> conflict("哈尔滨工业大学（威海）", "哈尔滨工业大学（深圳）")
    'another place in brackets'
    """
    x, y = parse(a, type_), parse(b, type_)
    if x.phase and y.phase and x.phase != y.phase:
        return "another edition"
    if type_ not in ("ORG", "PARK"):
        return ""
    if _of_other_regions(x, y):
        return "another region"
    if type_ == "ORG" and (is_regional(a, b) or is_regional(b, a)):
        return "a branch in a region"
    if branch_place(a) and branch_place(b) and branch_place(a) != branch_place(b):
        return "another place in brackets"
    public = {"government", "party"}
    if x.last.kind in public and y.last.kind in public and x.last.form != y.last.form:
        return "another kind of body"
    if is_registered(x.last) and is_registered(y.last) and other_company(x.last, y.last):
        return "another company"
    return ""


def is_regional(name: str, longer: str) -> bool:
    """Whether a longer name is that of a national body's branch in a region.

    >>> is_regional("中国医学科学院肿瘤医院", "河北中国医学科学院肿瘤医院"), is_regional("中国航海博物馆", "上海中国航海博物馆")
    (True, False)
    """
    if not longer.endswith(name) or name == longer or not name.startswith(_NATIONAL):
        return False
    return parse(name).last.kind in _WITH_BRANCHES and bool(divisions_of(longer.removesuffix(name)))


def branch_place(name: str) -> str:
    """The place in brackets that tells a branch from its parent and its sisters, or the empty string.

    >>> branch_place("齐鲁制药（海南）有限公司"), branch_place("西部（重庆）科学城"), branch_place("通佳（集团）公司")
    ('海南', '重庆', '')
    """
    for aside in _ASIDE.findall(unicodedata.normalize("NFKC", name)):
        if divisions_of(aside):
            return str(aside)
    return ""


def _of_other_regions(x: Name, y: Name) -> bool:
    """Whether the bodies, or else their hosts, are of divisions of which neither lies in the other."""
    if x.last.regions and y.last.regions:
        started = same_start(x.last, y.last) or same_start(y.last, x.last)
        return regions_conflict(x.last, y.last) and not started
    a, b = (next((s.regions[-1] for s in reversed(n.chain) if s.regions), None) for n in (x, y))
    return bool(a and b) and not (belongs_to(a, b) or belongs_to(b, a)) and a.name != b.name  # type: ignore[arg-type, union-attr]


def abbreviates(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in this order.

    >>> abbreviates("走廊办", "婺江科创走廊建设领导小组办公室"), abbreviates("辰欣", "通佳机械")
    (True, False)
    """
    s, rest = fold(short), iter(fold(full))
    return len(s) > 1 and all(c in rest for c in s)
