"""A hand-made snapshot of everything that mapping and export must carry, and hostile variants of it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from kg.model import Document, Edge, EdgeStatus, Entity, Fact, FactStatus, Mention, Snapshot, When, content_id, name_key
from kg.store import write_store
from kg.vocabulary import ontology

BASE = "https://example.org/htz/"


def day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


Y2020 = When("2020年", "2020", day("2020-01-01"), day("2020-12-31"))
MAY_2021 = When("2021年5月", "2021-05", day("2021-05-01"), day("2021-05-31"))
OCT_2017 = When("2017年10月23日", "2017-10-23", day("2017-10-23"), day("2017-10-23"))


class Maker:
    """Builds a snapshot a statement at a time: documents, then entities, then what is said."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.entities: dict[str, Entity] = {}
        self.mentions: dict[str, Mention] = {}
        self.facts: list[Fact] = []
        self.edges: list[Edge] = []

    def document(
        self, source: str, text: str, published: When | None, part: int = 1, parts: int = 1, title: str = ""
    ) -> str:
        id_ = content_id("d", source, str(part))
        how = "sidecar" if published else ""
        self.documents.append(Document(id_, source, part, parts, id_, text, title, "", published, how))
        return id_

    def entity(
        self, type_: str, *names: str, kind: str = "", hidden: Sequence[str] = (), local: int | None = None
    ) -> str:
        """An entity mentioned wherever a document prints one of its names; its id replaces those of the other names."""
        number = len(self.entities) if local is None else local
        mine = []
        for document in self.documents:
            for name in dict.fromkeys((*names, *hidden)):
                start = document.text.find(name)
                if start >= 0:
                    id_ = content_id("m", document.id, type_, name)
                    end = start + len(name)
                    key = name_key(name)
                    self.mentions[id_] = Mention(
                        id_, document.id, start, end, type_, kind, name, key, "", number, "sample", 0.9
                    )
                    mine.append(id_)
        letter = ontology().types[type_].letter
        id_, *others = dict.fromkeys(content_id(letter, type_, name) for name in names)
        documents = tuple(sorted({self.mentions[m].document_id for m in mine}))
        self.entities[id_] = Entity(
            id=id_,
            type=type_,
            kind=kind,
            name=names[0],
            names=names,
            hidden=tuple(hidden),
            documents=documents,
            mention_ids=tuple(sorted(mine)),
            reasons=(),
            confidence=0.9,
            replaces=tuple(sorted(others)),
        )
        return id_

    def says(
        self,
        document: str,
        subject: str,
        predicate: str,
        object_: str,
        quote: str,
        *,
        status: EdgeStatus = "current",
        said: FactStatus = "stated",
        at: When | None = None,
        since: When | None = None,
        until: When | None = None,
        confidence: float = 0.97,
        **qualifiers: str,
    ) -> str:
        """A fact of the document, and the edge that rests on it alone."""
        found = next(d for d in self.documents if d.id == document)
        start = found.text.index(quote)
        pairs = tuple(sorted(qualifiers.items()))
        content = (subject, predicate, object_, *(v for _, v in pairs), at.iso if at else "")
        fact = Fact(
            id=content_id("f", document, *content),
            document_id=document,
            predicate=predicate,
            subject_id=self._mention(subject, document),
            object_id=self._mention(object_, document),
            qualifiers=pairs,
            status=said,
            when=at or since or until,
            evidence=((start, start + len(quote)),),
            found_by=f"rules.{predicate}",
            confidence=confidence,
        )
        self.facts.append(fact)
        window = at or found.published
        if said != "negated":
            self.edges.append(
                Edge(
                    id=content_id("a", *content),
                    subject_id=subject,
                    predicate=predicate,
                    object_id=object_,
                    qualifiers=pairs,
                    at=at.iso if at else "",
                    first_seen=window.earliest if window else None,
                    last_seen=window.latest if window else None,
                    since=since,
                    until=until,
                    fact_ids=(fact.id,),
                    documents=(document,),
                    confidence=confidence,
                    status=status,
                )
            )
        return content_id("a", *content)

    def _mention(self, entity: str, document: str) -> str:
        ids = (m for m in self.entities[entity].mention_ids if self.mentions[m].document_id == document)
        return max(ids, key=lambda m: len(self.mentions[m].text))

    def snapshot(self) -> Snapshot:
        return Snapshot(
            documents=tuple(sorted(self.documents, key=lambda d: (d.source, d.part))),
            mentions=tuple(self.mentions[m] for m in sorted(self.mentions)),
            facts=tuple(sorted(self.facts, key=lambda f: f.id)),
            entities=tuple(self.entities[e] for e in sorted(self.entities)),
            edges=tuple(sorted(self.edges, key=lambda e: e.id)),
        )


def worked_example() -> Snapshot:
    """Two heads of one bureau, a deputy, a candidate, money, honours, two articles on one page, parallel edges."""
    m = Maker()
    y2020 = m.document(
        "news/001.txt",
        "济宁高新区科技创新局局长王运华介绍，济宁高新区与山东大学合作。科技创新局隶属于济宁高新区。"
        "龙心健康产业园获评国家级绿色园区。",
        Y2020,
        title="高新区的创新",
    )
    may = m.document(
        "news/002.txt",
        "济宁高新区科技创新局局长罗会涛介绍，“十四五”期间副局长何平分管。拟任局长孙立。2019年1月至9月济宁高新区举办创新大会。"
        "济宁高新区投资8亿元建设龙心健康产业园。龙心健康产业园位于济宁高新区，属于“一区十园”。",
        MAY_2021,
    )
    first = m.document(
        "news/004.txt", "辰欣药业股份有限公司2017年9月29日在上海证券交易所主板挂牌上市。", OCT_2017, 1, 2
    )
    second = m.document("news/004.txt", "辰欣药业落户龙心健康产业园，发展医药健康产业。", None, 2, 2)

    zone = m.entity("PARK", "济宁高新区", hidden=["高新区"])
    bureau = m.entity("ORG", "济宁高新区科技创新局", "科技创新局", kind="government")
    park = m.entity("PARK", "龙心健康产业园")
    university = m.entity("ORG", "山东大学", kind="university")
    pharma = m.entity("ORG", "辰欣药业股份有限公司", "辰欣药业", kind="company")
    exchange = m.entity("ORG", "上海证券交易所", kind="finance")
    wang, luo = m.entity("PERSON", "王运华"), m.entity("PERSON", "罗会涛")
    he, sun = m.entity("PERSON", "何平"), m.entity("PERSON", "孙立")
    frame = m.entity("PROGRAMME", "“一区十园”")
    honour = m.entity("HONOUR", "国家级绿色园区")
    industry = m.entity("INDUSTRY", "医药健康")
    event = m.entity("EVENT", "创新大会")

    m.says(y2020, wang, "holds_position", bureau, "科技创新局局长王运华", status="former", position="局长")
    m.says(
        may,
        luo,
        "holds_position",
        bureau,
        "济宁高新区科技创新局局长罗会涛介绍",
        position="局长",
        manner="acting",
        since=When("2021年3月", "2021-03", day("2021-03-01"), day("2021-03-31"), "since"),
    )
    m.says(may, he, "holds_position", bureau, "副局长何平分管", position="副局长")
    m.says(may, sun, "holds_position", bureau, "拟任局长孙立", status="planned", said="planned", position="局长")
    m.says(y2020, zone, "cooperates_with", university, "济宁高新区与山东大学合作")
    m.says(y2020, bureau, "part_of", zone, "科技创新局隶属于济宁高新区")
    m.says(y2020, park, "awarded", honour, "龙心健康产业园获评国家级绿色园区")
    m.says(
        may,
        zone,
        "invests_in",
        park,
        "济宁高新区投资8亿元建设龙心健康产业园",
        amount="8亿元",
        amount_value="800000000",
        amount_currency="CNY",
        confidence=0.7,
    )
    spring = When("2019年1月至9月", "2019-01/2019-09", day("2019-01-01"), day("2019-09-30"))
    m.says(may, zone, "hosts", event, "2019年1月至9月济宁高新区举办创新大会", at=spring)
    m.says(may, park, "located_in", zone, "龙心健康产业园位于济宁高新区")
    m.says(may, park, "part_of", zone, "龙心健康产业园位于济宁高新区")
    m.says(may, park, "part_of", frame, "属于“一区十园”")
    listed = When("2017年9月29日", "2017-09-29", day("2017-09-29"), day("2017-09-29"))
    floated = "辰欣药业股份有限公司2017年9月29日在上海证券交易所主板挂牌上市"
    m.says(first, pharma, "listed_on", exchange, floated, at=listed)
    m.says(second, pharma, "located_in", park, "辰欣药业落户龙心健康产业园")
    m.says(second, pharma, "develops_industry", industry, "发展医药健康产业")
    m.says(may, luo, "holds_position", zone, "局长罗会涛介绍", said="negated", position="主任")
    return m.snapshot()


def with_name(name: str) -> Snapshot:
    """Two entities and an edge, all of whose strings are `name`."""
    m = Maker()
    document = m.document("a.txt", f"甲{name}乙", None, title=name)
    park = m.entity("PARK", name, "甲", local=0)
    person = m.entity("PERSON", f"人{name}", "乙", local=1)
    m.says(document, person, "holds_position", park, f"甲{name}乙", position=name, amount=name)
    return m.snapshot()


def with_names(names: Sequence[str]) -> Snapshot:
    """A ring of parks, one a name, each part of the next; what stands around them is named the same way."""
    m = Maker()
    marks = [f"{name}〔{number}〕" for number, name in enumerate(names)]
    document = m.document("a.txt", "".join(marks), None, title=names[0])
    parks = [m.entity("PARK", marks[number], name, local=number) for number, name in enumerate(names)]
    for number, name in enumerate(names):
        m.says(document, parks[number], "part_of", parks[number - 1], marks[number], amount=name)
    return m.snapshot()


def write_snapshot(path: Path, snapshot: Snapshot, *, software: str = "0") -> None:
    """A store of a snapshot, with the numbers that a build writes."""
    numbers = {n: len(getattr(snapshot, n)) for n in ("documents", "mentions", "facts", "entities", "edges")}
    write_store(path, snapshot, {"software": software, "input": "0", "base": BASE, **numbers})
