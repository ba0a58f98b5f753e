"""Quotations: verbatim, short, and with the names in them."""

from hypothesis import given
from hypothesis import strategies as st

from kg.mapping.quotes import LIMIT, cut


def test_a_short_place_stays_as_it_is() -> None:
    assert cut("甲位于乙。", 0, 5) == (0, 5)


def test_white_space_at_the_ends_is_left_out() -> None:
    assert cut("\n 甲位于乙。 ", 0, 8) == (2, 7)


def test_a_long_place_ends_at_a_clause() -> None:
    text = "甲位于乙，" * 200
    start, end = cut(text, 0, len(text))
    assert (start, text[end - 1]) == (0, "，") and LIMIT - 5 <= end <= LIMIT


def test_a_clause_of_more_than_the_limit_is_cut_hard() -> None:
    assert cut("字" * 1000, 0, 1000) == (0, LIMIT)


def test_a_long_place_is_cut_around_the_names() -> None:
    text = "前文，" * 300 + "甲位于乙，" + "后文，" * 300
    start, end = cut(text, 0, len(text), ((900, 901), (903, 904)))
    assert "甲位于乙" in text[start:end] and text[end - 1] == "，" and text[start - 1] == "，"


@given(st.text("甲，。\n ", max_size=1200), st.data())
def test_a_cut_lies_inside_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = data.draw(st.integers(start, end))
    begin, stop = cut(text, start, end, ((first, data.draw(st.integers(first, end))),))
    assert start <= begin <= stop <= end and stop - begin <= LIMIT
