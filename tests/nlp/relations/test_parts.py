import pytest

from kg.nlp.relations.parts import find_subsidiaries
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
