import dataclasses
from collections.abc import Sequence

import pytest

from kg.model import EdgeStatus, Snapshot, content_id
from kg.query import parse_moment
from kg.query.changes import Changes, EdgeChange, compare, state_at
from tests.snapshots import MAY_2021, Y2020, Maker, day, worked_example


def told(changes: Sequence[EdgeChange], snapshot: Snapshot) -> list[tuple[str, str]]:
    names = {e.id: e.name for e in snapshot.entities}
    return [(names[c.edge.subject_id], c.edge.qualifier("position")) for c in changes]


def office(*later: str, status: EdgeStatus = "current") -> Snapshot:
    """A bureau led by 王运华; with `later` an article of 2021 on another head and a deputy."""
    m = Maker()
    first = m.document("a.txt", "科技创新局局长王运华介绍。", Y2020)
    texts = [m.document("b.txt", text, MAY_2021) for text in later]
    bureau, wang = m.entity("ORG", "科技创新局", kind="government"), m.entity("PERSON", "王运华")
    m.says(first, wang, "holds_position", bureau, "局长王运华", status=status, position="局长")
    for document in texts:
        deputy, head = m.entity("PERSON", "何平"), m.entity("PERSON", "罗会涛")
        m.says(document, deputy, "holds_position", bureau, "副局长何平", position="副局长")
        m.says(document, head, "holds_position", bureau, "局长罗会涛", position="局长")
    return m.snapshot()


LATER = "科技创新局副局长何平、局长罗会涛到会。"


def companies(*groups: tuple[str, ...]) -> Snapshot:
    """Companies, each known by a group of names, of which two articles print one each; facts are named by mentions."""
    m = Maker()
    first = m.document("a.txt", "辰欣药业落户一园。", Y2020)
    second = m.document("b.txt", "辰欣公司落户二园。", MAY_2021)
    parks = m.entity("PARK", "一园"), m.entity("PARK", "二园")
    for names in groups:
        company = m.entity("ORG", *names, kind="company")
        for document, name, park in zip((first, second), ("辰欣药业", "辰欣公司"), parks, strict=True):
            if name in names:
                m.says(document, company, "located_in", park, f"{name}落户")
    return named_by_mentions(m.snapshot())


def named_by_mentions(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the ids that a build would give to facts: they do not depend on entities."""
    ids = {f.id: content_id("f", f.document_id, f.subject_id, f.object_id) for f in snapshot.facts}
    return dataclasses.replace(
        snapshot,
        facts=tuple(sorted((dataclasses.replace(f, id=ids[f.id]) for f in snapshot.facts), key=lambda f: f.id)),
        edges=tuple(dataclasses.replace(e, fact_ids=tuple(ids[i] for i in e.fact_ids)) for e in snapshot.edges),
    )


TWO, ONE = companies(("辰欣药业",), ("辰欣公司",)), companies(("辰欣药业", "辰欣公司"))


def test_a_graph_does_not_differ_from_itself() -> None:
    assert compare(worked_example(), worked_example()).counts() == {}


def test_a_successor_ends_the_post_of_the_head_before() -> None:
    after = office(LATER, status="former")
    found = compare(office(), after)
    assert told(found.posts_ended, after) == [("王运华", "局长")]
    assert found.posts_changed == ()


def test_new_posts_are_told_heads_first() -> None:
    after = office(LATER, status="former")
    found = compare(office(), after)
    assert told(found.posts_new, after) == [("罗会涛", "局长"), ("何平", "副局长")]
    assert [c.head for c in found.posts_new] == [True, False]


def test_a_doubtful_head_is_a_changed_post() -> None:
    (change,) = compare(office(), office(status="uncertain")).posts_changed
    assert change.before and change.after
    assert (change.before.status, change.after.status) == ("current", "uncertain")


def test_two_heads_at_one_time_are_a_new_conflict_and_one_is_a_solved_one() -> None:
    one, both = office(), stretched(office(LATER))
    assert [c.kind for c in compare(one, both).conflicts_new] == ["heads"]
    assert [c.kind for c in compare(both, one).conflicts_solved] == ["heads"]
    assert compare(both, both).conflicts_new == ()


def stretched(snapshot: Snapshot) -> Snapshot:
    """The snapshot with every edge seen from 2020 to 2021."""
    seen = {"first_seen": day("2020-01-01"), "last_seen": day("2021-12-31")}
    edges = tuple(dataclasses.replace(e, **seen) for e in snapshot.edges)  # type: ignore[arg-type]
    return dataclasses.replace(snapshot, edges=edges)


def names_of(found: Changes) -> list[list[list[str]]]:
    return [[sorted(e.name for e in side) for side in (r.before, r.after)] for r in (*found.merges, *found.splits)]


def test_two_entities_whose_mentions_belong_to_one_were_merged() -> None:
    found = compare(TWO, ONE)
    assert names_of(found) == [[["辰欣公司", "辰欣药业"], ["辰欣药业"]]]
    assert found.counts().keys() == {"merges"}


def retold(snapshot: Snapshot) -> Snapshot:
    """The snapshot of articles that tell the same in other places of other files."""
    mentions = tuple(dataclasses.replace(m, id=f"{m.id}-moved", document_id="d-moved") for m in snapshot.mentions)
    entities = (
        dataclasses.replace(e, mention_ids=tuple(f"{i}-moved" for i in e.mention_ids)) for e in snapshot.entities
    )
    return dataclasses.replace(snapshot, mentions=mentions, entities=tuple(entities))


def test_merges_and_splits_are_known_by_the_ids_that_are_replaced_where_no_mention_stayed() -> None:
    merged, split = compare(TWO, retold(ONE)), compare(ONE, retold(TWO))
    assert names_of(merged) == [[["辰欣公司", "辰欣药业"], ["辰欣药业"]]]
    assert names_of(split) == [[["辰欣药业"], ["辰欣公司", "辰欣药业"]]]
    assert (merged.entities_new, merged.entities_gone, split.entities_new, split.entities_gone) == ((), (), (), ())


def test_one_entity_whose_mentions_belong_to_two_was_split() -> None:
    found = compare(ONE, TWO)
    assert names_of(found) == [[["辰欣药业"], ["辰欣公司", "辰欣药业"]]]
    assert found.counts().keys() == {"splits"}


def test_a_mention_that_moved_to_another_takes_its_relation_along() -> None:
    found = compare(companies(("辰欣药业", "辰欣公司"), ("新光",)), companies(("辰欣药业",), ("新光", "辰欣公司")))
    assert [c.edge.predicate for c in (*found.relations_gone, *found.relations_new)] == ["located_in", "located_in"]


def test_an_entity_with_a_better_name_is_the_same_entity() -> None:
    before, after = companies(("辰欣药业",)), companies(("辰欣药业股份有限公司", "辰欣药业"))
    found = compare(before, after)
    assert [(r.entity.name, r.names) for r in found.names_new] == [("辰欣药业股份有限公司", ("辰欣药业股份有限公司",))]
    assert found.counts().keys() == {"names_new"}


def test_articles_people_and_relations_come_and_go() -> None:
    small, large = office(), office(LATER)
    came, went = compare(small, large), compare(large, small)
    assert [d.source for d in came.documents_new] == [d.source for d in went.documents_gone] == ["b.txt"]
    assert {e.name for e in came.entities_new} == {e.name for e in went.entities_gone} == {"何平", "罗会涛"}
    assert {p for p, _ in told(went.posts_gone, large)} == {"何平", "罗会涛"}


def test_an_edited_article_is_a_changed_one() -> None:
    m = Maker()
    m.document("a.txt", "别的文章。", Y2020)
    assert [d.source for d in compare(office(), m.snapshot()).documents_changed] == ["a.txt"]


def test_between_two_dates_the_head_of_then_ends_and_the_next_begins() -> None:
    whole = office(LATER)
    found = compare(state_at(whole, parse_moment("2020")), state_at(whole, parse_moment("2021-05")), ends=True)
    assert told(found.posts_ended, whole) == [("王运华", "局长")]
    assert told(found.posts_new, whole) == [("罗会涛", "局长"), ("何平", "副局长")]
    assert [d.source for d in found.documents_new] == ["b.txt"]


@pytest.mark.parametrize("date", ["2020", "2021-05", "2030"])
def test_a_date_does_not_differ_from_itself(date: str) -> None:
    state = state_at(worked_example(), parse_moment(date))
    assert compare(state, state, ends=True).counts() == {}
