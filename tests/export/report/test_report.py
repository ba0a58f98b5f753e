"""The report: complete, self-contained, and deaf to what names would like to do."""

import dataclasses
import io
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from kg.export import report
from kg.mapping.tables import label
from kg.model import Snapshot
from tests.hostile import HOSTILE, TEXT
from tests.snapshots import BASE, with_names, worked_example


def written(snapshot: Snapshot, lang: str = "zh") -> str:
    stream = io.BytesIO()
    report(snapshot, stream, BASE, lang=lang)
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def page() -> etree._Element:
    return html.document_fromstring(written(worked_example()))


def words(element: etree._Element) -> str:
    return " ".join(element.text_content().replace("\u2060", "").split())


def section(page: etree._Element, name: str) -> etree._Element:
    (found,) = page.xpath(f"//section[@id='{name}']")
    return found


def row(page: etree._Element, name: str, *texts: str) -> str:
    """The one row of a table that holds these words."""
    (found,) = [r for e in section(page, name).iter("tr") if all(t in (r := words(e)) for t in texts)]
    return found


def test_every_fact_stands_with_its_sentence_in_its_article(page: etree._Element) -> None:
    snapshot = worked_example()
    items = page.xpath("//ol[@class='said']/li")
    assert len(items) == len(snapshot.facts)
    shown = " ".join(words(i) for i in items)
    texts = {d.id: d.text for d in snapshot.documents}
    assert all(texts[f.document_id][a:b] in shown for f in snapshot.facts for a, b in f.evidence)


def test_a_sentence_marks_its_two_names(page: etree._Element) -> None:
    (item,) = [i for i in page.xpath("//ol[@class='said']/li") if "罗会涛 担任职务 济宁高新区科技创新局" in words(i)]
    assert {words(m) for m in item.iter("mark")} == {"罗会涛", "济宁高新区科技创新局"}


def test_every_link_leads_to_a_place_and_every_place_is_there_once(page: etree._Element) -> None:
    ids = Counter(page.xpath("//@id"))
    assert max(ids.values()) == 1
    links = page.xpath("//a/@href")
    assert links and all(link[0] == "#" and link[1:] in ids for link in links)


def test_heads_are_told_apart_from_former_ones_with_time(page: etree._Element) -> None:
    assert "曾经" in row(page, "posts", "王运华", "局长", "2020")
    assert "since 2021-03" in row(html.document_fromstring(written(worked_example(), "en")), "posts", "罗会涛", "局长")
    assert "拟" in row(page, "posts", "孙立")


def test_bars_lie_where_the_years_are(page: etree._Element) -> None:
    bars = {r.get("class"): float(r.get("x")) for r in section(page, "posts").iter("rect")}
    assert bars["bar former"] < bars["bar current"]


def test_an_undated_post_has_no_bar() -> None:
    snapshot = worked_example()
    edges = tuple(dataclasses.replace(e, first_seen=None, last_seen=None) for e in snapshot.edges)
    page = html.document_fromstring(written(dataclasses.replace(snapshot, edges=edges)))
    assert [r.get("class") for r in section(page, "posts").iter("rect")] == []
    assert "局长" in row(page, "posts", "王运华")


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("honours", ["龙心健康产业园", "国家级绿色园区", "2020"]),
        ("investments", ["济宁高新区", "龙心健康产业园", "8亿元"]),
        ("listings", ["辰欣药业股份有限公司", "上海证券交易所", "2017-09-29"]),
        ("cooperation", ["济宁高新区", "山东大学", "济宁高新区与山东大学合作"]),
    ],
)
def test_tables_tell_what_the_graph_holds(page: etree._Element, name: str, texts: list[str]) -> None:
    assert row(page, name, *texts)


def test_a_park_shows_its_firms_bodies_and_programmes(page: etree._Element) -> None:
    (park,) = [s for s in page.xpath("//section[@class='park']") if words(s.find("h3")).startswith("龙心健康产业园")]
    groups = dict(zip((words(e) for e in park.iter("dt")), (words(e) for e in park.iter("dd")), strict=True))
    assert "辰欣药业股份有限公司" in groups["企业"] and "国家级绿色园区" in groups["荣誉"]
    assert "“一区十园”" in groups["隶属或位于"] and "济宁高新区" in groups["设立、运营或投资者"]


def test_all_related_entities_are_in_the_index(page: etree._Element) -> None:
    snapshot = worked_example()
    related = {end for e in snapshot.edges for end in (e.subject_id, e.object_id)}
    index = {e.get("id"): words(e) for e in section(page, "index").xpath(".//div")}
    assert related <= index.keys()
    assert all(label(e) in index[e.id] for e in snapshot.entities if e.id in related)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_asked_from_another_server(lang: str) -> None:
    text = written(worked_example(), lang)
    assert "default-src 'none'" in text
    assert re.findall(r"""(?:src|href|action)=["'](?!#)""", text) == []
    assert "url(" not in text and "@import" not in text and "<script" not in text


def test_its_own_words_are_in_the_language_asked_for(page: etree._Element) -> None:
    english = html.document_fromstring(written(worked_example(), "en"))
    assert (page.get("lang"), english.get("lang")) == ("zh-CN", "en")
    heads = [words(h) for h in english.iter("h1", "h2")]
    assert "Parks" in heads and not re.search("[\u4e00-\u9fff]", " ".join(heads))


def test_every_section_is_in_the_contents(page: etree._Element) -> None:
    inside = page.xpath("//main/section/@id")
    assert [href[1:] for href in page.xpath("//nav/ol/li/a/@href")] == inside


def test_an_empty_graph_is_a_page_too() -> None:
    page = html.document_fromstring(written(Snapshot((), (), (), (), ())))
    assert "0 个实体" in words(page)


ELEMENTS = set(
    "html head meta title style body nav h1 h2 h3 h4 ol ul li a main header section div p table caption thead tbody tr "
    "th td svg rect line circle text figure figcaption dl dt dd span small strong em sup mark article code "
    "blockquote".split()
)


def shape(text: str) -> Counter[str]:
    return Counter(str(e.tag) for e in html.document_fromstring(text).iter())


def test_hostile_names_make_no_element_and_no_attribute() -> None:
    root = html.document_fromstring(written(with_names(HOSTILE)))
    assert {str(e.tag) for e in root.iter()} <= ELEMENTS
    assert [a for e in root.iter() for a in e.attrib if a.startswith("on")] == []
    assert "<script>alert(1)</script>" in words(root)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=2, max_size=2, unique=True))
def test_any_names_leave_the_structure_alone(names: list[str]) -> None:
    found = shape(written(with_names(names)))
    assert found.keys() <= ELEMENTS
    assert found["li"] >= 2 and found["h1"] == 1
