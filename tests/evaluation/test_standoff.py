"""Pages marked by place: the text comes from elsewhere, and only the text that was marked will do."""

import dataclasses
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.annotations import read_annotated
from kg.errors import DocumentError
from kg.nlp.relations.layout import KINDS
from kg.standoff import EXCERPTS, PAGES, page_text, pages_of, read_pages, write_pages
from kg.vocabulary import ontology

TRAINING = Path(__file__).parents[2] / "seeds" / "training"
SHIPPED = pytest.mark.parametrize("file", [PAGES, EXCERPTS])
LINES = ["无关的一行", "23-07-31 10:33:29，正文：  临江高新区招商局局长王某明说。   又一段。"]
ARTICLE = """id: pg0001
published: 2023-07-31
genre: page
title: 2023-07-31 10:33:29
{临江高新区招商局|ORG:o1}{局长|POSITION}{王某明|PERSON:p1}说。
又一段。
--
o1 government
p1 holds_position o1 position=局长
"""


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "page.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "part_1").write_text("\n".join(LINES), "utf-8")
    write_pages([(a, ["part_1", 1]) for a in read_annotated(tmp_path / "page.txt")], tmp_path / PAGES)
    return tmp_path / PAGES, tmp_path / "news"


def test_a_page_comes_back_as_it_was_marked(written: tuple[Path, Path], tmp_path: Path) -> None:
    assert list(read_pages(*written)) == list(read_annotated(tmp_path / "page.txt"))


def test_no_text_is_written(written: tuple[Path, Path]) -> None:
    stored = gzip.decompress(written[0].read_bytes()).decode("utf-8")
    assert re.findall("[\u4e00-\u9fff]+", stored) == ["局长"]


@pytest.mark.parametrize(("line", "words"), [("另一行", "not the text that was marked"), (None, "no text")])
def test_another_text_or_none_is_an_error(written: tuple[Path, Path], line: str | None, words: str) -> None:
    marks, news = written
    (news / "part_1").unlink()
    if line:
        (news / "part_1").write_text(f"{LINES[0]}\n{line}", "utf-8")
    with pytest.raises(DocumentError, match=words):
        list(read_pages(marks, news))


def test_a_page_without_a_stamp_has_an_empty_title() -> None:
    assert page_text("新闻。　　第二段。") == "\n新闻。\n第二段。"


def test_an_excerpt_is_a_part_of_the_page(written: tuple[Path, Path], tmp_path: Path) -> None:
    (page,) = read_pages(*written)
    start = page.text.index("又一段")
    part = dataclasses.replace(page, title="", text=page.text[start:], mentions=(), organizations={}, relations=())
    write_pages([(part, ["part_1", 1, start, len(page.text)])], tmp_path / EXCERPTS)
    (back,) = read_pages(tmp_path / EXCERPTS, written[1])
    assert back.text == "又一段。"
    assert [a.text for a in pages_of(tmp_path, written[1], (PAGES, EXCERPTS))] == [page.text, back.text]


def test_without_the_collection_there_are_no_pages(
    written: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    assert pages_of(written[0].parent, written[1] / "elsewhere") == []
    assert PAGES in caplog.text


def rows(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress((TRAINING / file).read_bytes()).decode("utf-8").splitlines()]


@SHIPPED
def test_the_shipped_marks_keep_to_the_format(file: str) -> None:
    slips = []
    for row in rows(file):
        mentions, last = row["mentions"], 0
        types: dict[str, str] = {}
        for start, end, type_, entity in mentions:
            if start < last or end <= start or (not entity) != (type_ == "POSITION"):
                slips.append((row["id"], start, end))
            if entity and types.setdefault(entity, type_) != type_:
                slips.append((row["id"], entity, type_))
            last = end
        bodies = {e for e, t in types.items() if t == "ORG"}
        if bodies != set(row["organizations"]) or any(
            k not in KINDS[1:] for k, _ in dict(row["organizations"]).values()
        ):
            slips.append((row["id"], "kinds"))
        for subject, predicate, object_, said in row["relations"]:
            told = ontology().predicates[predicate]
            if not told.allows(types.get(subject, ""), types.get(object_, "")) or subject == object_:
                slips.append((row["id"], subject, predicate, object_))
            if (predicate == "holds_position") != ("position" in said) or ("optional" in said and "position" in said):
                slips.append((row["id"], subject, predicate, object_, said))
    assert slips == []


@SHIPPED
def test_every_page_has_its_own_id_and_text(file: str) -> None:
    ids, texts = [r["id"] for r in rows(file)], [r["sha256"] for r in rows(file)]
    assert (len(set(ids)), len(set(map(str, texts)))) == (len(ids), len(texts))
