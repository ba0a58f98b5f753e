"""What a single line is by its own words: a byline, a source line, a caption, a list item, a dateline's first line."""

import functools
import re

from kg import vocabulary

_ROLE = (
    "(?:本报|本网|本刊|本台|全媒体|新媒体|特约|实习|见习|首席|特派|驻站|融媒)*(?:记者|通讯员|撰稿人?|作者|撰文|供稿|摄影|图片|"
    "文字|采写|采访|报道|文|图|摄|整理|编译|评论员)"
)
_BYLINE = re.compile(
    f"[□■◎●○▲△◆◇★☆（(【\\[—\\-\\s]*(?:(?:[\u4e00-\u9fff]{{2,12}}(?:报|社|网|台|中心|融媒))?{_ROLE}\\s*[/、／和与及]?\\s*)+"
    "[\\s:：|｜/·]*(?P<names>[^。！？，,]{0,60})"
)
_MARKED_NAMES = re.compile("[□■◎●○◆◇☆★]\\s*(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\\s、/]+[\u4e00-\u9fff·]{2,4}){0,5})")
_NAME_LIST = re.compile("[\u4e00-\u9fff·]{1,4}(?:[\\s、/]+[\u4e00-\u9fff·]{1,4}){0,5}")
_ROLE_WORD = re.compile(f"{_ROLE}|本报讯|[/／、:：（）()【】\\[\\]□■◎●○▲△◆◇★☆|｜·—-]")
_FULL_DATE = "(?:19|20)\\d\\d\\s*(?:[-/.]\\s*\\d{1,2}\\s*[-/.]\\s*\\d{1,2}|年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日)"
_META = re.compile(
    "[\\s（(【\\[|]*(?:信息|文章|稿件|内容|新闻)?(?:来源|发布时间|发布日期|发布人|发布机构|时间|日期|更新时间|更新日期|成文日期|"
    "生成日期|发文日期|索引号|发文字号|文\\s*号|主题分类|公开日期|稿源|出处|录入|信息来源|编辑日期)\\s*[:：].{0,160}"
    f"|[\\s（(【\\[|]*{_FULL_DATE}(?:\\s*[T ]?\\s*\\d{{1,2}}[:：]\\d\\d(?:[:：]\\d\\d)?)?.{{0,60}}"
)
_DATE_ONLY = re.compile(f"[\\s（(【\\[|—-]*{_FULL_DATE}[\\s）)】\\]|]*(?:\\d{{1,2}}[:：]\\d\\d(?:[:：]\\d\\d)?)?\\s*(?:星期.|周.)?[\\s）)】\\]]*")
_CAPTION = re.compile("(?:图\\s?[为①-⑩一二三四五六七八九\\d：:]|[▲△↑↓◀▶]|[（(]图|资料图|配图|上图|下图|左图|右图|本版图片|题图).{0,120}")
_CREDIT = re.compile(".{2,120}(?:[\u4e00-\u9fff]{2,4}\\s?[/／]?\\s?摄|供图|[（(]?资料(?:图片?|照片)[）)]?)[）)]?。?")
_ITEM = re.compile(
    "[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]\\d{1,2}[）)]|\\d{1,2}[.．、)）](?!\\d)|[①-⑳]|第[一二三四五六七八九十百]{1,4}[章节条款]"
    "|[•●■◆▪▶➢✓]"
)
_DATELINE = re.compile(
    "[【（(]?(?:本报|本网|本台|新华社|新华网|人民网|中新社|中新网|[\u4e00-\u9fff]{2,12}(?:报|社|网|台|客户端|融媒))?"
    "[^。，！？\\n]{0,24}?(?:\\d{1,2}月\\d{1,2}日\\s*[电讯]|讯\\s*[（(]|讯\\s|电\\s*[（(])"
    "|[（(](?:本报|本网|通讯员|见习|实习|全媒体)*记者[^）)]{1,40}[）)]"
)


def is_byline(text: str) -> bool:
    """Whether a line only names who wrote or took pictures.

    >>> [is_byline(t) for t in ("文/图 本报记者 孔茜", "□王硕 绪言 吴丛", "记者了解到，园区已有5家企业", "本报济宁讯")]
    [True, True, False, False]
    """
    if len(text) > 70:
        return False
    if _MARKED_NAMES.fullmatch(text):
        return True
    match = _BYLINE.match(text)
    if not match or match.end() < len(text.rstrip()):
        return False
    rest = _ROLE_WORD.sub(" ", match["names"]).split()
    return all(len(word) <= 4 or word.endswith(("报", "社", "网", "台", "中心")) for word in rest)


def is_name_list(text: str) -> bool:
    """Whether a line is nothing but two- to four-character names that begin with a surname.

    >>> is_name_list("王硕 绪言 吴丛"), is_name_list("精准招商 一区多园")
    (True, False)
    """
    if not _NAME_LIST.fullmatch(text):
        return False
    names = [n for n in re.split("[\\s、/]+", text) if n]
    surnames = _surnames()
    common = sum(name[0] in surnames or name[:2] in surnames for name in names)
    return all(2 <= len(n) <= 4 for n in names) and common * 3 >= 2 * len(names) and max(map(len, names)) <= 3


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in vocabulary.table("surnames"))


def is_meta(text: str) -> bool:
    """Whether a line says where and when the text was published.

    >>> is_meta("来源:中国高新技术产业导报 时间:2017-10-23"), is_meta("2021年5月12日 08:30"), is_meta("来源于生活")
    (True, True, False)
    """
    return len(text) <= 170 and "。" not in text and bool(_META.fullmatch(text)) and not re.search("[，,](?!\\d)", text)


def is_date(text: str) -> bool:
    """Whether a line is nothing but a full date.

    >>> is_date("（2019年3月5日）"), is_date("2019年3月5日，园区")
    (True, False)
    """
    return len(text) <= 50 and bool(_DATE_ONLY.fullmatch(text))


def is_caption(text: str) -> bool:
    """Whether a line describes a picture.

    >>> is_caption("图为园区工作人员深入企业。"), is_caption("图谱明确了链主企业")
    (True, False)
    """
    return len(text) <= 130 and bool(_CAPTION.fullmatch(text) or (text.count("。") <= 1 and _CREDIT.fullmatch(text)))


def is_item(text: str) -> bool:
    """Whether a line begins as a numbered item does.

    >>> is_item("一、工作目标"), is_item("（二）主要任务"), is_item("1.5亿元")
    (True, True, False)
    """
    return bool(_ITEM.match(text))


def is_dateline(text: str) -> bool:
    """Whether a line begins with a dateline (本报…讯) or a reporter in brackets.

    >>> is_dateline("本报济宁8月11日讯(记者 邓超) 9日上午"), is_dateline("近日，济宁高新区")
    (True, False)
    """
    return bool(_DATELINE.match(text))
