"""What people are asked, and how a question is put."""

from pathlib import Path

import pytest

from kg.curation.review import Question, open_questions
from kg.model import Judgement, Snapshot
from kg.store import open_store, write_store
from kg.timeline import build_edges
from tests.curation.corpus import curated, entities, judged, read
from tests.curation.test_conflicts import listed, month, parents
from tests.snapshots import Maker

SHORT = {
    "a.txt": "2020 标题\n{济宁高新区|PARK:k1}{通佳机械|ORG:o1}{王运华|PERSON:p1}",
    "b.txt": "2021 标题\n{济宁高新区|PARK:k1}{山东通佳机械有限公司|ORG:o1}{李强|PERSON:p1}",
}
CAREER = {
    "a.txt": "2020 标题\n{济宁高新区|PARK:k1}{济宁高新区投资促进局|ORG:o1}{罗会涛|PERSON:p1}",
    "b.txt": "2022 标题\n{济宁高新区|PARK:k1}{济宁高新区科技创新局|ORG:o1}{罗会涛|PERSON:p1}",
}


def questions(tmp_path: Path, snapshot: Snapshot, *judgements: Judgement) -> list[Question]:
    write_store(tmp_path / "s.kg", snapshot, {})
    with open_store(tmp_path / "s.kg") as reader:
        return open_questions(reader, judgements)


def merged(texts: dict[str, str], kind: str) -> Snapshot:
    rows = read(texts, kinds={"o1": kind})
    found = entities(rows, ())
    documents, mentions, facts = rows
    edges = build_edges(documents, mentions, facts, found)
    parts = (documents, *(sorted(part, key=lambda row: row.id) for part in (mentions, facts, found, edges)))
    return Snapshot(*map(tuple, parts))


def test_a_short_form_that_was_joined_is_asked_about_with_its_reason(tmp_path: Path) -> None:
    (question,) = (q for q in questions(tmp_path, merged(SHORT, "company")) if q.kind == "pair")
    assert {question.left, question.right} == {"ORG:通佳机械", "ORG:山东通佳机械有限公司"}
    assert question.why.startswith("通佳机械 is 山东通佳机械有限公司: short form")
    assert question.about == "山东通佳机械有限公司"
    assert len(question.edge_ids) == 2


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_merge_that_was_judged_is_not_asked_about_again(tmp_path: Path, verdict: str) -> None:
    judgement = judged(verdict, "ORG:山东通佳机械有限公司", "ORG:通佳机械")  # type: ignore[arg-type]
    assert [q for q in questions(tmp_path, merged(SHORT, "company"), judgement) if q.kind == "pair"] == []


def test_a_career_is_asked_about_by_the_articles_of_its_posts(tmp_path: Path) -> None:
    (question,) = (q for q in questions(tmp_path, merged(CAREER, "government")) if q.kind == "pair")
    assert (question.left, question.right) == ("PERSON:罗会涛@a.txt", "PERSON:罗会涛@b.txt")
    assert "in one career" in question.why


def test_different_takes_a_career_apart(tmp_path: Path) -> None:
    (question,) = (q for q in questions(tmp_path, merged(CAREER, "government")) if q.kind == "pair")
    rows = read(CAREER)
    people = entities(rows, [judged("different", question.left, question.right)])
    assert len([e for e in people if e.type == "PERSON"]) == 2
    assert curated(rows, judged("different", question.left, question.right)).unused == ()


def test_both_parents_are_asked_about_and_shown_together(tmp_path: Path) -> None:
    case = parents("蓼河新区", "滨河科技园")
    found = [q for q in questions(tmp_path, case.maker.snapshot()) if q.why == "parents"]
    assert sorted(q.left.split("|")[2] for q in found) == ["滨河科技园", "蓼河新区"]
    assert {q.about for q in found} == {"科创中心"}
    assert all(len(q.edge_ids) == 2 for q in found)


def test_dates_of_one_listing_are_asked_about(tmp_path: Path) -> None:
    case = listed(month("2017-09"), month("2018-03"))
    found = [q for q in questions(tmp_path, case.maker.snapshot()) if q.why == "dates"]
    assert sorted(q.left.partition("@")[2] for q in found) == ["0.txt", "1.txt"]


def test_a_side_in_conflict_that_was_rejected_is_not_asked_about_again(tmp_path: Path) -> None:
    snapshot = parents("蓼河新区", "滨河科技园").maker.snapshot()
    first, second = (q for q in questions(tmp_path / "a", snapshot) if q.why == "parents")
    left = questions(tmp_path / "b", snapshot, judged("reject", first.left))
    assert [q.left for q in left if q.why == "parents"] == [second.left]


def test_posts_in_two_regions_ask_whether_they_are_one_person_s(tmp_path: Path) -> None:
    maker = Maker()
    texts = ("济宁市科技局局长王某出席", "常州市科技局局长王某出席")
    documents = [maker.document(f"{n}.txt", text, month("2021-05")) for n, text in enumerate(texts)]
    person = maker.entity("PERSON", "王某")
    for document, text in zip(documents, texts, strict=True):
        body = maker.entity("ORG", text[:6], kind="government")
        maker.says(document, person, "holds_position", body, text[:10], position="局长")
    (question,) = (q for q in questions(tmp_path, maker.snapshot()) if q.why == "posts")
    assert {question.left, question.right} == {"PERSON:王某@0.txt", "PERSON:王某@1.txt"}
