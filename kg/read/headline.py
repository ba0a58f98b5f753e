"""Which paragraph is the title, which the byline."""

import re
from collections.abc import Sequence

from kg.read.dates import full_dates
from kg.read.kinds import is_byline, is_caption, is_dateline, is_item, is_meta, is_name_list
from kg.read.lines import commas, is_open

_TOP = 8
_SHORT, _MUCH_LONGER = 16, 1.4
_NO_TITLE = re.compile(
    "^[—─－-]{1,2}|^[（(【\\[]?(?:摘要|编者按|核心提示|导读|内容提要|关键词)|^\\S{0,6}(?:单位|时间|日期|地点|编号|人|电话|来源|作者|整理|名称)[:：]"
    "|(?:长|书记|主任|总经理|主席)\\s*[\u4e00-\u9fff]{2,4}$"
)
_LABELLED = re.compile("索\\s*引\\s*号|主题|发布|公开|分类|文\\s*号")
_ANNOUNCED = re.compile("^[（(【\\[]?(?:摘要|编者按|核心提示|导读|内容提要|关键词)")
_NOTICE = re.compile(".{0,30}关于.+的(?:通知|公告|公示|决定|批复|意见|通报|报告|函|通告|请示|办法)")
_REPORTER = re.compile("[（(]((?:本报|本网|见习|实习|全媒体|特约)*(?:记者|通讯员)[^（()）]{1,40})[）)]")
_BODY_ENDS = ("局", "会", "办公室", "委员会", "管委会", "公司", "中心", "日")


def find_title(paragraphs: Sequence[str]) -> str:
    """The headline: the first line above the text, or a much longer one where that is but a kicker.

    Failing that, a displaced headline after the text.

    >>> find_title(["三次创业,再出发", "济宁高新区深入推进“三次创业” 促创新创业", "本报记者 邓超", "近日，园区开工。"])
    '济宁高新区深入推进“三次创业” 促创新创业'
    """
    top: list[str] = []
    for text in paragraphs[:_TOP]:
        if _is_body(text) or (top and (is_byline(text) or is_dateline(text) or is_name_list(text))):
            break
        if _is_title(text, first=not top and not _LABELLED.match(text)):
            top.append(text)
    notice = next((text for text in top if _NOTICE.fullmatch(text)), "")
    if notice:
        return notice
    if top:
        longest = max(top, key=len)
        kicker = len(top[0]) <= _SHORT and len(longest) >= _MUCH_LONGER * len(top[0])
        return longest if kicker else top[0]
    last = paragraphs[-1] if len(paragraphs) > 2 else ""
    if re.search("\\S{4} \\S{4}", last) and _is_title(last, first=False) and not last.endswith(_BODY_ENDS):
        return last
    return ""


def _is_body(text: str) -> bool:
    return "。" in text or text.endswith(("；", "：")) or len(text) > 90 or (len(text) > 45 and commas(text) > 3)


def _is_title(text: str, *, first: bool) -> bool:
    if not (2 if first else 6) <= len(text) <= 90 or is_open(text) or _ANNOUNCED.match(text):
        return False
    if not first and (_NO_TITLE.search(text) or full_dates(text)):
        return False
    return not any(test(text) for test in (is_byline, is_meta, is_caption, is_item, is_dateline, is_name_list))


def find_byline(paragraphs: Sequence[str], title: str) -> str:
    """The line that names the authors, or what a dateline says in brackets (记者 邓超); empty where there is none."""
    at = paragraphs.index(title) if title in paragraphs else -1
    for number, text in enumerate(paragraphs):
        near = number <= max(at, 0) + 3
        if is_byline(text) or (near and number > at >= 0 and is_name_list(text)):
            return text
    for text in (*paragraphs[:4], *paragraphs[-1:]):
        match = _REPORTER.search(text[:80]) or _REPORTER.search(text[-60:])
        if match:
            return match[1]
    return ""
