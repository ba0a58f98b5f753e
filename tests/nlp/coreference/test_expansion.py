"""Bodies printed without their region, zone or parent get the one the article is set in, or none."""

import pytest

from kg.nlp.coreference.expansion import expand
from tests.marked import marked


def fuller(text: str, **kinds: str) -> dict[str, str]:
    plain, mentions = marked(text, kinds=kinds, grouped=False)
    return {m.text: full for m, full in zip(mentions, expand(plain, mentions), strict=True) if m.type == "ORG"}


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("{上海市|PLACE}{浦东新区|PLACE}发布消息，{市商务委|ORG:o1}介绍。", "市商务委", "上海市商务委"),
        ("{合肥市|PLACE}发布消息，{市商务局|ORG:o1}介绍。", "市商务局", "合肥市商务局"),
        ("{杨浦区|PLACE}的{同济文创园|PARK}开园，{区科委|ORG:o1}参加。", "区科委", "杨浦区科委"),
        ("{昆山高新区|PARK}召开会议，{区科技局|ORG:o1}参加。", "区科技局", "昆山高新区科技局"),
        ("{长沙市|PLACE}会上，{市住建局房地产市场处|ORG:o1}答复。", "市住建局房地产市场处", "长沙市住建局房地产市场处"),
        ("{榆林市|PLACE}会议由{市委组织部|ORG:o1}主持。", "市委组织部", "榆林市委组织部"),
    ],
)
def test_the_region_of_the_article_is_told(text: str, name: str, full: str) -> None:
    assert fuller(f"标题\n{text}", o1="government")[name] == full


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        (
            "{武汉市|PLACE}消息，{鄂州市委|ORG:o2}书记、{市人大常委会|ORG:o1}主任张三到会。",
            "市人大常委会",
            "鄂州市人大常委会",
        ),
        (
            "{咸宁市|PLACE}人李四，任{赤壁市委|ORG:o2}常委、政法委书记、{市公安局|ORG:o1}局长。",
            "市公安局",
            "赤壁市公安局",
        ),
        ("{成都市|PLACE}消息，王五先后在{简阳市人民医院|ORG:o2}、{市规划局|ORG:o1}工作。", "市规划局", "简阳市规划局"),
        ("{成都市|PLACE}消息，王五任{简阳市规划局|ORG:o2}局长，{市住建局|ORG:o1}局长。", "市住建局", "简阳市住建局"),
        ("{淄博市|PLACE}人李四来到{济宁|PLACE}，先后担任{市委|ORG:o1}常委。", "市委", "济宁市委"),
        ("{济宁市|PLACE}领导到{邹城市人民医院|ORG:o2}调研，{市科技局|ORG:o1}陪同。", "市科技局", "济宁市科技局"),
    ],
)
def test_in_a_run_of_posts_the_region_is_that_of_the_body_before(text: str, name: str, full: str) -> None:
    assert fuller(f"标题\n{text}", o1="government", o2="government")[name] == full


def test_an_organ_in_the_titles_of_a_committee_member_is_that_committees() -> None:
    text = "标题\n{恩施州委|ORG:o1}{常委|POSITION}、{组织部|ORG:o2}{部长|POSITION}与{省委组织部|ORG:o3}座谈。"
    assert fuller(text, o1="party", o2="party", o3="party")["组织部"] == "恩施州委组织部"


@pytest.mark.parametrize(
    "text",
    [
        "{同济文创园|PARK}开园，{规资局|ORG:o1}参加。",
        "{杨浦区|PLACE}{区教体局|ORG:o2}、{江浦路街道办事处|ORG:o1}到会。",
        "{合肥市|PLACE}的{市局党委|ORG:o1}开会。",
    ],
)
def test_a_body_that_may_be_anothers_stays_as_printed(text: str) -> None:
    plain, mentions = marked(f"标题\n{text}", kinds={"o1": "government", "o2": "government"}, grouped=False)
    assert expand(plain, mentions)[-1] == ""


def test_a_long_run_of_titles_is_read_at_once() -> None:
    text = "标题\n{鄂州市委|ORG:o2}" + "书记" * 60 + "到会，{市公安局|ORG:o1}参加。"
    assert fuller(text, o1="government", o2="party")["市公安局"] == "鄂州市公安局"


def test_a_bureau_in_a_run_of_posts_is_of_the_zone_named_before() -> None:
    text = (
        "{岚州经开区规划院|ORG:o1}院长、{建设发展局|ORG:o2}副局长。{滨湖新区|PARK}{滨湖新区|PARK}{滨湖新区|PARK}扩区。"
    )
    assert fuller(f"标题\n{text}", o1="institute", o2="government")["建设发展局"] == "岚州经开区建设发展局"


def test_one_of_several_zones_is_not_the_district_that_is_meant() -> None:
    zones = "{青浦工业区|PARK}、{莘庄工业区|PARK}"
    assert fuller(f"标题\n{{区生态环境局|ORG:o1}}召开会议，{zones}参加。", o1="government")["区生态环境局"] == ""
    once = f"标题\n{{区生态环境局|ORG:o1}}召开会议，{zones}参加。{{青浦工业区|PARK}}发言。"
    assert fuller(once, o1="government")["区生态环境局"] == "青浦工业区生态环境局"
