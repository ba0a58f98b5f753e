import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.views import ROUTES
from kg.server.views.examples import examples


@pytest.fixture
def graph(zone_store: Path) -> Iterator[Graph]:
    with Graph.open(zone_store) as graph:
        yield graph


def ask(graph: Graph, lang: str = "zh", **query: str) -> Reply:
    return ROUTES["/query"](graph, Request("/query", {}, {name: (value,) for name, value in query.items()}, lang))


def cells(reply: Reply) -> list[str]:
    return [re.sub(r"<[^>]+>", "", c).strip() for c in re.findall(r"<td>(.*?)</td>", reply.body.decode(), re.S)]


def test_every_example_has_a_title_in_both_languages() -> None:
    assert len(examples()) == len(list(Path("ontology/queries").glob("*.rq")))
    assert all(re.search("[\u4e00-\u9fff]", e.zh) and re.fullmatch("[ -~]+", e.en) for e in examples())


@pytest.mark.parametrize("name", [e.name for e in examples()])
def test_every_example_stands_in_the_form_and_runs(graph: Graph, name: str) -> None:
    (text,) = (e.text for e in examples() if e.name == name)
    assert f'example={name}" aria-current="true"' in ask(graph, example=name).body.decode()
    assert ask(graph, query=text).status == 200


def test_rows_are_shown_and_entities_lead_to_their_pages(graph: Graph) -> None:
    reply = ask(graph, query='SELECT ?e ?n { ?e skos:prefLabel ?n . FILTER(STR(?n) = "通佳机械") }')
    id_ = graph.entity("通佳机械").id
    assert cells(reply) == [f"id/{id_}", "通佳机械 zh"]
    assert f'href="/page/{id_}"' in reply.body.decode()
    assert f"/graph?focus={id_}" in reply.body.decode()


@pytest.mark.parametrize(
    ("query", "answer"), [("ASK { ?s ?p ?o }", "结果：是"), ("ASK { kg:no kg:no ?o }", "结果：否")]
)
def test_a_yes_or_no_is_said(graph: Graph, query: str, answer: str) -> None:
    assert answer in ask(graph, query=query).body.decode()


def test_triples_are_a_table_of_three_columns(graph: Graph) -> None:
    reply = ask(graph, query="CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 2")
    assert len(cells(reply)) == 6


def test_a_cut_table_says_so(graph: Graph) -> None:
    reply = ask(graph, query="SELECT * { ?s ?p ?o }")
    assert "只显示前 200 行" in reply.body.decode()
    assert len(cells(reply)) == 600


def test_a_wrong_query_is_told_and_kept(graph: Graph) -> None:
    reply = ask(graph, query="SELECT broken")
    assert reply.status == 400
    assert "查询没有运行" in reply.body.decode()
    assert "SELECT broken</textarea>" in reply.body.decode()
