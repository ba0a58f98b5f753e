from kg.nlp.relations.listings import find_listings
from kg.nlp.relations.reading import read
from tests.marked import marked

HEADING = "通知\n第三批{省级绿色工厂|HONOUR:h1}名单\n"


def listed(text: str) -> list[str]:
    return [c.subject.mention.text for c in find_listings(read(*marked(text)))]


def test_names_line_by_line_under_an_honour_have_it() -> None:
    text = HEADING + "1.{远岫集团|ORG:o1}（济宁）\n2.{澄观电子|ORG:o2}\n请各单位认真落实。{诺安医疗|ORG:o3}表示祝贺。"
    assert listed(text) == ["远岫集团", "澄观电子"]


def test_names_in_one_line_under_an_honour_have_it_but_not_those_in_brackets() -> None:
    text = HEADING + "{远岫集团|ORG:o1}（含{远岫园|PARK:k1}）、{澄观电子|ORG:o2}\n结束。"
    assert listed(text) == ["远岫集团", "澄观电子"]


def test_a_heading_without_a_list_or_a_single_line_says_nothing() -> None:
    assert listed(HEADING + "{远岫集团|ORG:o1}\n结束。") == []
    assert listed("通知\n{省级绿色工厂|HONOUR:h1}增多\n{远岫集团|ORG:o1}\n{澄观电子|ORG:o2}") == []


def test_the_next_honour_begins_another_list() -> None:
    text = (
        HEADING + "{远岫集团|ORG:o1}\n{澄观电子|ORG:o2}\n{省级智能工厂|HONOUR:h2}名单\n{甲公司|ORG:o3}\n{乙公司|ORG:o4}"
    )
    found = find_listings(read(*marked(text)))
    assert [(c.subject.mention.text, c.object.mention.text) for c in found][2:] == [
        ("甲公司", "省级智能工厂"),
        ("乙公司", "省级智能工厂"),
    ]
