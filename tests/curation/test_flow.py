"""Judgements through whole builds: they outlive an edited article, and the build says which touch nothing."""

from pathlib import Path

import pytest

from kg.config import Config, load_config
from kg.curation.deciding import decide
from kg.errors import JudgementError
from kg.flow import build, make_snapshot
from kg.model import Snapshot

ARTICLE = "济宁高新区召开会议\n济宁高新区科技创新局局长王运华介绍，辰欣药业股份有限公司落户济宁高新区。\n"
POST = "holds_position|王运华|济宁高新区科技创新局|局长@a.txt"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config(environment={}, settings=[f"curation.judgements={tmp_path / 'judgements.jsonl'}"])


def posts(snapshot: Snapshot) -> list[str]:
    names = {e.id: e.name for e in snapshot.entities}
    return [names[e.object_id] for e in snapshot.edges if e.predicate == "holds_position"]


def test_judgements_outlive_an_edited_article(articles: Path, config: Config) -> None:
    assert posts(make_snapshot([articles], config)[0]) == ["济宁高新区科技创新局"]
    decide(Path(config.curation.judgements), "rename", "ORG:济宁高新区科技创新局", "科创局", by="张三")
    assert posts(make_snapshot([articles], config)[0]) == ["科创局"]
    (articles / "a.txt").write_text(ARTICLE.replace("介绍", "昨日在会上介绍情况时说"), "utf-8")
    assert posts(make_snapshot([articles], config)[0]) == ["科创局"]
    decide(Path(config.curation.judgements), "reject", POST, by="张三")
    assert posts(make_snapshot([articles], config)[0]) == []


def test_a_fact_below_the_threshold_stays_once_it_was_accepted(articles: Path, config: Config) -> None:
    strict = config.model_copy(update={"graph": config.graph.model_copy(update={"min_confidence": 1.0})})
    assert posts(make_snapshot([articles], strict)[0]) == []
    decide(Path(config.curation.judgements), "accept", POST, by="张三")
    assert posts(make_snapshot([articles], strict)[0]) == ["济宁高新区科技创新局"]


def test_the_build_reports_judgements_that_touch_nothing(articles: Path, config: Config, tmp_path: Path) -> None:
    decide(Path(config.curation.judgements), "rename", "ORG:没有的公司", "甲公司", by="张三")
    (told,) = build([articles], tmp_path / "zone.kg", config).skipped
    assert (told.source, told.judgement) == (f"{config.curation.judgements}:1", True)
    assert "ORG:没有的公司" in told.zh
    assert "ORG:没有的公司" in told.en


def test_a_bad_line_stops_the_build_before_articles_are_read(config: Config, tmp_path: Path) -> None:
    Path(config.curation.judgements).write_text("?\n", "utf-8")
    with pytest.raises(JudgementError, match="jsonl:1"):
        make_snapshot([tmp_path / "none"], config)
