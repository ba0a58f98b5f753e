"""A graph that grows article by article: what is done again, and that all bytes are those of a build of everything."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg import flow
from kg.config import Config, load_config
from kg.model import Entity
from kg.store import read_snapshot

BUREAU = "科创动态\n2020年5月1日\n济宁高新区科技创新局局长王运华介绍情况。\n"
FIRM = "企业上市\n2017年10月23日\n济宁高新区企业辰欣药业股份有限公司在上海证券交易所挂牌上市。\n"
OTHER = "人事\n2021年3月2日\n李强任济宁高新区投资促进局局长。\n"
# what is there first, what comes later; each later article touches what the first ones said in another way
CHANGES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "an article on something else": ({"a": BUREAU, "b": FIRM}, {"c": OTHER}),
    "a fuller name of a firm": ({"a": FIRM.replace("股份有限公司", "")}, {"b": FIRM}),
    "a second full form of a short name": (
        {"a": "简讯\n济宁高新区\n通佳机械落户济宁高新区。\n", "b": "简讯\n山东通佳机械有限公司落户济宁高新区。\n"},
        {"c": "简讯\n通佳机械股份有限公司落户济宁高新区。\n"},
    ),
    "a namesake elsewhere": (
        {"a": BUREAU},
        {"b": BUREAU.replace("济宁高新区", "常州高新区"), "c": BUREAU.replace("济宁高新区", "包头高新区")},
    ),
    "a successor": ({"a": BUREAU}, {"b": BUREAU.replace("王运华", "罗会涛").replace("2020", "2022")}),
    "a career at two bureaus of a zone": (
        {"a": OTHER.replace("李强", "罗会涛")},
        {"b": OTHER.replace("李强", "罗会涛").replace("投资促进局", "科技创新局").replace("2021", "2023")},
    ),
    "a name that ties two bodies, and so the people there": (
        {"a": OTHER.replace("济宁高新区投资促进局", "投资促进局"), "b": OTHER},
        {"c": "简讯\n2021年\n济宁高新区投资促进局（以下简称“投资促进局”）召开会议。投资促进局局长李强出席。\n"},
    ),
    "a denial": ({"a": BUREAU}, {"b": "任免\n2022年6月1日\n王运华不再担任济宁高新区科技创新局局长。\n"}),
}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Judgements in a file of the test's own."""
    return load_config(environment={}, settings=[f"curation.judgements={tmp_path / 'judgements.jsonl'}"])


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many things were brought together by builds of everything."""
    numbers: list[int] = []
    resolve = flow.resolve_items

    def counted(items: object, *rest: object, **options: object) -> object:
        numbers.append(len(items))  # type: ignore[arg-type]
        return resolve(items, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(flow, "resolve_items", counted)
    return numbers


def put(folder: Path, articles: Mapping[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def judge(tmp_path: Path, *judgements: tuple[str, str, str]) -> None:
    lines = [{"verdict": v, "left": a, "right": b, "by": "张三"} for v, a, b in judgements]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (tmp_path / "judgements.jsonl").write_text(text, "utf-8")


def version(store: Path) -> str:
    """The name of the current version, which is a checksum of all its bytes."""
    return (store / "CURRENT").read_text("ascii")


def made_at_once(tmp_path: Path, config: Config) -> str:
    flow.build([tmp_path / "articles"], tmp_path / "made.kg", config)
    return version(tmp_path / "made.kg")


def grown(tmp_path: Path, config: Config) -> str:
    flow.build([tmp_path / "articles"], tmp_path / "grown.kg", config)
    return version(tmp_path / "grown.kg")


def entities(tmp_path: Path) -> list[Entity]:
    return list(read_snapshot(tmp_path / "grown.kg").entities)


@pytest.mark.parametrize(("first", "later"), CHANGES.values(), ids=CHANGES.keys())
def test_grown_is_made_at_once(
    first: Mapping[str, str], later: Mapping[str, str], tmp_path: Path, config: Config, anew: list[int]
) -> None:
    """Also backwards: the articles that came go again."""
    folder = tmp_path / "articles"
    put(folder, first)
    before = grown(tmp_path, config)
    put(folder, later)
    after = grown(tmp_path, config)
    for name in later:
        (folder / f"{name}.txt").unlink()
    assert grown(tmp_path, config) == before
    assert len(anew) == 1
    put(folder, later)
    assert made_at_once(tmp_path, config) == after != before


def test_nothing_changed_gives_the_same_bytes(tmp_path: Path, config: Config, anew: list[int]) -> None:
    put(tmp_path / "articles", {"a": BUREAU, "b": FIRM})
    assert grown(tmp_path, config) == grown(tmp_path, config)
    assert len(anew) == 1


@pytest.mark.parametrize(
    "judgement",
    [
        ("different", "ORG:辰欣药业", "ORG:辰欣药业股份有限公司"),
        ("same", "PERSON:王运华", "PERSON:李强"),
        ("rename", "PERSON:王运华", "王运华（济宁）"),
        ("retype", "PERSON:李强", "none"),
        ("reject", "holds_position|李强|济宁高新区投资促进局|局长@c.txt", ""),
    ],
    ids=lambda judgement: judgement[0],
)
def test_a_judgement_comes_and_goes(
    judgement: tuple[str, str, str], tmp_path: Path, config: Config, anew: list[int]
) -> None:
    folder = tmp_path / "articles"
    put(folder, {"a": BUREAU, "b": FIRM, "c": OTHER, "d": FIRM.replace("股份有限公司", "")})
    before = grown(tmp_path, config)
    judge(tmp_path, judgement)
    judged = grown(tmp_path, config)
    put(folder, {"e": BUREAU.replace("局长", "党组书记")})
    more = grown(tmp_path, config)
    assert len(anew) == 1
    assert made_at_once(tmp_path, config) == more
    (folder / "e.txt").unlink()
    assert grown(tmp_path, config) == judged != before
    judge(tmp_path)
    assert grown(tmp_path, config) == before
    assert len(anew) == 2


def test_namesakes_get_ids_of_their_own_when_the_second_comes(tmp_path: Path, config: Config) -> None:
    put(tmp_path / "articles", {"a": "简讯\n王运华出席会议。\n"})
    grown(tmp_path, config)
    put(tmp_path / "articles", {"b": "简讯\n王运华介绍情况。\n"})
    grown(tmp_path, config)
    people = [e for e in entities(tmp_path) if e.name == "王运华"]
    assert len({e.id for e in people}) == len(people)


@pytest.mark.parametrize("lost", ["damaged", "code", "setting", "many", "version"])
def test_where_the_state_does_not_fit_everything_is_brought_together_anew(
    lost: str, tmp_path: Path, config: Config, anew: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "articles", {"a": BUREAU, "b": FIRM})
    grown(tmp_path, config)
    put(tmp_path / "articles", {"c": OTHER})
    if lost == "damaged":
        (state,) = (tmp_path / "grown.kg" / "cache").glob("state-*")
        state.write_bytes(state.read_bytes()[:-1])
    elif lost == "code":
        monkeypatch.setattr("kg.cache.fingerprints.joining", lambda: "other rules")
    elif lost == "setting":
        config = config.model_copy(update={"graph": config.graph.model_copy(update={"min_confidence": 0.01})})
    elif lost == "many":
        monkeypatch.setattr("kg.growing.growth._FEW", 0)
    else:
        (tmp_path / "grown.kg" / "CURRENT").unlink()
    after = grown(tmp_path, config)
    assert len(anew) == 2
    assert made_at_once(tmp_path, config) == after


def test_an_untouched_island_is_not_looked_at(tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "articles", {"a": BUREAU, "b": FIRM, "c": OTHER})
    grown(tmp_path, config)
    seen: list[str] = []
    monkeypatch.setattr("kg.growing.islands.resolve_items", noting(seen))
    put(tmp_path / "articles", {"c": OTHER.replace("李强", "罗会涛")})
    grown(tmp_path, config)
    assert {"罗会涛", "济宁高新区投资促进局"} <= set(seen)
    assert "王运华" not in seen
    assert "辰欣药业股份有限公司" not in seen


def noting(seen: list[str]) -> Callable[..., object]:
    resolve = flow.resolve_items

    def noted(items: object, *rest: object, **options: object) -> object:
        seen.extend(item.name for item in items)  # type: ignore[attr-defined]
        return resolve(items, *rest, **options)  # type: ignore[arg-type]

    return noted
