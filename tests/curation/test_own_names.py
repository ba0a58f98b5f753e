from pathlib import Path

import pytest

from kg.curation.own_names import read_names
from kg.errors import KgError
from kg.resolve.judging import check_judgements
from tests.curation.corpus import entities, judged, read

HEAD = "type\tname\taliases\n"
FIRMS = {
    "a.txt": "2020 标题\n{小松山推|ORG:o1}投产",
    "b.txt": "2021 标题\n{山东小松机械|ORG:o1}扩建",
}


def table(folder: Path, text: str, name: str = "names.tsv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_aliases_are_joined_and_the_canonical_name_is_shown(tmp_path: Path) -> None:
    names = read_names(table(tmp_path, HEAD + "ORG\t小松（山东）工程机械有限公司\t小松山推|山东小松机械\n"))
    (found,) = entities(read(FIRMS), names)
    assert found.name == "小松（山东）工程机械有限公司"
    assert len(found.documents) == 2


def test_the_entity_says_which_table_joined_it(tmp_path: Path) -> None:
    path = table(tmp_path, HEAD + "ORG\t小松\t小松山推|山东小松机械\n")
    (found,) = entities(read(FIRMS), read_names(path))
    assert found.reasons == (f"judged the same by {path.name}",)


def test_a_folder_gives_the_tables_in_it(tmp_path: Path) -> None:
    table(tmp_path, HEAD + "ORG\t小松\t小松山推\n", "a.tsv")
    table(tmp_path, HEAD + "# 第二张表\nORG\t小松\t山东小松机械\n", "b.tsv")
    (found,) = entities(read(FIRMS), read_names(tmp_path))
    assert found.name == "小松"


def test_a_judgement_outweighs_the_table(tmp_path: Path) -> None:
    names = read_names(table(tmp_path, HEAD + "ORG\t小松\t小松山推|山东小松机械\n"))
    (found,) = entities(read(FIRMS), [judged("rename", "ORG:小松山推", "山推"), *names])
    assert found.name == "山推"


def test_a_table_that_a_judgement_contradicts_is_named_with_its_line(tmp_path: Path) -> None:
    names = read_names(table(tmp_path, HEAD + "ORG\t小松\t小松山推|山东小松机械\n"))
    with pytest.raises(KgError, match=r"names\.tsv:2"):
        check_judgements([judged("different", "ORG:小松山推", "ORG:山东小松机械"), *names])


def test_a_table_with_a_byte_order_mark_and_more_columns_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, "\ufefftype\tname\taliases\tsource\r\nPARK\t光谷\t东湖高新区\tusage\r\n")
    assert {j.right for j in read_names(path) if j.verdict == "rename"} == {"光谷"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type\tname\nORG\ta\n", "names.tsv:1: no column aliases"),
        (HEAD + "ORG\t甲\t\nFIRM\t乙\t丙\n", "names.tsv:3: no type FIRM"),
        (HEAD + "# 注\nORG\t\t丙\n", "names.tsv:3: the name is empty"),
        (HEAD + "ORG\t甲\n", "names.tsv line 2: 2 columns instead of 3"),
        (HEAD + "ORG\t甲\t丙\nORG\t乙\t丙\n", "names.tsv:3: 丙 belongs to 甲 since"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KgError) as raised:
        read_names(table(tmp_path, text))
    assert said in raised.value.en


def test_a_table_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"curation\.names"):
        read_names(tmp_path / "none.tsv")
