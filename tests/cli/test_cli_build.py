import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import kg.flow
from kg.cache import Changes
from kg.config import Config
from kg.errors import DocumentError
from kg.flow import BuildReport, Skipped
from kg.model import Snapshot
from kg.store import write_store
from tests.cli import commands
from tests.cli.commands import Captured


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    return commands.run(capsys, *words, "--lang", "zh")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, zone: Snapshot) -> dict[str, Any]:
    """A flow that writes the sample, and what it was asked for."""
    seen: dict[str, Any] = {}

    def build(paths: list[Path], store: Path, config: Config, **options: Any) -> BuildReport:
        seen.update(paths=paths, store=store, config=config, published=options["published"], fresh=options["fresh"])
        for done in range(1, 41):
            options["progress"]("read", done, 40)
        write_store(store, zone, {})
        skipped = (Skipped("坏.txt", "不是文本", "no text"),)
        return BuildReport(4, 30, 15, 20, 15, skipped, 0.5, Changes(new=1, removed=2, reused=3))

    monkeypatch.setattr(kg.flow, "build", build)
    return seen


def test_build_hands_its_options_on(capsys: Captured, tmp_path: Path, asked: dict[str, Any]) -> None:
    store = tmp_path / "s.kg"
    words = ["--store", str(store), "--published", "2021-05", "--workers", "2", "--set", "graph.min_confidence=0.5"]
    assert run(capsys, "build", "a.txt", "b", *words, "--keep", "3", "--fresh")[0] == 0
    assert asked["paths"] == [Path("a.txt"), Path("b")]
    assert asked["store"] == store
    assert asked["published"] == "2021-05"
    assert asked["config"].build.workers == 2
    assert (asked["config"].build.keep, asked["fresh"]) == (3, True)
    assert asked["config"].graph.min_confidence == 0.5


def test_build_says_what_it_made_and_skipped_on_stderr(capsys: Captured, tmp_path: Path, asked: dict[str, Any]) -> None:
    code, out, err = run(capsys, "build", "a", "--store", str(tmp_path / "s.kg"))
    assert (code, out) == (0, "")
    assert "跳过 坏.txt：不是文本" in err
    assert "4 篇文章" in err
    assert "新增 1，修改 0，删除 2，重新分析 0，沿用 3" in err


def test_progress_without_a_terminal_is_a_line_for_every_tenth(
    capsys: Captured, tmp_path: Path, asked: dict[str, Any]
) -> None:
    _, _, err = run(capsys, "build", "a", "--store", str(tmp_path / "s.kg"))
    assert [line for line in err.splitlines() if line.startswith("读入")] == [f"读入 {n}/40" for n in range(4, 41, 4)]


def test_build_reports_in_json(capsys: Captured, tmp_path: Path, asked: dict[str, Any]) -> None:
    _, out, _ = run(capsys, "build", "a", "--store", str(tmp_path / "s.kg"), "--json")
    report = json.loads(out)
    assert (report["documents"], report["edges"]) == (4, 15)
    assert report["changes"] == {"new": 1, "changed": 0, "removed": 2, "redone": 0, "reused": 3}
    assert report["skipped"] == [{"source": "坏.txt", "zh": "不是文本", "en": "no text"}]


def test_a_build_without_articles_is_one_line_and_leaves_nothing(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*_: Any, **__: Any) -> BuildReport:
        raise DocumentError("没有可读的文章", "no article could be read")

    monkeypatch.setattr(kg.flow, "build", build)
    code, out, err = run(capsys, "build", "a", "--store", str(tmp_path / "s.kg"))
    assert (code, out, err) == (1, "", "没有可读的文章\n")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_setting_is_refused(capsys: Captured, tmp_path: Path) -> None:
    code, _, err = run(capsys, "build", "a", "--store", str(tmp_path / "s.kg"), "--set", "build.worker=2")
    assert code == 1
    assert "build.workers" in err


def test_a_store_in_a_place_that_cannot_be_written_is_code_74(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = run(capsys, "build", "a", "--store", str(tmp_path / "file" / "s.kg"))
    assert code == 74
    assert err.startswith("无法写入")
    assert err.count("\n") == 1


SLOW = """
import sys, time
from pathlib import Path
import kg.flow
def build(*args, **options):
    print("building", flush=True)
    time.sleep(60)
kg.flow.build = build
from kg.cli import main
main()
"""


def slow_build(store: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-c", SLOW, "build", "a", "--store", str(store)]
    started = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "KG_LANG": "en"}
    )
    assert started.stdout is not None
    assert started.stdout.readline() == b"building\n"
    return started


def test_a_second_build_is_refused_at_once_with_code_5(capsys: Captured, tmp_path: Path, asked: dict[str, Any]) -> None:
    first = slow_build(tmp_path / "s.kg")
    try:
        began = time.monotonic()
        code, _, err = run(capsys, "build", "a", "--store", str(tmp_path / "s.kg"))
        assert time.monotonic() - began < 5
    finally:
        first.kill()
        first.communicate()
    assert code == 5
    assert str(first.pid) in err
    assert asked == {}


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_told_to_stop_leaves_quietly(tmp_path: Path, number: int, code: int) -> None:
    building = slow_build(tmp_path / "s.kg")
    building.send_signal(number)
    _, err = building.communicate(timeout=10)
    assert building.returncode == code
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []
