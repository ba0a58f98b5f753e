import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.views import ROUTES


@pytest.fixture
def graph(zone_store: Path) -> Iterator[Graph]:
    with Graph.open(zone_store) as graph:
        yield graph


def ask(graph: Graph, path: str = "/path", lang: str = "zh", **query: str) -> Reply:
    return ROUTES[path](graph, Request(path, {}, {name: (value,) for name, value in query.items()}, lang))


def said(reply: Reply) -> list[list[str]]:
    return [[r["sentence"] for r in step["relations"]] for chain in json.loads(reply.body)["paths"] for step in chain]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", [["山东大学生命科学学院隶属于山东大学"], ["辰欣药业股份有限公司与山东大学生命科学学院合作"]]),
        (
            "en",
            [
                ["山东大学生命科学学院 belongs to 山东大学"],
                ["辰欣药业股份有限公司 cooperates with 山东大学生命科学学院"],
            ],
        ),
    ],
)
def test_each_step_says_its_relation_in_its_own_direction(graph: Graph, lang: str, expected: list[list[str]]) -> None:
    assert said(ask(graph, "/path.json", lang, a="山东大学", b="辰欣药业")) == expected


def test_posts_are_told_with_their_title_and_state(graph: Graph) -> None:
    assert said(ask(graph, "/path.json", a="王运华", b="济宁高新区"))[0] == ["王运华曾任济宁高新区科技创新局局长"]


def test_every_step_shows_its_sentence(graph: Graph) -> None:
    text = ask(graph, a="山东大学", b="辰欣药业").body.decode()
    assert len(re.findall(r"<mark>", text)) == 2


def test_an_ambiguous_name_offers_its_candidates(graph: Graph) -> None:
    reply = ask(graph, a="区科技创新局", b="辰欣药业")
    assert reply.status == 300
    assert f"a={graph.entity('任城区科技创新局').id}" in reply.body.decode()


def test_an_unknown_name_is_said_to_be_unknown(graph: Graph) -> None:
    reply = ask(graph, a="月球基地甲", b="辰欣药业")
    assert reply.status == 404
    assert "月球基地甲" in reply.body.decode()


def test_a_stop_can_be_left_out(graph: Graph) -> None:
    school = graph.entity("山东大学生命科学学院").id
    assert f"without={school}" in ask(graph, a="山东大学", b="辰欣药业").body.decode()
    assert said(ask(graph, "/path.json", a="山东大学", b="辰欣药业", without=school)) == []


def test_what_is_not_linked_is_said(graph: Graph) -> None:
    reply = ask(graph, a="山东大学", b="刘章箭")
    assert reply.status == 200
    assert "没有联系" in reply.body.decode()
