"""Boundaries of recognised names mended: joined names split, a verb before a known name cut off, marks made whole."""

import dataclasses
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.nlp.names.candidates import Candidate
from kg.nlp.names.quotes import is_theme
from kg.nlp.recogniser.brackets import balanced
from kg.vocabulary import table

_SPLIT_TYPES = frozenset({"PERSON", "ORG", "PARK", "PLACE", "INDUSTRY", "PROGRAMME", "HONOUR", "PROJECT", "EVENT"})
_JOINT = re.compile(r"、|(?<=”)(?=“)")
_EDGES = " 　,，。、；：;:.·—-"
_TAIL = re.compile(r"(?:等(?!奖)(?:一批|[\u4e00-\u9fff]{0,6})|[一二三四五六七八九十\d]+项)$")
_LEAD = re.compile(
    r"(?:大力|全力|加快|深入|积极|聚力|持续|扎实|着力|全面|纵深|有序|稳步|继续)(?:推进|实施|建设|打造|开展|推动|发展|培育|推行|落实|深化)"
    r"|(?:大力|全力)(?=推|实|建|打)|利用|围绕|依托|按照|纵观|招纳"
    r"|\d{4}年\d{1,2}月\d{1,2}日(?:（[^）]{1,3}）)?[ 　]*"
)
# A verb whose first letter was taken for the last one of a name: 陈浩致辞, 汪翌作表态发言.
_VERB = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:致(?=辞|词|欢迎|开幕|闭幕|答谢)|作(?=主旨|主题|专题|表态|典型|交流|报告|动员|讲话|了))"
)
# Where a name was glued to what stands before it: a headline's end, 新区 + 中共中央, the number of a list.
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ 　]+(?=[\u4e00-\u9fff])")
_NATIONAL = re.compile(r"(?<=.)(?<!中国)(?:中共中央|国务院|全国人大|中央军委|中央纪委)")
_NUMBER = re.compile(r"0\d(?=[\u4e00-\u9fff])")
_DOUBLED = re.compile(r"(?:支行|分行|公司|医院|法院|集团)会$|(?<=[一-龥])局局$")
_BORN = re.compile(r"生于(?:公元)?\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出生)?(?=[，,。；;、（(）)在于\s]|$)")
_MEMBER = re.compile(r"党[（(]?员")  # 优秀共产党员 is no party
_RANK = re.compile(r"(?:高级|资深|联席|名誉|荣誉|常务|首席|长聘|预聘|特聘)$")
_NOT_EXECUTIVE = re.compile(r"独立|执行|职工")
_LONG_NAME = 3
_AFTER_NAMES = frozenset("升便已将被任赴率在向于对为由并还也则才就均曾现又再从到说称系等及和与同先后作致出兼接调当")
_ENDING = frozenset("，。；、：（）(),;: 　\n”》")
_SURE = 0.8
_LONGEST_LEAD = 4
_OPEN, _CLOSED = "“《（(‘", "”》）)’"


def mend(text: str, found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with their boundaries mended; one that loses everything goes.

    >>> text = "围绕小松、山推等企业"
    >>> [text[c.start:c.end] for c in mend(text, [Candidate(2, 7, "ORG", "recogniser", 0.6)])]
    ['小松', '山推']
    """
    parts = [p for c in found for p in _split(text, c)]
    whole = [_without_birth(text, b) for c in parts if (b := _trimmed(text, c)) is not None]
    return _without_verb(text, _without_lead(text, whole))


def _split(text: str, c: Candidate) -> list[Candidate]:
    """A candidate cut at the commas of an enumeration that stand outside quotation marks and brackets."""
    if c.type not in _SPLIT_TYPES:
        return [c]
    surface = text[c.start : c.end]
    cuts = [m for m in _JOINT.finditer(surface) if _depth(surface[: m.start()]) == 0]
    if not cuts:
        return [c] if c.end - c.start >= 2 else []
    bounds = [0, *(b for m in cuts for b in m.span()), len(surface)]
    pieces = zip(bounds[::2], bounds[1::2], strict=True)
    return [dataclasses.replace(c, start=c.start + s, end=c.start + e) for s, e in pieces if e - s >= 2]


def _depth(text: str) -> int:
    return sum(text.count(o) - text.count(k) for o, k in zip(_OPEN, _CLOSED, strict=True))


def _trimmed(text: str, c: Candidate) -> Candidate | None:
    start, end = c.start, c.end
    lead = _LEAD.match(text, start, end)
    if lead and end - lead.end() >= 3:
        start = lead.end()
    tail = _TAIL.search(text, start, end)
    if tail and tail.start() - start >= 2:
        end = tail.start()
    start, end = _unglued(text, start, end, c.type)
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    start, end = balanced(text, start, end)
    half = (end - start) // 2
    if half >= 2 and text[start : start + half] == text[start + half : end]:  # 华静华静, a caption before the text
        start += half
    if c.type == "PERSON" and _VERB.match(text, end - 1) and end - start >= 3:
        end -= 1
    if c.type == "POSITION":
        start = _whole_title(text, start, end)
    member = c.type == "ORG" and bool(_MEMBER.match(text, end - 1))
    theme = c.type == "PROGRAMME" and is_theme(text, start, end)
    if end - start < 2 or member or theme or _is_no_name(c.type, text[start:end]):
        return None
    return c if (start, end) == (c.start, c.end) else dataclasses.replace(c, start=start, end=end)


def _without_birth(text: str, c: Candidate) -> Candidate:
    """张惠 of 张惠生于1967年4月, but 李春生 of 李春生于2010年任局长, and where the text names him 李春生 elsewhere."""
    if c.type != "PERSON" or c.end - c.start < 3 or not _BORN.match(text, c.end - 1):
        return c
    name = text[c.start : c.end]
    whole = re.search(re.escape(name) + "(?!于)", text) and not re.search(re.escape(name[:-1]) + "(?!生)", text)
    return c if whole else dataclasses.replace(c, end=c.end - 1)


def _unglued(text: str, start: int, end: int, type_: str) -> tuple[int, int]:
    """Without what was glued to a name: 炎炎夏日 高新区总工会, 新区中共中央政治局, 02泰华北路项目, 某支行会.

    >>> _unglued("炎炎夏日 高新区总工会", 0, 11, "ORG"), _unglued("城西支行会", 0, 5, "ORG")
    ((5, 11), (0, 4))
    """
    if type_ in ("ORG", "PARK"):
        blank = list(_BLANK.finditer(text, start, end))
        if blank and _depth(text[start : blank[-1].start()]) == 0 and end - blank[-1].end() >= 3:
            start = blank[-1].end()
        national = _NATIONAL.search(text, start, end)
        start = national.start() if national and type_ == "ORG" else start
        end -= bool(_DOUBLED.search(text, start, end))
    elif type_ in ("PROJECT", "EVENT", "PROGRAMME"):
        number = _NUMBER.match(text, start, end)
        start = number.end() if number else start
    return start, end


def _whole_title(text: str, start: int, end: int) -> int:
    """Where a title starts with what was cut off it: 副局长, 高级副总裁, 非独立董事."""
    while True:
        rank = _RANK.search(text, max(0, start - 2), start)
        denied = text[start - 1 : start] == "非" and _NOT_EXECUTIVE.match(text, start, end)
        if rank:
            start = rank.start()
        elif denied or text[start - 1 : start] == "副":
            start -= 1
        else:
            return start


def _is_no_name(type_: str, surface: str) -> bool:
    pattern = _no_names().get(type_)
    return bool(pattern and pattern.fullmatch(surface))


@functools.cache
def _no_names() -> dict[str, re.Pattern[str]]:
    """Words and slogans that recognisers take for names, by type."""
    patterns: dict[str, list[str]] = defaultdict(list)
    for row in table("not_names"):
        patterns[row["type"]].append(row["pattern"])
    return {t: re.compile("|".join(f"(?:{p})" for p in ps)) for t, ps in patterns.items()}


def _without_verb(text: str, found: list[Candidate]) -> list[Candidate]:
    """陈杰 for 陈杰升 in 陈杰升任书记, where the text names 陈杰 elsewhere and 陈杰升 only there."""
    names = Counter(text[c.start : c.end] for c in found if c.type == "PERSON")
    result = []
    for c in found:
        name = text[c.start : c.end]
        glued = c.type == "PERSON" and len(name) == _LONG_NAME and name[-1] in _AFTER_NAMES and names[name] == 1
        if glued and names[name[:-1]] and text[c.end : c.end + 1] not in _ENDING:
            c = dataclasses.replace(c, end=c.end - 1)
        result.append(c)
    return result


def _without_lead(text: str, found: list[Candidate]) -> list[Candidate]:
    """Cut what stands before a name that the document uses on its own: 开创高新区 beside several 高新区.

    Only a candidate that is less sure than the name alone, and printed but once, is cut.
    """
    best: dict[tuple[str, str], float] = defaultdict(float)
    times: dict[tuple[str, str], int] = defaultdict(int)
    for c in found:
        key = c.type, text[c.start : c.end]
        best[key], times[key] = max(best[key], c.confidence), times[key] + 1
    sure = [k for k in best if best[k] >= _SURE and times[k] >= 2]
    result = []
    for c in found:
        surface = text[c.start : c.end]
        if times[c.type, surface] == 1 and c.confidence < _SURE:
            tails = [
                n for t, n in sure if t == c.type and 0 < len(surface) - len(n) <= _LONGEST_LEAD and surface.endswith(n)
            ]
            if tails:
                c = dataclasses.replace(c, start=c.end - len(max(tails, key=len)))
        result.append(c)
    return result
