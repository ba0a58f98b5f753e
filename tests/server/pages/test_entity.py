import dataclasses
from pathlib import Path
from typing import Any

from kg.query import Graph
from kg.server.pages.groups import HEADINGS, SAID, heading
from kg.vocabulary import ontology
from tests.server.pages.conftest import opened
from tests.server.pages.markup import data, read, visit, words
from tests.snapshots import worked_example

ROUTE = "/page/{id}"


def page(graph: Graph, name: str, rest: str = "", lang: str = "zh") -> Any:
    return read(visit(graph, ROUTE, f"/page/{graph.entity(name).id}{rest}", lang))


def section(tree: Any, title: str) -> Any:
    (found,) = [s for s in tree.iter("section") if s.find("h2") is not None and words(s.find("h2")).startswith(title)]
    return found


def names(part: Any) -> list[str]:
    return [words(a) for a in part.xpath(".//*[contains(@class, 'fact-name')]/a")]


def test_a_bureau_tells_who_holds_posts_with_status_and_date(example: Graph) -> None:
    told = words(section(page(example, "济宁高新区科技创新局"), "领导与任职人员"))
    assert "王运华 局长 原任 见于 2020年" in told
    assert "罗会涛 局长 主持或代理 现任 2021年3月起" in told
    assert "孙立 局长 拟任" in told


def test_every_statement_shows_its_sentence_with_the_words_marked(example: Graph) -> None:
    for entity in example.snapshot().entities:
        for fact in statements_of(example, entity.id):
            assert fact.xpath(".//blockquote//mark"), entity.name


def statements_of(graph: Graph, id_: str) -> list[Any]:
    tree = read(visit(graph, ROUTE, f"/page/{id_}"))
    return list(tree.xpath("//li[contains(concat(' ', @class, ' '), ' fact ')]"))


def test_a_source_leads_to_its_fact_in_the_article(example: Graph) -> None:
    part = section(page(example, "辰欣药业"), "上市")
    (link,) = part.xpath(".//p[@class='cite']/a/@href")
    fact = next(f for f in example.snapshot().facts if f.predicate == "listed_on")
    assert link == f"/article/{fact.document_id}?fact={fact.id}#{fact.id}"


def test_a_park_lists_its_firms_and_what_it_is_part_of(example: Graph) -> None:
    tree = page(example, "龙心健康产业园")
    assert names(section(tree, "企业")) == ["辰欣药业股份有限公司"]
    assert names(section(tree, "隶属于")) == ["“一区十园”", "济宁高新区"]
    assert names(section(tree, "荣誉与资质")) == ["国家级绿色园区"]


def test_the_way_up_stands_above_the_name(example: Graph) -> None:
    trail = page(example, "辰欣药业").xpath("//ol[@class='trail']//a")
    assert [words(a) for a in trail] == ["济宁高新区", "龙心健康产业园"]


def test_the_line_of_heads_says_what_is_not_known(example: Graph) -> None:
    told = words(section(page(example, "济宁高新区科技创新局"), "主要负责人"))
    assert "2020年之前由谁担任，没有记载" in told
    assert "何平" not in told  # a deputy


def test_as_of_a_date_only_what_was_on_record_then_is_shown(example: Graph) -> None:
    tree = page(example, "济宁高新区科技创新局", "?on=2020-06")
    assert names(section(tree, "领导与任职人员")) == ["王运华"]
    assert "截至 2020年6月" in words(tree)


def test_before_anything_was_on_record_the_page_says_so(example: Graph) -> None:
    assert "截至 1990年 没有记载" in words(page(example, "济宁高新区科技创新局", "?on=1990"))


def test_a_date_that_is_none_is_a_bad_request(example: Graph) -> None:
    reply = visit(example, ROUTE, f"/page/{example.entity('济宁高新区').id}?on=foo")
    assert reply.status == 400
    assert "2020-06" in words(read(reply))


def test_an_amount_is_shown_as_printed(example: Graph) -> None:
    assert "8亿元" in words(section(page(example, "济宁高新区"), "投资"))


def test_an_unknown_id_is_not_found_in_both_forms(example: Graph) -> None:
    assert visit(example, ROUTE, "/page/o-nobody").status == 404
    twin = visit(example, ROUTE, "/page/o-nobody.json")
    assert (twin.status, data(twin)["error"]["status"]) == (404, 404)


def test_the_page_speaks_english(example: Graph) -> None:
    told = words(page(example, "罗会涛", lang="en"))
    assert "Career" in told
    assert "since March 2021" in told


def test_the_twin_holds_what_the_page_shows(example: Graph) -> None:
    twin = data(visit(example, ROUTE, f"/page/{example.entity('辰欣药业').id}.json"))
    listed = next(s for s in twin["sections"] if s["key"] == "listed_on")["statements"][0]
    assert (listed["other"]["name"], listed["at"]) == ("上海证券交易所", "2017-09-29")
    assert "".join(p["text"] for p in listed["sources"][0]["sentence"] if p["marked"]).startswith(
        "辰欣药业股份有限公司"
    )


def test_both_ways_of_asking_for_the_twin_agree(example: Graph) -> None:
    id_ = example.entity("辰欣药业").id
    assert visit(example, ROUTE, f"/page/{id_}.json").body == visit(example, ROUTE, f"/page/{id_}?format=json").body


def test_data_files_are_linked(example: Graph) -> None:
    id_ = example.entity("辰欣药业").id
    links = page(example, "辰欣药业").xpath("//a/@href")
    assert {f"/data/{id_}.ttl", f"/data/{id_}.jsonld", f"/data/{id_}.json"} <= set(links)


def test_one_group_can_be_seen_alone(example: Graph) -> None:
    tree = page(example, "济宁高新区科技创新局", "?group=led_by")
    assert len(names(tree)) == 4
    assert "这些内容从哪里来" not in words(tree)


def test_every_relation_of_the_ontology_has_headings_of_its_own_from_both_ends() -> None:
    within = {("located_in", "in"), ("part_of", "in")}
    wanted = {(p, d) for p in ontology().predicates for d in ("out", "in")} - within
    assert wanted <= set(SAID)
    assert set(SAID.values()) <= set(HEADINGS)


def test_a_relation_without_a_heading_is_told_by_its_label() -> None:
    assert heading("hosts.in", "zh") == "举办"


def test_why_names_are_one_is_told_in_chinese_also_of_short_forms(tmp_path: Path) -> None:
    recorded = "通佳机械 is 山东通佳机械有限公司: short form, articles on 济宁高新区"
    example = worked_example()
    entities = tuple(dataclasses.replace(e, documents=("d-1", "d-2"), reasons=(recorded,)) for e in example.entities)
    with opened(dataclasses.replace(example, entities=entities), tmp_path / "zone.kg") as graph:
        assert "“通佳机械”即“山东通佳机械有限公司”：简称，文章都讲济宁高新区" in words(page(graph, "辰欣药业"))
        assert recorded in words(page(graph, "辰欣药业", lang="en"))
