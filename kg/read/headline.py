"""Which paragraph is the title, which the byline."""

import re
from collections.abc import Sequence

from kg.read.kinds import is_byline, is_caption, is_dateline, is_item, is_meta, is_name_list
from kg.read.lines import commas, has_inner_end, is_open

_TOP = 8
_LEADING_MARK = re.compile("^[—─－-]{1,2}|^[（(【\\[]?(?:摘要|编者按|核心提示|导读|内容提要|关键词)")
_REPORTER = re.compile("[（(]((?:本报|本网|见习|实习|全媒体|特约)*(?:记者|通讯员)[^（()）]{1,40})[）)]")
_BODY_ENDS = ("局", "会", "办公室", "委员会", "管委会", "公司", "中心", "日")


def find_title(paragraphs: Sequence[str]) -> str:
    """The longest line that can be a headline above the text; failing that, a displaced headline after it.

    >>> find_title(["三次创业,再出发", "济宁高新区深入推进“三次创业” 促创新创业", "本报记者 邓超", "科技创新是发展的不竭动力。"])
    '济宁高新区深入推进“三次创业” 促创新创业'
    """
    top: list[str] = []
    for text in paragraphs[:_TOP]:
        if _is_body(text) or (top and (is_byline(text) or is_dateline(text) or is_name_list(text))):
            break
        if _is_title(text):
            top.append(text)
    if top:
        return max(top, key=len)
    last = paragraphs[-1] if len(paragraphs) > 2 else ""
    if last and re.search("\\S{4} \\S{4}", last) and _is_title(last) and not last.endswith(_BODY_ENDS):
        return last
    return ""


def _is_body(text: str) -> bool:
    return has_inner_end(text) or text.endswith(("。", "；", "：")) or len(text) > 70 or (len(text) > 40 and commas(text) > 3)


def _is_title(text: str) -> bool:
    if not 4 <= len(text) <= 70 or _LEADING_MARK.match(text) or is_open(text):
        return False
    return not (is_byline(text) or is_meta(text) or is_caption(text) or is_item(text) or is_dateline(text) or is_name_list(text))


def find_byline(paragraphs: Sequence[str], title: str) -> str:
    """The line that names the authors, or what a dateline says in brackets (记者 邓超); empty where there is none."""
    at = paragraphs.index(title) if title in paragraphs else -1
    for number, text in enumerate(paragraphs):
        near = number <= max(at, 0) + 3
        if is_byline(text) or (near and number > at >= 0 and is_name_list(text)):
            return text
    for text in paragraphs[:4] + paragraphs[-1:]:
        match = _REPORTER.search(text[:80]) or _REPORTER.search(text[-60:])
        if match:
            return match[1]
    return ""
