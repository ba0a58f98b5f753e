import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OutputError, StoreError
from kg.model import Snapshot
from kg.store import StoreLocked, locked, open_store, read_snapshot, write_store
from kg.store.layout import kept_versions

MANIFEST: dict[str, object] = {"software": "0", "input": "0", "base": "https://example.org/htz/"}


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def other(zone: Snapshot) -> Snapshot:
    return Snapshot(zone.documents, zone.mentions, (), zone.entities, ())


def test_a_snapshot_comes_back_as_it_was(zone: Snapshot, zone_store: Path) -> None:
    assert read_snapshot(zone_store) == zone


def test_a_snapshot_of_nothing_comes_back(tmp_path: Path) -> None:
    empty = Snapshot((), (), (), (), ())
    write_store(tmp_path / "s.kg", empty, MANIFEST)
    assert read_snapshot(tmp_path / "s.kg") == empty


def test_two_builds_of_one_snapshot_are_equal_byte_for_byte(zone: Snapshot, tmp_path: Path) -> None:
    for name in ("a.kg", "b.kg"):
        write_store(tmp_path / name, zone, MANIFEST)
    assert content(tmp_path / "a.kg") == content(tmp_path / "b.kg")


def test_a_rebuild_of_the_same_content_changes_no_byte(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    write_store(store, zone, MANIFEST)
    before = content(store)
    write_store(store, zone, MANIFEST)
    assert content(store) == before


def test_the_manifest_counts_the_rows(zone: Snapshot, zone_store: Path) -> None:
    version = zone_store / (zone_store / "CURRENT").read_text().strip()
    tables = json.loads((version / "manifest.json").read_text("utf-8"))["tables"]
    assert tables["edges"]["rows"] == len(zone.edges)
    assert tables["links"]["rows"] == 2 * len(zone.edges)


def test_a_new_version_replaces_the_old_one_and_leaves_nothing_else(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    old = write_store(store, zone, MANIFEST)
    new = write_store(store, other(zone), MANIFEST)
    assert old != new
    assert sorted(p.name for p in store.iterdir()) == sorted(["CURRENT", new.name])


def test_remains_of_a_killed_build_are_swept(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    (store / "building-1").mkdir(parents=True)
    (store / "building-1" / "edges.parquet").write_bytes(b"half")
    version = write_store(store, zone, MANIFEST)
    assert sorted(p.name for p in store.iterdir()) == sorted(["CURRENT", version.name])


def test_an_open_reader_keeps_its_version_when_a_build_replaces_it(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    write_store(store, zone, MANIFEST)
    with open_store(store) as reader:
        write_store(store, other(zone), MANIFEST)
        assert reader.snapshot() == zone


def test_a_failed_build_leaves_the_old_graph(zone: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "s.kg"
    version = write_store(store, zone, MANIFEST)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_store(store, other(zone), MANIFEST)
    assert read_snapshot(store) == zone
    assert sorted(p.name for p in store.iterdir()) == sorted(["CURRENT", version.name])


def test_a_first_build_that_fails_leaves_no_folder(
    zone: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write_store(tmp_path / "s.kg", zone, MANIFEST)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_refused_and_left_alone(zone: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(OutputError, match="is no graph"):
        write_store(tmp_path, zone, MANIFEST)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_the_place_of_the_store_is_refused(zone: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "s.kg").write_text("")
    with pytest.raises(OutputError):
        write_store(tmp_path / "s.kg", zone, MANIFEST)


HOLDER = """
import sys, time
from pathlib import Path
from kg.store import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_is_told_at_once_who_holds_the_store(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(store)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreLocked, match=f"process {holder.pid}"):
            write_store(store, zone, MANIFEST)
    finally:
        holder.kill()
        holder.communicate()
    write_store(store, zone, MANIFEST)
    assert read_snapshot(store) == zone


def test_a_lock_passes_through_in_the_process_that_holds_it(zone: Snapshot, tmp_path: Path) -> None:
    with locked(tmp_path / "s.kg"):
        write_store(tmp_path / "s.kg", zone, MANIFEST)
    assert not (tmp_path / "s.kg" / "LOCK").exists()


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        open_store(tmp_path / "none.kg")


def test_another_format_says_to_build_again(zone: Snapshot, tmp_path: Path) -> None:
    version = write_store(tmp_path / "s.kg", zone, MANIFEST)
    manifest = version / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"format": 2', '"format": 99'), "utf-8")
    with pytest.raises(StoreError, match=r"format 99.*kg build"):
        open_store(tmp_path / "s.kg")


def test_former_versions_are_kept_as_asked_the_oldest_go_first(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    empty = Snapshot((), (), (), (), ())
    first = write_store(store, zone, MANIFEST, keep=2)
    second = write_store(store, other(zone), MANIFEST, keep=2)
    third = write_store(store, empty, MANIFEST, keep=2)
    assert kept_versions(store) == [first, second]
    fourth = write_store(store, zone, {**MANIFEST, "input": "1"}, keep=2)
    assert kept_versions(store) == [second, third]
    assert sorted(p.name for p in store.iterdir()) == sorted(
        ["CURRENT", "HISTORY", second.name, third.name, fourth.name]
    )


def test_a_build_that_keeps_nothing_removes_what_was_kept(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    write_store(store, zone, MANIFEST, keep=1)
    write_store(store, other(zone), MANIFEST, keep=1)
    last = write_store(store, zone, {**MANIFEST, "input": "1"})
    assert sorted(p.name for p in store.iterdir()) == sorted(["CURRENT", last.name])


def test_the_same_content_again_is_no_former_version(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    for _ in range(2):
        write_store(store, zone, MANIFEST, keep=3)
    assert kept_versions(store) == []


def test_the_current_version_is_never_moved_while_the_same_is_written(
    zone: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "s.kg"
    write_store(store, zone, MANIFEST)

    def rename(self: Path, target: Path) -> Path:
        raise AssertionError(self.name)

    monkeypatch.setattr(Path, "rename", rename)
    write_store(store, zone, MANIFEST)
    assert read_snapshot(store) == zone


def test_a_damaged_version_is_replaced_by_the_same_content(zone: Snapshot, tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    version = write_store(store, zone, MANIFEST)
    (version / "edges.parquet").write_bytes(b"")
    write_store(store, zone, MANIFEST)
    assert read_snapshot(store) == zone


def test_a_cache_from_a_build_that_was_killed_does_not_make_a_folder_foreign(zone: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "s.kg" / "cache").mkdir(parents=True)
    write_store(tmp_path / "s.kg", zone, MANIFEST)
    assert read_snapshot(tmp_path / "s.kg") == zone
