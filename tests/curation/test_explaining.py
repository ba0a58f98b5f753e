import ast
from pathlib import Path

from kg.curation.explaining import Explanation, explain
from kg.curation.wording import in_chinese
from kg.model import Judgement, Snapshot
from kg.store import open_store, write_store
from kg.vocabulary import folder
from tests.curation.corpus import Rows, entities, judged, read

TEXTS = {
    "a.txt": "2020 标题\n{济宁高新区|PARK:k1}{通佳机械|ORG:o1}{王运华|PERSON:p1}",
    "b.txt": "2021 标题\n{济宁高新区|PARK:k1}{山东通佳机械有限公司|ORG:o1}",
    "c.txt": "2021 标题\n{常州高新区|PARK:k1}{常州高新区科技局|ORG:o1}{王运华|PERSON:p1}",
}


def explained(tmp_path: Path, left: str, right: str, *judgements: Judgement) -> Explanation:
    rows: Rows = read(TEXTS, kinds={"o1": "company"})
    found = entities(rows, judgements)
    everything = (rows[0], sorted(rows[1], key=lambda m: m.id), (), sorted(found, key=lambda e: e.id), ())
    write_store(tmp_path / "s.kg", Snapshot(*map(tuple, everything)), {})
    ids = [[e.id for e in found if name in e.names] for name in (left, right)]
    with open_store(tmp_path / "s.kg") as reader:
        return explain(reader, (left, right), (ids[0][0], ids[1][-1]), judgements)


def test_names_that_were_joined_give_the_reason_and_the_score(tmp_path: Path) -> None:
    found = explained(tmp_path, "通佳机械", "山东通佳机械有限公司")
    assert found.same
    assert len(found.reasons) == 1
    assert {f.name: f.effect for f in found.features} == {"names": "for", "enough": "for", "zones": "for"}


def test_namesakes_kept_apart_have_neither_zone_nor_post_in_common(tmp_path: Path) -> None:
    found = explained(tmp_path, "王运华", "王运华")
    assert not found.same
    assert {f.name: f.effect for f in found.features} == {"equal": "neutral", "zones": "against"}
    assert sorted(found.documents) == [("a.txt",), ("c.txt",)]


def test_a_judgement_on_the_pair_is_told(tmp_path: Path) -> None:
    pair = judged("different", "ORG:通佳机械", "ORG:山东通佳机械有限公司")
    found = explained(tmp_path, "通佳机械", "山东通佳机械有限公司", pair, judged("unsure", "ORG:通佳机械", "ORG:甲"))
    assert not found.same
    assert found.judgements == (pair,)


def test_names_of_two_types_are_two(tmp_path: Path) -> None:
    (feature,) = explained(tmp_path, "通佳机械", "济宁高新区").features
    assert (feature.name, feature.effect) == ("types", "against")


def test_every_way_in_which_names_match_has_a_chinese_word() -> None:
    names = folder("seeds").parent / "kg" / "names"
    said = {
        str(node.args[0].value)
        for path in names.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Match"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(said) > 20
    assert [how for how in sorted(said) if in_chinese(how) == how] == []


def test_every_reason_of_resolution_has_a_chinese_form() -> None:
    texts = {
        **TEXTS,
        "d.txt": "2021 标题\n{济宁高新区|PARK:k1}{科技局|ORG:o1}{王运华|PERSON:p1}",
        "e.txt": "2022 标题\n{济宁高新区|PARK:k1}{科技局|ORG:o1}{王运华|PERSON:p1}",
    }
    pair = judged("same", "PARK:济宁高新区", "PARK:常州高新区")
    reasons = {r for e in entities(read(texts), [pair]) for r in e.reasons}
    assert len(reasons) > 3
    assert [r for r in sorted(reasons) if in_chinese(r) == r] == []
