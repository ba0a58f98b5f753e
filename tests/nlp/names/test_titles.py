import pytest

from kg.nlp.names.boundaries import mend
from kg.nlp.names.branches import join_branches
from kg.nlp.names.candidates import Candidate
from kg.nlp.names.titles import with_fields
from tests.marked import marked


def candidates(said: str) -> tuple[str, list[Candidate]]:
    text, mentions = marked(said)
    return text, [Candidate(m.start, m.end, m.type, "test", 0.9) for m in mentions]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("{经济发展局|ORG:o1}{党支部书记|POSITION}{黄伟鹏|PERSON:p1}", "{经济发展局党支部}{书记}{黄伟鹏}"),
        ("{袁河产投党支部|ORG:o1}{书记|POSITION}、{董事长|POSITION}", "{袁河产投}{党支部书记}{董事长}"),
        ("{后乡村党支部|ORG:o1}{书记|POSITION}、{村委会主任|POSITION}", "{后乡村党支部}{书记}{村委会主任}"),
        ("{华西医院党委|ORG:o1}{书记|POSITION}{李正赤|PERSON:p1}", "{华西医院}{党委书记}{李正赤}"),
        ("{高新区党委|ORG:o1}{副书记|POSITION}", "{高新区党委}{副书记}"),
        ("{局党组|ORG:o1}{副书记|POSITION}{卢镇|PERSON:p1}", "{党组副书记}{卢镇}"),
        ("{华西医院党委|ORG:o1}{宣传部部长|POSITION}", "{华西医院党委}{宣传部部长}"),
    ],
)
def test_what_says_branch_or_committee_goes_to_the_body_or_to_the_title(said: str, found: str) -> None:
    text, names = candidates(said)
    assert "".join(f"{{{text[c.start : c.end]}}}" for c in join_branches(text, names)) == found


def test_a_sector_is_part_of_the_title_only_between_a_body_and_a_title() -> None:
    said = "{远岫研究院|ORG:o1}{人工智能|INDUSTRY:i1}{首席科学家|POSITION}，{人工智能|INDUSTRY:i1}{专家|POSITION}"
    text, names = candidates(said)
    assert [text[c.start : c.end] for c in with_fields(names)] == [
        "远岫研究院",
        "人工智能首席科学家",
        "人工智能",
        "专家",
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("市委书记{陈浩致|PERSON:p1}辞", "陈浩"),
        ("代表{汪翌作|PERSON:p1}表态发言", "汪翌"),
        ("{欧阳致远|PERSON:p1}致辞", "欧阳致远"),
        ("党工委{（新北区委）|ORG:o1}副书记", "新北区委"),
    ],
)
def test_a_verb_and_brackets_around_are_no_part_of_a_name(said: str, found: str) -> None:
    text, names = candidates(said)
    assert [text[c.start : c.end] for c in mend(text, names)] == [found]
