import pytest

from kg.nlp.names.boundaries import mend
from kg.nlp.names.candidates import Candidate


def mended(text: str, surface: str, type_: str, confidence: float) -> list[str]:
    start = text.index(surface)
    found = mend(text, [Candidate(start, start + len(surface), type_, "recogniser", confidence)])
    return [text[c.start : c.end] for c in found]


def test_a_paper_is_no_person() -> None:
    assert mended("齐鲁晚报·齐鲁壹点发现", "齐鲁晚报·齐鲁", "PERSON", 0.9) == []
    assert mended("阿力木·吐尔逊发现", "阿力木·吐尔逊", "PERSON", 0.9) == ["阿力木·吐尔逊"]


def test_a_deputys_title_is_whole() -> None:
    assert mended("市委副书记、市长", "书记", "POSITION", 0.7) == ["副书记"]
    assert mended("市委书记、市长", "书记", "POSITION", 0.7) == ["书记"]


def test_a_title_is_whole_with_its_rank_and_its_negation() -> None:
    assert mended("金山云高级副总裁刘涛", "副总裁", "POSITION", 0.9) == ["高级副总裁"]
    assert mended("选举张三为非独立董事", "独立董事", "POSITION", 0.9) == ["非独立董事"]
    assert mended("选举张三为独立董事", "独立董事", "POSITION", 0.9) == ["独立董事"]


@pytest.mark.parametrize(
    ("text", "surface", "type_", "kept"),
    [
        ("清凉送到 高新区总工会开展活动", "清凉送到 高新区总工会", "ORG", ["高新区总工会"]),
        ("民政局 （退役军人事务局）", "民政局 （退役军人事务局）", "ORG", ["民政局 （退役军人事务局）"]),
        ("临港新片区中共中央政治局常委", "临港新片区中共中央政治局", "ORG", ["中共中央政治局"]),
        ("中国国务院新闻办公室", "中国国务院新闻办公室", "ORG", ["中国国务院新闻办公室"]),
        ("02泰华北路东段项目", "02泰华北路东段项目", "PROJECT", ["泰华北路东段项目"]),
        ("高新区支行会帮助客户", "高新区支行会", "ORG", ["高新区支行"]),
        ("市公安局局领导", "市公安局局", "ORG", ["市公安局"]),
        ("评为市局优秀共产党员", "市局优秀共产党", "ORG", []),
        ("获市局优秀共产党（员）称号", "市局优秀共产党", "ORG", []),
        ("中国共产党的领导", "中国共产党", "ORG", ["中国共产党"]),
    ],
)
def test_what_was_glued_to_a_name_is_cut_off(text: str, surface: str, type_: str, kept: list[str]) -> None:
    assert mended(text, surface, type_, 0.9) == kept


@pytest.mark.parametrize("title", ["申请执行人", "国家一级运动员", "有关副秘书长"])
def test_what_is_no_post_is_no_title(title: str) -> None:
    assert mended(f"由{title}张三说", title, "POSITION", 0.9) == []
    assert mended("相关负责人张三说", "相关负责人", "POSITION", 0.9) == ["相关负责人"]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("张惠生于1967年4月，1989年毕业。", "张惠生", "张惠"),
        ("张惠任书记。张惠生于1967年。", "张惠生", "张惠"),
        ("李春生于2010年任局长。", "李春生", "李春生"),
        ("李春生到场。李春生于1967年4月，在岚州。", "李春生", "李春生"),
    ],
)
def test_a_birth_is_not_part_of_a_name(text: str, surface: str, name: str) -> None:
    assert mended(text, surface, "PERSON", 0.9) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("陈杰到任。陈杰升任书记。", ["陈杰", "陈杰"]),
        ("陈杰到任。陈杰升、王强出席。", ["陈杰", "陈杰升"]),
        ("陈杰升任书记。", ["陈杰升"]),
    ],
)
def test_a_verb_is_cut_off_a_name_that_stands_alone_elsewhere(text: str, found: list[str]) -> None:
    spans = [(text.index("陈杰到"), 2)] if "陈杰到" in text else []
    spans.append((text.index("陈杰升"), 3))
    names = mend(text, [Candidate(s, s + n, "PERSON", "recogniser", 0.9) for s, n in spans])
    assert [text[c.start : c.end] for c in names] == found


def test_a_name_printed_twice_is_one() -> None:
    assert mended("华静华静，女，汉族。", "华静华静", "PERSON", 0.9) == ["华静"]


def test_what_a_meeting_is_about_is_no_programme() -> None:
    assert mended("推介会的主题为“新旧动能转换助推三次创业”", "新旧动能转换助推三次创业", "PROGRAMME", 0.6) == []
    assert mended("以“三次创业”为主题，大会召开", "三次创业", "PROGRAMME", 0.6) == []
    assert mended("全面启动“三次创业”，大会召开", "三次创业", "PROGRAMME", 0.6) == ["三次创业"]
