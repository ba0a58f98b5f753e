"""What an article is about, and what its general words refer to: 该区, 园区, 该公司, 公司, 该局, 中心, 我校.

A reference is resolved to a thing named before it, never by a guess across types: to the article's main zone for words
of the zone, to the body of that sort named last for words of a body.
"""

import re
from collections.abc import Sequence

from kg.model import Mention

_ZONE_NAME = re.compile(
    r"(高新区|经开区|开发区|新区|示范区|产业园|科技城|科学城|保税区|园区|科技园|产业基地|新城|工业园|城|谷|港|园|区)$"
)
_BROAD = re.compile(
    r"(高新区|高新技术产业开发区|经开区|开发区|新区|示范区|实验区|试验区|保税区|科学城|新城|科技城|园区)$"
)


def main_zone(text: str, mentions: Sequence[Mention]) -> int:
    """The local number of the zone an article is about, or -1.

    >>> zone = Mention("m1", "d", 0, 5, "PARK", "", "蓼河高新区", "蓼河高新区", "", 3, "", 1.0)
    >>> main_zone("蓼河高新区召开会议\\n会议指出……", [zone])
    3
    """
    title_end = text.find("\n") if "\n" in text else len(text)
    names = [m.full or m.text for m in mentions if m.type == "ORG"]
    scores: dict[int, float] = {}
    for m in mentions:
        if m.type != "PARK":
            continue
        score = 1.0 + 2.0 * (m.start < title_end) + 0.5 * (m.start < title_end + 200)
        score += 1.0 * bool(_BROAD.search(m.text)) + 0.3 * sum(n.startswith(m.text) for n in names)
        scores[m.local] = scores.get(m.local, 0.0) + score
    return max(sorted(scores), key=lambda n: scores[n]) if scores else -1


def main_body(text: str, mentions: Sequence[Mention]) -> int:
    """The local number of the organization an article is about, or -1: one that the title names or that leads by far."""
    title_end = text.find("\n") if "\n" in text else len(text)
    scores: dict[int, float] = {}
    for m in mentions:
        if m.type == "ORG" and m.kind != "media":
            scores[m.local] = (
                scores.get(m.local, 0.0) + 1.0 + 3.0 * (m.start < title_end) + 0.5 * (m.start < title_end + 150)
            )
    return max(sorted(scores), key=lambda n: scores[n]) if scores else -1


_PREFIX = r"(?:该|本|我|全|这家|这个|这所|这座|此)"
_HEADS = {
    "公司": ("company",), "企业": ("company",), "集团": ("company",), "厂": ("company",), "药企": ("company",),
    "局": ("government",), "办": ("government",), "处": ("government",), "厅": ("government",),
    "中心": ("platform", "institute", "government", "hospital"), "平台": ("platform",), "实验室": ("platform",),
    "孵化器": ("platform",), "研究院": ("institute",), "研究所": ("institute",), "院": ("institute", "hospital"),
    "所": ("institute",), "医院": ("hospital",), "学校": ("university", "other"), "校": ("university", "other"),
    "学院": ("university",), "大学": ("university",), "协会": ("association",), "联盟": ("association",),
    "商会": ("association",), "学会": ("association",), "基金": ("finance",), "银行": ("finance",), "支部": ("party",),
}  # fmt: skip
_POINTED = r"(?:该|此|本次|此次|这次|本届|此届|这一|这项|这场|本)"
_EVENTS = (
    r"(?:活动|大会|会议|论坛|峰会|大赛|比赛|赛事|展会|博览会|推介会|对接会|发布会|招聘会|研讨会|签约仪式|仪式|年会)"
)
_PLANS = r"(?:计划|政策|行动|工程|方案|办法|专项|机制|模式|试点)"
_PARKS = r"(?:产业园|科技园|工业园|孵化园|产业基地|开发区|高新区|经开区|片区)"
_PROJECT_GOES_ON = r"总投资|计划|占地|建成|投产|达产|全部|一期|二期|分[两三]期|由|将|位于|选址|规划|主要|预计|竣工|建设|投资|用地|建筑面积"
_WORD = re.compile(
    rf"(?P<zone>(?:该|全|我|本)区(?!域)|区内|区里)"
    rf"|(?P<park>{_PREFIX}?园区(?!域)|(?:该|本|此){_PARKS}|(?:该|本|全)园(?!区)|园内|港内|{_PREFIX}基地)"
    rf"|(?P<project>{_POINTED}项目|项目(?={_PROJECT_GOES_ON}))"
    rf"|(?P<event>{_POINTED}{_EVENTS}|(?:活动|大会|论坛|峰会|大赛|仪式)(?=由|在|现场|期间|上[，,]|以|旨在|吸引|共))"
    rf"|(?P<plan>{_POINTED}{_PLANS})"
    rf"|(?P<body>{_PREFIX}?(?:{'|'.join(sorted(_HEADS, key=len, reverse=True))}))"
)
_OPENING = frozenset("，。；：、！？\n “”（(—　:;,由在与和及对为把被给")
_BARE = frozenset(
    [
        "公司",
        "企业",
        "集团",
        "中心",
        "研究院",
        "研究所",
        "实验室",
        "协会",
        "联盟",
        "学院",
        "医院",
        "学校",
        "基金",
        "商会",
        "学会",
    ]
)


_PARTY_POST = re.compile(r"党组|党委|党总支|党支部|纪检|纪委|班子")
"""What stands behind a bare 局 that is the bureau named before: 局党组书记."""


def find_references(text: str, mentions: Sequence[Mention], zone: int, body: int) -> list[tuple[int, int, Mention]]:
    """The general words that stand for something named before: (start, end, the mention they stand for).

    A bare word (公司, 项目, 活动, 局 before 党组书记) must open a clause; one that is pointed at (该项目, 本次活动) may stand
    anywhere.

    `mentions` are in order of the text and do not overlap; `zone` and `body` are what the article is about.

    >>> firm = Mention("m1", "d", 0, 4, "ORG", "company", "辰欣药业", "辰欣药业", "", 0, "", 1.0)
    >>> find_references("辰欣药业扩产。该公司总经理说", [firm], -1, 0)[0][:2]
    (7, 10)
    """
    found = []
    covered = bytearray(len(text) + 1)
    for m in mentions:
        covered[m.start : m.end] = b"\1" * (m.end - m.start)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(covered[start:end]) or (start and covered[start - 1] and not covered[end]):
            continue
        target = _target(text, match, mentions, zone, body)
        if target is not None:
            found.append((start, end, target))
    return found


def _target(text: str, match: re.Match[str], mentions: Sequence[Mention], zone: int, body: int) -> Mention | None:
    word, start = match[0], match.start()
    of_zone = [m for m in mentions if m.local == zone and m.type == "PARK" and m.start < start]
    if match["zone"]:
        return _latest(of_zone)
    before = text[start - 1] if start else "\n"
    pointed = re.match(f"{_PREFIX}|{_POINTED}", word) is not None
    for group, type_ in (("project", "PROJECT"), ("event", "EVENT"), ("plan", "PROGRAMME")):
        if match[group]:
            named = [m for m in mentions if m.type == type_ and m.start < start]
            return _latest(named) if pointed or before in _OPENING else None
    if match["park"]:
        if not pointed and before not in _OPENING:
            return None
        parks = [m for m in mentions if m.type == "PARK" and m.start < start]
        here = [m for m in parks if m.start > text.rfind("\n", 0, start)]
        return _latest(here or of_zone or parks)
    head = re.sub(f"^{_PREFIX}", "", word)
    if not pointed and (before not in _OPENING or (head not in _BARE and not _PARTY_POST.match(text, match.end()))):
        return None
    bodies = [m for m in mentions if m.type == "ORG" and m.start < start]
    if _HEADS[head] == ("company",):
        return _company(head, bodies, body, here=text.rfind("\n", 0, start), pointed=pointed)
    named = [m for m in bodies if (m.full or m.text).endswith(head)]
    return _latest(named or [m for m in bodies if m.kind in _HEADS[head]])


def _company(head: str, bodies: Sequence[Mention], main: int, *, here: int, pointed: bool) -> Mention | None:
    """公司 is the article's company once it was named; 该公司 the one named last in the paragraph that starts at `here`."""
    companies = [m for m in bodies if m.kind == "company" or (m.full or m.text).endswith(head)]
    near = [m for m in companies if m.start > here]
    of_article = [m for m in companies if m.local == main]
    return _latest((pointed and near) or of_article or near or companies)


def _latest(mentions: Sequence[Mention]) -> Mention | None:
    return mentions[-1] if mentions else None
