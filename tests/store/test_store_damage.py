import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Snapshot
from kg.query import Graph
from kg.store import open_store, read_snapshot, write_store
from kg.store import reading as store_reading
from kg.store.layout import TABLES

MANIFEST: dict[str, object] = {"software": "0", "input": "0"}
FILES = "manifest documents edges entities facts links mentions names".split()


@pytest.fixture
def store(zone_store: Path, tmp_path: Path) -> Path:
    shutil.copytree(zone_store, tmp_path / "s.kg")
    return tmp_path / "s.kg"


def path_of(store: Path, name: str) -> Path:
    version = store / (store / "CURRENT").read_text().strip()
    return version / (f"{name}.json" if name == "manifest" else f"{name}.parquet")


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_noticed(store: Path, name: str) -> None:
    path = path_of(store, name)
    flip(path, random.Random(name).randrange(path.stat().st_size))
    with pytest.raises(StoreError, match=r"damaged|format"), open_store(store) as reader:
        for table in TABLES:
            reader.table(table)


def test_a_check_compares_whole_files(store: Path) -> None:
    flip(path_of(store, "mentions"), 5)
    with open_store(store) as reader, pytest.raises(StoreError, match=r"mentions\.parquet"):
        reader.check()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_noticed(store: Path, name: str) -> None:
    path_of(store, name).unlink()
    with pytest.raises(StoreError, match=r"damaged.*kg build"):
        open_store(store)


@pytest.mark.parametrize("content", ["", "v-0123456789abcdef\n", "../../etc\n", "济宁\n"])
def test_a_pointer_to_nowhere_is_noticed(store: Path, content: str) -> None:
    (store / "CURRENT").write_text(content, "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        open_store(store)


@pytest.mark.parametrize("seed", range(12))
def test_large_files_are_guarded_by_page_checksums_and_footer(
    store: Path, zone: Snapshot, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_reading, "_WHOLE", 0)
    assert read_snapshot(store) == zone
    path = path_of(store, "links")
    flip(path, random.Random(seed).randrange(path.stat().st_size))
    try:
        with Graph.open(store) as graph:
            answers = graph.who_leads("科技创新局").answers
    except StoreError:
        return
    # a byte that no answer depends on (padding, statistics of another column) may pass
    assert [a.person for a in answers] == ["罗会涛", "王运华"]


WRITER = """
import pickle, sys
from pathlib import Path
from kg.store import write_store
snapshots = pickle.loads(Path(sys.argv[2]).read_bytes())
print("ready", flush=True)
for turn in range(200):
    write_store(Path(sys.argv[1]), snapshots[turn % 2], {"software": "0", "input": "0"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_build_leaves_the_old_graph_or_the_new_one(zone: Snapshot, tmp_path: Path) -> None:
    import pickle

    fewer = Snapshot(zone.documents, zone.mentions, (), zone.entities, ())
    (tmp_path / "pickle").write_bytes(pickle.dumps((zone, fewer)))
    store = tmp_path / "s.kg"
    write_store(store, zone, MANIFEST)
    chance = random.Random(0)
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store), str(tmp_path / "pickle")], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        with open_store(store) as reader:
            reader.check()
            assert reader.snapshot() in (zone, fewer)
    write_store(store, zone, MANIFEST)
    assert len(list(store.iterdir())) == 2
