import pytest

from kg.nlp.relations.frames import find_frames
from kg.nlp.relations.reading import read
from tests.marked import marked


@pytest.mark.parametrize(
    ("words", "said"),
    [("签署协议", True), ("共同建设园区", True), ("共同主办大赛", False), ("联合举办论坛", False)],
)
def test_who_hosts_something_together_only_shares_it(words: str, said: bool) -> None:
    reading = read(*marked(f"标题\n{{远岫集团|ORG:o2}}与{{澄观电子|ORG:o3}}{words}。"))
    found = {c.predicate for c in find_frames(reading)}
    assert ("cooperates_with" in found) is said
