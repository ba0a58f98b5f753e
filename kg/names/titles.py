"""Short forms of places, people, events and of titled things: programmes, projects, honours."""

import re

from kg.names.divisions import divisions_of
from kg.names.parsing import parse
from kg.names.weights import Match, subsequence

_ORDINAL = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[届次批期]|\d{4}年?)")
_VERSION = re.compile(r"\((?:试行|暂行|修订|征求意见稿|\d{4}.*?)\)")
_ABOUT = re.compile(r"^关于|(?:的)?(?:通知|意见|决定)$")
_LEVELS = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "村", "街道", "社区", "国")


def place_form(short: str, full: str, type_: str) -> Match | None:
    """济宁 of 济宁市, 禅城区 of 佛山市禅城区.

    >>> place_form("禅城区", "佛山市禅城区", "PLACE").score > 0.7, place_form("株洲", "株洲县", "PLACE")
    (True, None)
    """
    if len(short) >= 2 and any(full == short + tail for tail in _LEVELS):
        known = divisions_of(short)
        if known and full != known[0].name and full[-1] != known[0].name[-1]:
            return None
        return Match("without its level word", 0.9)
    s, f = divisions_of(short), parse(full, type_).last
    if s and f.regions and s[0].code == f.regions[-1].code and not f.core:
        return Match("same place", 0.95)
    if full.endswith(short) and len(short) >= 3 and short.endswith(_LEVELS):
        return Match("end of the name", 0.8)
    return None


def person_form(short: str, full: str, type_: str) -> Match | None:
    """老侯 of 侯西岭, 艾尼瓦尔 of 艾尼瓦尔吐尔逊.

    >>> person_form("老侯", "侯西岭", "PERSON").how, person_form("侯西", "侯西岭", "PERSON")
    ('by surname', None)
    """
    if len(short) >= 3 and len(full) > len(short) + 1 and (full.startswith(short) or full.endswith(short)):
        return Match("part of a transcribed name", 0.6)
    by_surname = re.fullmatch(r"[老小]?(?P<name>.)(?:[总工老]|先生|女士)?", short)
    if by_surname and 2 <= len(full) <= 4 and full.startswith(by_surname["name"]):
        return Match("by surname", 0.5)
    return None


def event_form(short: str, full: str, type_: str) -> Match | None:
    """招商推介会 of 珠三角专题招商推介会, 软交会 of 第八届中国国际软件和信息服务交易会."""
    s, f = (re.sub(r"(?<=^\d{4})年", "", name) for name in (short, full))
    if s == f:
        return Match("same title", 0.97)
    if _ORDINAL.match(short) and _ORDINAL.match(full) and _ORDINAL.match(short)[0] != _ORDINAL.match(full)[0]:  # type: ignore[index]
        return None
    if _ORDINAL.sub("", full) == short:
        return Match("without its number", 0.7)
    if len(short) >= 4 and full.endswith(short):
        return Match("end of the name", 0.6)
    fair = short.endswith(("会", "展", "节")) and 3 <= len(short) < len(full) - 2
    return Match("abbreviation", 0.55) if fair and subsequence(short, full) else None


def titled_form(short: str, full: str, type_: str) -> Match | None:
    """“555” of “555”人才新政, X of X项目, 办法（试行） of 办法.

    >>> titled_form("6501", "6501培育工程", "PROGRAMME").how, titled_form("绿色工厂", "国家级绿色工厂", "HONOUR")
    ('start of the name', None)
    """
    s, f = _VERSION.sub("", short), _VERSION.sub("", full)
    if s == f:
        return Match("same title", 0.97)
    if type_ == "INDUSTRY":
        return None
    core = parse(f, type_).last
    if core.form and s == f[: -len(core.form)] and len(s) >= 2:
        return Match("without its suffix", 0.6 if type_ == "HONOUR" else 0.9)
    if type_ == "HONOUR":
        return None
    if len(s) >= 3 and f.startswith(s):
        return Match("start of the name", 0.7)
    if len(s) < 3 or not f.endswith(s):
        return None
    return Match("without its number", 0.7) if f[: -len(s)].isdigit() else Match("end of the name", 0.6)
