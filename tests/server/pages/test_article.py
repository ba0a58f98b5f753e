from typing import Any

from kg.model import Document, Fact
from kg.query import Graph
from kg.server.pages.marking import outermost, paragraphs
from tests.server.pages.markup import data, read, visit, words

ROUTE = "/article/{id}"


def article(graph: Graph, source: str, part: int = 1) -> Document:
    return next(d for d in graph.snapshot().documents if d.source == source and d.part == part)


def page(graph: Graph, document: Document, rest: str = "") -> Any:
    return read(visit(graph, ROUTE, f"/article/{document.id}{rest}"))


def facts(graph: Graph, document: Document) -> list[Fact]:
    return [f for f in graph.snapshot().facts if f.document_id == document.id]


def test_the_text_stands_as_it_was_repaired(example: Graph) -> None:
    for document in example.snapshot().documents:
        tree = page(example, document)
        for sup in tree.xpath("//sup"):
            sup.drop_tree()
        shown = [p.text_content() for p in tree.xpath("//section[contains(@class, 'text')]/p")]
        assert shown == [line for line in document.text.split("\n") if line.strip()]


def test_a_name_leads_to_what_it_denotes(example: Graph) -> None:
    tree = page(example, article(example, "news/001.txt"))
    (link,) = [a for a in tree.xpath("//p/a[contains(@class, 'name')]") if words(a) == "王运华"]
    assert link.get("href") == f"/page/{example.entity('王运华').id}"
    assert link.get("title") == "人物 · 王运华"


def test_a_fact_marks_its_words_in_the_text(example: Graph) -> None:
    document = article(example, "news/001.txt")
    for fact in facts(example, document):
        tree = page(example, document, f"?fact={fact.id}")
        (start, end), *_ = fact.evidence
        assert "".join(m.text_content() for m in tree.iter("mark")) == document.text[start:end]
        assert len(tree.xpath(f"//mark[@id='{fact.id}']")) == 1
        assert tree.xpath(f"//li[@id='fact-{fact.id}']/@aria-current") == ["true"]


def test_a_name_picks_its_facts(example: Graph) -> None:
    document = article(example, "news/002.txt")
    luo = example.entity("罗会涛").id
    said = page(example, document, f"?name={luo}").xpath("//ol[@class='said']/li")
    assert len(said) == 2  # the post, and the one that is denied
    assert all("罗会涛" in words(li) for li in said)
    assert "否认" in words(said[0]) + words(said[1])


def test_a_name_with_facts_counts_them(example: Graph) -> None:
    (sup,) = page(example, article(example, "news/001.txt")).xpath("//a[text()='王运华']/following-sibling::sup[1]/a")
    assert words(sup).endswith("1")
    assert f"name={example.entity('王运华').id}" in sup.get("href")


def test_where_the_article_comes_from_is_told(example: Graph) -> None:
    told = words(page(example, article(example, "news/004.txt", 2)))
    assert "news/004.txt" in told
    assert "第 2 篇，共 2 篇" in told
    assert "发表日期不详" in told


def test_an_unknown_article_is_not_found(example: Graph) -> None:
    assert visit(example, ROUTE, "/article/d-none").status == 404


def test_the_twin_gives_every_fact_with_its_sentence(example: Graph) -> None:
    document = article(example, "news/002.txt")
    twin = data(visit(example, ROUTE, f"/article/{document.id}.json"))
    assert {f["id"] for f in twin["facts"]} == {f.id for f in facts(example, document)}
    assert all(any(p["marked"] for p in f["sentence"]) for f in twin["facts"])


def test_of_names_within_names_the_longest_counts(example: Graph) -> None:
    found = example.article(article(example, "news/001.txt").id)
    names = [m.text for m in outermost(found.mentions)]
    assert names[0] == "济宁高新区科技创新局"
    assert names.count("济宁高新区") == 0 or names.index("济宁高新区") > 0


def test_a_mark_across_a_name_keeps_the_text_whole() -> None:
    (line,) = paragraphs("局长王运华到会。", [], {}, [(2, 5)])
    assert [(p.text, p.marked) for r in line.runs for p in r.pieces] == [
        ("局长", False),
        ("王运华", True),
        ("到会。", False),
    ]


def test_readers_are_led_to_the_first_of_the_marks_whatever_stands_before_it() -> None:
    (line,) = paragraphs("去年，局长王运华到会。", [], {}, [(3, 8), (0, 2)])
    marked = [(p.text, p.first) for r in line.runs for p in r.pieces if p.marked]
    assert marked == [("去年", False), ("局长王运华", True)]
