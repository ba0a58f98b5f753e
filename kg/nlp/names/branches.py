"""Party branches: whether 党支部, 党委 and the like belong to the body or to the title after it.

A branch holds its own posts (经济发展局党支部书记 is the 书记 of 经济发展局党支部), unless a run of titles shares
the body. The committee of Party members inside a body gives the title its first word (华西医院党委书记 is 党委书记 of
华西医院); that of a territory is a body (城关镇党委), for a territory holds no posts.
"""

import dataclasses
import re
from collections.abc import Sequence

from kg.nlp.names.candidates import Candidate

_BRANCH = re.compile(r"党(?:总支|支部)(?=副?书记|委员)")
_MORE = re.compile(r"[、兼]")
_COURT = r"(?:审判|检察)委员会|审委会|检委会"
_COMMITTEE = re.compile(rf"(?P<body>.*?)(?:党委|党组|纪委|{_COURT})")
_COMMITTEE_OR_BRANCH = re.compile(rf"(?P<body>.*?)(?:党委|党组|纪委|党总支|党支部|{_COURT})")
_TITLE = re.compile(r"(?:常务)?副?书记|委员|成员|常委")
# What is no body of its own, or one whose committee the text does not tell from that of the whole.
_NO_BODY = re.compile(
    r"(?:^|[省市区县州盟旗镇乡村屯岛城港谷园链]|街道|社区|兵团|片区|集群|基地|行业|机关|临时|项目|工作|第[一二三四五六七八九十]+)$"
)
_NAMELESS = frozenset("局厅委院校行社所会部馆台") | {"集团", "公司", "学校", "学院", "医院"}


def join_branches(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names with what says branch or committee moved to the body or to the title.

    >>> def split(text, cut):
    ...     names = [Candidate(0, cut, "ORG", "x", 0.9), Candidate(cut, text.index("记") + 1, "POSITION", "x", 0.9)]
    ...     return [text[c.start:c.end] for c in join_branches(text, names)]
    >>> split("岚州市法院审判委员会委员、书记", 10)[:2]
    ['岚州市法院', '审判委员会委员、书记']
    >>> split("经济发展局党支部书记黄伟鹏", 5), split("华西医院党委书记李正赤", 6), split("城关镇党委书记李建涛", 5)
    (['经济发展局党支部', '书记'], ['华西医院', '党委书记'], ['城关镇党委', '书记'])
    """
    result: list[Candidate] = []
    for name in names:
        body = result[-1] if result else None
        if body and body.type == "ORG" and name.type == "POSITION" and body.end == name.start:
            result[-1:] = _settled(text, body, name)
        else:
            result.append(name)
    return result


def _settled(text: str, body: Candidate, title: Candidate) -> list[Candidate]:
    """Both, with the cut between them where it belongs; a body that has no name of its own goes."""
    run = _MORE.match(text, title.end)
    branch = _BRANCH.match(text, title.start, title.end)
    cut = title.start
    if branch and not run:
        cut = branch.end()
    elif not branch and _TITLE.match(text, title.start, title.end):
        said = (_COMMITTEE_OR_BRANCH if run else _COMMITTEE).fullmatch(text, body.start, body.end)
        if said and not _NO_BODY.search(said["body"]):
            cut = said.end("body")
    nameless = cut < title.start and text[body.start : cut] in _NAMELESS
    title = dataclasses.replace(title, start=cut)
    return [title] if nameless else [dataclasses.replace(body, end=cut), title]
