"""Judgements through whole builds: they outlive an edited article, and the build says which touch nothing."""

from pathlib import Path

import pytest

from kg.config import Config, load_config
from kg.curation.deciding import decide
from kg.errors import JudgementError
from kg.flow import build, make_snapshot
from kg.model import Snapshot
from kg.query import Graph

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


def at(store: Path, *ids: str) -> list[str]:
    with Graph.open(store) as graph:
        return [graph.entity(id=id_).id for id_ in ids]


def test_ids_lead_on_through_a_name_of_another_type_and_back(articles: Path, config: Config, tmp_path: Path) -> None:
    store, judgements, name = tmp_path / "zone.kg", Path(config.curation.judgements), "辰欣药业股份有限公司"
    build([articles], store, config)
    with Graph.open(store) as graph:
        firm = graph.entity(name).id
    retyped = decide(judgements, "retype", f"ORG:{name}", "PARK", by="张三")
    build([articles], store, config)
    with Graph.open(store) as graph:
        park = graph.entity(name)
    assert (park.type, at(store, firm, park.id)) == ("PARK", [park.id, park.id])
    decide(judgements, "undo", retyped.id, by="张三")
    build([articles], store, config)
    assert at(store, firm, park.id) == [firm, firm]


def test_a_person_whose_oldest_article_is_removed_is_found_by_the_id_of_before(
    articles: Path, config: Config, tmp_path: Path
) -> None:
    store = tmp_path / "zone.kg"
    for name, year in (("a", 2019), ("b", 2021)):
        byline = f"济宁高新区召开会议\n{year}年5月1日 记者 王运华\n济宁高新区科技创新局介绍情况。\n"
        (articles / f"{name}.txt").write_text(byline, "utf-8")
    decide(Path(config.curation.judgements), "same", "PERSON:王运华@a.txt", "PERSON:王运华@b.txt", by="张三")
    build([articles], store, config)
    with Graph.open(store) as graph:
        before = graph.entity("王运华").id
    (articles / "a.txt").unlink()
    build([articles], store, config)
    with Graph.open(store) as graph:
        after = graph.entity("王运华").id
    assert after != before
    assert at(store, before) == [after]
