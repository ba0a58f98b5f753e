import numpy as np

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.encoding import HEAD, NEAREST, TAIL, Encoding, holder, outputs
from kg.nlp.relations.reading import Reading, read
from kg.nlp.relations.survey import prepare
from tests.marked import marked

ALPHABET = Alphabet(np.array(sorted(map(ord, "局长高新区说科技")), np.uint32))
TEXT = (
    "标题\n{蓼河高新区|PARK:k1}{局长|POSITION}{王运华|PERSON:p1}说。" + "{蓼河高新区|PARK:k1}，{王运华|PERSON:p1}。" * 8
)


def encoded(text: str, nearest: int | None = NEAREST) -> tuple[Reading, Encoding]:
    reading = read(*marked(text))
    return reading, prepare(reading, ALPHABET, nearest=nearest).encoding


def test_arrays_of_one_thing_have_one_length() -> None:
    reading, e = encoded(TEXT)
    assert {len(a) for a in (e.letters, e.marks)} == {len(e.letters)}
    assert {len(a) for a in (e.place, e.names, e.units, e.node)} == {len(reading.units)}
    assert {len(a) for a in (e.object, e.pairs, e.start, e.end)} == {len(e.subject)}
    assert {len(a) for a in (e.source, e.target, e.admitted)} == {len(e.first)}
    assert e.names.shape[1] == HEAD + TAIL
    assert e.admitted.shape[1] == outputs()


def test_each_title_is_a_node_of_its_own() -> None:
    reading, e = encoded("标题\n{局长|POSITION}{王运华|PERSON:p1}、{局长|POSITION}{李明|PERSON:p2}。")
    titles = [e.node[u.index] for u in reading.units if u.type == "POSITION"]
    assert len(set(titles)) == 2
    assert min(titles) >= len(reading.things)


def test_a_person_holds_a_title_and_not_the_other_way() -> None:
    reading, e = encoded(TEXT)
    title = next(int(e.node[u.index]) for u in reading.units if u.type == "POSITION")
    held = [(s, o) for s, o, a in zip(e.source, e.target, e.admitted, strict=True) if a[holder()]]
    assert held == [(title, next(n for n, t in enumerate(reading.things.values()) if t.type == "PERSON"))]


def test_unknown_letters_share_a_row_and_names_have_none() -> None:
    _, e = encoded("标题\n{王运华|PERSON:p1}说甲乙。")
    letters = e.letters[e.place[0] :].tolist()
    assert letters[0] == 0
    assert letters[1] == 2 + sorted("局长高新区说科技").index("说")
    assert letters[2:4] == [1, 1]


def test_pruning_keeps_the_nearest_pair_of_every_group() -> None:
    _, full = encoded(TEXT, nearest=None)
    _, pruned = encoded(TEXT)
    assert len(pruned.subject) < len(full.subject)
    assert (pruned.source.tolist(), pruned.target.tolist()) == (full.source.tolist(), full.target.tolist())
    for s, o in zip(full.source.tolist(), full.target.tolist(), strict=True):
        gaps = [
            np.abs(e.place[e.subject] - e.place[e.object])[(e.node[e.subject] == s) & (e.node[e.object] == o)]
            for e in (full, pruned)
        ]
        assert gaps[0].min() == gaps[1].min()
        assert len(gaps[1]) <= NEAREST


def test_only_letters_of_one_sentence_lie_between() -> None:
    _, e = encoded("标题\n{王运华|PERSON:p1}到{蓼河高新区|PARK:k1}。{李明|PERSON:p2}任{局长|POSITION}。")
    title = e.subject == 3
    between = {int(o): int(b - a) for o, a, b in zip(e.object[title], e.start[title], e.end[title], strict=True)}
    assert between == {0: 0, 1: 0, 2: len("任")}
