from pathlib import Path

from kg.query import Graph
from tests.server.pages.markup import data, read, visit, words


def found(graph: Graph, address: str) -> list[str]:
    return [r["match"]["name"] for r in data(visit(graph, "/search", address + "&format=json"))["results"]]


def suggested(graph: Graph, text: str) -> list[str]:
    return [r["name"] for r in data(visit(graph, "/suggest", f"/suggest?q={text}"))["results"]]


def test_initials_find_a_firm_by_its_short_name(example: Graph) -> None:
    assert found(example, "/search?q=cxyy")[0] == "辰欣药业股份有限公司"


def test_pinyin_finds_while_it_is_typed(example: Graph) -> None:
    assert suggested(example, "chenxin")[0] == "辰欣药业股份有限公司"


def test_a_short_form_finds_the_bureau(example: Graph) -> None:
    assert found(example, "/search?q=科创局") == ["济宁高新区科技创新局"]


def test_types_are_counted_and_narrow_the_results(example: Graph) -> None:
    tree = read(visit(example, "/search", "/search?q=济宁"))
    chips = [words(a) for a in tree.xpath("//nav[@class='facets']//a")]
    assert chips == ["全部2", "机构1", "园区1"]
    assert found(example, "/search?q=济宁&type=PARK") == ["济宁高新区"]


def test_a_result_says_what_it_is_about(example: Graph) -> None:
    assert "济宁高新区科技创新局局长" in words(read(visit(example, "/search", "/search?q=罗会涛")))


def test_a_name_that_nothing_bears_gets_the_nearest(example: Graph) -> None:
    assert "辰欣药业股份有限公司" in words(read(visit(example, "/search", "/search?q=辰星药业")))


def test_a_question_in_the_search_box_is_answered(example: Graph) -> None:
    told = words(read(visit(example, "/search", "/search?q=济宁高新区科技创新局局长是谁")))
    assert "罗会涛" in told
    assert "理解为" in told


def test_nothing_typed_suggests_nothing(example: Graph) -> None:
    assert suggested(example, "") == []


def test_a_search_too_long_is_refused(example: Graph) -> None:
    assert visit(example, "/search", f"/search?q={'长' * 201}").status == 400


def test_a_list_is_narrowed_by_kind_and_zone(example: Graph) -> None:
    twin = data(visit(example, "/list/{type}", "/list/ORG?kind=company&zone=济宁高新区&format=json"))
    assert [e["match"]["name"] for e in twin["entries"]] == ["辰欣药业股份有限公司"]


def test_a_type_that_is_none_is_not_found(example: Graph) -> None:
    assert visit(example, "/list/{type}", "/list/NONSENSE").status == 404


def test_pages_beyond_the_end_show_the_last(example: Graph) -> None:
    assert data(visit(example, "/list/{type}", "/list/PERSON?page=99&format=json"))["page"] == 1


def test_articles_come_newest_first_and_undated_last(example: Graph) -> None:
    lines = data(visit(example, "/articles", "/articles?format=json"))["articles"]
    assert [a["published"] for a in lines] == ["2021-05", "2020", "2017-10-23", None]


def test_the_first_page_counts_what_the_graph_holds(example: Graph) -> None:
    twin = data(visit(example, "/index.json", "/index.json"))["summary"]
    assert dict(map(tuple, twin["types"]))["PERSON"] == 4
    assert twin["documents"] == 4


def test_the_first_page_asks_about_what_it_knows(example: Graph) -> None:
    links = read(visit(example, "/", "/")).xpath("//ul[@aria-labelledby='examples']//a")
    # both parks have six relations, more than any other
    assert words(links[0]) in ("谁是济宁高新区负责人？", "谁是龙心健康产业园负责人？")
    assert links[0].get("href").startswith("/ask?q=")


def test_an_ask_page_without_a_question_gives_examples(example: Graph) -> None:
    assert "“一区十园”包括哪些园区？" in words(read(visit(example, "/ask", "/ask")))


def test_what_is_not_understood_is_said_so(example: Graph) -> None:
    told = words(read(visit(example, "/ask", "/ask?q=科技创新局的颜色是什么味道")))
    assert "没有听懂" in told


def test_an_answer_shows_its_sentence(example: Graph) -> None:
    tree = read(visit(example, "/ask", "/ask?q=辰欣药业在哪里上市"))
    assert "上海证券交易所" in words(tree)
    assert "挂牌上市" in words(tree.xpath("//blockquote")[0])


def test_templates_and_styles_ship_with_the_package() -> None:
    server = Path(__file__).parents[3] / "kg" / "server"
    assert (server / "templates" / "base.html").is_file()
    assert "prefers-color-scheme: dark" in (server / "static" / "kg.css").read_text("utf-8")
