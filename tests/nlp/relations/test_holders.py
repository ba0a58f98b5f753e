import numpy as np
import pytest

from kg.model import Fact
from kg.nlp.relations import find_facts
from kg.nlp.relations.encoding import body, holder
from kg.nlp.relations.holders import RULE, find_posts
from kg.nlp.relations.reading import read
from kg.nlp.relations.survey import Survey, survey
from tests.marked import marked

POST = (
    "标题\n{蓼河科技局|ORG:o1}{局长|POSITION}{王运华|PERSON:p1}介绍情况。{李明|PERSON:p2}到场。{远岫集团|ORG:o2}签约。"
)


def judged(text: str, held: dict[str, float], placed: dict[str, float]) -> Survey:
    """The survey of a text with one title, and what the network is to say of it by name."""
    known = survey(read(*marked(text)))
    (title,) = (u for u in known.reading.units if u.type == "POSITION")
    odds = known.log_odds[known.encoding.node[title.index]]
    for n, thing in enumerate(known.layout.things):
        odds[n, holder()], odds[n, body()] = held.get(thing.name, -12), placed.get(thing.name, -12)
    return known


def posts(known: Survey) -> list[tuple[str, str, str]]:
    return [(c.subject.mention.text, c.object.mention.text, c.rule.split(".")[0]) for c in find_posts(known)]


def test_what_rules_say_stands_where_the_network_is_not_sure_of_another() -> None:
    known = judged(POST, {"王运华": -0.2}, {"蓼河科技局": -2.0, "远岫集团": 0.3})
    assert posts(known) == [("王运华", "蓼河科技局", "rules")]


def test_what_the_network_is_sure_of_goes_before_what_rules_say() -> None:
    known = judged(POST, {"王运华": -0.2}, {"蓼河科技局": -2.0, "远岫集团": 1.0})
    assert posts(known) == [("王运华", "远岫集团", "network")]


@pytest.mark.parametrize(("title", "found"), [("副市长", []), ("委员", ["远岫集团党委"])])
def test_a_mayor_has_no_post_at_a_party_committee(title: str, found: list[str]) -> None:
    text = f"标题\n{{远岫集团党委|ORG:o7}}{{{title}|POSITION}}{{王运华|PERSON:p1}}到场。"
    plain, mentions = marked(text, kinds={"o7": "party"})
    known = survey(read(plain, mentions))
    node = known.encoding.node[next(u.index for u in known.reading.units if u.type == "POSITION")]
    for n, thing in enumerate(known.layout.things):
        known.log_odds[node][n, holder()] = 5 if thing.type == "PERSON" else -12
        known.log_odds[node][n, body()] = 5 if thing.type == "ORG" else -12
    assert [c.object.mention.text for c in find_posts(known)] == found


def test_a_person_that_the_network_denies_gives_way_to_its_own() -> None:
    known = judged(POST, {"王运华": -5.0, "李明": 4.0}, {"蓼河科技局": 4.0})
    assert posts(known) == [("李明", "蓼河科技局", "network")]


def test_a_title_whose_person_is_denied_and_has_no_other_gives_no_post() -> None:
    assert posts(judged(POST, {"王运华": -5.0}, {"蓼河科技局": 4.0})) == []


@pytest.mark.parametrize(("odds", "found"), [(-1.0, [("王运华", "远岫集团", "network")]), (-3.0, [])])
def test_the_best_body_is_taken_unless_unlikely(odds: float, found: list[tuple[str, str, str]]) -> None:
    text = "标题\n{远岫集团|ORG:o2}签约。{王运华|PERSON:p1}{秘书|POSITION}到场。"
    assert posts(judged(text, {"王运华": 3.0}, {"远岫集团": odds})) == found


def test_confidence_grows_with_the_odds() -> None:
    sure = [
        find_posts(judged(POST, {"王运华": -5.0, "李明": v}, {"蓼河科技局": v}))[0].confidence for v in (0.5, 2.0, 9.0)
    ]
    assert sure == sorted(set(sure))
    assert np.all(np.array(sure) <= 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "{王运华|PERSON:p1}坐上{远岫科技有限公司|ORG:o3}{总经理|POSITION}的位子。",
        "{远岫科技有限公司|ORG:o3}{总经理|POSITION}的担子落在{王运华|PERSON:p1}肩上。",
        "{王运华|PERSON:p1}2019年加入{远岫科技有限公司|ORG:o3}，从车间干到{总经理|POSITION}。",
        "{王运华|PERSON:p1}创办了{远岫科技有限公司|ORG:o3}，自己当{总经理|POSITION}。",
    ],
)
def test_a_post_that_no_rule_reads_is_found(text: str) -> None:
    plain, mentions = marked(f"标题\n{text}")
    found: list[Fact] = [f for f in find_facts("d-1", plain, mentions, None) if f.predicate == "holds_position"]
    names = {m.id: m.text for m in mentions}
    assert [(names[f.subject_id], names[f.object_id], f.qualifier("position"), f.found_by) for f in found] == [
        ("王运华", "远岫科技有限公司", "总经理", RULE)
    ]
