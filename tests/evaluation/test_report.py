import json
from typing import Any

import pytest

from kg.evaluation import Finding, Gold, GoldEntity, GoldRelation, Report, Tally, evaluate, misses, score
from kg.vocabulary import folder

ORG = GoldEntity("o1", "ORG", ("科技创新局",), kind="government")
PERSON = GoldEntity("p1", "PERSON", ("王运华",))
GOLD = Gold("a.txt", "2020", (ORG, PERSON), (GoldRelation("p1", "holds_position", "o1", "局长", at="2020-06"),))


def against(*entities: GoldEntity, relations: tuple[GoldRelation, ...] = (), published: str | None = None) -> Report:
    return score([GOLD], [Gold("a.txt", published, entities, relations)])


def find(report: Report, verdict: str, label: str) -> Finding:
    (finding,) = [f for f in report.findings if (f.verdict, f.label) == (verdict, label)]
    return finding


def test_precision_recall_and_f1() -> None:
    tally = Tally(hits=3, predicted=4, gold=6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)


def test_figures_of_nothing_are_zero() -> None:
    assert Tally(0, 0, 0).to_dict() == {
        "hits": 0, "predicted": 0, "gold": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0,
    }  # fmt: skip


def test_tables_list_only_what_occurs_in_the_order_of_the_ontology() -> None:
    report = against(ORG, GoldEntity("k", "PARK", ("高新区",)))
    assert list(report.types()) == ["PERSON", "ORG", "PARK"]
    assert list(report.predicates()) == ["holds_position"]


def test_totals_of_one_document() -> None:
    other = Gold("b.txt", None, (ORG,), ())
    report = score([GOLD, other], [GOLD])
    assert report.totals(document="b.txt")["entities"] == Tally(0, 0, 1)


def test_agreement_counts_kind_date_and_publication() -> None:
    company = GoldEntity("o1", "ORG", ("科技创新局",), kind="company")
    post = GoldRelation("p1", "holds_position", "o1", "局长", at="2020-06")
    report = against(company, PERSON, relations=(post,), published="2020")
    counts = report.agreement()
    assert {n: c for n, c in counts.items() if c[1]} == {"published": (1, 1), "kind": (0, 1), "at": (1, 1)}


def told_apart(gold: GoldRelation, predicted: GoldRelation) -> dict[str, tuple[int, int]]:
    """What agrees of one relation besides its ends."""
    entities = (ORG, PERSON)
    report = score([Gold("a.txt", None, entities, (gold,))], [Gold("a.txt", None, entities, (predicted,))])
    return {n: c for n, c in report.agreement().items() if n in ("status", "given time", "time")}


def test_status_and_times_are_compared_where_the_gold_tells_them() -> None:
    wanted = GoldRelation("p1", "holds_position", "o1", "局长", since="2014", until="2017", status="former")
    same = GoldRelation("p1", "holds_position", "o1", "局长", at="2014/2017", status="former")
    other = GoldRelation("p1", "holds_position", "o1", "局长", since="2014", at="2020")
    assert told_apart(wanted, same) == {"status": (1, 1), "given time": (2, 2), "time": (2, 2)}
    assert told_apart(wanted, other) == {"status": (0, 1), "given time": (1, 2), "time": (1, 2)}


def test_where_the_gold_tells_no_status_none_is_compared() -> None:
    post = GoldRelation("p1", "holds_position", "o1", "局长", at="2020")
    assert set(told_apart(post, post).values()) == {(0, 0)}


def test_a_report_is_plain_json() -> None:
    values = json.loads(json.dumps(against(ORG).to_dict()))
    assert values["totals"]["core"]["hits"] == 1
    assert values["types"]["PERSON"] == Tally(0, 0, 1).to_dict()


def test_hits_are_no_misses() -> None:
    assert misses(score([GOLD], [GOLD])) == []


def test_a_duplicate_is_told() -> None:
    report = against(ORG, GoldEntity("o2", "ORG", ("科技 创新局",)))
    assert find(report, "false", "ORG").reason == "duplicate"


def test_another_type_is_told_on_both_sides() -> None:
    report = against(GoldEntity("x", "PROGRAMME", ("科技创新局",)))
    missed, false = find(report, "missed", "ORG"), find(report, "false", "PROGRAMME")
    assert (missed.reason, missed.instead) == ("type", "PROGRAMME")
    assert (false.reason, false.instead) == ("type", "ORG")


def test_another_position_is_told() -> None:
    report = against(ORG, PERSON, relations=(GoldRelation("p1", "holds_position", "o1", "副局长"),))
    missed = find(report, "missed", "holds_position")
    assert (missed.position, missed.reason, missed.instead) == ("局长", "position", "副局长")


def test_another_predicate_is_told() -> None:
    report = against(ORG, PERSON, relations=(GoldRelation("p1", "establishes", "o1"),))
    assert find(report, "false", "establishes").instead == "holds_position"
    assert find(report, "missed", "holds_position").instead == "establishes"


def test_a_missing_end_is_told() -> None:
    assert find(against(ORG), "missed", "holds_position").reason == "entity"


def test_a_relation_reads_as_a_line() -> None:
    assert find(against(), "missed", "holds_position").text == "王运华 holds_position 科技创新局 (局长)"


def test_misses_carry_the_first_sentence_with_all_names() -> None:
    text = "科技创新局开会。\n王运华到会。科技创新局局长王 运华说：好。"
    found = {f.text: f.sentence for f in misses(against(), texts={"a": text})}
    assert found["王运华 holds_position 科技创新局 (局长)"] == "科技创新局局长王 运华说：好。"
    assert found["科技创新局"] == "科技创新局开会。"


def test_misses_without_text_have_no_sentence() -> None:
    assert {f.sentence for f in misses(against())} == {""}


def test_rows_of_an_export_are_scored_against_the_gold_folder() -> None:
    row: dict[str, Any] = {"document": "004_334aaecfe10f16e1.txt", "published": None, "entities": [], "relations": []}
    report = evaluate(folder("seeds") / "gold", [row])
    assert len(report.missing) == 4
    assert report.totals()["entities"].predicted == 0
