"""The shipped queries: both engines give the same answers, and the right ones."""

import io
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg.export import turtle
from kg.model import Snapshot
from kg.vocabulary import folder
from tests.snapshots import BASE, worked_example

QUERIES = sorted((folder("ontology") / "queries").glob("*.rq"))
Answers = list[tuple[str, ...]]

# the example's answers where the query's own constants ask for them
EXPECTED: dict[str, Answers] = {
    "heads": [("济宁高新区科技创新局", "局长", "罗会涛", "2021-05-01", "2021-05-31", "002.txt")],
    "head-at-date": [("济宁高新区科技创新局", "局长", "王运华", "2020-01-01", "2020-12-31", "001.txt")],
    "parks-of-framework": [("“一区十园”", "龙心健康产业园")],
    "honours-of-year": [("龙心健康产业园", "国家级绿色园区", "", "2020-01-01", "001.txt")],
    "cooperation-with-universities": [("济宁高新区", "山东大学", "university")],
    "evidence": [
        (
            "罗会涛",
            "担任职务",
            "济宁高新区科技创新局",
            "济宁高新区科技创新局局长罗会涛介绍",
            "002.txt",
            "2021-05",
            "0.97",
        )
    ],
    "investments": [("济宁高新区", "投资", "龙心健康产业园", "8亿元", "800000000", "CNY", "", "2021-05-01")],
    "post-history": [
        ("济宁高新区科技创新局", "副局长", "何平", "2021-05-01", "2021-05-31", "", "", "current"),
        ("济宁高新区科技创新局", "局长", "王运华", "2020-01-01", "2020-12-31", "", "", "former"),
        ("济宁高新区科技创新局", "局长", "孙立", "2021-05-01", "2021-05-31", "", "", "planned"),
        ("济宁高新区科技创新局", "局长", "罗会涛", "2021-05-01", "2021-05-31", "2021-03", "", "current"),
    ],
    "industries": [("医药健康", "辰欣药业股份有限公司", "1")],
}


@pytest.fixture(scope="module")
def data() -> bytes:
    stream = io.BytesIO()
    turtle(worked_example(), stream, BASE)
    return stream.getvalue()


@pytest.fixture(scope="module")
def engines(data: bytes) -> tuple[rdflib.Graph, ox.Store]:
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.TURTLE)
    return rdflib.Graph().parse(data=data, format="turtle"), store


def by_rdflib(graph: rdflib.Graph, query: str) -> Answers:
    found: Any = graph.query(query)
    return [tuple("" if cell is None else str(cell) for cell in row) for row in found]


def by_oxigraph(store: ox.Store, query: str) -> Answers:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(cell.value if cell else "" for cell in row) for row in found]


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_both_engines_agree_and_find_something(path: Path, engines: tuple[rdflib.Graph, ox.Store]) -> None:
    query = path.read_text("utf-8").replace("滨河科技园", "龙心健康产业园")
    graph, store = engines
    answers = by_oxigraph(store, query)
    assert sorted(answers) == sorted(by_rdflib(graph, query))
    assert answers or path.stem == "programmes"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_answer_is_right(name: str, engines: tuple[rdflib.Graph, ox.Store]) -> None:
    query = (folder("ontology") / "queries" / f"{name}.rq").read_text("utf-8")
    assert by_oxigraph(engines[1], query) == EXPECTED[name]


def test_a_query_says_first_what_it_asks_in_chinese_and_english() -> None:
    assert len(QUERIES) >= 9
    for path in QUERIES:
        first = path.read_text("utf-8").splitlines()[0]
        zh, dot, en = first.removeprefix("# ").partition(" · ")
        assert dot and any("\u4e00" <= c <= "\u9fff" for c in zh) and en.isascii(), path.name


def test_queries_run_on_the_sample_zone_too(zone: Snapshot) -> None:
    stream = io.BytesIO()
    turtle(zone, stream, BASE)
    store = ox.Store()
    store.load(stream.getvalue(), format=ox.RdfFormat.TURTLE)
    firms = (folder("ontology") / "queries" / "firms-in-park.rq").read_text("utf-8")
    assert by_oxigraph(store, firms) == [("滨河科技园", "通佳机械", "located_in")]
