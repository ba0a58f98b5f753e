import pytest

from kg.nlp.dates.explain import explain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2020年8月起任局长", "2020年8月起 = 2020-08 since"),
        ("自2012年成立以来", "自2012年成立以来 = 2012 since"),
        ("2016.09至今", "2016.09至今 = 2016-09 since"),
        ("截至2020年底", "截至2020年底 = 2020-11/2020-12 until"),
        ("到2025年，", "到2025年 = 2025 until"),
        ("3月31日前报送", "3月31日前 = 2021-03-31 until"),
    ],
)
def test_words_beside_a_date_give_its_role(text: str, found: str) -> None:
    assert explain(text, "2021-05-10") == [found]


@pytest.mark.parametrize("text", ["2020年前后", "来自2020年", "2020年起步", "2020年前三季度", "来到2020年"])
def test_other_words_of_the_same_look_give_none(text: str) -> None:
    (found,) = explain(text, "2021-05-10")
    assert found.split(" = ")[1] in ("2020", "2020-01/2020-09")
