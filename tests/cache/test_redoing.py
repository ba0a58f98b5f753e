"""What a build does again, and what it takes from the build before."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from kg.cache import annotating, fingerprints, reading
from kg.cache.changes import Changes
from kg.config import load_config
from kg.flow import BuildReport, build
from kg.nlp.pipeline import annotate

ARTICLES = {
    "a.txt": "科创动态\n2020年5月1日\n济宁高新区科技创新局局长王运华介绍情况。\n",
    "b.txt": "企业上市\n2017年10月23日\n辰欣药业股份有限公司在上海证券交易所主板挂牌上市。\n",
    "c.txt": "人事\n2021年3月2日\n李强任济宁高新区投资促进局局长。\n",
}
Build = Callable[..., BuildReport]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, "utf-8")
    return articles


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Which sources were read and which documents annotated."""
    seen: dict[str, list[str]] = {"read": [], "annotated": []}
    read = reading.read_source

    def reads(source: object, **options: object) -> object:
        seen["read"].append(source.name)
        return read(source, **options)

    def annotates(batch: pa.RecordBatch, **options: str) -> pa.RecordBatch:
        seen["annotated"] += batch["source"].to_pylist()
        return annotate(batch, **options)

    monkeypatch.setattr(reading, "read_source", reads)
    monkeypatch.setattr(annotating, "annotate", annotates)
    return seen


@pytest.fixture
def rebuild(folder: Path, tmp_path: Path, worked: dict[str, list[str]]) -> Build:
    def run(*settings: str, **options: object) -> BuildReport:
        for done in worked.values():
            done.clear()
        return build([folder], tmp_path / "zone.kg", load_config(environment={}, settings=settings), **options)

    assert run().changes == Changes(new=3)
    return run


def test_nothing_changed_nothing_is_done_again(rebuild: Build, worked: dict[str, list[str]]) -> None:
    assert rebuild().changes == Changes(reused=3)
    assert worked == {"read": [], "annotated": []}


def test_an_edited_article_alone_is_done_again(rebuild: Build, folder: Path, worked: dict[str, list[str]]) -> None:
    (folder / "a.txt").write_text(ARTICLES["a.txt"].replace("王运华", "罗会涛"), "utf-8")
    assert rebuild().changes == Changes(changed=1, reused=2)
    assert worked == {"read": ["a.txt"], "annotated": ["a.txt"]}


def test_a_new_and_a_deleted_article(rebuild: Build, folder: Path, worked: dict[str, list[str]]) -> None:
    (folder / "d.txt").write_text("简讯\n济宁高新区管委会主任张三出席。\n", "utf-8")
    (folder / "b.txt").unlink()
    assert rebuild().changes == Changes(new=1, removed=1, reused=2)
    assert worked == {"read": ["d.txt"], "annotated": ["d.txt"]}


def test_a_sidecar_changes_its_article(rebuild: Build, folder: Path, worked: dict[str, list[str]]) -> None:
    (folder / "a.toml").write_text('published = "2019-01-02"\n', "utf-8")
    assert rebuild().changes == Changes(changed=1, reused=2)
    assert worked == {"read": ["a.txt"], "annotated": ["a.txt"]}


def test_a_sidecar_s_title_does_not_touch_the_annotation(
    rebuild: Build, folder: Path, worked: dict[str, list[str]]
) -> None:
    (folder / "a.toml").write_text('title = "另一个标题"\n', "utf-8")
    rebuild()
    assert worked == {"read": ["a.txt"], "annotated": []}


def test_a_changed_rule_of_annotation_does_not_touch_reading(
    rebuild: Build, worked: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "annotation", lambda: "other rules")
    assert rebuild().changes == Changes(redone=3)
    assert worked == {"read": [], "annotated": ["a.txt", "b.txt", "c.txt"]}


def test_a_changed_way_of_reading_that_gives_the_same_text_does_not_touch_the_annotation(
    rebuild: Build, worked: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "reading", lambda: "other repairs")
    rebuild()
    assert worked == {"read": ["a.txt", "b.txt", "c.txt"], "annotated": []}


def test_a_setting_that_only_filters_touches_no_article(rebuild: Build, worked: dict[str, list[str]]) -> None:
    assert rebuild("graph.min_confidence=0.99").changes == Changes(reused=3)
    assert worked == {"read": [], "annotated": []}


def test_another_recogniser_is_another_annotation(rebuild: Build, worked: dict[str, list[str]]) -> None:
    assert rebuild("nlp.recogniser=").changes == Changes(redone=3)
    assert worked["read"] == []


def test_fresh_does_everything_again(rebuild: Build, worked: dict[str, list[str]]) -> None:
    assert rebuild(fresh=True).changes == Changes(redone=3)
    assert sorted(worked["read"]) == ["a.txt", "b.txt", "c.txt"]


def test_a_damaged_cache_is_made_again_and_the_graph_is_the_same(rebuild: Build, tmp_path: Path) -> None:
    for file in (tmp_path / "zone.kg" / "cache").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    before = (tmp_path / "zone.kg" / "CURRENT").read_text()
    assert rebuild().changes == Changes(redone=3)
    assert (tmp_path / "zone.kg" / "CURRENT").read_text() == before


def test_a_build_that_stopped_half_way_goes_on_where_it_was(
    folder: Path, tmp_path: Path, worked: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cache.segments._LARGE", 1)
    monkeypatch.setattr(annotating, "_BATCH", 1)
    config = load_config(environment={})

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "annotate" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], tmp_path / "zone.kg", config, progress=stop)
    assert worked["annotated"] == ["a.txt", "b.txt"]
    report = build([folder], tmp_path / "zone.kg", config)
    assert worked["annotated"] == ["a.txt", "b.txt", "c.txt"]
    assert dataclasses.replace(report.changes, reused=0) == Changes(new=3)


def test_an_article_that_failed_is_tried_again(
    rebuild: Build, worked: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def fails(*_: object, **__: object) -> object:
        raise MemoryError("short of memory")

    (folder / "a.txt").write_text(ARTICLES["a.txt"] + "又及。\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("kg.nlp.pipeline.to_doc", fails)
        assert [s.source for s in rebuild().skipped] == ["a.txt"]
    assert rebuild().skipped == ()
    assert worked["annotated"] == ["a.txt"]
