"""What the report says in its own words, in Chinese and in English."""

import dataclasses

from kg.vocabulary import ontology

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("高新区知识图谱报告", "Report of a high-tech zone knowledge graph"),
    "lead": (
        "{documents} 篇文章（{period}）中的 {entities} 个实体、{edges} 条关系。每条关系后的数字指向原文句子。",
        "{entities} entities and {edges} relations in {documents} articles ({period}). The number behind a relation "
        "leads to its sentence.",
    ),
    "no_period": ("日期不详", "undated"),
    "contents": ("目录", "Contents"),
    "overview": ("概览", "Overview"),
    "parks": ("园区", "Parks"),
    "posts": ("谁负责", "Who leads"),
    "honours": ("荣誉", "Honours"),
    "investments": ("投资", "Investments"),
    "listings": ("上市", "Listings"),
    "cooperation": ("合作", "Cooperation"),
    "articles": ("文章与原句", "Articles and sentences"),
    "index": ("实体索引", "Index of entities"),
    "entities": ("实体", "entities"),
    "relations": ("关系", "relations"),
    "picture": (
        "联系最多的实体，颜色表示类型，大小表示联系多少。",
        "The best connected entities: colour is type, size is number of relations.",
    ),
    "few": ("另有 {number} 个园区，关系不足三条：", "{number} more parks with fewer than three relations: "),
    "posts_note": (
        "横条是记载所见的时间（不等于任期）：实心为现任，空心为曾任，虚线为拟任或待核。时间不详的没有横条。",
        "A bar is the time in which the post was seen, which is not the term of office: solid for present holders, "
        "hollow for former ones, dashed for planned or uncertain ones. Undated posts have no bar.",
    ),
    "other_posts": ("只有其他职务记载的单位", "Bodies of which only other posts are known"),
    "nothing": ("没有记载。", "Nothing is known."),
    "index_note": (
        "有关系的，或见于不止一篇文章的实体。",
        "Entities that have relations or appear in more than one article.",
    ),
    "names": ("名称", "Names"),
    "also": ("又名", "also"),
    "published": ("发布", "published"),
    "part": ("第 {number} 部分", "part {number}"),
    "no_facts": ("没有抽取到关系。", "No relations were found."),
    "who": ("谁", "who"),
    "what": ("什么", "what"),
    "when": ("时间", "when"),
    "amount": ("金额", "amount"),
    "sentence": ("原句", "sentence"),
    "with": ("与", "with"),
    "exchange": ("交易所", "exchange"),
    "honour": ("荣誉", "honour"),
    "former": ("曾经", "former"),
    "planned": ("拟", "planned"),
    "uncertain": ("待核", "uncertain"),
    "negated": ("否认", "denied"),
    "acting": ("代理", "acting"),
    "concurrent": ("兼任", "concurrent"),
    "since": ("{date}起", "since {date}"),
    "until": ("至{date}", "until {date}"),
    "confidence": ("可信度 {percent}%", "confidence {percent} %"),
    "comma": ("、", ", "),
    "colon": ("：", ": "),
    "group_within": ("隶属或位于", "Within"),
    "group_founders": ("设立、运营或投资者", "Founded or run by"),
    "group_bodies": ("机构", "Bodies"),
    "group_firms": ("企业", "Firms"),
    "group_science": ("高校院所与医院", "Science, hospitals"),
    "group_others": ("其他单位", "Other organizations"),
    "group_parks": ("园中园", "Parks within"),
    "group_projects": ("项目", "Projects"),
    "group_programmes": ("计划与政策", "Programmes"),
    "group_industries": ("产业", "Industries"),
    "group_honours": ("荣誉", "Honours"),
    "group_cooperation": ("合作", "Cooperation"),
    "group_events": ("活动", "Events"),
    "group_people": ("任职者", "People in office"),
    "group_places": ("其内的地点", "Places within"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The words of a language."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """A text filled in.

        >>> Words("en")("since", date="2020")
        'since 2020'
        """
        return _WORDS[key][self.lang != "zh"].format(**values)

    def type(self, tag: str) -> str:
        """The name of a type of entity."""
        known = ontology().types[tag]
        return known.zh if self.lang == "zh" else known.en

    def kind(self, tag: str) -> str:
        """The name of a kind of organization."""
        return ontology().kinds.get(tag, (tag, tag))[self.lang != "zh"]

    def predicate(self, tag: str) -> str:
        """The name of a relation."""
        known = ontology().predicates[tag]
        return known.zh if self.lang == "zh" else known.en
