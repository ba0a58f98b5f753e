import json
from pathlib import Path

import pytest

from kg.store import write_store
from tests.cli.commands import Captured, run
from tests.query.test_changes import LATER, ONE, TWO, office

NOTE = {"software": "0", "input": "0", "base": "https://example.org/htz/"}


@pytest.fixture
def grown(tmp_path: Path) -> str:
    path = tmp_path / "zone.kg"
    write_store(path, office(), NOTE)
    write_store(path, office(LATER, status="former"), NOTE, keep=1)
    return str(path)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "新增任职 2，结束任职 1，"), ("en", "new posts: 2, ended posts: 1, ")]
)
def test_the_first_line_sums_up(capsys: Captured, grown: str, lang: str, said: str) -> None:
    code, out, _ = run(capsys, "diff", "--store", grown, "--lang", lang)
    assert code == 0
    assert out.startswith(said)
    assert "科技创新局副局长何平、局长罗会涛到会。" in out


def test_json_holds_each_post_with_its_states_and_words(capsys: Captured, grown: str) -> None:
    found = json.loads(run(capsys, "diff", "--store", grown, "--json")[1])
    (ended,) = found["posts_ended"]
    assert (ended["subject"]["name"], ended["head"]) == ("王运华", True)
    assert (ended["before"]["status"], ended["after"]["status"]) == ("current", "former")
    assert ended["evidence"][0]["document"] == "a.txt"
    assert found["summary"]["posts_ended"] == 1


def test_a_kept_version_can_be_named(capsys: Captured, grown: str) -> None:
    name = (Path(grown) / "HISTORY").read_text("ascii").strip()
    assert run(capsys, "diff", name, "--store", grown) == run(capsys, "diff", "--store", grown)


@pytest.mark.parametrize("words", [(), ("v-0123456789abcdef",)])
def test_without_a_former_version_it_says_how_to_keep_one(
    capsys: Captured, zone_store: Path, words: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, "diff", *words, "--store", str(zone_store))
    assert (code, out) == (1, "")
    assert "--keep 1" in err


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有变化\n"), ("en", "nothing changed\n")])
def test_nothing_changed_is_said(capsys: Captured, zone_store: Path, lang: str, said: str) -> None:
    same = str(zone_store)
    assert run(capsys, "diff", same, same, "--lang", lang) == (0, said, "")


def test_two_stores_tell_a_merge(capsys: Captured, tmp_path: Path) -> None:
    write_store(tmp_path / "a.kg", TWO, NOTE)
    write_store(tmp_path / "b.kg", ONE, NOTE)
    found = json.loads(run(capsys, "diff", str(tmp_path / "a.kg"), str(tmp_path / "b.kg"), "--json")[1])
    assert sorted(e["name"] for e in found["merges"][0]["before"]) == ["辰欣公司", "辰欣药业"]


def test_two_dates_tell_who_followed(capsys: Captured, zone_store: Path) -> None:
    words = ["diff", "--from", "2020", "--to", "2021-05", "--json", "--store", str(zone_store)]
    found = json.loads(run(capsys, *words)[1])
    assert [e["subject"]["name"] for e in found["posts_ended"]] == ["王运华"]
    assert {e["subject"]["name"] for e in found["posts_new"]} == {"罗会涛", "何平", "刘章箭"}


@pytest.mark.parametrize(
    "words", [("--from", "2020"), ("--from", "2020", "--to", "never"), ("x", "--from", "2", "--to", "3")]
)
def test_dates_that_make_no_sense_are_wrong_usage(capsys: Captured, zone_store: Path, words: tuple[str, ...]) -> None:
    assert run(capsys, "diff", *words, "--store", str(zone_store))[0] == 2
