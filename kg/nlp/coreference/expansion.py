"""The fuller names of bodies that a text prints without their zone, region or parent."""

import functools
import re
from collections.abc import Sequence

from kg.model import Mention
from kg.names import fold, is_generic, parse
from kg.names.divisions import divisions_of, leading_divisions
from kg.names.setting import Setting, find_setting, host_text
from kg.vocabulary import table

_JOINED = re.compile(r"(?:、|和|与|及|以及|暨|，|（|\()")
_TITLE_JOINED = re.compile(
    r"[^，。；：、\n]{0,6}(?:书记|主任|委员|常委|[部局院所处]长|主席|总?经理)(?:、|和|与|及|以及|暨|，|兼)"
)
_LEVELS = {
    "省": ("province",), "自治区": ("province",), "市": ("county", "city", "province"), "县": ("county",),
    "州": ("city",), "旗": ("county",), "区": ("county",),
}  # fmt: skip
_OF_THE_COUNTRY = ("国家", "中央", "中共中央", "全国", "国务院")
_OFFICES = ("党工委", "管委会", "纪工委", "党委", "政府", "工委", "人大工委")
_ZONE_OFFICE = re.compile(
    r"(?:局|管委会|管理委员会|党工委|纪工委|工作委员会|执委会|执行委员会|工委|督查办|审批服务中心|政务服务中心|总工会|团工委|分局|组织部|宣传部|统战部|党群工作部)$"
)
_ELSEWHERE = re.compile(
    r"^[一-龥]{0,4}(?:铁|建|冶|化|核|交|水|电|航)[一二三四五六七八九十\d]+局$"
    r"|邮政局$|供电局$|海关|日报|气象局$|总局|电业局$|^国家|^民航|铁路|[区园镇乡港谷城]."
)
_POSTS_BETWEEN = re.compile(
    r"(?:[、，,和及与兼暨 ]"
    r"|(?>[一-龥]{0,8}?(?:书记|主任|委员|常委|部长|局长|主席|[市县区州旗]长|组长|院长|校长|秘书长|成员|助理|董事长|经理|工作)))*+"
)
"""What stands between the bodies of a run of posts: 甲市委常委、市总工会主席，市公安局局长."""
_TO_OFFICE = re.compile(r"[省市县区]?[，,]?(?:先后|后|并)?(?:担任|历任|出任|任)")
"""What leads from a place to the posts there: 来到济宁，先后担任市委常委."""
_LEVEL_COMMITTEE = re.compile(r"[省市县州旗]委")
_ZONE_KINDS = ("government", "party", "platform", "association", "branch", "unit")
_WITHOUT_BUREAUS = re.compile(r"(?:(?<!工业)园|产业园区|创业园区|物流园区|基地|小镇|中心|广场|大厦|空间)$")
"""Zones that have an operator rather than bureaus of their own: in an article on a 文创园 区科委 is the district's."""
_DISTRICT_ONLY = re.compile(r"^区(?:委|政府|人民政府|政协|人大|纪委|人武部|法院|检察院)")
_UNIT = re.compile(
    r"(?:(?<!办事)处|(?<!大)科|股|(?<!实验)室|党支部|党总支|党委|党组|纪委|团委|工会|技术中心|研发中心|分公司|车间|"
    r"(?:宣传|组织|统战|工作|综合|建设|财务|人事|人力资源|服务|管理|发展|金融|合作|招商|投资|运营|市场|事业|研究|"
    r"生产|质量|规划|审计|法务|物业|协调|监督|党群|行政|经济)部)$"
)
_OWN_NAME = re.compile(
    r"^(?:机关|直属|综合|联合)?(?:党支部|党总支|党委|党组|纪委|团委|工会|分公司|办公室|党政办公室|综合办公室)$"
)
_OWNED = re.compile(r"(?:党支部|党总支|党委|党组|纪委|团委|工会|分公司|办公室)$")
_COMMITTEE_ORGANS = frozenset(["组织部", "宣传部", "统战部", "政法委", "政法委员会", "社会工作部"])
_UNIT_KINDS = ("government", "party", "platform", "hospital", "other", "company", "")


def expand(text: str, mentions: Sequence[Mention]) -> list[str]:
    """The fuller name of every mention, or the empty string; mentions are in order of the text.

    “济宁高新区党工委、管委会” gives 济宁高新区管委会 for 管委会; “区科技局” in an article on 济宁高新区 济宁高新区科技局;
    “省科技厅” there 山东省科技厅. A name that says something of its own gets the same fuller name everywhere.
    """
    setting = find_setting(text, mentions)
    printed = {m.text for m in mentions if m.type == "ORG"}
    fulls: list[str] = []
    settled: dict[str, str] = {}
    for i, m in enumerate(mentions):
        full = ""
        if m.type == "PARK":
            full = _generic_park(m, setting)
        elif m.type == "ORG" and _bare(m.text):
            full = _of_run(text, i, mentions) or settled.get(m.text, "")
            full = full or _fuller(text, i, mentions, fulls, setting, printed)
            if full and not is_generic(m.text):
                settled[m.text] = full
        fulls.append("" if full == m.text else full)
    return fulls


def _fuller(
    text: str, i: int, mentions: Sequence[Mention], fulls: Sequence[str], setting: Setting, printed: set[str]
) -> str:
    m = mentions[i]
    if _tells_level(m.text) and parse(m.text).hosts:  # 市住建局房地产市场处 has its parent
        return _levelled(m, mentions, setting)
    last = next((n for n in range(i - 1, -1, -1) if mentions[n].type != "POSITION"), i)
    return (
        _coordinated(text, m, mentions[last], fulls[last] if last < len(fulls) else "")
        or _levelled(m, mentions, setting)
        or _of_parent(text, m, mentions[:i], fulls, printed)
        or _of_zone(m, setting)
    )


@functools.cache
def _national() -> frozenset[str]:
    return frozenset(row["suffix"] for row in table("suffixes") if row["class"] == "national")


def _bare(name: str) -> bool:
    """Whether a body's name tells neither its region nor a host of its own."""
    parsed = parse(name)
    if name in _national() or name.startswith(_OF_THE_COUNTRY) or any(s.regions for s in parsed.chain):
        return False
    if _tells_level(name):
        return True
    return not parsed.hosts or parsed.hosts[0].text in _OFFICES or is_generic(host_text(name) or "某", "PARK")


def _tells_level(name: str) -> bool:
    """Whether a name opens with the level of its region: 市住建局, 省委组织部; not 市局党委."""
    return bool(_LEVEL_COMMITTEE.match(name)) or (bool(parse(name).chain[0].level) and name[1:2] != "局")


def _generic_park(m: Mention, setting: Setting) -> str:
    """“高新区” in an article on 济宁高新区."""
    if not is_generic(m.text, "PARK") or m.text.startswith("国家"):
        return ""
    return _fitting(m.text, setting)


def _coordinated(text: str, m: Mention, before: Mention, before_full: str) -> str:
    """“济宁高新区党工委（书记）、管委会”: 管委会 is 济宁高新区管委会; sibling units share their parent.

    “恩施州委常委、组织部部长”: 组织部 is 恩施州委组织部.
    """
    between = text[before.end : m.start]
    if before.type != "ORG" or not (_JOINED.fullmatch(between) or _TITLE_JOINED.fullmatch(between)):
        return ""
    name = before_full or before.text
    first, second = parse(name), parse(m.text)
    if m.text in _COMMITTEE_ORGANS and first.last.form.endswith("委") and first.last.regions:
        return name + m.text
    if not first.hosts or second.last.level:
        return ""
    host = _host_of(name)
    if first.last.form in _OFFICES and second.last.form in _OFFICES and is_generic(m.text):
        return host + m.text
    if first.hosts[0].kind == "zone" and _TITLE_JOINED.fullmatch(between) and _ZONE_OFFICE.search(m.text):
        return host + m.text if host else ""
    siblings = bool(_UNIT.search(m.text)) and bool(_UNIT.search(before.text)) and len(m.text) <= 12
    return host + m.text if siblings and host and first.last.form == second.last.form else ""


def _host_of(name: str) -> str:
    """What stands before the last link of a chain, as printed.

    >>> _host_of("郴州高新区管委会经济发展局"), _host_of("郴州高新区党工委")
    ('郴州高新区管委会', '郴州高新区')
    """
    last = parse(name).last.text
    return next((name[:i] for i in range(1, len(name)) if fold(name[i:]) == last), "")


def _levelled(m: Mention, mentions: Sequence[Mention], setting: Setting) -> str:
    """“区科技局”, “新区党工委”, “省科技厅”, “市公安局”: the zone or division that the article is set in.

    In an article on 昆山高新区 that does not name 苏州, 市 is 昆山市; 区 is a district where no zone fits.
    """
    segment = parse(m.text).chain[0]
    word = host_text(m.text) if parse(m.text).hosts and segment.kind == "zone" else ""
    if not word and re.match(r"[本全该]?区(?!域)..", m.text) and not _DISTRICT_ONLY.match(m.text):
        word = m.text[: m.text.index("区") + 1]
    zone = _referred(word.lstrip("本全该"), m, mentions, setting) if word else ""
    if zone or word not in ("", "区"):
        return zone + m.text[len(word) :] if zone else ""
    level = word or segment.level or (m.text[0] if m.text[1:2] == "委" else "")
    divisions = [d.name for place in _LEVELS.get(level, ()) if (d := setting.region(place)) and d.name.endswith(level)]
    named = [d for d in divisions if any(x.text.startswith(d.removesuffix(level)) for x in mentions)]
    name = (named[-1:] or divisions or [""])[0]
    return name + m.text[len(level) :] if name else ""


def _of_run(text: str, i: int, mentions: Sequence[Mention]) -> str:
    """“鄂州市委书记、市人大常委会主任”: 市 is the city of the body named before in the same run of posts.

    “来到济宁，先后担任市委常委”: or the place that leads to them.
    """
    m = mentions[i]
    if not _tells_level(m.text) or parse(m.text).chain[0].regions:
        return ""
    level = parse(m.text).chain[0].level or m.text[:1]
    between = ""
    for n in range(i - 1, -1, -1):
        other = mentions[n]
        if other.end > m.start or other.type not in ("ORG", "PLACE"):
            return ""
        between += text[other.end : mentions[n + 1].start]
        if n == i - 1 and other.type == "PLACE" and _TO_OFFICE.fullmatch(between):
            there = [d.name for d in divisions_of(other.text) if d.name.endswith(level)]
            return there[0] + m.text[len(level) :] if len(there) == 1 else ""
        if not _POSTS_BETWEEN.fullmatch(between):
            return ""
        found = [d.name for d in leading_divisions(other.text)[0] if d.name.endswith(level)]
        if found and other.type == "ORG":
            return found[-1] + m.text[len(level) :]
    return ""


def _referred(word: str, m: Mention, mentions: Sequence[Mention], setting: Setting) -> str:
    """The zone that 区, 高新区 or 园区 in a body's name refers to."""
    if word == "园区":
        near = [p for p in mentions if p.type == "PARK" and p.start < m.start and p.text.endswith(("园", "园区"))]
        near = [p for p in near if not is_generic(p.text, "PARK")]
        if near and m.start - near[-1].end < 60:
            return near[-1].text
    return _fitting(word, setting)


def _fitting(word: str, setting: Setting) -> str:
    """The article's zone if 高新区 or 区 can refer to it, else the only other zone there to which it can."""
    if setting.zone and _fits(word, setting.zone) and (setting.leads or word not in ("区", "园区")):
        return setting.zone
    others = [z for z in setting.others if _fits(word, z)] if word not in ("区", "园区") else []
    return others[0] if len(others) == 1 else ""


def _fits(word: str, zone: str) -> bool:
    """Whether 高新区, 开发区 or 区 can refer to this zone: 新区 not to 济宁高新区."""
    if word == "区":
        return zone.endswith(("区", "城", "谷")) and not _WITHOUT_BUREAUS.search(zone)
    if word == "园区":
        return zone.endswith(("区", "园", "城", "谷"))
    if word == "开发区":
        return zone.endswith(("开发区", "经开区"))
    if fold(zone, "PARK").endswith(fold(word, "PARK")):
        return word != "新区" or not zone.endswith("高新区")
    mine, yours = parse(word, "PARK").last, parse(zone, "PARK").last
    return mine.form == yours.form and not mine.core and not mine.regions


def _of_parent(text: str, m: Mention, before: Sequence[Mention], fulls: Sequence[str], printed: set[str]) -> str:
    """党支部, 技术中心, 综合处: the body named last in the sentence, unless the text prints the whole elsewhere."""
    if not _UNIT.search(m.text) or not 2 <= len(m.text) <= 12 or m.kind not in _UNIT_KINDS:
        return ""
    if (_OWNED.search(m.text) and not _OWN_NAME.match(m.text)) or (m.kind == "company" and m.text[-2:] != "公司"):
        return ""
    if sum(p.endswith(m.text) and p != m.text for p in printed) == 1 and parse(m.text).last.form != "党支部":
        return ""
    for other, full in zip(reversed(before), reversed(fulls), strict=False):
        if re.search(r"[。！？；\n]", text[other.end : m.start]):
            return ""
        if other.type == "ORG" and not _UNIT.search(other.text) and _is_parent(other):
            return (full or other.text) + m.text
    return ""


def _is_parent(other: Mention) -> bool:
    kinds = ("government", "party", "company", "university", "hospital", "institute")
    return other.text not in _national() and parse(other.text).last.kind in kinds


def _of_zone(m: Mention, setting: Setting) -> str:
    """“科技创新局”, “管委会” in an article on 济宁高新区."""
    last = parse(m.text).last
    if not setting.zone or last.level or last.kind not in _ZONE_KINDS:
        return ""
    if last.form not in _OFFICES and _WITHOUT_BUREAUS.search(setting.zone):
        return ""
    if parse(m.text).hosts:
        return setting.zone + m.text if parse(m.text).hosts[0].text in ("党工委", "管委会", "党委") else ""
    if not _ZONE_OFFICE.search(m.text) or len(m.text) > 14 or _ELSEWHERE.search(m.text):
        return ""
    if last.form in ("党工委", "管委会", "纪工委", "工委") and last.core:
        return ""
    return setting.zone + m.text
