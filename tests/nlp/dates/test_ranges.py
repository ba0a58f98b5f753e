import pytest

from kg.nlp.dates.explain import explain


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019年1月至9月", "2019-01/2019-09"),
        ("2018—2020年", "2018/2020"),
        ("3月5日至8日", "2021-03-05/2021-03-08"),
        ("2021年到2025年", "2021/2025"),
        ("2019年11月至次年3月", "2019-11/2020-03"),
        ("2019年11月至3月", "2019-11/2020-03"),
        ("1— 4月份", "2021-01/2021-04"),
        ("2016.07-2019.03", "2016-07/2019-03"),
        ("六七十年代", "1960/1979"),
    ],
)
def test_a_range_runs_from_its_start_to_its_end(text: str, iso: str) -> None:
    assert explain(text, "2021-05-10") == [f"{text} = {iso}"]


def test_months_without_year_are_over_as_a_whole() -> None:
    assert explain("1—11月", "2021-01-15") == ["1—11月 = 2020-01/2020-11"]


def test_a_range_that_runs_backwards_is_left_out() -> None:
    assert explain("2020年至2018年", "2021-05-10") == []
