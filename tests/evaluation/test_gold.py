import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import VocabularyError
from kg.evaluation import parse_gold, read_gold
from kg.vocabulary import folder

ROW: dict[str, Any] = {
    "document": "a.txt",
    "published": "2020",
    "entities": [
        {"id": "p1", "type": "PERSON", "names": ["王运华"]},
        {"id": "o1", "type": "ORG", "kind": "government", "names": ["科技创新局"]},
    ],
    "relations": [{"subject": "p1", "predicate": "holds_position", "object": "o1", "position": "局长"}],
}


def write(path: Path, row: Any) -> Path:
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    return path


def test_a_json_file_is_one_document(tmp_path: Path) -> None:
    (gold,) = read_gold(write(tmp_path / "a.json", ROW))
    assert gold.document == "a.txt"
    assert gold.entities[1].names == ("科技创新局",)
    assert gold.relations[0].position == "局长"


def test_a_folder_gives_its_files_in_order_of_name(tmp_path: Path) -> None:
    write(tmp_path / "2.json", ROW | {"document": "b.txt"})
    write(tmp_path / "1.json", ROW)
    assert [g.document for g in read_gold(tmp_path)] == ["a.txt", "b.txt"]


def test_a_jsonl_file_is_a_document_a_line(tmp_path: Path) -> None:
    lines = [json.dumps(ROW), "", json.dumps(ROW | {"document": "b.txt"})]
    (tmp_path / "export.jsonl").write_text("\n".join(lines), "utf-8")
    assert [g.document for g in read_gold(tmp_path / "export.jsonl")] == ["a.txt", "b.txt"]


def test_annotated_text_is_read_as_gold(tmp_path: Path) -> None:
    lines = [
        "id: z1",
        "published: 2021-05",
        "title: {创新局|ORG:o1}",
        "{罗会涛|PERSON:p1}来了",
        "--",
        "o1 government",
        "p1 holds_position o1 position=局长",
    ]
    (tmp_path / "z.txt").write_text("\n".join(lines), "utf-8")
    (gold,) = read_gold(tmp_path)
    assert (gold.document, gold.published) == ("z1", "2021-05")
    assert [(e.type, e.kind) for e in gold.entities] == [("ORG", "government"), ("PERSON", "")]


def test_text_beside_json_is_not_taken_for_gold(tmp_path: Path) -> None:
    write(tmp_path / "a.json", ROW)
    (tmp_path / "readme.txt").write_text("no annotation", "utf-8")
    assert len(read_gold(tmp_path)) == 1


def test_the_shipped_gold_and_training_articles_are_valid() -> None:
    assert len(read_gold(folder("seeds") / "gold")) == 5
    batches = sorted((folder("seeds") / "training").glob("*.txt"))
    written = sum(line.startswith("id: ") for batch in batches for line in batch.read_text("utf-8").splitlines())
    assert len(read_gold(folder("seeds") / "training")) == written >= 390


def entity(**changes: Any) -> dict[str, Any]:
    return ROW | {"entities": [ROW["entities"][0], ROW["entities"][1] | changes]}


def relation(**changes: Any) -> dict[str, Any]:
    return ROW | {"relations": [ROW["relations"][0] | changes]}


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (entity(type="COMPANY"), "entity o1 has unknown type COMPANY"),
        (entity(names=[]), "entity o1 has no name"),
        (entity(id="p1"), "entity id p1 occurs twice"),
        (entity(names="科技创新局"), "entities.1.names"),
        (relation(predicate="leads"), "relation 1 has unknown predicate leads"),
        (relation(object="o9"), "relation 1 names no entity: o9"),
        ({"document": "a.txt", "published": None}, "entities"),
        ([1], "Input should be"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, row: Any, what: str) -> None:
    path = write(tmp_path / "a.json", row)
    with pytest.raises(VocabularyError) as caught:
        read_gold(path)
    assert str(path) in caught.value.en
    assert what in caught.value.en


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n{", "utf-8")
    with pytest.raises(VocabularyError, match=r"a\.jsonl:2: not valid JSON"):
        read_gold(tmp_path / "a.jsonl")


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('{"document": "济宁"}'.encode("gb18030"))
    with pytest.raises(VocabularyError, match="cannot be read"):
        read_gold(tmp_path / "a.json")


def test_an_empty_or_absent_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent"):
        with pytest.raises(VocabularyError, match=r"no \*\.json"):
            read_gold(path)


def test_a_document_given_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "1.json", ROW)
    write(tmp_path / "2.json", ROW | {"document": "a"})
    with pytest.raises(VocabularyError, match="document a occurs twice"):
        read_gold(tmp_path)


def test_a_bad_row_of_an_export_is_named_by_its_number() -> None:
    with pytest.raises(VocabularyError, match=r"documents\[2\]"):
        parse_gold([ROW, entity(type="X")])
