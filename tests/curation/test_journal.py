import json
import multiprocessing
from pathlib import Path

import pytest

from kg.curation.deciding import decide
from kg.curation.journal import append, in_force, new_judgement, read_judgements
from kg.errors import JudgementError, OutputError

SAME = ("ORG:辰欣药业", "ORG:辰欣药业股份有限公司")


def test_without_a_file_there_are_no_judgements(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "none.jsonl") == ()


def test_what_is_recorded_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    made = decide(path, "same", *SAME, by="张三", note="同一公司")
    (found,) = read_judgements(path)
    assert (found.id, found.verdict, found.left, found.right, found.by, found.note) == (
        made.id,
        "same",
        *SAME,
        "张三",
        "同一公司",
    )
    assert found.where == f"{path}:1"


def test_recording_only_ever_appends(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    decide(path, "same", *SAME, by="张三")
    before = path.read_bytes()
    decide(path, "different", "PERSON:王某@a.txt", "PERSON:王某@b.txt", by="李四")
    assert path.read_bytes().startswith(before)
    assert path.read_bytes().count(b"\n") == 2


def test_a_line_that_a_crash_cut_off_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text('{"verdict": "sa', "utf-8")
    append(path, new_judgement("same", *SAME, by="张三"))
    with pytest.raises(JudgementError, match=r"j\.jsonl:1"):
        read_judgements(path)
    assert json.loads(path.read_text("utf-8").splitlines()[1])["by"] == "张三"


def _record_many(path: Path, author: str) -> None:
    for number in range(20):
        decide(path, "same", *SAME, by=author, note=str(number) * 200)


def test_several_who_record_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    authors = ("甲", "乙", "丙")
    context = multiprocessing.get_context("spawn")
    started = [context.Process(target=_record_many, args=(path, a)) for a in authors]
    for process in started:
        process.start()
    for process in started:
        process.join()
    found = read_judgements(path)
    assert {a: sum(j.by == a for j in found) for a in authors} == {a: 20 for a in authors}


def test_a_line_by_hand_needs_no_id(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text('\n{"verdict": "rename", "left": "ORG:辰欣", "right": "辰欣药业", "by": "张三"}\n', "utf-8")
    (found,) = read_judgements(path)
    assert found.id.startswith("j-")
    assert found.where == f"{path}:2"


def test_equal_lines_count_once(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    decide(path, "same", *SAME, by="张三")
    path.write_bytes(path.read_bytes() * 2)
    assert len(read_judgements(path)) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<<<<<<< HEAD", "not JSON"),
        ("[]", "JSON object"),
        ('{"verdict": "same", "left": 1, "by": "x"}', "text"),
        ('{"verdict": "same", "left": "ORG:a", "right": "ORG:b"}', "by is missing"),
        ('{"verdict": "same", "left": "ORG:a", "right": "ORG:b", "by": "x", "who": "y"}', "unknown key who"),
        ('{"verdict": "equal", "left": "ORG:a", "right": "ORG:b", "by": "x"}', "no verdict equal"),
        ('{"verdict": "same", "left": "ORG:a", "right": "b", "by": "x"}', "TYPE:name"),
        ('{"verdict": "same", "left": "FIRM:a", "right": "ORG:b", "by": "x"}', "TYPE:name"),
        ('{"verdict": "same", "left": "ORG:A b", "right": "ORG:b", "by": "x"}', "ab"),
        ('{"verdict": "reject", "left": "ORG:a", "by": "x"}', "predicate"),
        ('{"verdict": "reject", "left": "leads|a|b|@d.txt", "by": "x"}', "predicate"),
        ('{"verdict": "rename", "left": "ORG:a", "by": "x"}', "new name"),
        ('{"verdict": "retype", "left": "ORG:a", "right": "FIRM", "by": "x"}', "no type FIRM"),
        ('{"verdict": "date", "left": "hosts|a|b|@d.txt", "right": "去年", "by": "x"}', "2021-05"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "j.jsonl"
    decide(path, "same", *SAME, by="张三")
    with path.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    with pytest.raises(JudgementError) as raised:
        read_judgements(path)
    assert raised.value.en.startswith(f"{path}:2: ")
    assert raised.value.zh.startswith(f"{path}:2：")
    assert said in raised.value.en


def test_what_cannot_be_applied_is_not_recorded(tmp_path: Path) -> None:
    with pytest.raises(JudgementError):
        decide(tmp_path / "j.jsonl", "rename", "ORG:辰欣", "", by="张三")
    assert not (tmp_path / "j.jsonl").exists()


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        decide(tmp_path / "none" / "j.jsonl", "same", *SAME, by="张三")


def test_a_file_with_a_bad_line_takes_no_more(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text("?\n", "utf-8")
    with pytest.raises(JudgementError, match=r"j\.jsonl:1"):
        decide(path, "same", *SAME, by="张三")
    assert path.read_text("utf-8") == "?\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("same", *SAME), ("different", *reversed(SAME))),
        (("accept", "hosts|a|b|@d.txt"), ("reject", "hosts|a|b|@d.txt")),
    ],
)
def test_what_contradicts_the_file_is_not_recorded(tmp_path: Path, first: list[str], second: list[str]) -> None:
    path = tmp_path / "j.jsonl"
    decide(path, *first, by="张三")
    with pytest.raises(JudgementError, match="张三"):
        decide(path, *second, by="李四")
    assert len(read_judgements(path)) == 1


def test_what_is_not_there_cannot_be_undone(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="j-none"):
        decide(tmp_path / "j.jsonl", "undo", "j-none", by="张三")


def test_an_undone_judgement_is_not_in_force(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    kept = decide(path, "same", *SAME, by="张三")
    gone = decide(path, "same", "ORG:a", "ORG:b", by="张三")
    decide(path, "undo", gone.id, by="李四")
    assert [j.id for j in in_force(read_judgements(path))] == [kept.id]


def test_an_undo_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    back = decide(path, "same", *SAME, by="张三")
    undo = decide(path, "undo", back.id, by="李四")
    decide(path, "undo", undo.id, by="张三")
    assert [j.id for j in in_force(read_judgements(path))] == [back.id]


def test_the_order_of_lines_does_not_matter_to_undo(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    gone = decide(path, "same", *SAME, by="张三")
    decide(path, "undo", gone.id, by="李四")
    path.write_text("\n".join(reversed(path.read_text("utf-8").splitlines())), "utf-8")
    assert in_force(read_judgements(path)) == ()
