"""RDF: what is said of whom, what is not, and how IRIs and literals look."""

import dataclasses
import datetime as dt
from typing import Any

import pyoxigraph as ox
import pytest

from kg.mapping import Namer, clean_name, quads, sections, triples
from kg.mapping.namespaces import DCTERMS, FOAF, KG, KGV, OA, ORG, OWL, RDF, RDFS, SCHEMA, SKOS, TIME
from kg.model import Entity, Snapshot, content_id
from kg.vocabulary import folder
from tests.snapshots import BASE, worked_example


def loose(snapshot: Snapshot, *sections: str) -> list[Any]:
    """The triples without their types, which do not know that every subject and object has a value."""
    return list(triples(snapshot, BASE, sections) if sections else triples(snapshot, BASE))


@pytest.fixture(scope="module")
def worked() -> Snapshot:
    return worked_example()


@pytest.fixture(scope="module")
def graph(worked: Snapshot) -> set[tuple[str, str, str]]:
    return {(t.subject.value, t.predicate.value, t.object.value) for t in loose(worked)}


def iri(type_letter: str, type_: str, name: str) -> str:
    return f"{BASE}id/{content_id(type_letter, type_, name)}"


ZONE = iri("z", "PARK", "济宁高新区")
BUREAU = iri("o", "ORG", "济宁高新区科技创新局")
WANG, LUO, SUN = (iri("p", "PERSON", n) for n in ("王运华", "罗会涛", "孙立"))
PARK = iri("z", "PARK", "龙心健康产业园")


def values(graph: set[tuple[str, str, str]], subject: str, property_: str) -> set[str]:
    return {o for s, p, o in graph if (s, p) == (subject, property_)}


def statement(graph: set[tuple[str, str, str]], subject: str, predicate: str, object_: str) -> str:
    """The IRI of the one statement of this content."""
    sets = [{s for s, p, o in graph if (p, o) == (RDF + name, value)} for name, value in (
        ("subject", subject), ("predicate", KG + predicate), ("object", object_))]  # fmt: skip
    (found,) = sets[0] & sets[1] & sets[2]
    return found


def test_an_entity_has_its_own_class_and_the_standard_ones(graph: set[tuple[str, str, str]]) -> None:
    assert values(graph, ZONE, RDF + "type") == {KG + "Park", ORG + "Organization", SCHEMA + "Place"}
    assert values(graph, WANG, RDF + "type") == {KG + "Person", FOAF + "Person"}


def test_an_id_that_is_replaced_says_by_whom_and_nothing_else(graph: set[tuple[str, str, str]]) -> None:
    stub = iri("o", "ORG", "科技创新局")
    said = {(p, o) for s, p, o in graph if s == stub}
    assert said == {(DCTERMS + "isReplacedBy", BUREAU), (OWL + "deprecated", "true")}


def test_names_stand_in_the_label_that_fits_them(graph: set[tuple[str, str, str]]) -> None:
    for property_ in (SKOS + "prefLabel", RDFS + "label"):
        assert values(graph, BUREAU, property_) == {"济宁高新区科技创新局"}
    assert values(graph, BUREAU, SKOS + "altLabel") == {"科技创新局"}
    assert values(graph, BUREAU, KG + "nameKey") == {"济宁高新区科技创新局", "科技创新局"}


def test_a_form_too_general_is_hidden_and_no_key(graph: set[tuple[str, str, str]]) -> None:
    assert values(graph, ZONE, SKOS + "hiddenLabel") == {"高新区"}
    assert values(graph, ZONE, KG + "nameKey") == {"济宁高新区"}
    assert values(graph, ZONE, SKOS + "altLabel") == set()


def test_every_edge_is_a_plain_triple_and_a_statement(worked: Snapshot, graph: set[tuple[str, str, str]]) -> None:
    stated = {s for s, p, o in graph if (p, o) == (RDF + "type", KG + "Assertion")}
    assert len(stated) == len(worked.edges)
    for node in stated:
        (s,), (p,), (o,) = (values(graph, node, RDF + n) for n in ("subject", "predicate", "object"))
        assert (s, p, o) in graph


def test_only_the_current_head_of_a_post_is_head(graph: set[tuple[str, str, str]]) -> None:
    assert {(s, o) for s, p, o in graph if p == ORG + "headOf"} == {(LUO, BUREAU)}
    assert BUREAU in values(graph, WANG, KG + "holdsPosition")


def test_of_two_current_heads_the_one_seen_later_is_head(worked: Snapshot) -> None:
    both = tuple(dataclasses.replace(e, status="current") for e in worked.edges)
    heads = {
        (t.subject.value, t.object.value)
        for t in loose(dataclasses.replace(worked, edges=both))
        if t.predicate.value == ORG + "headOf"
    }
    assert heads == {(LUO, BUREAU), (SUN, BUREAU)}  # both seen in May 2021; Wang was seen in 2020


def test_a_planned_edge_says_nothing_in_standard_terms(graph: set[tuple[str, str, str]]) -> None:
    assert values(graph, SUN, KG + "holdsPosition") == {BUREAU}
    assert values(graph, SUN, ORG + "memberOf") == set()


def test_a_tenure_is_a_membership_with_post_and_role(graph: set[tuple[str, str, str]]) -> None:
    node = statement(graph, LUO, "holdsPosition", BUREAU)
    assert ORG + "Membership" in values(graph, node, RDF + "type")
    assert values(graph, node, ORG + "member") == {LUO}
    assert values(graph, node, ORG + "organization") == {BUREAU}
    assert values(graph, node, KG + "manner") == {"acting"}
    (post,), (role,) = values(graph, node, KG + "post"), values(graph, node, ORG + "role")
    assert values(graph, post, SKOS + "prefLabel") == {"济宁高新区科技创新局局长"}
    assert values(graph, post, ORG + "role") == {role}
    assert values(graph, role, SKOS + "broader") == {KGV + "role-head"}


def test_a_stated_start_is_an_interval(graph: set[tuple[str, str, str]]) -> None:
    node = statement(graph, LUO, "holdsPosition", BUREAU)
    (interval,) = values(graph, node, ORG + "memberDuring")
    (begin,) = values(graph, interval, TIME + "hasBeginning")
    assert values(graph, begin, TIME + "inXSDgYearMonth") == {"2021-03"}
    assert values(graph, interval, TIME + "hasEnd") == set()
    assert values(graph, node, KG + "since") == {"2021-03"}


def test_an_amount_is_kept_as_printed_and_as_number(graph: set[tuple[str, str, str]]) -> None:
    node = statement(graph, ZONE, "investsIn", PARK)
    (money,) = values(graph, node, KG + "amount")
    assert values(graph, node, KG + "amountText") == {"8亿元"}
    assert values(graph, money, SCHEMA + "value") == {"800000000"}
    assert values(graph, money, SCHEMA + "currency") == {"CNY"}


def test_dates_are_bounds_and_the_stated_date_may_be_a_range(graph: set[tuple[str, str, str]]) -> None:
    node = statement(graph, ZONE, "hosts", iri("e", "EVENT", "创新大会"))
    assert values(graph, node, KG + "at") == {"2019-01/2019-09"}
    assert values(graph, node, KG + "firstSeen") == {"2019-01-01"}
    assert values(graph, iri("e", "EVENT", "创新大会"), SCHEMA + "startDate") == set()


def test_an_undated_article_gives_no_dates(graph: set[tuple[str, str, str]]) -> None:
    node = statement(graph, iri("o", "ORG", "辰欣药业股份有限公司"), "locatedIn", PARK)
    assert values(graph, node, KG + "firstSeen") == values(graph, node, KG + "lastSeen") == set()


def test_evidence_quotes_the_article_with_its_surroundings(graph: set[tuple[str, str, str]]) -> None:
    node = statement(graph, LUO, "holdsPosition", BUREAU)
    (evidence,) = values(graph, node, KG + "evidence")
    (selector,) = values(graph, evidence, OA + "hasSelector")
    assert values(graph, evidence, OA + "hasSource") == {BASE + "doc/002"}
    assert values(graph, selector, OA + "exact") == {"济宁高新区科技创新局局长罗会涛介绍"}
    assert values(graph, selector, OA + "suffix") == {"，“十四五”期间副局长何平分管。"}
    assert values(graph, selector, OA + "prefix") == set()


def test_one_quote_serves_two_statements(graph: set[tuple[str, str, str]]) -> None:
    quoted = [values(graph, statement(graph, PARK, p, ZONE), KG + "evidence") for p in ("locatedIn", "partOf")]
    assert quoted[0] == quoted[1]


def test_documents_keep_their_stem_and_later_parts_get_a_number(graph: set[tuple[str, str, str]]) -> None:
    articles = {s for s, p, o in graph if (p, o) == (RDF + "type", SCHEMA + "NewsArticle")}
    assert articles == {BASE + "doc/" + n for n in ("001", "002", "004", "004-2")}
    assert values(graph, BASE + "doc/001", DCTERMS + "issued") == {"2020"}


@pytest.mark.parametrize("source", ["新闻.txt", "a b.txt", "x.", "../etc.txt/"])
def test_a_document_without_a_plain_stem_is_named_by_its_id(source: str) -> None:
    document = dataclasses.replace(worked_example().documents[0], source=source)
    assert Namer(BASE, [document]).document(document.id) == f"{BASE}doc/{document.id}"


def test_two_documents_of_one_stem_are_named_by_their_ids() -> None:
    one = worked_example().documents[0]
    other = dataclasses.replace(one, id="d-other", source="old/001.txt")
    namer = Namer(BASE, [one, other])
    assert {namer.document(one.id), namer.document("d-other")} == {f"{BASE}doc/{one.id}", f"{BASE}doc/d-other"}


def test_a_relation_without_direction_is_said_once_from_the_smaller_id(worked: Snapshot) -> None:
    turned = tuple(
        dataclasses.replace(e, subject_id=e.object_id, object_id=e.subject_id)
        if e.predicate == "cooperates_with" else e
        for e in worked.edges
    )  # fmt: skip
    assert set(triples(dataclasses.replace(worked, edges=turned), BASE)) == set(triples(worked, BASE))


def test_no_subject_comes_twice_and_no_blank_node_at_all(worked: Snapshot) -> None:
    subjects = [block[0] for _, blocks in sections(worked, BASE) for block in blocks]
    assert len(set(subjects)) == len(subjects)
    assert not [t for t in triples(worked, BASE) if isinstance(t.object, ox.BlankNode)]


def test_every_term_used_is_declared_in_the_ontology(worked: Snapshot) -> None:
    path = str(folder("ontology") / "kg.ttl")
    declared = {q.subject.value for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
    graph = loose(worked, "graph", "provenance")
    used = {t.predicate.value for t in graph} | {t.object.value for t in graph if t.predicate.value == RDF + "type"}
    assert {i for i in used if not i.startswith((RDF, RDFS))} - declared == set()


def test_quads_repeat_the_plain_triples_in_their_articles_graph(worked: Snapshot) -> None:
    found: list[Any] = list(quads(worked, BASE))
    default = {q.triple for q in found if isinstance(q.graph_name, ox.DefaultGraph)}
    named = [q for q in found if not isinstance(q.graph_name, ox.DefaultGraph)]
    assert default == set(triples(worked, BASE))
    assert {q.triple for q in named} <= default
    assert {(q.subject.value, q.predicate.value) for q in named if q.graph_name.value.endswith("/004")} == {
        (iri("o", "ORG", "辰欣药业股份有限公司"), KG + "listedOn")
    }


def test_confidence_is_a_decimal(worked: Snapshot) -> None:
    kinds = {t.object.datatype.value for t in loose(worked) if t.predicate.value == KG + "confidence"}
    assert kinds == {"http://www.w3.org/2001/XMLSchema#decimal"}


def test_a_name_of_nothing_but_control_characters_falls_back_to_the_id(worked: Snapshot) -> None:
    broken = Entity("z-0000000000", "PARK", "", "\x00\x0b", ("\x00\x0b",), (), (), (), (), 0.5)
    graph = loose(dataclasses.replace(worked, entities=(broken,), edges=()), "graph")
    assert [t.object.value for t in graph if t.predicate.value == SKOS + "prefLabel"] == ["z-0000000000"]


def test_cleaning_a_name_keeps_emoji_and_rare_characters() -> None:
    assert clean_name("𠮷野家🚀\ud800") == "𠮷野家🚀"


def test_a_base_that_is_no_iri_is_refused() -> None:
    from kg.errors import ConfigError

    with pytest.raises(ConfigError, match="absolute IRI"):
        Namer("not an iri")


def test_a_fact_seen_first_on_no_day_does_not_outrank_a_dated_head(worked: Snapshot) -> None:
    edges = tuple(
        dataclasses.replace(e, status="current", first_seen=None, last_seen=None) if e.status == "former" else e
        for e in worked.edges
    )
    heads = [t.subject.value for t in loose(dataclasses.replace(worked, edges=edges))
             if t.predicate.value == ORG + "headOf"]  # fmt: skip
    assert heads == [LUO]
    assert dt.date(2021, 5, 1) in {e.first_seen for e in edges}
