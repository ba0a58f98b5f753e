import dataclasses
import itertools

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from kg.nlp.recogniser import MODEL, load
from kg.nlp.recogniser.recogniser import Recogniser

ARTICLE = "高新区科技局局长王某明在公司。\n王某明，科技园公司，在高新区。\n" * 30


def test_no_span_crosses_a_line(small: Recogniser) -> None:
    assert all("\n" not in ARTICLE[s.start : s.end] for s in small.predict(ARTICLE))


def test_spans_come_in_order_and_never_overlap(small: Recogniser) -> None:
    found = small.predict(ARTICLE)
    assert found and all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("text", ["", "\n\n", " ", "王", "\ud800高新区"])
def test_any_text_is_read(small: Recogniser, text: str) -> None:
    assert all(0 <= s.start < s.end <= len(text) for s in small.predict(text))


def test_the_number_of_threads_changes_nothing(small: Recogniser) -> None:
    with threadpool_limits(1):
        one = small.predict(ARTICLE)
    with threadpool_limits(2):
        assert small.predict(ARTICLE) == one


def test_confidence_is_a_probability_to_three_decimals(small: Recogniser) -> None:
    assert all(0 <= s.confidence <= 1 and s.confidence == round(s.confidence, 3) for s in small.predict(ARTICLE))


@pytest.mark.parametrize("label", ["ORG", "PERSON"])
def test_a_favoured_label_is_proposed_more_often_with_no_more_confidence(small: Recogniser, label: str) -> None:
    plain = {(s.start, s.end, s.label): s.confidence for s in small.predict(ARTICLE)}
    found = dataclasses.replace(small, favoured={label: 3.0}).predict(ARTICLE)
    favoured = {(s.start, s.end, s.label): s.confidence for s in found}
    count = [sum(key[2] == label for key in spans) for spans in (plain, favoured)]
    assert count[0] < count[1]
    assert all(plain[key] == favoured[key] for key in plain.keys() & favoured.keys())


def test_the_shipped_model_is_small_enough() -> None:
    assert MODEL.stat().st_size <= 25_000_000


def test_the_shipped_model_needs_no_pickle() -> None:
    with np.load(MODEL, allow_pickle=False) as file:
        assert all(file[name].dtype != object for name in file.files)


def test_the_shipped_model_knows_a_plain_sentence() -> None:
    text = "济宁高新区科技创新局局长王运华介绍"
    assert {(text[s.start : s.end], s.label) for s in load().predict(text)} == {
        ("济宁高新区科技创新局", "ORG"),
        ("局长", "POSITION"),
        ("王运华", "PERSON"),
    }
