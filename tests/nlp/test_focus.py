import pytest

from kg.nlp.focus import find_references, main_body, main_zone
from tests.marked import marked

FIRMS = "标题\n{远岫集团|ORG:o1}扩产。{远岫集团|ORG:o1}引进{澄观电子|ORG:o2}。"


def references(text: str, **kinds: str) -> dict[str, str]:
    """The general words of a text and the names they stand for."""
    plain, mentions = marked(text, kinds=kinds)
    zone, body = main_zone(plain, mentions), main_body(plain, mentions)
    return {plain[s:e]: m.text for s, e, m in find_references(plain, mentions, zone, body)}


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (FIRMS + "公司总投资2亿元。", "公司", "远岫集团"),
        (FIRMS + "该公司总投资2亿元。", "该公司", "澄观电子"),
        ("标题\n{蓼河科技局|ORG:o1}部署，局{党组书记|POSITION}到场。", "局", "蓼河科技局"),
        ("标题\n{蓼河论坛|EVENT:e1}举行。本次论坛由甲主办。", "本次论坛", "蓼河论坛"),
        ("标题\n{蓼河论坛|EVENT:e1}举行。活动由甲主办。", "活动", "蓼河论坛"),
        ("标题\n{澄观二期|PROJECT:j1}开工。项目总投资2亿元。", "项目", "澄观二期"),
        ("标题\n{英才计划|PROGRAMME:g1}启动。该计划由甲实施。", "该计划", "英才计划"),
        ("{蓼河高新区|PARK:k1}简报\n{英才港|PARK:k2}开园。\n园区引进甲。", "园区", "蓼河高新区"),
        ("{蓼河高新区|PARK:k1}简报\n{英才港|PARK:k2}开园，园区引进甲。", "园区", "英才港"),
    ],
)
def test_a_general_word_stands_for_a_name_before_it(text: str, word: str, name: str) -> None:
    assert references(text)[word] == name


@pytest.mark.parametrize("text", ["标题\n公司扩产。", "标题\n全区增长。", "标题\n{澄观二期|PROJECT:j1}等项目增多。"])
def test_nothing_named_before_or_no_reference_stands_for_nothing(text: str) -> None:
    assert references(text) == {}
