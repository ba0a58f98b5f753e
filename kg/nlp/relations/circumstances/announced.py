"""What a text only announces: events that are to be held (大会将于9月举行), what somebody is to found or to enter into (将设立甲)."""

import bisect
import re

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading, Unit

_NAME = "\ue000"
_WILL = r"(?:将(?![军士来近])|即将|拟|定于|计划于)"
_AFTER = re.compile(
    rf"[”》）)]*(?:[^，。；\n{_NAME}]{{0,14}}，)?[^，。；\n{_NAME}]{{0,10}}?{_WILL}[^，。；\n]{{0,40}}?"
    r"(?:举办|举行|召开|开幕|启幕|开赛|揭幕|打响|登场|拉开|上演|亮相|如期|于|在)"
)
_BEFORE = re.compile(rf"{_WILL}[^，。；、：\n]{{0,40}}?(?:举办|举行|召开|主办|承办)[^，。；\n]{{0,12}}$")
_MEANT = rf"(?:{_WILL}|计划|打算|有望)"
_FOUNDS = re.compile(
    rf"{_MEANT}(?:在[^，。；：\n]{{1,12}})?(?:合作|共同|联合|投资|出资|新)?"
    r"(?:设立|建设|成立|新建|兴建|组建|打造|建立|共建|筹建|开设|建)[^，。；、：\n]{0,14}$"
)
_JOINS = re.compile(rf"{_MEANT}(?:与|同|和|携手|联合|会同){_NAME}*[^，。；\n]{{0,4}}$")
_NEW = (
    rf"(?:{_MEANT})(?!持续|继续|进一步|深入|扎实|全面|不断|坚决)"
    r"(?:还|再|也|陆续|相继|同步|正式|适时|率先){0,3}(?:于[^，。；]{1,8}?)?"
)
_RUNS = re.compile(
    rf"{_NEW}(?:实行|推出|启动|实施|开展|推行|试行|建立|出台|推广|设立|发布|探索|打造)[^，。；、\n]{{0,10}}$"
)
_BRINGS = re.compile(rf"{_NEW}(?:引进|引入|招引|引育|培育)[^，。；\n]{{0,8}}$")
_INTENDED = {
    "establishes": _FOUNDS, "invests_in": _FOUNDS, "cooperates_with": _JOINS, "runs_programme": _RUNS, "attracts": _BRINGS,
}  # fmt: skip
_LONGEST_REST = 16
_ANY_WILL = re.compile(_WILL)
_HELD = re.compile(
    r"(?<!发布会|推介会|恳谈会)(?<!连续|成功)(?:举行|举办|召开)(?!过|[\d一二三四五六七八九十]+届)|开幕|启幕|落幕|闭幕|拉开|圆满|开赛|揭幕|现场|期间|上[，,发]|获悉|获奖|夺|吸引|参加了|亮相"
)


def announced(reading: Reading) -> frozenset[int]:
    """The local numbers of such events; of what is said of them 168 of 173 annotated facts are planned, none has come true."""
    return frozenset(t.local for t in reading.of_type("EVENT") if _is_announced(reading, t.units))


def intended(reading: Reading, claim: Claim) -> bool:
    """Whether a clause says 将, 拟 or 计划 of founding, joining with, running or bringing in what the text names only there.

    Of 255 such annotated facts 231 are planned, 21 came to nothing.
    """
    pattern = _INTENDED.get(claim.predicate)
    thing = reading.things.get(claim.object.local)
    if pattern is None or thing is None or sum(not reading.units[i].refers for i in thing.units) != 1:
        return False
    return bool(pattern.search(_clause(reading, claim.object)[0]))


def _is_announced(reading: Reading, indexes: tuple[int, ...]) -> bool:
    ahead = False
    for unit in (reading.units[i] for i in indexes):
        lead, rest = _clause(reading, unit)
        if not unit.refers and (_AFTER.match(rest) or _BEFORE.search(lead)):
            ahead = True
        elif _HELD.search(lead + rest) and not _ANY_WILL.search(lead + rest):
            return False
    return ahead


def _clause(reading: Reading, unit: Unit) -> tuple[str, str]:
    """What stands before and after a name in its clause, the letters of names hidden: a plan in a name is no plan."""
    start = reading.clause_start(unit.start)
    ends = reading.clause_ends[bisect.bisect_left(reading.clause_ends, unit.end) :]
    if ends and ends[0] - unit.end < _LONGEST_REST and _ANY_WILL.match(reading.text, ends[0]):  # 大会，将于9月举行
        ends = ends[1:]
    end = ends[0] if ends else len(reading.text)
    words = reading.hide_names(start, end, _NAME)
    return words[: unit.start - start], words[unit.end - start :]
