import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.gold import Gold, GoldEntity, GoldRelation
from kg.evaluation.matching import assign, match_entities

WEIGHTS = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("123456")), st.integers(0, 20), max_size=20
)


def gold(*entities: GoldEntity, relations: tuple[GoldRelation, ...] = ()) -> Gold:
    return Gold("a.txt", None, entities, relations)


def org(id_: str, *names: str, optional: bool = False) -> GoldEntity:
    return GoldEntity(id_, "ORG", names, optional=optional)


@given(WEIGHTS)
def test_an_assignment_is_maximum_and_of_greatest_weight(weights: dict[tuple[str, str], int]) -> None:
    found = assign(weights)
    graph = nx.Graph()
    graph.add_weighted_edges_from((p, g, weight) for (p, g), weight in weights.items())
    best = nx.max_weight_matching(graph, maxcardinality=True)
    assert len(set(found.values())) == len(found) == len(best)
    assert sum(weights[pair] for pair in found.items()) == sum(graph.edges[pair]["weight"] for pair in best)


@given(WEIGHTS)
def test_an_assignment_uses_only_given_pairs(weights: dict[tuple[str, str], int]) -> None:
    assert set(assign(weights).items()) <= weights.keys()


def test_names_match_in_spite_of_quotes_spaces_and_width() -> None:
    matching = match_entities(gold(org("g", "“ＴＣＬ” 集团")), gold(org("p", "TCL集团")))
    assert matching.pairs == {"p": "g"}


def test_types_must_be_equal() -> None:
    park = GoldEntity("p", "PARK", ("济宁高新区",))
    assert match_entities(gold(org("g", "济宁高新区")), gold(park)).pairs == {}


def test_as_many_entities_as_possible_are_matched() -> None:
    wanted = gold(org("g1", "通佳机械", "通佳"), org("g2", "通佳集团"))
    found = gold(org("p1", "通佳", "通佳集团"), org("p2", "通佳机械"))
    assert match_entities(wanted, found).pairs == {"p1": "g2", "p2": "g1"}


def test_of_two_predictions_the_one_with_the_right_relation_is_matched() -> None:
    person = GoldEntity("x", "PERSON", ("王运华",))
    wanted = gold(
        org("g", "科技创新局", "创新局"), person, relations=(GoldRelation("x", "holds_position", "g", "局长"),)
    )
    found = gold(
        org("p1", "科技创新局", "创新局"),
        org("p2", "创新局"),
        person,
        relations=(GoldRelation("x", "holds_position", "p2", "局长"),),
    )
    assert match_entities(wanted, found).pairs == {"p2": "g", "x": "x"}


def test_relations_between_two_doubtful_entities_are_settled_together() -> None:
    relation = (GoldRelation("a", "cooperates_with", "b"),)
    wanted = gold(org("a", "甲"), org("b", "乙"), relations=relation)
    found = gold(
        org("a1", "甲"),
        org("a2", "甲"),
        org("b1", "乙"),
        org("b2", "乙"),
        relations=(GoldRelation("b2", "cooperates_with", "a2"),),
    )
    assert match_entities(wanted, found).pairs == {"a2": "a", "b2": "b"}


def test_what_only_matches_an_optional_entity_is_ignored() -> None:
    wanted = gold(org("g", "管委会"), org("o", "办公室", optional=True))
    matching = match_entities(wanted, gold(org("p1", "管委会"), org("p2", "办公室"), org("p3", "其他")))
    assert matching.pairs == {"p1": "g"}
    assert matching.ignored == {"p2"}


def test_between_equals_the_one_that_would_be_a_false_alarm_is_matched() -> None:
    wanted = gold(org("g", "管委会"), org("o", "办公室", optional=True))
    matching = match_entities(wanted, gold(org("p1", "管委会", "办公室"), org("p2", "管委会")))
    assert matching.pairs == {"p2": "g"}
    assert matching.ignored == {"p1"}
