"""What a line is by its own words: a source line, a caption, a list item, a dateline's first line, a byline.

The patterns stand in `seeds/reading/line_kinds.tsv`; DAY and CLOCK in them mean a full date and a time of day.
"""

import functools
import re

from kg import vocabulary

_DAY = (
    r"(?:(?:19|20)\d\d\s*(?:[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}|年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]|[01]\d/[0-3]\d(?=\s?\d\d:\d\d))"
    "|[二一][〇○零Ｏ九一二三四五六七八]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_CLOCK = r"\s*T?\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_OPENING = re.compile(r"[\s（(【\[|—-]*")
_SENTENCE = re.compile(r"[。；]|[，,](?!\d)")
_ROLE = (
    "(?:本报|本网|本刊|本台|全媒体|新媒体|特约|实习|见习|首席|特派|驻站|融媒)*"
    r"(?:记者|通讯员|作者|评论员|(?:撰稿人?|撰文|供稿|摄影|图片|文字|采写|采访|报道|文|图|摄|整理|编译|综合)(?=[\s/／:：、，,）)]|$))"
)
_MEDIUM = "(?:[\u4e00-\u9fff]{2,12}(?:报|社|网|台|中心|融媒))?"
_BYLINE = re.compile(
    rf"[□■◎●○▲△◆◇★☆（(【\[—\-\s]*(?:{_MEDIUM}{_ROLE}\s*[/、／和与及]?\s*)+"
    r"[\s:：|｜/·]*(?P<names>[^。！？，,]{0,60})"
)
_MARKED_NAMES = re.compile(r"[□■◎●○◆◇☆★]\s*(?P<names>[\u4e00-\u9fff·]{2,3}(?:[\s、/]+[\u4e00-\u9fff·]{2,3}){0,5})")
_NAME_LIST = re.compile(r"[\u4e00-\u9fff·]{2,3}(?:[\s、/]+[\u4e00-\u9fff·]{2,3}){0,5}")
_ROLE_WORD = re.compile(rf"{_ROLE}|本报讯|[/／、:：（）()【】\[\]□■◎●○▲△◆◇★☆|｜·—-]")


def is_byline(text: str) -> bool:
    """Whether a line only names who wrote or took pictures.

    >>> [is_byline(t) for t in ("文/图 本报记者 孔茜", "□王硕 绪言 吴丛", "记者了解到，园区已有5家企业", "本报济宁讯")]
    [True, True, False, False]
    """
    if len(text) > 70:
        return False
    marked = _MARKED_NAMES.fullmatch(text)
    if marked:
        return is_name_list(marked["names"])
    match = _BYLINE.match(text)
    if not match or match.end() < len(text.rstrip()):
        return False
    rest = _ROLE_WORD.sub(" ", match["names"]).split()
    return all(len(word) <= 4 or word.endswith(("报", "社", "网", "台", "中心")) for word in rest)


def is_name_list(text: str) -> bool:
    """Whether a line is nothing but names of two or three characters, most of them with a common surname.

    >>> is_name_list("王硕 绪言 吴丛"), is_name_list("精准招商 一区多园"), is_name_list("向海图强")
    (True, False, False)
    """
    if not _NAME_LIST.fullmatch(text):
        return False
    names = re.split(r"[\s、/]+", text)
    return 3 * sum(name[0] in surnames() for name in names) >= 2 * len(names)


@functools.cache
def surnames() -> frozenset[str]:
    """The surnames of the national register."""
    return frozenset(row["surname"] for row in vocabulary.table("surnames"))


def is_meta(text: str) -> bool:
    """Whether a line says where and when the text was published.

    >>> is_meta("来源:中国高新技术产业导报 时间:2017-10-23"), is_meta("2021年5月12日 08:30"), is_meta("来源于生活")
    (True, True, False)
    >>> is_meta("济宁日报 2022年3月18日 （记者 张三）"), is_meta("晚报2022年3月18日创刊")
    (True, False)
    >>> is_meta("原创 小侨 五邑侨声 2024-11-25 22:18 广东"), is_meta("时间：2016年9月1日—4日")
    (True, False)
    """
    if len(text) > 170 or _SENTENCE.search(text) or _pattern("other_time").search(text):
        return False
    return _is("source", text) or (len(text) <= 80 and bool(_pattern("stamped").fullmatch(text)))


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date.

    >>> is_date("（2019年3月5日）"), is_date("二〇二一年五月十二日"), is_date("2019年3月5日，园区")
    (True, True, False)
    >>> is_date("2023 08/14 07:48:31"), is_date("2023 08/14")
    (True, False)
    """
    return len(text) <= 50 and _is("date", text)


def is_caption(text: str) -> bool:
    """Whether a line describes a picture.

    >>> is_caption("图为园区工作人员深入企业。"), is_caption("图谱明确了链主企业")
    (True, False)
    """
    if len(text) > 130:
        return False
    return bool(_pattern("caption").fullmatch(text) or (text.count("。") <= 1 and _pattern("credit").fullmatch(text)))


def is_item(text: str) -> bool:
    """Whether a line begins as a numbered item does.

    >>> is_item("一、工作目标"), is_item("（二）主要任务"), is_item("1.5亿元")
    (True, True, False)
    """
    return bool(_pattern("item").match(text))


def is_dateline(text: str) -> bool:
    """Whether a line begins with a dateline (本报…讯) or a reporter in brackets.

    >>> is_dateline("本报济宁8月11日讯(记者 邓超) 9日上午"), is_dateline("近日，济宁高新区")
    (True, False)
    """
    return bool(_pattern("dateline").match(text))


def _is(kind: str, text: str) -> bool:
    opening = _OPENING.match(text)
    return bool(_pattern(kind).fullmatch(text, opening.end() if opening else 0))


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    rows = [row["pattern"] for row in vocabulary.table("reading/line_kinds") if row["kind"] == kind]
    return re.compile("|".join(f"(?:{p})" for p in rows).replace("DAY", _DAY).replace("CLOCK", _CLOCK))
