"""Amounts of money in Chinese text: 8亿元, 200万美元, 约5000余万元, 人民币5亿元, 3-5亿元.

`value` is the number in units of the currency (8亿元: 800000000), of a range the lower end, and None where the
words give no number (数十亿元). `approximate` says that the words are vague (约, 近, 余, 上, 以上, a range), `total`
that the amount is said to be a sum (总投资, 合计, 共). Left out are prices per unit (15元/平方米, 每亩20万元,
户均8万元), labels of size (亿元级, 百亿元产业), and 5亿 without 元 unless a word of investing stands before it.
"""

import dataclasses
import re
from decimal import Decimal

from kg.nlp.dates.numerals import fold

_CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "块钱": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "港元": "HKD",
    "港币": "HKD", "日元": "JPY", "日圆": "JPY", "英镑": "GBP", "澳元": "AUD", "加元": "CAD", "韩元": "KRW",
    "新台币": "TWD", "台币": "TWD", "新元": "SGD", "新加坡元": "SGD", "瑞士法郎": "CHF", "卢布": "RUB", "澳门元": "MOP",
    "泰铢": "THB",
}  # fmt: skip
_SIGNS = {
    "人民币": "CNY", "¥": "CNY", "￥": "CNY", "RMB": "CNY", "HK$": "HKD", "港币": "HKD", "US$": "USD", "USD": "USD",
    "美金": "USD", "$": "USD", "€": "EUR", "£": "GBP", "新台币": "TWD",
}  # fmt: skip
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = r"(?:万亿|[十百千]?[万亿]|[百千])"
_MONEY = "|".join(sorted((c for c in _CURRENCIES if c != "元"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\d.A-Za-z])(?:(?P<low>{_FIGURE}) ?(?P<lowunit>{_SCALE})?(?:{_MONEY}|元)?(?:--?|至|到))?"
    rf"(?:(?P<figure>{_FIGURE}) ?(?P<more>[余多来])? ?(?P<unit>{_SCALE})?(?:(?P<figure2>\d+)(?P<unit2>万))?"
    r"|(?<![〇零一二三四五六七八九十百千万亿两])(?P<numeral>[〇零一二三四五六七八九十百千万亿两]*[十百千万亿]"
    r"(?:[余多来][百千万亿]+)?))"
    rf" ?(?P<more2>[余多])? ?(?P<money>{_MONEY}|元(?![素器件宇旦月谋/级户]| ?每))?"
    r"(?P<after>(?:[(（]?人民币[)）]?)?整?(?:左右|上下|以上|以内|之多)?)"
)
_SIGN_BEFORE = re.compile("(?:" + "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)) + ") ?$")
_ABOUT_BEFORE = re.compile(
    r"(?:大约|将近|接近|超过|超出|(?<![签合节预契条公违租])约|(?<![附最临靠接])近|超|逾|(?<![不通经超渡])过"
    r"|(?<![以加马船网线])上|好几|(?<![总人指基参])数|几) ?$"
)
_LIMIT_BEFORE = re.compile(r"(?:突破|不低于|不少于|不超过|至少|高达|最高|最低)$")
_VAGUE = re.compile(r"(?:好几|[数几]) ?$")
_MORE = re.compile("[余多来]|左右|上下|以[上内]|[一二三四五六七八九两]{2}")
_PER_UNIT = re.compile(
    r"(?:每(?!年|期|轮)[^，。；：、\d\n]{1,7}"
    r"|(?:[亩人户地日月]均|均价|单价|时薪|票价|房价|售价)[^，。；、\d\n]{0,5}) ?$"
)
_PER_UNIT_AFTER = re.compile(r" ?[/／每]|一(?:斤|公斤|吨|亩|平方?米?|株|只|头|张|本|度|位|年)(?!期)")
_LABEL_AFTER = re.compile(r"级|(?:以上)?(?:产业|企业|园区|集群|俱乐部|项目)")
_INVESTING = re.compile(
    r"(?:投资|出资|注资|融资|增资|斥资|投入|耗资|总额|授信|注册资本|资本|金额|估值|规模|贷款|资金|认缴|募资|签约|产值|造价)"
    r"(?:额|了|约|近|超|超过|达|达到|为|合计|共|人民币|:|：| ){0,3}$"
)
_BARE_AFTER = re.compile(r"$|[，。、；,;）)！”\n ]|建设|兴建|用于|打造|扩建|上马|的(?!人|用户|粉丝)")
_TOTAL = re.compile(
    r"(?:总(?![裁经部书会督工监公装体干务院行店局队站台])|合计|共(?![同建享有和青产济赢识商用])|累计)[^，。；、\d\n]{0,7}$"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money at a place in a text, as said and as number and currency."""

    start: int
    end: int
    text: str
    value: Decimal | None
    currency: str
    approximate: bool
    total: bool


def find_amounts(text: str) -> list[Amount]:
    """The amounts of a text in order.

    >>> [(a.text, int(a.value), a.currency, a.total) for a in find_amounts("总投资约5000余万元，外方出资200万美元")]
    [('约5000余万元', 50000000, 'CNY', True), ('200万美元', 2000000, 'USD', False)]
    """
    folded = fold(text)
    found: list[Amount] = []
    for match in _NUMBER.finditer(folded):
        if match["money"] or match["unit"] or match["numeral"]:
            amount = _amount(text, folded, match, found[-1].end if found else 0)
            if amount:
                found.append(amount)
    return found


def _amount(text: str, folded: str, match: re.Match[str], done: int) -> Amount | None:
    start, end = match.span()
    before = folded[max(done, start - 20) : start]
    sign = _SIGN_BEFORE.search(before)
    if match["figure"] and not match["figure"].strip("0.,"):
        return None
    if not (match["money"] or sign or _bare(folded, before, match)):
        return None
    if sign:
        before, start = before[: sign.start()], start - len(sign[0])
    about = _ABOUT_BEFORE.search(before)
    if about:
        before, start = before[: about.start()], start - len(about[0])
    if not _counts(folded, before, match, about):
        return None
    vague = bool(about and _VAGUE.search(about[0]))
    approximate = bool(about or match["low"] or _MORE.search(match[0]) or _LIMIT_BEFORE.search(before))
    return Amount(
        start,
        end,
        text[start:end],
        None if vague else _value(match),
        _SIGNS[sign[0].strip()] if sign else _CURRENCIES[match["money"] or "元"],
        approximate,
        bool(_TOTAL.search(before)),
    )


def _bare(folded: str, before: str, match: re.Match[str]) -> bool:
    """Whether a number without currency is money: 投资5亿，."""
    ends = (match["unit"] or match["numeral"] or "")[-1:]
    return ends in ("万", "亿") and bool(_INVESTING.search(before) and _BARE_AFTER.match(folded, match.end()))


def _counts(folded: str, before: str, match: re.Match[str], about: re.Match[str] | None) -> bool:
    """Whether the number is an amount: no price per unit, no label of size, no 百元 of 二百元店."""
    if _PER_UNIT.search(before) or _PER_UNIT_AFTER.match(folded, match.end()):
        return False
    numeral = match["numeral"]
    if not numeral:
        return True
    if not re.search("[百千万亿]", numeral):
        return False
    if re.search("[一二三四五六七八九两]", numeral) or about:
        return True
    stands_alone = len(numeral) > 1 and not before.endswith(("个", "家", "条", "座"))
    return stands_alone and not _LABEL_AFTER.match(folded, match.end())


def _value(match: re.Match[str]) -> Decimal:
    value = _number(match)
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _number(match: re.Match[str]) -> Decimal:
    if match["numeral"]:
        return Decimal(_numeral(match["numeral"]))
    if match["low"]:
        return _figure(match["low"]) * _scale(match["lowunit"] or match["unit"])
    value = _figure(match["figure"]) * _scale(match["unit"])
    return value + _figure(match["figure2"]) * 10**4 if match["figure2"] else value


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _scale(unit: str | None) -> int:
    scale = 1
    for char in unit or "":
        scale *= _POWERS[char]
    return scale


def _numeral(text: str) -> int:
    """A Chinese numeral.

    >>> _numeral("一千二百万"), _numeral("两亿"), _numeral("十五亿三千万"), _numeral("千万"), _numeral("四五百万")
    (12000000, 200000000, 1530000000, 10000000, 4000000)
    """
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = digit or _DIGITS[char]
        elif char in "万亿":
            part = section + digit
            total = (total + part or 1) * _POWERS[char] if char == "亿" else total + (part or 1) * _POWERS[char]
            section = digit = 0
        elif char in _POWERS:
            section, digit = section + (digit or 1) * _POWERS[char], 0
    return total + section + digit
