import datetime as dt

import pytest

from kg.model import Fact, When
from kg.nlp.relations import find_facts
from tests.marked import marked

PUBLISHED = When("2021-05-10", "2021-05-10", dt.date(2021, 5, 10), dt.date(2021, 5, 10))


def facts(text: str, predicate: str) -> dict[str, Fact]:
    """The facts of a predicate by the name of their object."""
    plain, mentions = marked(text, kinds={"o1": "government", "o9": "finance"})
    names = {m.id: m.text for m in mentions}
    found = find_facts("d-1", plain, mentions, PUBLISHED)
    return {names[f.object_id]: f for f in found if f.predicate == predicate}


def test_a_term_of_office_has_its_beginning_and_end_and_is_over() -> None:
    text = "标题\n{王运华|PERSON:p1}，男，1974年5月出生，2014年3月至2016年10月任{蓼河科技局|ORG:o1}{局长|POSITION}。"
    post = facts(text, "holds_position")["蓼河科技局"]
    assert post.when is not None
    assert (post.when.iso, post.status) == ("2014-03/2016-10", "former")


@pytest.mark.parametrize(
    ("words", "iso"),
    [("2020年3月，", "2020-03"), ("去年8月，", "2020-08"), ("", "")],
)
def test_an_event_has_the_time_that_its_clause_says(words: str, iso: str) -> None:
    text = f"标题\n{{远岫集团|ORG:o2}}是一家企业。{words}{{远岫集团|ORG:o2}}在{{深圳证券交易所|ORG:o9}}挂牌上市。"
    listing = facts(text, "listed_on")["深圳证券交易所"]
    assert (listing.when.iso if listing.when else "") == iso


def test_each_investment_has_its_own_sum() -> None:
    text = (
        "标题\n{远岫集团|ORG:o2}投资2亿元建设{远岫电池项目|PROJECT:j1}；"
        "{澄观电子|ORG:o3}投资3.5亿元建设{澄观芯片项目|PROJECT:j2}。"
    )
    found = facts(text, "invests_in")
    assert {name: f.qualifier("amount") for name, f in found.items()} == {
        "远岫电池项目": "2亿元",
        "澄观芯片项目": "3.5亿元",
    }


def test_a_plan_is_told_from_a_fact() -> None:
    plan = "标题\n{蓼河高新区|PARK:k1}计划于2022年实施{英才计划|PROGRAMME:g1}。"
    done = "标题\n{蓼河高新区|PARK:k1}2020年起实施{英才计划|PROGRAMME:g1}。"
    assert facts(plan, "runs_programme")["英才计划"].status == "planned"
    assert facts(done, "runs_programme")["英才计划"].status == "stated"


def test_what_is_to_come_after_the_article_is_a_plan() -> None:
    text = "标题\n{远岫集团|ORG:o2}承办的{岚州人工智能大会|EVENT:e1}2021年8月3日在{蓼河高新区|PARK:k1}举行。"
    assert facts(text, "located_in")["蓼河高新区"].status == "planned"


def test_who_hosts_an_event_that_is_only_announced_is_to_host_it() -> None:
    fair = "{江城光电博览会|EVENT:e1}"
    text = f"标题\n{fair}将于下半年在江城举行。{fair}由{{江城市人民政府|ORG:o1}}主办。"
    assert facts(text, "hosts")["江城光电博览会"].status == "planned"


@pytest.mark.parametrize(
    ("words", "status"),
    [("将在园区设立", "planned"), ("计划建设", "planned"), ("建成了", "stated")],
)
def test_what_is_to_be_founded_is_planned(words: str, status: str) -> None:
    text = f"标题\n{{远岫集团|ORG:o2}}{words}{{远岫芯片研究院|ORG:o3}}。"
    assert facts(text, "establishes")["远岫芯片研究院"].status == status


def test_all_who_are_appointed_together_are_in_office() -> None:
    persons = "{丁伟|PERSON:p1}、{王欢|PERSON:p2}"
    text = f"标题\n任命{persons}为{{蓼河法院|ORG:o1}}{{审判员|POSITION}}。"
    plain, mentions = marked(text, kinds={"o1": "government"})
    found = [f for f in find_facts("d-1", plain, mentions, PUBLISHED) if f.predicate == "holds_position"]
    assert {f.status for f in found} == {"stated"}


def test_a_programme_that_is_to_be_started_is_planned() -> None:
    text = "标题\n{蓼河市科技局|ORG:o1}将推出{揭榜行动|PROGRAMME:g1}。"
    assert facts(text, "runs_programme")["揭榜行动"].status == "planned"
