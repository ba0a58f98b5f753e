"""The whole way from articles to files: what a build promises, on the five seed articles."""

from pathlib import Path

import pytest

from kg.config import Config, load_config
from kg.errors import DocumentError
from kg.evaluation import evaluate
from kg.export import FORMATS, document_rows, fingerprint
from kg.flow import build, make_snapshot
from kg.model import Snapshot
from kg.read.encodings import decode
from kg.read.traced import raw_span
from kg.vocabulary import folder

ARTICLES = folder("seeds") / "articles"
BASE = "https://example.org/htz/"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make_snapshot([ARTICLES], Config())[0]


def raw_texts(snapshot: Snapshot) -> dict[str, str]:
    return {d.source: decode((ARTICLES / d.source).read_bytes(), name=d.source)[0] for d in snapshot.documents}


def test_the_map_leads_from_the_text_to_the_same_characters_of_the_raw_file(snapshot: Snapshot) -> None:
    raw = raw_texts(snapshot)
    for d in snapshot.documents:
        for at, origin, length in zip(d.raw_offsets[::3], d.raw_offsets[1::3], d.raw_offsets[2::3], strict=True):
            assert d.text[at : at + length].split() == raw[d.source][origin : origin + length].split()


def test_every_evidence_quote_has_a_place_in_text_and_raw_file(snapshot: Snapshot) -> None:
    documents = {d.id: d for d in snapshot.documents}
    raw = raw_texts(snapshot)
    for fact in snapshot.facts:
        document = documents[fact.document_id]
        for start, end in fact.evidence:
            assert 0 <= start < end <= len(document.text)
            span = raw_span(document.raw_offsets, start, end)
            assert span is not None
            assert document.text[start] == raw[document.source][span[0]]


def test_every_mention_is_what_the_text_prints(snapshot: Snapshot) -> None:
    texts = {d.id: d.text for d in snapshot.documents}
    assert all(texts[m.document_id][m.start : m.end] == m.text for m in snapshot.mentions)


def test_a_page_with_two_articles_gives_two_documents(snapshot: Snapshot) -> None:
    assert [d.part for d in snapshot.documents if d.source.startswith("000_")] == [1, 2]


def test_publication_dates_of_the_seeds(snapshot: Snapshot) -> None:
    dates = {d.source[:3]: d.published.iso if d.published else None for d in snapshot.documents}
    assert dates["000"] is None
    assert (dates["001"], dates["002"], dates["004"]) == ("2020", "2021-05", "2017-10-23")
    assert dates["003"] in ("2024", "2024-01")


def test_the_order_of_articles_and_the_workers_do_not_matter(snapshot: Snapshot) -> None:
    files = sorted(ARTICLES.glob("*.txt"), reverse=True)
    again, _ = make_snapshot(files, load_config(environment={}, settings=["build.workers=2"]))
    assert fingerprint(again, BASE) == fingerprint(snapshot, BASE)


def test_the_seed_gold_is_reached(snapshot: Snapshot) -> None:
    totals = evaluate(folder("seeds") / "gold", document_rows(snapshot)).totals()
    assert totals["core"].f1 >= 0.82
    assert totals["entities"].f1 >= 0.75
    assert totals["relations"].f1 >= 0.50
    assert totals["posts"].f1 >= 0.85


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_can_be_written(snapshot: Snapshot, name: str, tmp_path: Path) -> None:
    writer, suffix = FORMATS[name]
    writer(snapshot, tmp_path / f"graph{suffix}", BASE)
    assert (tmp_path / f"graph{suffix}").stat().st_size > 0


def test_an_unreadable_file_is_listed_and_the_others_are_built(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("标题\n济宁高新区科技创新局局长王运华介绍情况。\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    report = build([tmp_path], tmp_path / "zone.kg", Config())
    assert (report.documents, [s.source for s in report.skipped]) == (1, ["empty.txt"])


def test_without_a_readable_article_nothing_is_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(DocumentError):
        build([tmp_path], tmp_path / "zone.kg", Config())
    assert not (tmp_path / "zone.kg").exists()
