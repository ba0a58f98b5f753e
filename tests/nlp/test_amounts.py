import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.amounts import Amount, find_amounts

PIECES = (
    "8", "1.5", "两", "千", "万", "亿", "元", "美元", "约", "余", "数", "人民币", "—", "每亩", "/吨", "总投资", " ",
    "，",
)  # fmt: skip


def only(text: str) -> Amount:
    (amount,) = find_amounts(text)
    return amount


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_amounts_are_exact_sorted_and_apart(text: str) -> None:
    found = find_amounts(text)
    assert all(text[a.start : a.end] == a.text and a.start < a.end for a in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[a.start : a.end] == a.text for a in find_amounts(text))


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("8亿元", "800000000", "CNY"),
        ("200万美元", "2000000", "USD"),
        ("1.5亿欧元", "150000000", "EUR"),
        ("港币9.2亿元", "920000000", "HKD"),
        ("一千二百万元", "12000000", "CNY"),
        ("1亿2000万元", "120000000", "CNY"),
        ("２０００万元", "20000000", "CNY"),
        ("5亿元人民币", "500000000", "CNY"),
    ],
)
def test_an_amount_is_a_number_in_a_currency(text: str, value: str, currency: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.currency) == (text, Decimal(value), currency)


@pytest.mark.parametrize("text", ["约5000余万元", "近2000万元", "上千万元", "100多亿元", "3-5亿元", "四五百万元"])
def test_vague_words_belong_to_the_amount(text: str) -> None:
    found = only(text)
    assert found.text == text
    assert found.approximate


def test_words_without_number_give_no_value() -> None:
    assert only("数十亿元").value is None


def test_of_a_range_the_lower_end_counts() -> None:
    assert only("80万—150万元").value == 800000


@pytest.mark.parametrize(
    "text", ["15元/平方米", "每亩20万元", "户均8万元", "亿元以上项目", "百亿元企业", "三元区", "5亿只", "0元"]
)
def test_prices_labels_and_other_things_are_left_out(text: str) -> None:
    assert find_amounts(text) == []


def test_a_number_without_currency_is_money_after_a_word_of_investing() -> None:
    assert only("计划投资5亿，").text == "5亿"


@pytest.mark.parametrize(
    ("text", "total"),
    [("总投资8亿元", True), ("合计8亿元", True), ("共同投资8亿元", False), ("总部投资8亿元", False)],
)
def test_a_sum_is_told_from_a_part(text: str, total: bool) -> None:
    assert only(text).total is total
