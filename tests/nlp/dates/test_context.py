import pytest

from kg.nlp.dates.explain import explain


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
