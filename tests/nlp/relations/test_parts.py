import pytest

from kg.nlp.relations.parts import certain, find_parts, find_subsidiaries
from kg.nlp.relations.reading import read
from tests.marked import marked


def parts(text: str) -> list[tuple[str, str]]:
    """The part-whole relations that rules read off a text."""
    found = find_subsidiaries(read(*marked("标题\n" + text)))
    return [(c.subject.mention.text, c.object.mention.text) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "{澄观电子|ORG:o1}是{远岫集团|ORG:o2}的全资子公司。",
        "据介绍，{澄观电子|ORG:o1}于2007年在高新区注册成立，是{远岫集团|ORG:o2}全资子公司。",
        "{远岫集团|ORG:o2}旗下的{澄观电子|ORG:o1}投产。",
        "{远岫集团|ORG:o2}控股子公司{澄观电子|ORG:o1}投产。",
        "{澄观电子|ORG:o1}隶属于{远岫集团|ORG:o2}。",
    ],
)
def test_a_subsidiary_is_part_of_its_parent(text: str) -> None:
    assert parts(text) == [("澄观电子", "远岫集团")]


@pytest.mark.parametrize(
    "text",
    ["{远岫集团|ORG:o2}与{澄观电子|ORG:o1}成立子公司。", "{澄观电子|ORG:o1}走访{远岫集团|ORG:o2}的子公司。"],
)
def test_a_subsidiary_of_nobody_named_is_no_part(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "part", "kinds"),
    [
        ("{上海自贸区|PARK:k1}的{上海自贸区临港新片区|PARK:k2}扩区。", "上海自贸区临港新片区", {}),
        ("{明宇公司|ORG:o1}的{明宇公司党支部|ORG:o2}开会。", "明宇公司党支部", {"o2": "party"}),
        ("{岳阳医院|ORG:o1}设{岳阳医院青海分院|ORG:o2}。", "岳阳医院青海分院", {"o1": "hospital", "o2": "hospital"}),
    ],
)
def test_a_name_that_spells_out_the_whole_is_certain(text: str, part: str, kinds: dict[str, str]) -> None:
    (claim,) = find_parts(read(*marked("标题\n" + text, kinds=kinds)))
    assert claim.subject.mention.text == part and certain(claim)


def test_a_firm_is_no_certain_part_of_a_name_that_may_be_its_own_short_form() -> None:
    text = "标题\n{联恒院|ORG:o1}即{联恒院股份有限公司|ORG:o2}。"
    found = find_parts(read(*marked(text, kinds={"o1": "institute", "o2": "institute"})))
    assert not any(certain(c) for c in found)


def test_a_body_of_the_party_is_part_of_what_its_name_spells_out_without_the_party() -> None:
    text = "标题\n{中共青海省委组织部办公室|ORG:o1}主任杨某，{青海省委组织部|ORG:o2}说"
    text += "，{中共中央|ORG:o3}和{中央军委|ORG:o4}"
    found = find_parts(read(*marked(text, kinds=dict.fromkeys(("o1", "o2", "o3", "o4"), "party"))))
    assert [(c.subject.mention.text, c.object.mention.text) for c in found if certain(c)] == [
        ("中共青海省委组织部办公室", "青海省委组织部")
    ]
