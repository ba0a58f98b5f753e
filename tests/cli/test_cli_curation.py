import io
import json
from pathlib import Path

import pytest

from tests.cli.commands import Captured, run


@pytest.fixture
def options(zone_store: Path, tmp_path: Path) -> list[str]:
    return ["--store", str(zone_store), "--judgements", str(tmp_path / "j.jsonl"), "--lang", "zh"]


def test_names_become_references_that_outlive_the_store(capsys: Captured, options: list[str]) -> None:
    code, out, _ = run(capsys, "judge", "same", "辰欣药业", "通佳机械", "--by", "张三", "--json", *options)
    (made,) = json.loads(out)
    assert code == 0
    assert (made["left"], made["right"], made["by"]) == ("ORG:辰欣药业", "ORG:通佳机械", "张三")


def test_a_person_is_referred_to_with_an_article(capsys: Captured, options: list[str]) -> None:
    _, out, _ = run(capsys, "judge", "rename", "罗会涛", "罗会涛（济宁）", "--json", *options)
    assert json.loads(out)[0]["left"] == "PERSON:罗会涛@news/c2021.txt"


def test_a_judgement_is_listed_and_undone(capsys: Captured, options: list[str]) -> None:
    _, out, _ = run(capsys, "judge", "same", "ORG:a", "ORG:b", "--json", *options)
    made = json.loads(out)[0]["id"]
    assert run(capsys, "judge", "--undo", made, *options)[0] == 0
    rows = json.loads(run(capsys, "judge", "--list", "--json", *options)[1])
    assert [(r["verdict"], r["in_force"]) for r in rows] == [("same", False), ("undo", False)]


@pytest.mark.parametrize("words", [(), ("equal", "a", "b"), ("undo", "j-x"), ("same",)])
def test_what_is_no_judgement_is_wrong_usage(capsys: Captured, options: list[str], words: tuple[str, ...]) -> None:
    code, _, err = run(capsys, "judge", *words, *options)
    assert code == 2
    assert "same" in err


def test_a_contradiction_is_one_line(capsys: Captured, options: list[str]) -> None:
    run(capsys, "judge", "same", "ORG:a", "ORG:b", "--by", "张三", *options)
    code, out, err = run(capsys, "judge", "different", "ORG:a", "ORG:b", "--by", "李四", *options)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "张三" in err
    assert "李四" in err


@pytest.mark.parametrize(("lang", "said"), [("zh", "是两个"), ("en", "are two")])
def test_why_tells_in_both_languages(capsys: Captured, options: list[str], lang: str, said: str) -> None:
    code, out, _ = run(capsys, "why", "辰欣药业", "通佳机械", *options[:-1], lang)
    assert code == 0
    assert said in out.splitlines()[0]


def test_conflicts_of_the_sample_are_none(capsys: Captured, options: list[str]) -> None:
    code, out, _ = run(capsys, "conflicts", "--json", *options[:2])
    assert (code, json.loads(out)) == (0, {"conflicts": []})


@pytest.mark.parametrize(("lang", "said"), [("zh", "记下 2 个判断"), ("en", "2 judgements recorded")])
def test_answers_from_a_pipe_are_recorded_and_not_asked_again(
    capsys: Captured, options: list[str], monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    asked = json.loads(run(capsys, "review", "--json", *options)[1])["questions"]
    assert [q["kind"] for q in asked[:2]] == ["fact", "fact"]
    monkeypatch.setattr("sys.stdin", io.StringIO("s\na\nr\nquit\n"))
    _, _, err = run(capsys, "review", *options[:-1], lang)
    assert said in err
    left = json.loads(run(capsys, "review", "--json", *options)[1])["questions"]
    assert [q["left"] for q in left] == [q["left"] for q in asked[2:]]


def test_an_undone_answer_is_asked_for_again(
    capsys: Captured, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = json.loads(run(capsys, "review", "--json", *options)[1])["questions"]
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nundo\nr\nquit\n"))
    _, out, _ = run(capsys, "review", *options)
    assert [line.split("]")[0] for line in out.splitlines() if line.startswith("[")] == [
        f"[{n}/{len(asked)}" for n in (1, 2, 1, 2)
    ]
    rows = json.loads(run(capsys, "judge", "--list", "--json", *options)[1])
    assert [(r["verdict"], r["left"]) for r in rows if r["in_force"]] == [("reject", asked[0]["left"])]
