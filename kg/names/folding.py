"""One form for names that differ only in how much of an official term is spelled out."""

import functools
import re
import unicodedata

from kg.names.divisions import divisions_of
from kg.vocabulary import table

_DROPPED = re.compile(r"[\s“”„‟\"'‘’「」『』《》〈〉]+")
_DOTS = re.compile(r"[·•・‧∙⋅]")
_BUREAU_TAIL = re.compile(r"(?:局|厅|委|办|办公室|部|处|科|室|队|所|站|中心|党组|党委|党支部|委员会)$")
_NATIONAL = re.compile(r"(?<=.)国家级?(?=.{0,8}(?:高新|经开|经济|综保|农高|级|示范区|自主|新区))")
_TICKER = re.compile(r"^\*?st(?=[^a-z])|-[a-z]{1,2}$")
_COMMITTEE = re.compile(r"(?<=..)(?:党工委|管委会)(?=.{2,}(?:局|部|处|科|中心|大队|队)$)")
_AREA = re.compile(r"(?<=..)(?:地区|区域)$")
_PARTY = re.compile(r"^(?:中国共产党|中共)")


def clean(name: str) -> str:
    """NFKC without spaces and quotes, middle dots as one.

    >>> clean("“555” 人才新政"), clean("均和云谷•济宁创新谷"), clean("中国（济宁）试验区")
    ('555人才新政', '均和云谷·济宁创新谷', '中国(济宁)试验区')
    """
    return _DOTS.sub("·", _DROPPED.sub("", unicodedata.normalize("NFKC", name)))


@functools.lru_cache(maxsize=1 << 17)
def fold(name: str, type_: str = "ORG") -> str:
    """The name with official terms in their usual short form.

    >>> fold("济宁国家高新技术产业开发区", "PARK"), fold("济宁高新技术产业开发区管理委员会")
    ('济宁高新区', '济宁高新区管委会')
    >>> fold("拉萨经济技术开发区管委会招商局"), fold("国务院")
    ('拉萨经开区招商局', '国务院')
    >>> fold("中共济宁市委员会"), fold("人力资源和社会保障局"), fold("山东科技创新集团有限责任公司")
    ('济宁市委', '人社局', '山东科技创新集团有限公司')
    >>> fold("珠三角地区", "PLACE"), fold("喀什地区", "PLACE")
    ('珠三角', '喀什地区')
    """
    text = clean(name).replace("·", "").casefold()
    if type_ == "PARK":
        return _replace(_NATIONAL.sub("", text), ("zone",))
    if type_ == "PLACE" and not divisions_of(text):
        return _AREA.sub("", text)
    if type_ != "ORG":
        return text
    text = _replace(_NATIONAL.sub("", _TICKER.sub("", text)), ("zone", "body"))
    text = re.sub(r"^国家税务总局(?=.+税务局)", "", text)
    if _PARTY.match(text):
        text = re.sub(r"委员会$", "委", _PARTY.sub("", text).replace("工委", "党工委").replace("党党", "党"))
    text = _COMMITTEE.sub("", text)
    scopes = ("bureau", "learned") if _BUREAU_TAIL.search(text) else ("legal", "learned")
    return _replace(text, scopes)


def _replace(text: str, scopes: tuple[str, ...]) -> str:
    pattern, shorts = _replacements(scopes)
    return pattern.sub(lambda m: shorts[m[0]], text)


@functools.cache
def _replacements(scopes: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    shorts = {row["full"]: row["short"] for row in table("names/abbreviations") if row["scope"] in scopes}
    ordered = sorted(shorts, key=lambda full: (-len(full), full))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)"), shorts
