import datetime as dt

import pytest

from kg.model import Fact, When
from kg.nlp.relations import find_facts
from tests.marked import marked

PUBLISHED = When("2023-08-10", "2023-08-10", dt.date(2023, 8, 10), dt.date(2023, 8, 10))
KINDS = {"o1": "party", "o2": "government", "o3": "government", "o4": "company"}
PERSON = "{王运华|PERSON:p1}"
FIRST, SECOND = "{蓼河市委|ORG:o1}{常委|POSITION}", "{蓼河市科技局|ORG:o2}{局长|POSITION}"
THIRD = "{远岫市发改委|ORG:o3}{主任|POSITION}"


def posts(text: str) -> dict[str, Fact]:
    """The posts of a text by title."""
    found = find_facts("d-1", *marked(f"标题\n{text}", kinds=KINDS), PUBLISHED)
    return {f.qualifier("position"): f for f in found if f.predicate == "holds_position"}


def told(fact: Fact) -> tuple[str, str, str]:
    """Status, and the role and the time of a fact."""
    return fact.status, fact.when.role if fact.when else "", fact.when.iso if fact.when else ""


def test_what_a_later_step_leaves_behind_is_over_and_began_with_its_step() -> None:
    text = f"{PERSON}2009年任{FIRST}；2013年5月任{SECOND}；2021年6月任{THIRD}。"
    found = posts(text)
    assert told(found["常委"]) == ("former", "since", "2009")
    assert told(found["局长"]) == ("former", "since", "2013-05")
    assert told(found["主任"]) == ("stated", "since", "2021-06")
    ends = [found[title].when.latest for title in ("常委", "局长", "主任") if found[title].when]
    assert ends == [dt.date(2013, 5, 31), dt.date(2021, 6, 30), dt.date(2023, 8, 10)]


def test_what_a_later_step_names_again_goes_on() -> None:
    text = f"{PERSON}2009年任{FIRST}、{SECOND}；2013年5月任{FIRST}、{THIRD}。"
    found = posts(text)
    assert (found["局长"].status, found["常委"].status, found["主任"].status) == ("former", "stated", "stated")


def test_a_removal_at_the_end_is_the_end() -> None:
    found = posts(f"{PERSON}2009年任{FIRST}；2018年8月任{SECOND}；2023年7月，免职。")
    assert told(found["常委"])[0] == "former"
    assert told(found["局长"]) == ("former", "at", "2018-08/2023-07")


def test_since_then_until_now() -> None:
    found = posts(f"{PERSON}2013年8月至2019年3月任{SECOND}；2019年3月至今任{THIRD}。")
    assert told(found["局长"]) == ("former", "at", "2013-08/2019-03")
    assert found["主任"].status == "stated"


@pytest.mark.parametrize(
    "text",
    [
        f"{PERSON}曾任{FIRST}；{SECOND}等职，现任{THIRD}。",
        f"{PERSON}历任{FIRST}、{SECOND}，现任{THIRD}。",
    ],
)
def test_what_follows_once_is_over_up_to_now(text: str) -> None:
    found = posts(text)
    assert (found["常委"].status, found["局长"].status, found["主任"].status) == ("former", "former", "stated")


def test_former_before_a_run_speaks_of_its_titles_at_the_same_body() -> None:
    run = "{蓼河市委|ORG:o1}原{常委|POSITION}、{蓼河市委统战部|ORG:o2}{部长|POSITION}{王运华|PERSON:p1}被查。"
    found = posts(run)
    assert (found["常委"].status, found["部长"].status) == ("former", "former")
    other = "{蓼河商会|ORG:o2}原{会长|POSITION}、{远岫大学|ORG:o4}{教授|POSITION}{王运华|PERSON:p1}到会。"
    assert posts(other)["教授"].status == "stated"


@pytest.mark.parametrize("life", ["1970年6月出生，", "生于1970年6月，", "1992年7月参加工作，"])
def test_a_life_has_other_dates_than_its_posts(life: str) -> None:
    post = posts(f"{PERSON}，男，{life}现任{SECOND}。")["局长"]
    assert told(post) == ("stated", "", "")


def test_who_is_removed_held_the_post_until_then() -> None:
    post = posts(f"2023年8月2日，会议决定免去{PERSON}的{SECOND}职务。")["局长"]
    assert told(post) == ("former", "until", "2023-08-02")


def test_a_date_of_something_else_is_no_beginning() -> None:
    post = posts(f"2021年，{PERSON}担任{SECOND}期间，组织了调查。")["局长"]
    assert post.when is None or post.when.role == "at"


def test_a_notice_dates_what_stands_under_it() -> None:
    notice = f"（2023年8月2日市第十五届人大常委会第十一次会议通过）\n一、任命{PERSON}为{SECOND}。"
    assert told(posts(notice)["局长"]) == ("stated", "since", "2023-08-02")


def test_who_misused_a_post_no_longer_holds_it() -> None:
    found = posts(f"2008年至2021年，{PERSON}利用担任{FIRST}、{SECOND}职务上的便利，收受财物。")
    assert told(found["局长"]) == ("former", "", "")


def test_who_is_proposed_does_not_hold_the_post_yet() -> None:
    assert posts(f"任前公示：{PERSON}拟任省直管{SECOND}。")["局长"].status == "planned"


def test_who_is_appointed_holds_the_post_whatever_is_said_of_others() -> None:
    text = f"一、任命{PERSON}为{SECOND}，免去其{THIRD}职务。原任{{李明|PERSON:p2}}另有任用。"
    found = posts(text)
    assert (found["局长"].status, found["主任"].status) == ("stated", "former")


def test_who_is_announced_as_a_comrade_is_in_office() -> None:
    text = f"昨天上午，全市召开大会，宣布省委决定：{PERSON}同志任{FIRST}、{THIRD}。{PERSON}此前任{SECOND}。"
    found = posts(text)
    assert told(found["常委"]) == told(found["主任"]) == ("stated", "since", "2023-08-09")
    assert found["局长"].status == "former"


def test_a_step_without_a_post_that_is_known_leaves_the_earlier_behind() -> None:
    found = posts(f"{PERSON}2008年6月任{FIRST}；2011年10月任副市长；2023年7月，免职。")
    assert told(found["常委"]) == ("former", "since", "2008-06")


def test_what_is_held_beside_ends_nothing() -> None:
    found = posts(f"{PERSON}2008年6月任{FIRST}；2011年10月同时兼任{SECOND}。")
    assert found["常委"].status == "stated"


def test_a_window_of_years_is_no_beginning() -> None:
    assert told(posts(f"近年来，{SECOND}{PERSON}带队走访企业。")["局长"])[1:] == ("", "")


def test_who_already_holds_a_post_holds_it() -> None:
    text = f"接受{PERSON}辞去{THIRD}职务。其中，已担任{SECOND}的{PERSON}曾任{FIRST}。"
    assert posts(text)["局长"].status == "stated"


def test_who_goes_on_in_a_post_does_not_begin_then() -> None:
    found = posts(f"2023年1月，{PERSON}当选{THIRD}，并继续任{SECOND}。")
    assert told(found["局长"])[1:] == ("", "")


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (f"{PERSON}履新{THIRD}", f"{PERSON}曾在{FIRST}岗位上工作多年，担任过{SECOND}等职。"),
        ("人事", f"{PERSON}已于近日履新{THIRD}。他曾任{SECOND}。"),
    ],
)
def test_who_takes_office_in_a_headline_or_these_days_is_in_office(headline: str, text: str) -> None:
    found = find_facts("d-1", *marked(f"{headline}\n{text}", kinds=KINDS), PUBLISHED)
    status = {f.qualifier("position"): f.status for f in found if f.predicate == "holds_position"}
    assert (status["主任"], status["局长"]) == ("stated", "former")


@pytest.mark.parametrize("words", ["期间", "时"])
def test_what_somebody_did_while_in_office_tells_of_a_former_post(words: str) -> None:
    assert posts(f"{PERSON}在担任{SECOND}{words}，推动多项改革。")["局长"].status == "former"


def test_a_post_named_without_a_date_began_when_its_career_says() -> None:
    text = f"{PERSON}被查。{THIRD}{PERSON}涉嫌违纪。{PERSON}2009年任{SECOND}，2021年6月任{THIRD}。"
    assert told(posts(text)["主任"]) == ("stated", "since", "2021-06")


def test_who_now_holds_a_post_holds_all_of_its_run() -> None:
    found = posts(f"此番卸任{FIRST}的{PERSON}，目前担任{SECOND}，{THIRD}。")
    assert {found["局长"].status, found["主任"].status} == {"stated"}


def test_what_comes_years_later_did_not_begin_with_the_step() -> None:
    found = posts(f"{PERSON}2009年任{FIRST}，3年后任{SECOND}，2021年6月任{THIRD}。")
    assert told(found["常委"]) == ("former", "since", "2009")
    assert told(found["局长"]) == ("former", "", "")


def test_who_lately_took_office_is_in_office() -> None:
    found = posts(f"{PERSON}已于本月初任{FIRST}、{SECOND}，曾任{THIRD}。")
    assert (found["常委"].status, found["局长"].status, found["主任"].status) == ("stated", "stated", "former")


def test_a_post_left_before_is_over_wherever_it_is_named() -> None:
    text = f"{PERSON}此前担任{SECOND}。\n{PERSON}2009年任{FIRST}。2020年8月，{PERSON}升任{SECOND}。"
    assert posts(text)["局长"].status == "former"
