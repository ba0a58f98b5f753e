"""How a short name can stand for a full one, and what forbids two names to denote the same thing."""

import dataclasses
import functools
import re

from kg.names.folding import fold
from kg.names.parsing import Name, Segment, brand_and_line, parse

_LEGAL_TAIL = re.compile(r"(?:控股)?(?:集团)?(?:股份|控股)?(?:有限)?公司$|(?:控股)?集团$|股份$|控股$")
_ORDINAL = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[届次批期]|\d{4}年?)")
_VERSION = re.compile(r"\((?:试行|暂行|修订|征求意见稿|\d{4}.*?)\)")


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """A way in which one name can stand for another: `how` in words, `score` from 0 to 1 (the names' own weight)."""

    how: str
    score: float


def same_name(a: str, b: str, type_: str = "ORG", *, threshold: float = 0.85) -> bool:
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
    >>> short_form("济南激光研究所", "山东省激光研究所") is None
    True
    """
    if fold(short, type_) == fold(full, type_):
        return Match("same name", 1.0)
    s, f = parse(short, type_), parse(full, type_)
    if s.phase != f.phase and (type_ not in ("EVENT",) or s.phase):
        return None
    if type_ == "ORG":
        return _chain(s, f)
    if type_ == "PARK":
        return _park(s, f)
    by_type = {"PLACE": _place, "PERSON": _person, "EVENT": _event}
    return by_type.get(type_, _titled)(s.text, f.text, type_)


def conflict(a: str, b: str, type_: str = "ORG") -> str:
    """What in two names forbids that they denote one thing, or the empty string.

    >>> conflict("济宁高新区党工委", "济宁高新区管委会")
    'another kind of body'
    >>> conflict("山东省激光研究所", "济南激光研究所"), conflict("通佳机械", "山东通佳机械有限公司")
    ('another region', '')
    >>> conflict("常州高新区科技局", "济宁高新区科技局"), conflict("江苏华通有限公司", "山东华通有限公司")
    ('another region', 'another region')
    """
    x, y = parse(a, type_), parse(b, type_)
    if x.phase and y.phase and x.phase != y.phase:
        return "another edition"
    if type_ not in ("ORG", "PARK"):
        return ""
    if _regions_conflict(x.chain[0], y.chain[0]):
        return "another region"
    public = {"government", "party"}
    if x.last.kind in public and y.last.kind in public and x.last.form != y.last.form:
        return "another kind of body"
    return ""


def _regions_conflict(a: Segment, b: Segment) -> bool:
    if not a.regions or not b.regions:
        return False
    x, y = a.regions[-1], b.regions[-1]
    return x.code != y.code and x.name != y.name


def _chain(s: Name, f: Name) -> Match | None:
    """Bodies of a chain: the last must match, hosts may be left out from the left."""
    last = _body(s.last, f.last)
    if not last:
        return None
    if not s.hosts and not f.hosts:
        return last
    if not s.hosts:
        return Match("without its host", round(last.score * 0.6, 3)) if not s.last.regions else None
    if len(s.hosts) > len(f.hosts):
        return None
    score = last.score
    for mine, yours in zip(reversed(s.hosts), reversed(f.hosts), strict=False):
        match = _host(mine, yours)
        if not match:
            return None
        score *= match.score
    return Match("with its host shortened" if score < 1 else last.how, round(score, 3))


def _host(s: Segment, f: Segment) -> Match | None:
    if s.text == f.text:
        return Match("same name", 1.0)
    return _zone(s, f) or _body(s, f)


def _body(s: Segment, f: Segment) -> Match | None:
    if _regions_conflict(s, f) or (s.regions and not f.regions and f.core and not s.core):
        return None
    same = s.core == f.core and s.form == f.form
    if same and s.regions and f.regions:
        return Match("same parts", 0.98)
    if f.kind == "company" or s.kind == "company":
        return _company(s, f)
    if s.kind != f.kind or _form_conflict(s, f):
        return None
    if same:
        # 山东大学, 济宁市政府: without the region nothing is left that identifies the body.
        return Match("without its region", 0.8 if f.core and f.kind not in ("government", "party") else 0.5)
    return _abbreviated(s, f)


def _form_conflict(s: Segment, f: Segment) -> bool:
    if s.kind in ("government", "party"):
        return s.form != f.form
    return not (f.form.endswith(s.form) or s.form.endswith(f.form))


def _abbreviated(s: Segment, f: Segment) -> Match | None:
    """科创局 of 科技创新局; 科学中心 of 济宁生命科学中心; 东津科学中心 …"""
    if s.regions and not f.regions:
        return None
    mine, yours = s.core + s.form, f.core + f.form
    if s.core and yours.endswith(mine):
        return Match("tail of the name", 0.65)
    if s.kind in ("government", "party"):
        initial = bool(s.core) and bool(f.core) and s.core[0] == f.core[0] and len(s.core) >= 2
        return Match("abbreviation", 0.7) if initial and _subsequence(s.core, f.core) else None
    whole = f.text
    if len(s.text) >= 3 and s.text[0] in (whole[0], (f.core or whole)[0]) and _subsequence(s.text, whole):
        return Match("abbreviation", 0.7)
    return None


def _company(s: Segment, f: Segment) -> Match | None:
    if f.kind not in ("company", "") or s.kind not in ("company", ""):
        return None
    if "branch" in (s.kind, f.kind):
        return None
    mine = _LEGAL_TAIL.sub("", s.text.replace("(集团)", ""))
    yours = _LEGAL_TAIL.sub("", f.text.replace("(集团)", ""))
    head = sum(len(d.name) if f.text.startswith(d.name) else len(d.short) for d in f.regions)
    without = yours[head:] if f.text.startswith(tuple(n for d in f.regions[:1] for n in (d.name, d.short))) else yours
    if len(mine) < 2:
        return None
    if s.form.endswith("公司") and len(s.form) > 2 and f.form.endswith("公司") and mine != yours and mine != without:
        return None
    if mine in (yours, without):
        return Match("short form", 0.95)
    best = max((_company_part(mine, y) for y in (yours, without)), key=lambda m: m.score if m else 0.0)
    return best


def _company_part(mine: str, yours: str) -> Match | None:
    brand, line = brand_and_line(yours)
    if not line and len(yours) < 3:
        return None
    if mine == brand and line:
        return Match("own name alone", 0.8)
    if len(brand) >= 2 and mine.startswith(brand) and line and _subsequence(mine[len(brand) :], line):
        return Match("own name and line of business", 0.9)
    if yours.startswith(mine) and len(mine) >= 2:
        return Match("start of the name", 0.75)
    if len(mine) >= 3 and mine[:2] == yours[:2] and _subsequence(mine, yours):
        return Match("abbreviation", 0.7)
    return None


def _park(s: Name, f: Name) -> Match | None:
    match = _zone(s.last, f.last)
    if not match:
        return None
    if not s.hosts:
        return match if not f.hosts else Match("without its host", round(match.score * 0.8, 3))
    if len(s.hosts) != len(f.hosts):
        return None
    hosts = [_zone(a, b) for a, b in zip(s.hosts, f.hosts, strict=True)]
    return match if all(hosts) else None


def _zone(s: Segment, f: Segment) -> Match | None:
    if _regions_conflict(s, f):
        return None
    mine, yours = s.core, f.core
    if mine == yours and s.form == f.form:
        if s.regions and f.regions:
            return Match("same parts", 0.98)
        if s.regions:
            return None
        return Match("without its region", 0.9 if len(yours) >= 2 else 0.5)
    if s.regions and not f.regions:
        return None
    if not s.form and s.text and not s.regions and len(s.text) >= 2:
        if yours and s.text in (yours, yours + f.form[:1]):
            return Match("without its type word", 0.7)
        return Match("start of the name", 0.6) if f.text.startswith(s.text) else None
    if mine and s.form == f.form and yours.endswith(mine) and not s.regions:
        return Match("tail of the name", 0.65)
    if mine and s.form == f.form and len(mine) >= 2 and yours[:1] == mine[0] and _subsequence(mine, yours):
        return Match("abbreviation", 0.75)
    if mine and mine == yours and f.form.endswith(s.form) and bool(s.regions) <= bool(f.regions):
        return Match("shorter type word", 0.75)
    if f.text.endswith(s.text) and len(s.text) >= 3:
        return Match("tail of the name", 0.6)
    return None


def _place(short: str, full: str, type_: str) -> Match | None:
    s, f = parse(short, type_).last, parse(full, type_).last
    from_regions = {(d.code) for d in s.regions[-1:]} & {d.code for d in f.regions[-1:]}
    if from_regions and s.core == f.core:
        return Match("same place", 0.98)
    level = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "村", "街道", "口岸", "社区", "国")
    if len(short) >= 2 and any(full == short + tail for tail in level):
        return Match("without its level word", 0.9)
    if full.endswith(short) and len(short) >= 3 and short.endswith(level):
        return Match("tail of the name", 0.8)
    return None


def _person(short: str, full: str, type_: str) -> Match | None:
    if len(short) >= 3 and len(full) > len(short) + 1 and full.startswith(short):
        return Match("first part of a transcribed name", 0.6)
    if re.fullmatch(r"老.|小.|.[总工老]", short) and len(full) in (2, 3, 4):
        surname = short.replace("老", "").replace("小", "").rstrip("总工")
        return Match("by surname", 0.5) if surname and full.startswith(surname) else None
    return None


def _event(short: str, full: str, type_: str) -> Match | None:
    if _ORDINAL.sub("", full) == short:
        return Match("without its number", 0.7)
    if len(short) >= 4 and full.endswith(short):
        return Match("tail of the name", 0.6)
    if short.endswith(("会", "展")) and len(short) >= 3 and _subsequence(short, full) and len(full) > len(short) + 2:
        return Match("abbreviation", 0.55)
    return None


def _titled(short: str, full: str, type_: str) -> Match | None:
    """Programmes, projects, honours, industries: with and without suffix, edition note or leading words."""
    s, f = _VERSION.sub("", short), _VERSION.sub("", full)
    if s == f:
        return Match("same title", 0.97)
    core = parse(f, type_).last
    tails = {"PROGRAMME": 0.9, "PROJECT": 0.9, "HONOUR": 0.6, "INDUSTRY": 0.0}
    if core.form and s == f[: -len(core.form)] and len(s) >= 2:
        weight = tails.get(type_, 0.0)
        return Match("without its suffix", weight) if weight else None
    if type_ in ("PROGRAMME", "PROJECT") and len(s) >= 4 and f.endswith(s):
        return Match("tail of the name", 0.6)
    if type_ == "PROGRAMME" and len(s) >= 3 and f.startswith(s):
        return Match("start of the name", 0.7)
    return None


def abbreviates(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in this order, the first one early.

    >>> abbreviates("走廊办", "婺江科创走廊建设领导小组办公室"), abbreviates("辰欣", "通佳机械")
    (True, False)
    """
    s, f = fold(short), fold(full)
    return 1 < len(s) < len(f) and _subsequence(s, f)


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)
