"""Short forms of companies: 通佳机械 and 通佳 of 山东通佳机械有限公司, 袁河产投 of 袁河高新产业发展投资有限公司."""

import functools
import re

from kg.names.divisions import divisions_of
from kg.names.parsing import Segment, brand_and_line, is_general
from kg.names.weights import Match, subsequence

_LEGAL_TAIL = re.compile(
    r"(?:控股)?(?:集团)?(?:股份|控股)?(?:有限)?(?:责任)?(?:总)?公司$|(?:控股)?集团$|股份$|控股$|株式会社$|合伙企业$|合作社$|(?<=..)厂$"
)
_PARENS = re.compile(r"\(([^()]*)\)")
_BLAND = frozenset(("科技", "实业", "技术", "发展", "投资", "公司", "产业"))


def company_form(s: Segment, f: Segment) -> Match | None:
    """How a company's short name can stand for its full one, or None."""
    if not _kinds_agree(s, f) or not _forms_agree(s, f):
        return None
    mine, variants = core_of(s.text), variants_of(f)
    if is_registered(s) and is_registered(f):
        return Match("another legal form", 0.9) if _equal_cores(s, f) else None
    if len(mine) < 2 or _is_parent(s, mine, f):
        return None
    if _is_region(mine, s):
        return Match("named by its place", 0.55) if f"({mine})" in f.text and s.form.endswith("公司") else None
    if mine in variants:
        return Match("short form", 0.95)
    if any(mine == f"{v}{place}" for v in _brands(variants) for place in _PARENS.findall(f.text)):
        return Match("own name and place", 0.85)
    found = [m for y in variants if (m := _part(mine, y, bare=s.form.endswith("公司")))]
    best = max(found, key=lambda m: m.score, default=None)
    if best and best.how == "own name alone" and s.form == "股份" and "股份" in f.form:
        return Match("own name and kind of company", 0.88)
    return best


def _is_parent(s: Segment, mine: str, f: Segment) -> bool:
    """Whether the short name leaves out what makes the full one a branch: 中国电子系统 of 中国电子系统川南分公司.

    >>> from kg.names import short_form
    >>> short_form("三一重能", "三一重能松原公司"), short_form("中国移动", "中国移动济宁分公司")
    (None, None)
    """
    if f.text.endswith("分公司") and not s.text.endswith("分公司"):
        return not any(place in mine for place in _places_in(f.text))
    return any(v.startswith(mine) and divisions_of(v[len(mine) :]) for v in variants_of(f))


def _places_in(name: str) -> tuple[str, ...]:
    """The divisions that a branch is named after: the words before 分公司."""
    head = name.removesuffix("分公司")
    return tuple(head[-n:] for n in (2, 3, 4) if divisions_of(head[-n:]))


def _brands(variants: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for v in variants for name in (v, brand_and_line(v)[0]))


def is_registered(segment: Segment) -> bool:
    """Whether a name is a registered one (…有限公司)."""
    return segment.form.endswith(("有限公司", "责任公司", "株式会社"))


def other_company(a: Segment, b: Segment) -> bool:
    """Whether two registered names differ in more than region and legal form."""
    return not _equal_cores(a, b)


def _equal_cores(a: Segment, b: Segment) -> bool:
    return core_of(a.text) in variants_of(b) or core_of(b.text) in variants_of(a)


@functools.lru_cache(maxsize=1 << 17)
def core_of(text: str) -> str:
    """A company's name without legal form, 集团 and brackets.

    >>> core_of("远鸿储能(鄂尔多斯)有限公司"), core_of("浙江瓯宏流体控制集团有限公司"), core_of("天津港集团")
    ('远鸿储能', '浙江瓯宏流体控制', '天津港')
    """
    bare = _PARENS.sub("", text)
    return _LEGAL_TAIL.sub("", bare) or bare


@functools.lru_cache(maxsize=1 << 17)
def variants_of(f: Segment) -> tuple[str, ...]:
    """The core of a full name with none, one, … of its leading divisions left out."""
    core = core_of(f.text)
    found, at = [core], 0
    for division in f.regions:
        for name in (division.name, division.short):
            if core.startswith(name, at) and len(core) - at - len(name) >= 2:
                at += len(name)
                found.append(core[at:])
                break
    bare = core.removeprefix("中国")
    return tuple(dict.fromkeys([*found, bare] if len(bare) > 3 else found))


def same_start(s: Segment, f: Segment) -> bool:
    """Whether the full name starts with the short one once its region is left out: 东方雨虹, 北京东方雨虹防水技术…"""
    mine = core_of(s.text)
    if s.regions and not s.text.startswith(s.regions[-1].short):
        return False
    return any(variant.startswith(mine) for variant in variants_of(f)[1:])


def _kinds_agree(s: Segment, f: Segment) -> bool:
    """A bank or an institute can be a company by law: 北京银行 of 北京银行股份有限公司."""
    if {s.kind, f.kind} <= {"company", ""}:
        return True
    return is_registered(f) and s.kind in ("finance", "institute", "media") and s.text in variants_of(f)


def _forms_agree(s: Segment, f: Segment) -> bool:
    """集团, 股份 and 控股 in a short name must stand in the registered name too."""
    return all(word not in s.form or word in f.text for word in ("集团", "股份", "控股"))


def _is_region(mine: str, s: Segment) -> bool:
    return bool(s.regions) and mine in (s.regions[-1].name, s.regions[-1].short)


def _part(mine: str, yours: str, *, bare: bool) -> Match | None:
    brand, line = brand_and_line(yours)
    if mine == brand and line:
        return Match("own name alone", 0.8)
    rest = mine.removeprefix(brand) if mine.startswith(brand) else ""
    if line and rest and subsequence(rest, line):
        return Match("own name and line of business", 0.9)
    if yours.startswith(mine):
        # 山推建友机械 is another firm than 山推; 创新谷发展 is 创新谷.
        other_name = len(brand) - len(mine) >= 2 and not is_general(brand[len(mine) :])
        return Match("start of the name", 0.6 if other_name else 0.75)
    if rest in _BLAND:
        return Match("own name and a general word", 0.7)
    if yours.endswith(mine):
        return Match("end of the name", 0.7 if len(mine) >= 4 else 0.55) if len(mine) > 2 or bare else None
    if len(mine) < 3 or not subsequence(mine, yours):
        return Match("part of the name", 0.55) if bare and len(mine) > 2 and mine in yours else None
    return Match("abbreviation", 0.7) if mine[:2] == yours[:2] else _initials(mine, yours)


def _initials(mine: str, yours: str) -> Match | None:
    return Match("abbreviation", 0.62) if mine[0] == yours[0] else None
