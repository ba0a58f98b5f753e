import dataclasses

import numpy as np
import pytest

from kg.nlp.relations.features import find_candidates
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.reading import read
from kg.nlp.relations.survey import survey
from kg.nlp.relations.vetoes import vetoed
from tests.marked import marked

KINDS = {"o9": "media"}


def ruled_out(text: str, subject: str, predicate: str, object_: str) -> bool:
    """Whether a candidate between the first places of two names is ruled out."""
    known = survey(read(*marked(f"标题\n{text}", kinds=KINDS)))
    first = {u.mention.text: u.index for u in reversed(known.reading.units)}
    number, a, b = predicates().index(predicate), first[subject], first[object_]
    row = {"predicate": number, "subject": 0, "object": 1, "subject_unit": a, "object_unit": b, "apart": 0}
    found = dataclasses.replace(
        find_candidates(known), **{name: np.array([value]) for name, value in row.items()}, claimed=np.array([False])
    )
    return bool(vetoed(known, found)[0])


@pytest.mark.parametrize(("last", "expected"), [("{岳阳高新区|PARK:k3}", True), ("等地", False)])
def test_names_side_by_side_without_a_word_are_a_list(last: str, expected: bool) -> None:
    text = f"{{邵阳经开区|PARK:k1}}{{邵东经开区|PARK:k2}}{last}获批。"
    assert ruled_out(text, "邵东经开区", "located_in", "邵阳经开区") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{某某之家|ORG:o9} 7月28日消息，{光谷芯片基地|PROJECT:j1}开工。", True),
        ("{数码小站|ORG:o8} 7 月 28 日消息，{光谷芯片基地|PROJECT:j1}开工。", True),
        ("据{某某之家|ORG:o9}报道，{光谷芯片基地|PROJECT:j1}开工。", True),
        ("{某某之家|ORG:o9}投资建设{光谷芯片基地|PROJECT:j1}。", False),
        ("{某某之家|ORG:o9}消息，{某某之家|ORG:o9}将建设{光谷芯片基地|PROJECT:j1}。", False),
    ],
)
def test_who_only_reports_does_nothing_else(text: str, expected: bool) -> None:
    subject = "某某之家" if "某某之家" in text else "数码小站"
    assert ruled_out(text, subject, "establishes", "光谷芯片基地") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{股东大会|EVENT:e1}罢免{何华|PERSON:p2}、{黄炜|PERSON:p1}等4人董事职务。", True),
        ("{股东大会|EVENT:e1}选举{黄炜|PERSON:p1}为董事。", True),
        ("{黄炜|PERSON:p1}出席{股东大会|EVENT:e1}。", False),
    ],
)
def test_who_is_appointed_need_not_have_been_there(text: str, expected: bool) -> None:
    assert ruled_out(text, "黄炜", "participates_in", "股东大会") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("座谈会在{数字产业园|PARK:k1}召开，{远岫集团|ORG:o1}等企业参加。", True),
        ("{远岫集团|ORG:o1}在{数字产业园|PARK:k1}设立总部。", False),
        ("座谈会在{远岫集团|ORG:o1}{数字产业园|PARK:k1}厂区召开。", False),
    ],
)
def test_where_a_meeting_is_held_nobody_has_his_seat(text: str, expected: bool) -> None:
    assert ruled_out(text, "远岫集团", "located_in", "数字产业园") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{远岫救援队|ORG:o1}连夜赶赴{涿州市|PLACE:g1}。", True),
        ("某网{涿州市|PLACE:g1}8月3日电 {远岫救援队|ORG:o1}成立。", True),
        ("{远岫救援队|ORG:o1}落户{涿州市|PLACE:g1}。", False),
        ("某网{涿州市|PLACE:g1}8月3日电 {涿州市远岫救援队|ORG:o1}成立。", False),
    ],
)
def test_where_somebody_goes_or_writes_from_he_has_no_seat(text: str, expected: bool) -> None:
    team = "涿州市远岫救援队" if "涿州市远岫救援队" in text else "远岫救援队"
    assert ruled_out(text, team, "located_in", "涿州市") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{远岫高新区|PARK:k1}一行转战武汉，考察了{江城芯谷公司|ORG:o1}。", True),
        ("{远岫高新区|PARK:k1}一行来到园区，{江城芯谷公司|ORG:o1}已在此投产。", False),
        ("考察团走访了{远岫高新区|PARK:k1}企业{江城芯谷公司|ORG:o1}。", False),
    ],
)
def test_what_a_delegation_visits_is_not_in_its_zone(text: str, expected: bool) -> None:
    assert ruled_out(text, "江城芯谷公司", "located_in", "远岫高新区") is expected


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("世伦桥社区党员走进居民家中，", True),
        ("{远岫高新区|PARK:k1}虎溪街道虎中社区走进居民家中，", True),
        ("园区企业扩大投资，", False),
    ],
)
def test_what_a_community_of_a_zone_does_the_zone_does_not(story: str, expected: bool) -> None:
    text = f"{{远岫高新区|PARK:k1}}：绿色先行\n{story * 3}{{红色管家|PROGRAMME:g1}}深入实施。"
    assert ruled_out(text, "远岫高新区", "runs_programme", "红色管家") is expected


@pytest.mark.parametrize(("honour", "expected"), [("绿色工厂", False), ("智能工厂", True)])
def test_lists_that_are_paired_are_related_in_order(honour: str, expected: bool) -> None:
    text = (
        "{远岫集团|ORG:o1}、{澄观电子|ORG:o2}分别获评{绿色工厂|HONOUR:h1}、{智能工厂|HONOUR:h2}，"
        "{远岫集团|ORG:o1}代表发言。"
    )
    assert ruled_out(text, "远岫集团", "awarded", honour) is expected


@pytest.mark.parametrize(("honour", "expected"), [("生命奖", False), ("物质奖", True)])
def test_groups_that_are_paired_are_related_in_order(honour: str, expected: bool) -> None:
    people = "{柴杰|PERSON:p1}、{周民|PERSON:p2}，{赵贤|PERSON:p3}"
    text = f"{people}等3位科学家分别获得“{{生命奖|HONOUR:h1}}”“{{物质奖|HONOUR:h2}}”。"
    assert ruled_out(text, "周民", "awarded", honour) is expected


@pytest.mark.parametrize(("place", "expected"), [("临江园区", False), ("滨湖园区", True)])
def test_lists_of_places_are_paired_too(place: str, expected: bool) -> None:
    text = "{远岫集团|ORG:o1}、{澄观电子|ORG:o2}分别落户{临江园区|PARK:k1}、{滨湖园区|PARK:k2}。"
    assert ruled_out(text, "远岫集团", "located_in", place) is expected
