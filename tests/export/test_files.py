"""Files: whole or not at all; tables for spreadsheets."""

import csv
import dataclasses
import io
import os
import threading
import zipfile
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.export import FORMATS, sheets, sheets_raw, turtle
from kg.export.files import writing
from kg.model import Snapshot
from tests.snapshots import BASE, with_name, worked_example


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_path_and_a_stream_get_the_same_bytes(name: str, tmp_path: Path) -> None:
    writer, suffix = FORMATS[name]
    path, stream = tmp_path / f"graph{suffix}", io.BytesIO()
    writer(worked_example(), path, BASE)
    writer(worked_example(), stream, BASE)
    assert path.read_bytes() == stream.getvalue() != b""
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_empty_graph_is_a_valid_file(name: str) -> None:
    FORMATS[name][0](Snapshot((), (), (), (), ()), io.BytesIO(), BASE)


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(RuntimeError), writing(path) as stream:
        stream.write(b"new")
        raise RuntimeError
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with pytest.raises(OutputError, match=r"cannot write .*graph.ttl: No space left on device"), writing(path):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"make the folder .*none first"):
        turtle(worked_example(), tmp_path / "none" / "graph.ttl", BASE)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"csv", "csv-raw", "neo4j"}))
def test_a_folder_is_no_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Is a directory"):
        FORMATS[name][0](worked_example(), tmp_path, BASE)
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.ttl", tmp_path / "link.ttl"
    real.write_text("old")
    link.symlink_to(real)
    turtle(worked_example(), link, BASE)
    assert link.is_symlink() and real.read_text("utf-8").startswith("@prefix")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    turtle(worked_example(), pipe, BASE)
    reader.join(10)
    assert got[0].startswith(b"@prefix") and pipe.is_fifo()


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    turtle(worked_example(), tmp_path / "graph.ttl", BASE)
    assert (tmp_path / "graph.ttl").stat().st_mode == (tmp_path / "usual").stat().st_mode


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_tables_hold_every_entity_and_edge(tmp_path: Path) -> None:
    snapshot = worked_example()
    sheets(snapshot, tmp_path / "tables", BASE)
    assert [r["id"] for r in rows(tmp_path / "tables", "entities.csv")] == [e.id for e in snapshot.entities]
    edges = rows(tmp_path / "tables", "edges.csv")
    assert [r["id"] for r in edges] == [e.id for e in snapshot.edges]
    (luo,) = [r for r in edges if r["subject_name"] == "罗会涛"]
    assert (luo["position"], luo["since"]) == ("局长", "2021-03")
    assert luo["quotes"] == '["济宁高新区科技创新局局长罗会涛介绍"]'


def test_two_tables_are_not_one_csv_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"several files: name a folder or a [.]zip"):
        sheets(worked_example(), tmp_path / "graph.csv", BASE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_file_name_in_no_encoding_does_not_stop_an_export(name: str) -> None:
    snapshot = worked_example()
    odd = tuple(dataclasses.replace(d, source="\udcffx\x0b.txt") for d in snapshot.documents[:1])
    stream = io.BytesIO()
    FORMATS[name][0](dataclasses.replace(snapshot, documents=odd + snapshot.documents[1:]), stream, BASE)
    assert len(stream.getvalue()) > 100


def test_tables_are_written_again_into_the_same_folder(tmp_path: Path) -> None:
    for snapshot in (worked_example(), with_name("乙园")):
        sheets(snapshot, tmp_path, BASE)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["edges.csv", "entities.csv"]
    assert len(rows(tmp_path, "entities.csv")) == 2


def test_a_cell_that_looks_like_a_formula_is_defused_unless_asked_raw(tmp_path: Path) -> None:
    sheets(with_name("=HYPERLINK(1)"), tmp_path / "safe", BASE)
    sheets_raw(with_name("=HYPERLINK(1)"), tmp_path / "raw", BASE)
    assert "'=HYPERLINK(1)" in {r["name"] for r in rows(tmp_path / "safe", "entities.csv")}
    assert "=HYPERLINK(1)" in {r["name"] for r in rows(tmp_path / "raw", "entities.csv")}


def test_the_tables_begin_with_a_byte_order_mark_in_a_zip_too(tmp_path: Path) -> None:
    sheets(worked_example(), tmp_path / "g.zip", BASE)
    with zipfile.ZipFile(tmp_path / "g.zip") as archive:
        assert archive.namelist() == ["entities.csv", "edges.csv"]
        assert all(archive.read(n).startswith(b"\xef\xbb\xbf") for n in archive.namelist())
