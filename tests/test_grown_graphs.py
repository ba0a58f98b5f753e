"""A graph that grew through random changes equals one made at once: the short form of `benchmarks/incremental.py`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_incremental_equals_from_scratch_byte_for_byte() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "incremental.py"), "equal", "--runs", "15"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert ended.stdout == "15 of 15 grown graphs equal to one made at once\n", ended.stdout + ended.stderr
