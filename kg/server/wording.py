"""What every page says, in Chinese and in English; a room with words of its own brings a table like this one."""

from collections.abc import Mapping

from kg.names import in_quotes

Words = Mapping[str, tuple[str, str]]

SITE: Words = {
    "site": ("高新区知识图谱", "High-tech zone graph"),
    "tagline": (
        "从新闻里读出的人、机构与园区，句句有出处",
        "people, bodies and parks out of the news, each fact with its source",
    ),
    "skip": ("跳到正文", "Skip to content"),
    "search": ("搜索", "Search"),
    "search_label": ("搜索人物、机构、园区、政策", "Search people, bodies, parks, programmes"),
    "search_hint": ("名称、简称、拼音或首字母，如 cxyy", "name, short form, pinyin or initials, e.g. cxyy"),
    "nav": ("主导航", "Main"),
    "nav_home": ("首页", "Home"),
    "nav_articles": ("文章", "Articles"),
    "nav_ask": ("提问", "Ask"),
    "nav_graph": ("图谱", "Graph"),
    "nav_path": ("路径", "Paths"),
    "nav_query": ("SPARQL", "SPARQL"),
    "nav_about": ("关于", "About"),
    "language": ("语言", "Language"),
    "suggestions": ("候选", "Suggestions"),
    "suggested": ("{number} 个候选，用上下键选择", "{number} suggestions, use the arrow keys"),
    "no_suggestion": ("没有候选", "no suggestion"),
    "footer": (
        "内容由程序从新闻中读出，可能有误；每条事实都附原句，请以原文为准。",
        "Read from the news by a program, mistakes included; every fact shows its sentence, and that is what counts.",
    ),
    "as_json": ("本页数据（JSON）", "This page as JSON"),
    # status, confidence, time
    "status_current": ("现有", "current"),
    "status_former": ("曾经", "former"),
    "status_planned": ("拟", "planned"),
    "status_uncertain": ("待核", "uncertain"),
    "post_current": ("现任", "in office"),
    "post_former": ("原任", "formerly"),
    "post_planned": ("拟任", "designated"),
    "post_uncertain": ("待核", "uncertain"),
    "confidence": ("可信度", "confidence"),
    "confidence_high": ("较高", "high"),
    "confidence_medium": ("中等", "medium"),
    "confidence_low": ("较低", "low"),
    "undated": ("时间不详", "undated"),
    # lists
    "previous_page": ("上一页", "Previous"),
    "next_page": ("下一页", "Next"),
    "page_of": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    "pages": ("分页", "Pages"),
    "all": ("全部", "All"),
    "comma": ("、", ", "),
}


def say(words: Words, lang: str, key: str, /, **values: object) -> str:
    """A message in a language, filled in; `{name:q}` stands for a name in quotation marks.

    >>> say(SITE, "en", "page_of", page=1, pages=3), say({"of": ("{name:q}的", "")}, "zh", "of", name="“一区十园”")
    ('page 1 of 3', '“一区十园”的')
    """
    given = {name: _Text(value) if isinstance(value, str) else value for name, value in values.items()}
    return words[key][lang != "zh"].format(**given)


class _Text(str):
    """A text that can be put in quotation marks."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return in_quotes(self) if spec == "q" else super().__format__(spec)
