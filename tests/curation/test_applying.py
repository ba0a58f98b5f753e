import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.model import Entity, Judgement, Verdict
from kg.resolve.judging import check_judgements
from kg.timeline import build_edges
from tests.curation.corpus import Rows, curated, edited, entities, judged, read

JINING = "2020 标题\n{济宁高新区|PARK:k1}{济宁高新区科技局|ORG:o1}{王运华|PERSON:p1}"
LATER = "2021 标题\n{济宁高新区|PARK:k1}{济宁高新区科技局|ORG:o1}{王运华|PERSON:p1}"
CHANGZHOU = "2021 标题\n{常州高新区|PARK:k1}{常州高新区科技局|ORG:o1}{王运华|PERSON:p1}"
FIRMS = "2021 标题\n{通佳机械|ORG:o1}与{辰欣药业|ORG:o2}"
POST = "holds_position|王运华|济宁高新区科技局|局长@a.txt"


def two() -> Rows:
    return read({"a.txt": JINING, "b.txt": CHANGZHOU})


def bearers(found: list[Entity], name: str) -> list[Entity]:
    return [e for e in found if name in e.names]


def test_names_judged_the_same_are_one_entity() -> None:
    found = entities(two(), [judged("same", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt")])
    assert len(bearers(found, "王运华")) == 1


def test_the_entity_says_who_judged_so() -> None:
    found = entities(two(), [judged("same", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt", by="李四")])
    assert "judged the same by 李四" in bearers(found, "王运华")[0].reasons


def test_a_pair_in_doubt_changes_nothing() -> None:
    pair = judged("unsure", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt")
    assert entities(two(), [pair]) == entities(two(), [])


def test_different_forbids_to_join_equal_names() -> None:
    rows = read({"a.txt": JINING, "b.txt": LATER})
    assert len(bearers(entities(rows, []), "济宁高新区科技局")) == 1
    found = entities(rows, [judged("different", "ORG:济宁高新区科技局@a.txt", "ORG:济宁高新区科技局@b.txt")])
    assert len(bearers(found, "济宁高新区科技局")) == 2


def test_different_forbids_to_join_a_career() -> None:
    rows = read({"a.txt": JINING, "b.txt": LATER})
    assert len(bearers(entities(rows, []), "王运华")) == 1
    found = entities(rows, [judged("different", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt")])
    assert len(bearers(found, "王运华")) == 2


def test_different_forbids_to_join_a_short_form() -> None:
    rows = read(
        {"a.txt": "2020 标题\n{山东通佳机械有限公司|ORG:o1}", "b.txt": "2020 标题\n{通佳机械|ORG:o1}"},
        kinds={"o1": "company"},
    )
    assert len(entities(rows, [])) == 1
    found = entities(rows, [judged("different", "ORG:山东通佳机械有限公司", "ORG:通佳机械")])
    assert len(found) == 2


def test_different_parts_names_that_one_document_took_for_one() -> None:
    rows = read({"a.txt": "2020 标题\n{滨河科技园|PARK:k1}、{滨河软件园|PARK:k1}"})
    assert len(entities(rows, [])) == 1
    found = entities(rows, [judged("different", "PARK:滨河科技园", "PARK:滨河软件园")])
    assert sorted(e.names for e in found) == [("滨河科技园",), ("滨河软件园",)]


def test_a_general_name_beside_that_of_a_zone_means_the_articles_of_that_zone() -> None:
    rows = read(
        {
            "a.txt": JINING,
            "b.txt": "2021 标题\n{济宁高新区|PARK:k1}{审计局|ORG:o1}",
            "c.txt": "2021 标题\n{常州高新区|PARK:k1}{审计局|ORG:o1}",
        }
    )
    found = entities(rows, [judged("same", "ORG:审计局", "ORG:济宁高新区科技局")])
    assert len(bearers(found, "济宁高新区科技局")[0].documents) == 2


def test_a_name_that_was_given_is_shown_and_the_id_stays() -> None:
    (before,) = bearers(entities(two(), []), "济宁高新区科技局")
    found = entities(two(), [judged("rename", "ORG:济宁高新区科技局", "济宁高新区科学技术局")])
    (after,) = bearers(found, "济宁高新区科技局")
    assert (after.name, after.id) == ("济宁高新区科学技术局", before.id)


def test_a_name_given_in_one_document_is_not_shown_for_a_namesake() -> None:
    found = entities(two(), [judged("rename", "PERSON:王运华@a.txt", "王运华（济宁）")])
    assert sorted(e.name for e in bearers(found, "王运华")) == ["王运华", "王运华（济宁）"]


def test_of_two_names_the_later_is_shown() -> None:
    names = [judged("rename", "ORG:通佳机械", "甲", at="2"), judged("rename", "ORG:通佳机械", "乙", at="1")]
    assert bearers(entities(read({"a.txt": FIRMS}), names), "通佳机械")[0].name == "甲"


def test_a_type_that_was_given_holds_for_all_names_of_the_thing() -> None:
    rows = read({"a.txt": "2020 标题\n{滨河科技园|ORG:o1}、{滨河园|ORG:o1}"})
    after = curated(rows, judged("retype", "ORG:滨河园", "PARK"))
    assert {(m.text, m.type, m.kind) for m in after.mentions} == {("滨河科技园", "PARK", ""), ("滨河园", "PARK", "")}


def test_a_type_given_in_one_document_leaves_the_others_alone() -> None:
    rows = read({"a.txt": FIRMS, "b.txt": FIRMS})
    after = curated(rows, judged("retype", "ORG:通佳机械@a.txt", "PARK"))
    assert sorted(m.type for m in after.mentions if m.text == "通佳机械") == ["ORG", "PARK"]


def test_an_organization_gets_the_kind_that_was_given_or_that_its_name_tells() -> None:
    rows = read({"a.txt": "2020 标题\n{山东大学|PLACE:l1}{通佳|PLACE:l2}"})
    after = curated(rows, judged("retype", "PLACE:山东大学", "ORG"), judged("retype", "PLACE:通佳", "ORG:company"))
    assert {(m.text, m.kind) for m in after.mentions} == {("山东大学", "university"), ("通佳", "company")}


def test_what_a_new_type_leaves_without_sense_is_dropped() -> None:
    after = curated(two(), judged("retype", "PERSON:王运华@a.txt", "INDUSTRY"))
    assert len(after.facts) == 1


def test_what_is_no_name_is_gone_with_its_facts() -> None:
    after = curated(two(), judged("retype", "PERSON:王运华", "none"))
    assert ([m for m in after.mentions if m.type == "PERSON"], after.facts) == ([], [])


def test_judgements_made_before_another_type_was_given_still_hold() -> None:
    rows = read({"a.txt": "2020 标题\n{滨河科技园|ORG:o1}", "b.txt": "2020 标题\n{滨河园|PARK:k1}"})
    judgements = [
        judged("retype", "ORG:滨河科技园", "PARK", at="2"),
        judged("rename", "ORG:滨河科技园", "滨河科技产业园", at="1"),
        judged("same", "PARK:滨河科技园", "PARK:滨河园", at="3"),
    ]
    (found,) = entities(rows, judgements)
    assert (found.type, found.name) == ("PARK", "滨河科技产业园")


def test_a_rejected_fact_is_dropped() -> None:
    after = curated(two(), judged("reject", POST))
    assert [f.document_id for f in after.facts] == [two()[0][1].id]


def test_an_accepted_fact_is_certain_and_says_by_whom() -> None:
    after = curated(two(), judged("accept", POST, by="李四"))
    assert sorted((f.confidence, f.found_by) for f in after.facts) == [
        (0.5, "rules.test"),
        (1.0, "rules.test, accepted by 李四"),
    ]


def test_a_date_that_was_given_is_the_date_of_the_fact() -> None:
    after = curated(two(), judged("date", POST, "since 2019-03"))
    edges = build_edges(two()[0], after.mentions, after.facts, entities(two(), []))
    assert sorted(e.since.iso for e in edges if e.since) == ["2019-03"]


def test_a_date_can_be_taken_away() -> None:
    dated = curated(two(), judged("date", POST, "2019"))
    rows = (two()[0], dated.mentions, dated.facts)
    assert {f.when for f in curated(rows, judged("date", POST, "none")).facts} == {None}


def test_a_fact_that_one_accepts_and_another_rejects_is_a_contradiction() -> None:
    with pytest.raises(JudgementError) as raised:
        curated(two(), judged("accept", POST, by="张三", line=1), judged("reject", POST, by="李四", line=2))
    assert all(said in raised.value.zh for said in ("jsonl:1（张三）", "jsonl:2（李四）", "--undo"))
    assert "\n" not in raised.value.en


@pytest.mark.parametrize("document", ["a.txt", "news/a.txt", "a.txt#1", None])
def test_a_document_is_known_by_id_source_or_file_name(document: str | None) -> None:
    rows = read({"news/a.txt": JINING, "news/b.txt": LATER})
    name = document or rows[0][0].id
    assert len(curated(rows, judged("reject", POST.replace("a.txt", name))).facts) == 1


JUDGEMENTS: tuple[tuple[Verdict, str, str], ...] = (
    ("same", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt"),
    ("different", "ORG:济宁高新区科技局", "ORG:常州高新区科技局"),
    ("rename", "ORG:济宁高新区科技局", "济宁高新区科学技术局"),
    ("retype", "PARK:常州高新区", "PLACE"),
    ("reject", POST, ""),
)


@pytest.mark.parametrize("number", range(len(JUDGEMENTS)))
def test_a_judgement_outlives_an_edited_article(number: int) -> None:
    judgement = judged(*JUDGEMENTS[number])
    assert curated(edited(two()), judgement).unused == ()
    before, after = entities(two(), [judgement]), entities(edited(two()), [judgement])
    assert [(e.id, e.name) for e in after] == [(e.id, e.name) for e in before]


@pytest.mark.parametrize("number", range(len(JUDGEMENTS)))
def test_a_judgement_whose_names_are_gone_is_reported(number: int) -> None:
    judgement = judged(*JUDGEMENTS[number])
    assert curated(read({"c.txt": FIRMS}), judgement).unused == (judgement,)


def test_a_contradiction_names_both_authors_and_lines() -> None:
    pair = ("PERSON:王运华@a.txt", "PERSON:王运华@b.txt")
    judgements = [judged("same", *pair, by="张三", line=3), judged("different", *pair, by="李四", line=8)]
    with pytest.raises(JudgementError) as raised:
        entities(two(), judgements)
    assert all(said in raised.value.zh for said in ("jsonl:3（张三）", "jsonl:8（李四）", "--undo"))
    assert all(said in raised.value.en for said in ("jsonl:3 (张三)", "jsonl:8 (李四)", "--undo"))
    assert "\n" not in raised.value.en


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_contradiction_through_a_chain_is_found(order: tuple[int, ...]) -> None:
    chain = [
        judged("same", "ORG:甲公司", "ORG:乙公司", by="张三"),
        judged("same", "ORG:乙公司", "ORG:丙公司", by="王五"),
        judged("different", "ORG:丙公司", "ORG:甲公司", by="李四"),
    ]
    with pytest.raises(JudgementError, match="李四"):
        check_judgements([chain[i] for i in order])


def test_a_contradiction_that_only_the_articles_show_is_found() -> None:
    judgements = [
        judged("same", "PERSON:王运华", "PERSON:王运华"),
        judged("different", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt"),
    ]
    check_judgements(judgements)
    with pytest.raises(JudgementError):
        entities(two(), judgements)


INDEPENDENT = [
    *(judged(*parts, at=str(n)) for n, parts in enumerate(JUDGEMENTS)),
    judged("same", "ORG:通佳机械", "ORG:辰欣药业", at="7"),
    judged("date", "holds_position|王运华|常州高新区科技局|局长@b.txt", "2018", at="8"),
    judged("unsure", "PARK:济宁高新区", "PARK:滨河科技园", at="9"),
]


@settings(max_examples=40, deadline=None)
@given(st.permutations(INDEPENDENT))
def test_the_order_of_judgements_does_not_matter(judgements: list[Judgement]) -> None:
    rows = read({"a.txt": JINING, "b.txt": CHANGZHOU, "c.txt": FIRMS})

    def outcome(ordered: list[Judgement]) -> tuple[object, ...]:
        after = curated(rows, *ordered)
        unused = sorted(j.id for j in after.unused)
        return entities(rows, ordered), after.mentions, after.facts, unused

    assert outcome(judgements) == outcome(INDEPENDENT)
