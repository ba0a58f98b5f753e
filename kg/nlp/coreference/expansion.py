"""The fuller names of bodies that a text prints without their zone, region or parent."""

import re
from collections.abc import Sequence

from kg.model import Mention
from kg.names import is_generic, parse
from kg.names.setting import Setting, find_setting, host_text

_JOINED = re.compile(r"[、和与及暨，（(]{1,2}")
_ZONE_WORD = re.compile(r"^(?:本|全|该)?(?:高新技术产业开发区|高新区|经济技术开发区|经开区|开发区|新区|示范区|合作区|保税区|园区|区)(?=.)")
_REGION_WORD = {"省": "province", "市": "city", "县": "county", "区": "county", "州": "city", "旗": "county"}
_ZONE_UNIT = re.compile(
    r"(?:局|管委会|管理委员会|党工委|纪工委|委员会|办公室|工委|税务局|公安分局|分局|总工会|团工委|商务中心|服务中心|督查办|政务服务大厅)$"
)
_PARENT_UNIT = re.compile(r"(?:处|科|室|部|党支部|党委|党组|党总支|研究室|车间|工会|团委|技术中心|研发中心|分公司|分院|学院|系|科室)$")


def expand(text: str, mentions: Sequence[Mention]) -> list[str]:
    """The fuller name of every mention, or the empty string; mentions are in order of the text.

    “济宁高新区党工委、管委会” gives 济宁高新区管委会 for 管委会; “区科技局” in an article on 济宁高新区 济宁高新区科技局;
    “省科技厅” there 山东省科技厅.
    """
    setting = find_setting(text, mentions)
    fulls: list[str] = []
    for i, m in enumerate(mentions):
        full = ""
        if m.type == "ORG" and not host_text(m.text) and not parse(m.text).last.regions:
            before = mentions[i - 1] if i else None
            full = (
                _coordinated(text, m, before, fulls[-1] if fulls else "")
                or _levelled(m, setting)
                or _of_parent(text, m, mentions[:i], fulls)
                or _of_zone(m, setting)
            )
        fulls.append(full if full != m.text else "")
    return fulls


def _coordinated(text: str, m: Mention, before: Mention | None, before_full: str) -> str:
    """“济宁高新区党工委、管委会”: 管委会 is 济宁高新区管委会."""
    if not before or before.type != "ORG" or not _JOINED.fullmatch(text[before.end : m.start]):
        return ""
    if parse(m.text).last.kind not in ("government", "party") or _REGION_WORD.get(m.text[0]):
        return ""
    host = host_text(before_full or before.text)
    first, second = parse(before_full or before.text).last, parse(m.text).last
    return host + m.text if host and {first.form, second.form} <= {"党工委", "管委会", "纪工委", "党委", "政府"} else ""


def _levelled(m: Mention, setting: Setting) -> str:
    """“区科技局”, “新区党工委”, “省科技厅”, “市公安局”: the zone or division that the article is set in."""
    segment = parse(m.text).last
    zone = _ZONE_WORD.match(m.text)
    if zone and setting.zone and _fits(zone[0], setting.zone):
        return setting.zone + m.text[zone.end() :]
    if segment.kind not in ("government", "party", "hospital", "association") or not segment.level:
        return ""
    division = setting.region(_REGION_WORD.get(m.text[0], "")) if m.text[0] in _REGION_WORD else None
    return division.name + m.text[1:] if division and not zone else ""


def _fits(word: str, zone: str) -> bool:
    """Whether 高新区 or 区 can refer to this zone: 新区 not to 济宁高新区."""
    word = word.lstrip("本全该")
    if word in ("区", "园区"):
        return zone.endswith(("区", "园", "城", "谷"))
    folded = parse(zone, "PARK").last
    return parse(word, "PARK").last.form == folded.form or zone.endswith(word) and word == "开发区"


def _of_parent(text: str, m: Mention, before: Sequence[Mention], fulls: Sequence[str]) -> str:
    """“省工信厅节能处”-like units printed apart, 技术中心, 党支部: the body named last in the same sentence."""
    if not _PARENT_UNIT.search(m.text) or len(m.text) > 8:
        return ""
    for other, full in zip(reversed(before), reversed(fulls), strict=False):
        if re.search(r"[。！？；\n]", text[other.end : m.start]):
            return ""
        if other.type == "ORG":
            return (full or other.text) + m.text if is_generic(m.text) or _is_parent(other) else ""
    return ""


def _is_parent(other: Mention) -> bool:
    return parse(other.text).last.kind in ("government", "party", "company", "university", "hospital")


def _of_zone(m: Mention, setting: Setting) -> str:
    """“科技创新局”, “管委会” in an article on 济宁高新区."""
    segment = parse(m.text).last
    if not setting.zone or segment.level or segment.kind not in ("government", "party"):
        return ""
    return setting.zone + m.text if _ZONE_UNIT.search(m.text) and len(m.text) <= 14 else ""
