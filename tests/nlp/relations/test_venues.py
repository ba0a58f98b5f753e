import pytest

from kg.nlp.relations.reading import read
from kg.nlp.relations.venues import find_venues
from tests.marked import marked

EVENT = "{首届人工智能大会|EVENT:e1}"


def venues(text: str) -> list[tuple[str, str]]:
    found = find_venues(read(*marked(f"标题\n{text}")))
    return [(c.subject.mention.text, c.object.mention.text) for c in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (EVENT + "8月3日在{合肥高新区|PARK:k1}开幕。", "合肥高新区"),
        (EVENT + "启动仪式在{岚州市|PLACE:g1}{蓼河英才港|PARK:k1}大厅举行。", "蓼河英才港"),
        ("日前，在{合肥高新区|PARK:k1}举办了" + EVENT + "。", "合肥高新区"),
    ],
)
def test_an_event_is_where_it_is_held(text: str, place: str) -> None:
    assert venues(text) == [("首届人工智能大会", place)]


@pytest.mark.parametrize(
    "text",
    [
        EVENT + "开幕，{远岫集团|ORG:o1}在{合肥高新区|PARK:k1}举行签约。",
        EVENT + "，{合肥高新区|PARK:k1}参加。",
        EVENT + "在{远岫集团|ORG:o1}举行，{合肥高新区|PARK:k1}主办。",
    ],
)
def test_a_place_of_something_else_is_none(text: str) -> None:
    assert venues(text) == []
