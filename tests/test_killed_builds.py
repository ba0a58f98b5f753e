"""A build killed at any moment: the short form of `benchmarks/kill.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_the_old_graph_or_the_new_one_answers_and_the_next_build_ends_as_a_clean_one() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "kill.py"), "--kills", "5"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "5  next build equal to a clean one" in ended.stdout
