import dataclasses
import random

from kg.evaluation import Gold, GoldEntity, GoldRelation, Report, read_gold, score
from kg.vocabulary import folder

ORG = GoldEntity("o1", "ORG", ("济宁高新区科技创新局", "科技创新局"), kind="government")
PERSON = GoldEntity("p1", "PERSON", ("王运华",))
PARK = GoldEntity("k1", "PARK", ("济宁高新区",))
FAIR = GoldEntity("e1", "EVENT", ("推介会",), optional=True)
POST = GoldRelation("p1", "holds_position", "o1", "局长")
GOLD = Gold("a.txt", "2020", (ORG, PERSON, PARK, FAIR), (POST, GoldRelation("o1", "part_of", "k1")))


def against(*entities: GoldEntity, relations: tuple[GoldRelation, ...] = (), gold: Gold = GOLD) -> Report:
    return score([gold], [Gold("a", "2020", entities, relations)])


def counts(report: Report, total: str) -> tuple[int, int, int]:
    tally = report.totals()[total]
    return tally.hits, tally.predicted, tally.gold


def test_gold_against_itself_is_perfect() -> None:
    gold = read_gold(folder("seeds") / "gold")
    for tally in score(gold, gold).totals().values():
        assert tally.hits == tally.predicted == tally.gold > 0


def test_order_and_ids_of_the_prediction_do_not_matter() -> None:
    (gold, *_) = read_gold(folder("seeds") / "gold")
    new = {e.id: f"x{number}" for number, e in enumerate(gold.entities)}
    entities = [dataclasses.replace(e, id=new[e.id]) for e in gold.entities]
    relations = [dataclasses.replace(r, subject=new[r.subject], object=new[r.object]) for r in gold.relations]
    random.Random(1).shuffle(entities)
    random.Random(2).shuffle(relations)
    shuffled = dataclasses.replace(gold, entities=tuple(entities), relations=tuple(relations))
    assert score([gold], [shuffled]).totals() == score([gold], [gold]).totals()


def test_one_shared_name_is_enough() -> None:
    found = GoldEntity("x", "ORG", ("科技创新局", "科创局"))
    assert counts(against(found), "entities") == (1, 1, 3)


def test_several_predictions_of_one_entity_are_one_hit_and_errors() -> None:
    twice = [GoldEntity(f"x{n}", "ORG", ("科技创新局",)) for n in range(3)]
    assert counts(against(*twice), "entities") == (1, 3, 3)


def test_core_counts_only_core_types() -> None:
    report = against(ORG, GoldEntity("j", "PROJECT", ("生物样本库",)))
    assert counts(report, "core") == (1, 1, 3)
    assert counts(report, "entities") == (1, 2, 3)


def test_optional_entities_count_neither_way() -> None:
    assert counts(against(FAIR), "entities") == (0, 0, 3)


def test_a_post_needs_its_exact_position() -> None:
    deputy = dataclasses.replace(POST, position="副局长")
    assert counts(against(ORG, PERSON, relations=(deputy,)), "posts") == (0, 1, 1)


def test_spaces_and_width_of_a_position_do_not_matter() -> None:
    gold = dataclasses.replace(GOLD, relations=(dataclasses.replace(POST, position="CEO、 董事长"),))
    found = dataclasses.replace(POST, position="ＣＥＯ、董事长")
    assert counts(against(ORG, PERSON, relations=(found,), gold=gold), "posts") == (1, 1, 1)


def test_the_position_of_other_predicates_does_not_matter() -> None:
    found = GoldRelation("o1", "part_of", "k1", position="单位")
    assert counts(against(ORG, PARK, relations=(found,)), "relations") == (1, 1, 2)


def test_cooperation_matches_in_either_direction() -> None:
    gold = dataclasses.replace(GOLD, relations=(GoldRelation("o1", "cooperates_with", "k1"),))
    found = GoldRelation("k1", "cooperates_with", "o1")
    assert counts(against(ORG, PARK, relations=(found,), gold=gold), "relations") == (1, 1, 1)


def test_other_predicates_have_a_direction() -> None:
    reversed_ = GoldRelation("k1", "part_of", "o1")
    assert counts(against(ORG, PARK, relations=(reversed_,)), "relations") == (0, 1, 2)


def test_a_relation_of_an_unmatched_entity_is_a_false_alarm() -> None:
    stranger = GoldEntity("x", "PERSON", ("李四",))
    relation = GoldRelation("x", "holds_position", "o1", "局长")
    assert counts(against(ORG, stranger, relations=(relation,)), "relations") == (0, 1, 2)


def test_a_relation_of_an_entity_that_matches_an_optional_one_is_ignored() -> None:
    stranger = GoldEntity("x", "PERSON", ("李四",))
    relations = (GoldRelation("o1", "hosts", "e1"), GoldRelation("x", "participates_in", "e1"))
    assert counts(against(ORG, FAIR, stranger, relations=relations), "relations") == (0, 0, 2)


def test_a_gold_relation_that_touches_an_optional_entity_is_not_missed() -> None:
    gold = dataclasses.replace(GOLD, relations=(GoldRelation("o1", "hosts", "e1"),))
    assert counts(against(ORG, gold=gold), "relations") == (0, 0, 0)


def test_an_optional_relation_counts_neither_way() -> None:
    gold = dataclasses.replace(GOLD, relations=(dataclasses.replace(POST, optional=True),))
    assert counts(against(ORG, PERSON, relations=(POST,), gold=gold), "relations") == (0, 0, 0)
    assert counts(against(ORG, PERSON, gold=gold), "relations") == (0, 0, 0)


def test_a_relation_with_several_dates_counts_once() -> None:
    gold = dataclasses.replace(GOLD, relations=(POST, dataclasses.replace(POST, at="2019")))
    found = (dataclasses.replace(POST, at="2018"), POST, dataclasses.replace(POST, at="2019"))
    assert counts(against(ORG, PERSON, relations=found, gold=gold), "posts") == (1, 1, 1)


def test_a_document_without_prediction_is_missed_whole() -> None:
    report = score([GOLD], [])
    assert report.missing == ("a.txt",)
    assert counts(report, "entities") == (0, 0, 3)


def test_predicted_documents_without_gold_are_left_aside() -> None:
    report = score([GOLD], [GOLD, dataclasses.replace(GOLD, document="b.txt")])
    assert counts(report, "entities") == (3, 3, 3)
