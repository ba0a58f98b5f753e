"""A small zone made by hand: four articles, sixteen entities, and the store that holds them."""

import datetime as dt
from pathlib import Path

import pytest

from kg.model import Document, Edge, EdgeStatus, Entity, Fact, Mention, Snapshot, When, content_id, name_key

_LETTERS = {"PERSON": "p", "ORG": "o", "PARK": "z", "PROGRAMME": "g", "PLACE": "l", "HONOUR": "h", "INDUSTRY": "i"}

_TEXTS = {
    "a2017.txt": (
        When("2017-10-23", "2017-10-23", dt.date(2017, 10, 23), dt.date(2017, 10, 23)),
        "“一区十园”包括蓼河新区和滨河科技园。辰欣药业股份有限公司在上海证券交易所主板挂牌上市。",
    ),
    "b2020.txt": (
        When("2020年", "2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
        "济宁高新区科技创新局局长王运华介绍，辰欣药业与山东大学生命科学学院合作。山东大学生命科学学院隶属于山东大学。",
    ),
    "c2021.txt": (
        When("2021年5月", "2021-05", dt.date(2021, 5, 1), dt.date(2021, 5, 31)),
        "济宁高新区科技创新局局长罗会涛介绍，副局长何平补充。区党工委书记刘章箭讲授党课。通佳机械落户滨河科技园。",
    ),
    "d.txt": (
        None,
        "任城区科技创新局局长赵明到会。泰山区科技创新局副局长钱伟到会。拟任济宁高新区科技创新局局长孙立公示。",
    ),
}

_ENTITIES = {
    "bureau": ("ORG", "government", ("济宁高新区科技创新局", "科技创新局"), ()),
    "other": ("ORG", "government", ("任城区科技创新局",), ()),
    "third": ("ORG", "government", ("泰山区科技创新局",), ()),
    "committee": ("ORG", "party", ("济宁高新区党工委", "区党工委"), ()),
    "zone": ("PARK", "", ("济宁高新区",), ("高新区",)),
    "liaohe": ("PARK", "", ("蓼河新区",), ()),
    "binhe": ("PARK", "", ("滨河科技园",), ()),
    "frame": ("PROGRAMME", "", ("“一区十园”", "“一区十园”总体框架"), ()),
    "pharma": ("ORG", "company", ("辰欣药业股份有限公司", "辰欣药业"), ()),
    "tongjia": ("ORG", "company", ("通佳机械",), ()),
    "exchange": ("ORG", "finance", ("上海证券交易所",), ()),
    "university": ("ORG", "university", ("山东大学",), ()),
    "school": ("ORG", "university", ("山东大学生命科学学院",), ()),
    "wang": ("PERSON", "", ("王运华",), ()),
    "luo": ("PERSON", "", ("罗会涛",), ()),
    "he": ("PERSON", "", ("何平",), ()),
    "liu": ("PERSON", "", ("刘章箭",), ()),
    "zhao": ("PERSON", "", ("赵明",), ()),
    "qian": ("PERSON", "", ("钱伟",), ()),
    "sun": ("PERSON", "", ("孙立",), ()),
}

# subject, predicate, object, position, article, evidence, status
_EDGES: tuple[tuple[str, str, str, str, str, str, EdgeStatus], ...] = (
    ("wang", "holds_position", "bureau", "局长", "b2020.txt", "济宁高新区科技创新局局长王运华", "former"),
    ("luo", "holds_position", "bureau", "局长", "c2021.txt", "济宁高新区科技创新局局长罗会涛", "current"),
    ("he", "holds_position", "bureau", "副局长", "c2021.txt", "副局长何平", "current"),
    ("sun", "holds_position", "bureau", "局长", "d.txt", "拟任济宁高新区科技创新局局长孙立", "planned"),
    ("liu", "holds_position", "committee", "书记", "c2021.txt", "区党工委书记刘章箭", "current"),
    ("zhao", "holds_position", "other", "局长", "d.txt", "任城区科技创新局局长赵明", "uncertain"),
    ("qian", "holds_position", "third", "副局长", "d.txt", "泰山区科技创新局副局长钱伟", "uncertain"),
    ("bureau", "part_of", "zone", "", "b2020.txt", "济宁高新区科技创新局", "current"),
    ("liaohe", "part_of", "frame", "", "a2017.txt", "“一区十园”包括蓼河新区", "current"),
    ("binhe", "part_of", "frame", "", "a2017.txt", "“一区十园”包括蓼河新区和滨河科技园", "current"),
    ("binhe", "part_of", "zone", "", "a2017.txt", "“一区十园”包括蓼河新区和滨河科技园", "current"),
    ("tongjia", "located_in", "binhe", "", "c2021.txt", "通佳机械落户滨河科技园", "current"),
    ("pharma", "listed_on", "exchange", "", "a2017.txt", "辰欣药业股份有限公司在上海证券交易所主板挂牌上市", "current"),
    ("pharma", "cooperates_with", "school", "", "b2020.txt", "辰欣药业与山东大学生命科学学院合作", "current"),
    ("school", "part_of", "university", "", "b2020.txt", "山东大学生命科学学院隶属于山东大学", "current"),
)


def _document(source: str) -> Document:
    published, text = _TEXTS[source]
    return Document(
        id=content_id("d", source),
        source=f"news/{source}",
        part=1,
        parts=1,
        raw_sha256=content_id("r", source),
        text=text,
        title="",
        byline="",
        published=published,
        published_how="sidecar" if published else "",
        raw_offsets=(0, 0, len(text)),
    )


def _mentions(document: Document) -> list[Mention]:
    found = []
    for number, (type_, kind, names, _) in enumerate(_ENTITIES.values()):
        for name in names:
            start = document.text.find(name)
            if start >= 0:
                id_ = content_id("m", document.id, name)
                span = (start, start + len(name))
                found.append(
                    Mention(id_, document.id, *span, type_, kind, name, name_key(name), "", number, "sample", 0.9)
                )
    return found


def _entity(key: str, mentions: list[Mention]) -> Entity:
    type_, kind, names, hidden = _ENTITIES[key]
    mine = [m for m in mentions if m.text in names]
    return Entity(
        id=content_id(_LETTERS[type_], type_, names[0]),
        type=type_,
        kind=kind,
        name=names[0],
        names=names,
        hidden=hidden,
        documents=tuple(sorted({m.document_id for m in mine})),
        mention_ids=tuple(sorted(m.id for m in mine)),
        reasons=(),
        confidence=0.9,
        replaces=tuple(sorted(content_id(_LETTERS[type_], type_, name) for name in names[1:])),
    )


def make_zone() -> Snapshot:
    """The sample as a snapshot."""
    documents = {source: _document(source) for source in sorted(_TEXTS)}
    mentions = [m for document in documents.values() for m in _mentions(document)]
    entities = {key: _entity(key, mentions) for key in _ENTITIES}
    facts, edges = [], []
    for subject, predicate, object_, position, source, quote, status in _EDGES:
        document = documents[source]
        start = document.text.index(quote)
        qualifiers = (("position", position),) if position else ()
        ids = (entities[subject].id, predicate, entities[object_].id, position)
        fact = Fact(
            id=content_id("f", *ids),
            document_id=document.id,
            predicate=predicate,
            subject_id=(entities[subject].mention_ids or ("",))[0],
            object_id=(entities[object_].mention_ids or ("",))[0],
            qualifiers=qualifiers,
            status="planned" if status == "planned" else "stated",
            when=None,
            evidence=((start, start + len(quote)),),
            found_by="sample",
            confidence=0.9,
        )
        facts.append(fact)
        window = document.published
        edges.append(
            Edge(
                id=content_id("a", *ids),
                subject_id=ids[0],
                predicate=predicate,
                object_id=ids[2],
                qualifiers=qualifiers,
                at="",
                first_seen=window.earliest if window else None,
                last_seen=window.latest if window else None,
                since=None,
                until=None,
                fact_ids=(fact.id,),
                documents=(document.id,),
                confidence=0.9,
                status=status,
            )
        )
    return Snapshot(
        documents=tuple(documents.values()),
        mentions=tuple(sorted(mentions, key=lambda m: m.id)),
        facts=tuple(sorted(facts, key=lambda f: f.id)),
        entities=tuple(sorted(entities.values(), key=lambda e: e.id)),
        edges=tuple(sorted(edges, key=lambda e: e.id)),
    )


@pytest.fixture(scope="session")
def zone() -> Snapshot:
    """The hand-made snapshot."""
    return make_zone()


@pytest.fixture(scope="session")
def zone_store(zone: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the hand-made snapshot; tests only read it."""
    from kg.store import write_store

    path = tmp_path_factory.mktemp("store") / "zone.kg"
    write_store(path, zone, {"software": "0", "input": "0", "base": "https://example.org/htz/"})
    return path
