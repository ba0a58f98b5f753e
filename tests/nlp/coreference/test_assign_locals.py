import pytest

from kg.nlp.coreference import assign_locals
from tests.marked import marked


def groups(text: str, **kinds: str) -> dict[str, int]:
    plain, mentions = marked(text, kinds=kinds, grouped=False)
    return {m.text: m.local for m in assign_locals(plain, mentions)}


@pytest.mark.parametrize(
    ("type_", "full", "short"),
    [
        ("ORG", "山东通佳机械有限公司", "通佳机械"),
        ("PARK", "济宁国家高新技术产业开发区", "济宁高新区"),
        ("PARK", "蓼河国际英才港", "蓼河英才港"),
        ("PROGRAMME", "“6501”培育工程", "6501"),
    ],
)
def test_a_short_form_joins_its_full_form(type_: str, full: str, short: str) -> None:
    found = groups(f"标题\n{{{full}|{type_}:o1}}建成。{{{short}|{type_}:o2}}投产。")
    assert found[full] == found[short]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("济宁高新区党工委", "济宁高新区管委会"),
        ("山东省激光研究所", "济南激光研究所"),
        ("蓼河科技有限公司", "蓼河实业有限公司"),
    ],
)
def test_different_bodies_stay_apart(a: str, b: str) -> None:
    found = groups(f"标题\n{{{a}|ORG:o1}}和{{{b}|ORG:o2}}参会。", o1="government", o2="government")
    assert found[a] != found[b]


def test_a_body_named_with_its_term_is_that_body_while_no_other_term_is_named() -> None:
    one = groups("标题\n{第五届岚州仲裁委员会|ORG:o1}成立，{岚州仲裁委员会|ORG:o2}委员参会。")
    assert len(set(one.values())) == 1
    both = groups("标题\n{第五届岚州仲裁委员会|ORG:o1}接任{第四届岚州仲裁委员会|ORG:o2}，{岚州仲裁委员会|ORG:o3}说。")
    assert len(set(both.values())) == 3


def test_an_area_is_what_it_is_called_after_unless_it_is_a_division() -> None:
    found = groups(
        "标题\n{珠三角地区|PLACE:g1}、{珠三角区域|PLACE:g2}和{珠三角|PLACE:g3}，{喀什地区|PLACE:g4}和{喀什|PLACE:g5}。"
    )
    assert found["珠三角地区"] == found["珠三角区域"] == found["珠三角"]
    assert found["喀什地区"] != found["喀什"]


def test_a_declared_alias_is_the_same_thing() -> None:
    found = groups("标题\n{济宁生命科学中心|ORG:o1}(以下简称{科学中心|ORG:o2})落户。", o1="platform", o2="platform")
    assert found["济宁生命科学中心"] == found["科学中心"]


def test_a_title_is_no_entity() -> None:
    assert groups("标题\n{王运华|PERSON:p1}{局长|POSITION}")["局长"] == -1


def test_numbers_follow_first_appearance() -> None:
    found = groups("标题\n{王运华|PERSON:p1}与{罗会涛|PERSON:p2}")
    assert found == {"王运华": 0, "罗会涛": 1}


def fuller(text: str, **kinds: str) -> list[str]:
    """The fuller name that each mention of a text is given."""
    plain, mentions = marked(text, kinds=kinds, grouped=False)
    return [m.full for m in assign_locals(plain, mentions)]


def test_an_office_named_behind_the_title_of_another_is_of_the_same_zone() -> None:
    text = "标题\n{临夏经开区|PARK:k1}。{临夏经开区|PARK:k1}。{济南高新区党工委|ORG:o1}书记、{管委会|ORG:o2}主任到访。"
    assert fuller(text, o1="party", o2="government")[-1] == "济南高新区管委会"


def test_a_bare_zone_word_is_the_only_zone_there_that_it_fits() -> None:
    text = "标题\n{临夏经开区|PARK:k1}。{临夏经开区|PARK:k1}接待{济南高新区|PARK:k2}一行。{高新区|PARK:k3}表示感谢。"
    assert fuller(text)[-1] == "济南高新区"


def test_a_branch_is_not_its_parent() -> None:
    found = groups("标题\n{中国电子系统川南分公司|ORG:o1}注册。{中国电子系统|ORG:o2}派员。")
    assert found["中国电子系统川南分公司"] != found["中国电子系统"]


@pytest.mark.parametrize(
    ("also", "whole"),
    [("在会上", "昆山市委"), ("与{苏州市|PLACE:l1}干部", "苏州市委"), ("与{苏州日报|ORG:o9}记者", "苏州市委")],
)
def test_the_city_of_an_article_on_a_county_level_city_is_that_one_unless_the_larger_is_named(
    also: str, whole: str
) -> None:
    text = f"标题\n{{昆山高新区|PARK:k1}}召开会议。{also}，{{市委|ORG:o1}}书记讲话。"
    assert fuller(text, o1="party", o9="media")[-1] == whole


def test_a_bare_development_zone_is_the_articles_own() -> None:
    text = "标题\n{长泰经济开发区|PARK:k1}。{长泰经济开发区|PARK:k1}。{开发区|PARK:k2}、{开发区管委会|ORG:o1}表示祝贺。"
    found = groups(text, o1="government")
    assert found["开发区"] == found["长泰经济开发区"]
    assert fuller(text, o1="government")[-1] == "长泰经济开发区管委会"


def test_an_honour_without_its_level_is_the_only_one_named_with_a_level() -> None:
    one = groups("标题\n{省级绿色工厂|HONOUR:h1}，{绿色工厂|HONOUR:h2}。")
    assert one["绿色工厂"] == one["省级绿色工厂"]
    two = groups("标题\n{省级绿色工厂|HONOUR:h1}、{国家级绿色工厂|HONOUR:h3}，{绿色工厂|HONOUR:h2}。")
    assert len(set(two.values())) == 3
    other = groups("标题\n{智能制造示范工厂|HONOUR:h1}，{示范工厂|HONOUR:h2}。")
    assert len(set(other.values())) == 2
