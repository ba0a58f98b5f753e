import pytest

from kg.nlp.dates import find_dates
from kg.nlp.dates.explain import explain
from kg.read.dates import parse_iso


@pytest.mark.parametrize(
    ("published", "iso"),
    [
        ("2021-05-10", "2020-09-29"),
        ("2021-09-01", "2021-09-29"),
        ("2021-10-08", "2021-09-29"),
        ("2021-09-29", "2021-09-29"),
    ],
)
def test_a_day_without_year_is_the_last_one_or_the_one_soon_to_come(published: str, iso: str) -> None:
    assert explain("9月29日", published) == [f"9月29日 = {iso}"]


@pytest.mark.parametrize("words", ["将于", "预计", "力争在", "计划"])
def test_a_sign_of_the_future_puts_a_month_ahead(words: str) -> None:
    assert explain(f"项目{words}11月竣工", "2021-05-10") == ["11月 = 2021-11"]


def test_a_month_takes_the_year_named_in_its_sentence() -> None:
    assert explain("2018年6月注册；9月获批", "2021-05-10")[1] == "9月 = 2018-09"


@pytest.mark.parametrize("between", ["。", "年生，", "）"])
def test_a_year_does_not_reach_beyond_sentence_birth_and_brackets(between: str) -> None:
    text = f"王某（2018年{between}4月到任" if between == "）" else f"2018年{between.removeprefix('年')}4月到任"
    assert explain(text, "2021-05-10")[1] == "4月 = 2021-04"


def test_a_deadline_in_between_keeps_the_year_of_the_sentence() -> None:
    found = explain("2024年做好：3月底前完成设计；三季度开工", "2024-02-20")
    assert found[2] == "三季度 = 2024-07/2024-09"


def test_the_same_day_leans_on_the_day_named_last() -> None:
    assert explain("2019年9月28日签约，当日开工", "") == ["2019年9月28日 = 2019-09-28", "当日 = 2019-09-28"]


def test_the_same_day_needs_a_day() -> None:
    assert explain("2019年9月签约，当日开工", "") == ["2019年9月 = 2019-09"]


def isos(text: str, published: str) -> list[str]:
    return [span.when.iso for span in find_dates(text, parse_iso(published))]


def test_a_month_alone_in_its_line_heads_what_follows() -> None:
    text = "秦淮湾高新区2021年大事记\n【1月】\n4日　召开大会。\n29日　发布计划。\n【11月】\n9日　揭牌。"
    assert isos(text, "2022-01-04")[1:] == ["2021-01", "2021-01-04", "2021-01-29", "2021-11", "2021-11-09"]


def test_a_year_alone_in_its_line_heads_what_follows() -> None:
    text = "园区沿革\n一、2003年\n8月，管委会成立。\n2010年\n3月15日，升级为国家级高新区。"
    assert isos(text, "2021-05-10") == ["2003", "2003-08", "2010", "2010-03-15"]


def test_a_review_is_about_the_year_of_its_title() -> None:
    text = "在变局中开新局：钱塘湾高新区的2023年\n1月31日，创新强区大会召开，明确2024年3月开园。预计4月投产。"
    assert isos(text, "2024-01-22")[1:] == ["2023-01-31", "2024-03", "2024-04"]


def test_a_meeting_about_a_year_is_not_of_that_year() -> None:
    assert isos("2021年度总结表彰大会召开\n1月5日，大会召开。", "2022-01-06")[1:] == ["2022-01-05"]


def test_a_date_among_others_in_its_line_heads_nothing() -> None:
    assert isos("2003年8月，成立。\n9日，揭牌。", "2021-05-10") == ["2003-08", "2021-05-09"]
