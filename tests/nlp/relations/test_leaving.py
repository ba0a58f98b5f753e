import pytest

from kg.nlp.relations.circumstances.leaving import is_left, is_taken_over
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading, read
from tests.marked import marked


def post(text: str, name: str = "易望舒") -> tuple[Reading, Claim]:
    """The first title as a post of somebody at the first body."""
    reading = read(*marked("标题\n" + text, kinds={"o1": "government", "o2": "government"}))
    first = {u.type: u for u in reversed(reading.units)}
    person = next(u for u in reading.units if u.mention.text == name)
    body, title = first["ORG"], first["POSITION"]
    return reading, Claim(
        "holds_position",
        person,
        body,
        "annotated",
        position=title.mention.text,
        at=(body.start, title.end),
        title=title.start,
    )


def left(text: str) -> bool:
    return is_left(*post(text))


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


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("{招商局|ORG:o1}王某卸任{局长|POSITION}，由{易望舒|PERSON:p1}接任。", True),
        ("{招商局|ORG:o1}王某辞去{局长|POSITION}职务；{易望舒|PERSON:p1}自同年4月起接任。", True),
        ("{招商局|ORG:o1}免去其{局长|POSITION}职务。{易望舒|PERSON:p1}另有任用。", False),
        ("{易望舒|PERSON:p1}卸任{招商局|ORG:o1}{局长|POSITION}，由王某接任。", False),
    ],
)
def test_who_takes_a_post_over_is_not_who_leaves_it(text: str, taken: bool) -> None:
    assert is_taken_over(*post(text)) is taken
