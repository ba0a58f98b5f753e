import dataclasses
import datetime as dt

import pytest

from kg.model import Document, Entity, Fact, Mention, When
from kg.resolve import resolve
from kg.timeline import build_edges
from tests.marked import marked

TEXTS = {
    "d-a": ("2020", "标题\n{济宁高新区|PARK:k1}{济宁高新区科技局|ORG:o1}{王运华|PERSON:p1}"),
    "d-b": ("2021", "标题\n{济宁高新区|PARK:k1}{济宁高新区科技局|ORG:o1}{罗会涛|PERSON:p1}"),
    "d-c": ("2021", "标题\n{常州高新区|PARK:k1}{常州高新区科技局|ORG:o1}{王运华|PERSON:p1}"),
}
# a generic office or a branch in another zone is another body: key, and the two names
APART = {
    "an office of a nameless committee": ("党工委组织部", "党工委组织部"),
    "a branch named by its place behind": ("富士康", "富士康（烟台）"),
    "a branch named by its place before": ("通威", "内蒙古通威"),
}


def corpus(*names: str) -> tuple[list[Document], list[Mention], list[Fact]]:
    documents, mentions, facts = [], [], []
    for name in names:
        year, text = TEXTS[name]
        plain, found = marked(text, document=name, kinds={"o1": "government"})
        when = When(year, year, dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
        documents.append(Document(name, f"{name}.txt", 1, 1, "", plain, "标题", "", when, "text"))
        mentions += found
        _, body, person = found
        pairs = (("position", "局长"),)
        spans = ((3, len(plain)),)
        facts.append(
            Fact(f"f-{name}", name, "holds_position", person.id, body.id, pairs, "stated", None, spans, "test", 0.9)
        )
    return documents, mentions, facts


def named(entities: list[Entity], name: str) -> list[Entity]:
    return [e for e in entities if e.name == name]


def test_one_body_of_two_articles_is_one_entity() -> None:
    (body,) = named(resolve(*corpus("d-a", "d-b")), "济宁高新区科技局")
    assert body.documents == ("d-a", "d-b")


def test_namesakes_of_unrelated_bodies_stay_two() -> None:
    assert len(named(resolve(*corpus("d-a", "d-c")), "王运华")) == 2


@pytest.mark.parametrize("names", APART.values(), ids=APART.keys())
def test_branches_and_generic_offices_of_two_zones_stay_two(names: tuple[str, str]) -> None:
    documents, _, _ = corpus("d-a", "d-c")
    mentions: list[Mention] = []
    read = []
    for document, zone, name in zip(documents, ("济宁高新区", "包头高新区"), names, strict=True):
        plain, found = marked(f"标题\n{{{zone}|PARK:k1}}{{{name}|ORG:o1}}", document=document.id)
        read.append(dataclasses.replace(document, text=plain))
        mentions += found
    bodies = [e for e in resolve(read, mentions, []) if e.type == "ORG"]
    assert sorted(e.documents for e in bodies) == [("d-a",), ("d-c",)]


def test_ids_do_not_change_when_other_articles_come() -> None:
    before = {(e.name, e.documents): e.id for e in resolve(*corpus("d-a"))}
    after = {(e.name, e.documents): e.id for e in resolve(*corpus("d-a", "d-c"))}
    assert before.items() <= after.items()


def test_the_order_of_input_does_not_matter() -> None:
    documents, mentions, facts = corpus("d-a", "d-b", "d-c")
    assert resolve(documents, mentions, facts) == resolve(documents[::-1], mentions[::-1], facts[::-1])


def test_an_earlier_head_is_a_former_one() -> None:
    documents, mentions, facts = corpus("d-a", "d-b")
    entities = resolve(documents, mentions, facts)
    names = {e.id: e.name for e in entities}
    edges = build_edges(documents, mentions, facts, entities)
    assert {names[e.subject_id]: e.status for e in edges} == {"王运华": "former", "罗会涛": "current"}


def test_an_edge_is_seen_in_the_window_of_its_article() -> None:
    documents, mentions, facts = corpus("d-a")
    (edge,) = build_edges(documents, mentions, facts, resolve(documents, mentions, facts))
    assert (edge.first_seen, edge.last_seen) == (dt.date(2020, 1, 1), dt.date(2020, 12, 31))


def test_a_term_of_office_gives_the_edge_its_start_and_its_end() -> None:
    documents, mentions, (fact,) = corpus("d-a")
    term = When("2014年3月至2016年", "2014-03/2016", dt.date(2014, 3, 1), dt.date(2016, 12, 31))
    (edge,) = build_edges(
        documents,
        mentions,
        [dataclasses.replace(fact, when=term, status="former")],
        resolve(documents, mentions, [fact]),
    )
    assert edge.since is not None
    assert edge.until is not None
    assert (edge.since.iso, edge.since.latest) == ("2014-03", dt.date(2014, 3, 31))
    assert (edge.until.iso, edge.until.earliest) == ("2016", dt.date(2016, 1, 1))
    assert (edge.at, edge.status) == ("", "former")
