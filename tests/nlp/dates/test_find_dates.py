import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import When
from kg.nlp import dates
from kg.nlp.dates import DateSpan, find_dates

PUBLISHED = When("2021-05-10", "2021-05-10", dt.date(2021, 5, 10), dt.date(2021, 5, 10))
PIECES = (
    "2019年", "去年", "10月", "3日", "至", "—", "到", "近日", "当天", "同年", "“十四五”期间", "自", "以来", "前", "底",
    "《", "》", "（", "）", "。", "\n", "9", "二〇二一年", "春节", "三", "年", "月", "日", "20世纪90年代",
    "上半年", "一季度",
)  # fmt: skip


def only(text: str, published: When | None = PUBLISHED) -> DateSpan:
    (span,) = find_dates(text, published)
    return span


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from([PUBLISHED, None]))
def test_spans_are_exact_sorted_and_apart(text: str, published: When | None) -> None:
    spans = find_dates(text, published)
    assert all(text[s.start : s.end] == s.when.text and s.start < s.end for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    assert all(s.when.earliest <= s.when.latest for s in find_dates(text, PUBLISHED))


@given(
    st.lists(st.sampled_from((*PIECES, "近", "年来", "三天", "最近", "前", "春节期间", "昨天")), max_size=12).map(
        "".join
    )
)
def test_every_match_of_a_rule_holds_one_of_the_words_it_needs(text: str) -> None:
    for rule in dates._rules():
        found = [m[0] for m in rule.pattern.finditer(text) if m[0]]
        assert [m[0] for m in rule.matches(text)] == found


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[s.start : s.end] == s.when.text for s in find_dates(text, PUBLISHED))


def test_offsets_count_full_width_characters_of_the_given_text() -> None:
    span = only("成立于２０１６年８月，")
    assert (span.start, span.end, span.when.text, span.when.iso) == (3, 10, "２０１６年８月", "2016-08")


def test_a_time_since_ends_with_the_publication() -> None:
    when = only("自2019年以来").when
    assert (when.earliest, when.latest, when.role) == (dt.date(2019, 1, 1), dt.date(2021, 5, 10), "since")


def test_a_time_since_ends_with_its_bound_where_nothing_is_published() -> None:
    assert only("自2019年以来", None).when.latest == dt.date(2019, 12, 31)


@pytest.mark.parametrize("text", ["近日", "去年10月", "9月29日", "当天", "同年", "上周五", "年底前", "三年前"])
def test_nothing_is_guessed_without_publication_and_anchor(text: str) -> None:
    assert find_dates(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "《规划（2021—2023年）》", "三年行动计划（2021—2023年）", "5年内", "24小时", "第3天", "12年级", "2025年版",
        "1.5亿", "软件版本2021.5.1", "比2019年增长", "与去年同期持平", "五一劳动奖章", "“十四五”规划",
        "发〔2020〕5号", "大年初一",
    ],
)  # fmt: skip
def test_what_is_no_time_of_a_fact_is_left_out(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_an_impossible_day_is_left_out() -> None:
    assert find_dates("2021年2月30日", PUBLISHED) == []
