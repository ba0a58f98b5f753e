"""SHACL: a good graph conforms, every seeded error is found."""

import dataclasses
import re
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import OutputError
from kg.export import turtle
from kg.export.validation import Violation, validate
from kg.mapping.namespaces import DCTERMS, KG, OA, ORG, RDF, SKOS, XSD
from kg.model import Snapshot
from kg.vocabulary import folder, ontology
from tests.snapshots import BASE, worked_example


@pytest.fixture(scope="module")
def worked() -> Snapshot:
    return worked_example()


@pytest.fixture
def graph(worked: Snapshot, tmp_path: Path) -> rdflib.Graph:
    turtle(worked, tmp_path / "good.ttl", BASE)
    return rdflib.Graph().parse(tmp_path / "good.ttl")


def broken(graph: rdflib.Graph, tmp_path: Path) -> list[Violation]:
    graph.serialize(tmp_path / "bad.ttl", format="turtle")
    return validate(tmp_path / "bad.ttl")


def test_the_worked_example_conforms(worked: Snapshot) -> None:
    assert validate(worked) == []


def test_the_sample_zone_conforms(zone: Snapshot) -> None:
    assert validate(zone) == []


ERRORS = {
    "an edge between the wrong types": (
        "INSERT { ?p kg:listedOn ?p } WHERE { ?p a kg:Park ; skos:prefLabel '济宁高新区'@zh }",
        "listed_on: the subject is one of: organization",
    ),
    "a label without its language": (
        "DELETE { ?x skos:prefLabel ?l } INSERT { ?x skos:prefLabel '罗会涛' } WHERE { ?x skos:prefLabel ?l "
        "FILTER (STR(?l) = '罗会涛') }",
        "an entity has exactly one clean @zh prefLabel",
    ),
    "an id replaced by nothing that has a name": (
        "DELETE { ?x dcterms:isReplacedBy ?o } INSERT { ?x dcterms:isReplacedBy kg:Nobody } "
        "WHERE { ?x dcterms:isReplacedBy ?o . ?o skos:prefLabel '济宁高新区科技创新局'@zh }",
        "what replaces an id is an entity with a name",
    ),
    "an id that is both replaced and in use": (
        "INSERT { ?x skos:prefLabel '科技创新局'@zh } "
        "WHERE { ?x dcterms:isReplacedBy/skos:prefLabel '济宁高新区科技创新局'@zh }",
        "a replaced id has no name of its own",
    ),
    "a confidence above 1": (
        "DELETE { ?a kg:confidence ?c } INSERT { ?a kg:confidence 1.97 } "
        "WHERE { ?a kg:manner 'acting' ; kg:confidence ?c }",
        "a confidence is one decimal between 0 and 1",
    ),
    "a tenure without a role": (
        "DELETE { ?a org:role ?r } WHERE { ?a kg:manner 'acting' ; org:role ?r }",
        "a tenure has one role",
    ),
    "a last day before the first": (
        "DELETE { ?a kg:lastSeen ?d } INSERT { ?a kg:lastSeen '1999-01-01'^^xsd:date } "
        "WHERE { ?a kg:manner 'acting' ; kg:lastSeen ?d }",
        "firstSeen is a date not after lastSeen",
    ),
    "a first day without a last": (
        "DELETE { ?a kg:lastSeen ?d } WHERE { ?a kg:manner 'acting' ; kg:lastSeen ?d }",
        "firstSeen and lastSeen stand together or not at all",
    ),
    "a date in words": (
        "INSERT { ?a kg:at '去年' } WHERE { ?a kg:manner 'acting' }",
        "at reads YYYY[-MM[-DD]], or two of them joined by /",
    ),
    "a statement without evidence": (
        "DELETE { ?a kg:evidence ?e } WHERE { ?a kg:manner 'acting' ; kg:evidence ?e }",
        "an assertion has evidence",
    ),
    "a statement without its plain triple": (
        "DELETE { ?s kg:awarded ?o } WHERE { ?s kg:awarded ?o }",
        "the assertion has no plain triple",
    ),
    "a plain triple without a statement": (
        "INSERT { ?s kg:holdsPosition ?o } WHERE { ?s skos:prefLabel '罗会涛'@zh . ?o skos:prefLabel '山东大学'@zh }",
        "a plain triple has no assertion",
    ),
    "a deputy as head": (
        "INSERT { ?s org:headOf ?o } WHERE { ?s skos:prefLabel '何平'@zh ; kg:holdsPosition ?o }",
        "org:headOf without a current tenure of a head post",
    ),
    "an organization of no kind": (
        "DELETE { ?o org:classification ?k } WHERE { ?o skos:prefLabel '山东大学'@zh ; org:classification ?k }",
        "an organization has exactly one kind",
    ),
    "a quote of a whole page": (
        "DELETE { ?q oa:exact ?t } INSERT { ?q oa:exact ?long } WHERE { ?q oa:exact ?t FILTER (CONTAINS(?t, '罗会涛')) "
        "BIND (REPLACE('" + "x" * 401 + "', 'x', '字') AS ?long) }",
        "a quote has 2 to 400 characters",
    ),
}
NAMESPACES = {"kg": KG, "org": ORG, "skos": SKOS, "oa": OA, "rdf": RDF, "xsd": XSD, "dcterms": DCTERMS}
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items())


@pytest.mark.parametrize("what", sorted(ERRORS))
def test_a_seeded_error_is_found(what: str, graph: rdflib.Graph, tmp_path: Path) -> None:
    update, message = ERRORS[what]
    before = set(graph)
    graph.update(PREFIXES + update)
    assert set(graph) != before
    assert message in {v.en for v in broken(graph, tmp_path)}


def test_a_violation_reads_in_both_languages(worked: Snapshot) -> None:
    edges = tuple(
        dataclasses.replace(e, confidence=2.0) if e.predicate == "awarded" else e for e in worked.edges
    )  # fmt: skip
    (found,) = validate(dataclasses.replace(worked, edges=edges))
    assert Decimal(found.value) == 2 and found.path == KG + "confidence"
    assert "置信度应为 0 到 1" in found.line("zh") and "one decimal between" in found.line("en")
    assert "\n" not in found.line()


def test_a_file_that_is_no_turtle_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("this is not Turtle")
    with pytest.raises(OutputError, match=r"bad.ttl is not Turtle: [^\n]+$"):
        validate(path)
    with pytest.raises(OutputError, match=r"cannot read .*none.ttl: No such file"):
        validate(tmp_path / "none.ttl")


def test_each_predicate_has_shapes_with_the_ontologys_types() -> None:
    text = (folder("ontology") / "shapes.ttl").read_text("utf-8")
    for predicate in ontology().predicates.values():
        local = predicate.iri.removeprefix(KG)
        for side, types in (("Subjects", predicate.subjects), ("Objects", predicate.objects)):
            match = re.search(rf"sh:target{side}Of kg:{local} ; (.*?) ;\n", text)
            assert match, predicate.tag
            classes = {KG + c for c in re.findall(r"sh:class kg:(\w+)", match[1])}
            assert classes == {ontology().types[t].iri for t in types}, predicate.tag


def test_shapes_are_turtle_for_the_other_library_too() -> None:
    for name in ("shapes.ttl", "shapes-sparql.ttl"):
        path = str(folder("ontology") / name)
        assert len(list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))) > 10
