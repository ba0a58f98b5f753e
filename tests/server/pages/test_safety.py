from collections.abc import Iterator
from urllib.parse import quote

import pytest

from kg.query import Graph
from tests.server.pages.conftest import PAYLOAD
from tests.server.pages.markup import read, visit

LINKS = ("href", "src", "action")


def addresses(graph: Graph) -> Iterator[tuple[str, str]]:
    """Every page of a graph, with the payload also where the reader types."""
    snapshot = graph.snapshot()
    typed = quote(PAYLOAD, safe="")
    yield from (("/", "/"), ("/articles", "/articles"), ("/articles", f"/articles?q={typed}"))
    yield from (("/search", f"/search?q={q}") for q in ("", typed, quote("园"), quote("没有的名称")))
    yield "/search", f"/search?q={quote('园')}&type={typed}&page={typed}"
    yield from (("/list/{type}", f"/list/{t}") for t in ("PARK", "PERSON", "ORG", typed))
    yield "/list/{type}", f"/list/ORG?kind={typed}&zone={typed}&part_of={typed}"
    yield "/page/{id}", f"/page/{typed}"
    for entity in snapshot.entities:
        yield "/page/{id}", f"/page/{entity.id}"
        yield from (("/page/{id}", f"/page/{entity.id}?{rest}") for rest in ("on=2021", f"on={typed}", "on=1990"))
        yield from (("/page/{id}", f"/page/{entity.id}?group={g}") for g in ("led_by", "posts", "firms", typed))
        yield "/articles", f"/articles?entity={entity.id}"
    for document in snapshot.documents:
        yield "/article/{id}", f"/article/{document.id}"
        yield from (("/article/{id}", f"/article/{document.id}?name={e.id}") for e in snapshot.entities)
        yield from (("/article/{id}", f"/article/{document.id}?fact={f.id}") for f in snapshot.facts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_is_written_anywhere_becomes_markup(hostile: Graph, lang: str) -> None:
    for route, address in addresses(hostile):
        tree = read(visit(hostile, route, address, lang))
        assert [s.get("src") for s in tree.iter("script")] == ["/static/search.js"], address
        assert [s.text for s in tree.iter("script")] == [None], address
        assert list(tree.iter("img", "style", "iframe", "object")) == [], address
        for node in tree.iter():
            risky = [a for a in node.attrib if a.startswith("on") or a == "style"]
            assert risky == [], (address, node.tag)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_links_lead_nowhere_else(hostile: Graph, lang: str) -> None:
    for route, address in addresses(hostile):
        for node in read(visit(hostile, route, address, lang)).iter():
            for link in (node.get(a) for a in LINKS if node.get(a) is not None):
                assert link.startswith(("/", "#")) and not link.startswith("//"), (address, link)


def test_templates_are_not_run_twice(hostile: Graph) -> None:
    for route, address in addresses(hostile):
        assert b"49" not in visit(hostile, route, address).body.replace(b"%49", b""), address


def test_no_id_is_given_twice(hostile: Graph, example: Graph) -> None:
    for graph in (hostile, example):
        for route, address in addresses(graph):
            ids = [node.get("id") for node in read(visit(graph, route, address)).iter() if node.get("id")]
            assert len(ids) == len(set(ids)), address


def test_every_field_has_a_label(example: Graph) -> None:
    for route, address in addresses(example):
        tree = read(visit(example, route, address))
        labelled = {label.get("for") for label in tree.iter("label")}
        fields = [n.get("id") for n in tree.iter("input", "select", "textarea") if n.get("type") != "hidden"]
        assert set(fields) <= labelled, address


def test_every_page_has_one_heading_of_the_first_level(example: Graph) -> None:
    for route, address in addresses(example):
        assert len(read(visit(example, route, address)).findall(".//h1")) == 1, address
