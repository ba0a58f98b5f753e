import pytest

from kg.nlp.relations.circumstances.announced import announced
from kg.nlp.relations.reading import read
from tests.marked import marked

FAIR = "{江城光电博览会|EVENT:e1}"


@pytest.mark.parametrize(
    ("text", "coming"),
    [
        (f"{FAIR}将于9月12日在江城举行，由{{江城市政府|ORG:o1}}主办。", True),
        (f"{{江城市政府|ORG:o1}}拟于明年举办{FAIR}。", True),
        (f"{FAIR}正赛将于8月举行。7月25日，{FAIR}在江城开幕。", False),
        (f"{FAIR}在江城举行。{{远岫集团|ORG:o2}}将作为代表发言。", False),
        (f"{FAIR}由{{江城市政府|ORG:o1}}主办。", False),
        (f"{FAIR}发布《{{将来三年举办展会计划|PROGRAMME:g1}}》。", False),
    ],
)
def test_an_event_is_announced_that_is_to_come_and_was_not_held(text: str, coming: bool) -> None:
    reading = read(*marked(f"标题\n{text}", kinds={"o1": "government", "o2": "company"}))
    events = {unit.local for unit in reading.units if unit.type == "EVENT"}
    assert announced(reading) == (events if coming else frozenset())
