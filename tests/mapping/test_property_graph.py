"""Nodes and links: one link a subject, predicate and object."""

import dataclasses

from kg.mapping import COLOURS, links, nodes
from kg.vocabulary import ontology
from tests.snapshots import BASE, Maker, worked_example


def test_two_predicates_between_one_pair_stay_two_links() -> None:
    snapshot = worked_example()
    park = next(e.id for e in snapshot.entities if e.name == "龙心健康产业园")
    zone = next(e.id for e in snapshot.entities if e.name == "济宁高新区")
    between = [link.predicate for link in links(snapshot) if (link.source, link.target) == (park, zone)]
    assert between == ["located_in", "part_of"]


def test_two_posts_in_one_body_are_one_link_with_both_titles() -> None:
    m = Maker()
    one = m.document("1.txt", "刘鹏任通佳机械董事长、总经理", None)
    other = m.document("2.txt", "通佳机械总经理刘鹏", None)
    firm, liu = m.entity("ORG", "通佳机械", kind="company"), m.entity("PERSON", "刘鹏")
    m.says(one, liu, "holds_position", firm, "刘鹏任通佳机械董事长", position="董事长", confidence=0.8)
    m.says(other, liu, "holds_position", firm, "通佳机械总经理刘鹏", position="总经理", confidence=0.9)
    (link,) = links(m.snapshot())
    assert set(link.label.split("、")) == {"董事长", "总经理"}
    assert (link.weight, link.confidence, len(link.edge_ids)) == (2.0, 0.9, 2)


def test_a_link_without_an_article_still_weighs_something() -> None:
    snapshot = worked_example()
    bare = dataclasses.replace(snapshot, edges=tuple(dataclasses.replace(e, documents=()) for e in snapshot.edges))
    assert {link.weight for link in links(bare)} == {1.0}


def test_a_link_spans_all_its_observations() -> None:
    snapshot = worked_example()
    link = next(link for link in links(snapshot) if link.predicate == "hosts")
    assert (str(link.first_seen), str(link.last_seen)) == ("2019-01-01", "2019-09-30")


def test_every_type_has_its_own_colour() -> None:
    assert COLOURS.keys() == ontology().types.keys() and len(set(COLOURS.values())) == len(COLOURS)


def test_a_node_grows_with_its_mentions() -> None:
    sizes = {n.mentions: n.size for n in nodes(worked_example(), BASE)}
    assert [sizes[k] for k in sorted(sizes)] == sorted(set(sizes.values()))
