import pytest

from kg.nlp.relations.circumstances.leaving import is_left
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import read
from tests.marked import marked


def left(text: str) -> bool:
    """Whether the first title is a post at the first body that the first person left."""
    reading = read(*marked("标题\n" + text, kinds={"o1": "government", "o2": "government"}))
    first = {u.type: u for u in reversed(reading.units)}
    person, body, title = first["PERSON"], first["ORG"], first["POSITION"]
    claim = Claim(
        "holds_position",
        person,
        body,
        "annotated",
        position=title.mention.text,
        at=(body.start, title.end),
        title=title.start,
    )
    return is_left(reading, claim)


@pytest.mark.parametrize(
    "text",
    [
        "{招商局|ORG:o1}{局长|POSITION}{易望舒|PERSON:p1}去年10月升任{商务局|ORG:o2}{局长|POSITION}。",
        "{招商局|ORG:o1}{党组书记|POSITION}、{局长|POSITION}{易望舒|PERSON:p1}已调离。",
        "{易望舒|PERSON:p1}由{招商局|ORG:o1}{副局长|POSITION}调来，任{商务局|ORG:o2}{局长|POSITION}。",
        "{易望舒|PERSON:p1}从{招商局|ORG:o1}{局长|POSITION}任上转任{商务局|ORG:o2}{局长|POSITION}。",
    ],
)
def test_a_post_that_somebody_comes_from_or_leaves_is_over(text: str) -> None:
    assert left(text)


@pytest.mark.parametrize(
    "text",
    [
        "{招商局|ORG:o1}{局长|POSITION}{易望舒|PERSON:p1}介绍，企业将调往外地。",
        "{招商局|ORG:o1}{局长|POSITION}{易望舒|PERSON:p1}当选代表。",
        "{易望舒|PERSON:p1}由{招商局|ORG:o1}{局长|POSITION}陪同到园区。",
        "{招商局|ORG:o1}{创始人|POSITION}{易望舒|PERSON:p1}已离职。",
    ],
)
def test_a_post_that_is_only_told_stays(text: str) -> None:
    assert not left(text)
