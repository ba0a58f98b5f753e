import pytest

from kg.nlp.relations.context import read_context
from kg.nlp.relations.layout import lay_out
from kg.nlp.relations.posts import read_posts
from kg.nlp.relations.reading import read
from tests.marked import marked


def posts(text: str, **kinds: str) -> set[tuple[str, str, str]]:
    """(person, body, title) as the rules alone read them."""
    found = read_posts(read(*marked(text, kinds=kinds)))
    return {
        (p.mention.text, post.body.mention.text, post.title.mention.text)
        for post in found
        if post.body
        for p in post.persons
    }


def test_a_title_is_shared_by_the_names_after_it() -> None:
    text = "标题\n{蓼河管委会|ORG:o1}{副主任|POSITION}{刘明|PERSON:p1}、{康镐|PERSON:p2}出席。"
    assert {p[0] for p in posts(text)} == {"刘明", "康镐"}


def test_a_title_is_not_shared_with_somebody_who_has_a_title_elsewhere() -> None:
    text = (
        "标题\n{远岫集团|ORG:o2}{总经理|POSITION}{陈斌|PERSON:p2}到场。"
        "{蓼河管委会|ORG:o1}{副主任|POSITION}{杭伟|PERSON:p1}与{陈斌|PERSON:p2}签约。"
    )
    assert posts(text) == {("陈斌", "远岫集团", "总经理"), ("杭伟", "蓼河管委会", "副主任")}


def test_a_second_name_of_the_body_in_brackets_is_not_the_body() -> None:
    text = "标题\n{蓼河高新区党工委|ORG:o1}（{新北区委|ORG:o2}）{副书记|POSITION}{石涌|PERSON:p1}到场。"
    assert posts(text, o1="party", o2="party") == {("石涌", "蓼河高新区党工委", "副书记")}


def test_a_manager_is_none_of_the_committee_named_before() -> None:
    text = (
        "标题\n{远岫集团|ORG:o1}扩产。{远岫集团党委|ORG:o2}{副书记|POSITION}、{总经理|POSITION}{陈斌|PERSON:p1}到场。"
    )
    assert posts(text, o2="party") == {("陈斌", "远岫集团党委", "副书记"), ("陈斌", "远岫集团", "总经理")}


@pytest.mark.parametrize(
    "clause",
    [
        "{陈斌|PERSON:p1}另有任用，免去其{蓼河科技局|ORG:o1}{局长|POSITION}职务",
        "{陈斌|PERSON:p1}到场，他目前担任{蓼河科技局|ORG:o1}{局长|POSITION}",
        "{陈斌|PERSON:p1}请求辞去其担任的{蓼河科技局|ORG:o1}{局长|POSITION}职务",
        "{陈斌|PERSON:p1}以{蓼河科技局|ORG:o1}{局长|POSITION}的身份出席",
    ],
)
def test_the_person_named_before_holds_the_title(clause: str) -> None:
    assert posts(f"标题\n{clause}。") == {("陈斌", "蓼河科技局", "局长")}


@pytest.mark.parametrize("rest", ["为准", "的名字为题"])
def test_what_is_done_with_a_title_gives_it_to_nobody(rest: str) -> None:
    assert posts(f"标题\n{{陈斌|PERSON:p1}}说，以{{蓼河科技局|ORG:o1}}{{局长|POSITION}}{rest}。") == set()


def test_persons_with_their_titles_stand_in_one_list() -> None:
    plain, mentions = marked(
        "标题\n{蓼河大学|ORG:o1}{校长|POSITION}{甲某|PERSON:p1}、{副校长|POSITION}{乙某|PERSON:p2}，"
        "{蓼河管委会|ORG:o2}{主任|POSITION}{丙某|PERSON:p3}参加活动，{丁某|PERSON:p4}致辞。"
    )
    reading = read(plain, mentions)
    layout = lay_out(reading, read_context(reading))
    runs = {u.mention.text: int(layout.run[u.index]) for u in reading.units if u.type == "PERSON"}
    assert runs["甲某"] == runs["乙某"] == runs["丙某"] != runs["丁某"]


def test_a_director_is_none_of_the_party_committee_named_before() -> None:
    text = (
        "标题\n{蓼河高新区管委会|ORG:o1}开会。{蓼河高新区党工委|ORG:o2}{副书记|POSITION}、"
        "{常务副主任|POSITION}{陈斌|PERSON:p1}到场。"
    )
    assert posts(text, o1="government", o2="party") == {
        ("陈斌", "蓼河高新区党工委", "副书记"),
        ("陈斌", "蓼河高新区管委会", "常务副主任"),
    }


def test_a_resume_goes_on_over_sentences() -> None:
    text = (
        "标题\n{王运华|PERSON:p1}，男，1969年9月出生，加入{远岫协会|ORG:o3}。历任{蓼河管委会|ORG:o1}{副主任|POSITION}，"
        "{蓼河市水务局|ORG:o2}{局长|POSITION}。"
    )
    assert posts(text) == {("王运华", "蓼河管委会", "副主任"), ("王运华", "蓼河市水务局", "局长")}


def test_titles_before_the_next_name_are_not_of_the_name_before() -> None:
    text = (
        "标题\n{蓼河管委会|ORG:o1}{副主席|POSITION}{毛志雄|PERSON:p1}，{蓼河执委会|ORG:o2}{机关党组成员|POSITION}、"
        "宣传部{副部长|POSITION}{张瑞琴|PERSON:p2}到场。"
    )
    assert ("毛志雄", "蓼河执委会", "机关党组成员") not in posts(text)
