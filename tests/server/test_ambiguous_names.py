"""A name that means several things, or none, is answered alike wherever it is asked for."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from kg.query import Graph
from tests.server.asking import ask
from tests.snapshots import Maker, write_snapshot

PLACES = [
    "/graph?q={}",
    "/graph.json?q={}",
    "/graph.graphml?q={}",
    "/graph.csv?q={}",
    "/path?a={}&b=罗会涛",
    "/path?b={}",
    "/path.json?a=罗会涛&b={}",
    "/name/{}",
    "/list/ORG?zone={}",
    "/list/ORG?part_of={}&format=json",
    "/ask?q=谁是{}局长？",
    "/ask.json?q=谁是{}局长？",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    m = Maker()
    document = m.document("a.txt", "任城区科技创新局局长赵明到会。泰山区科技创新局局长钱伟到会。罗会涛补充。", None)
    for name, person in (("任城区科技创新局", "赵明"), ("泰山区科技创新局", "钱伟")):
        body = m.entity("ORG", name, kind="government")
        m.says(document, m.entity("PERSON", person), "holds_position", body, f"{name}局长{person}", position="局长")
    m.entity("PERSON", "罗会涛")
    path = tmp_path_factory.mktemp("store") / "a.kg"
    write_snapshot(path, m.snapshot())
    return path


def status(store: Path, place: str, name: str) -> int:
    parts = urlsplit(place.format(name))
    return ask(store, parts.path, **dict(parse_qsl(parts.query))).status


@pytest.mark.parametrize("place", PLACES)
def test_several_are_offered(store: Path, place: str) -> None:
    parts = urlsplit(place.format("科技创新局"))
    reply = ask(store, parts.path, **dict(parse_qsl(parts.query)))
    assert reply.status == 300
    assert "泰山区科技创新局" in reply.body.decode() and "任城区科技创新局" in reply.body.decode()


@pytest.mark.parametrize("place", PLACES)
def test_none_is_not_found(store: Path, place: str) -> None:
    assert status(store, place, "月球矿业集团第九研究院") == 404


@pytest.mark.parametrize("place", [p for p in PLACES if not p.startswith("/ask")])
def test_one_is_shown(store: Path, place: str) -> None:
    assert status(store, place, "泰山区科技创新局") in (200, 303)


def test_a_question_that_is_not_understood_is_no_missing_page(store: Path) -> None:
    assert status(store, "/ask?q={}", "who is he?") == 200


def test_the_candidates_of_a_drawing_have_ids(store: Path) -> None:
    value = json.loads(ask(store, "/graph.json", q="科技创新局").body)
    with Graph.open(store) as graph:
        assert {c["id"] for c in value["q"]["candidates"]} == {
            graph.entity(f"{zone}科技创新局").id for zone in ("任城区", "泰山区")
        }
