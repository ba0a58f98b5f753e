"""A server as a process, for tests that speak HTTP to it."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@contextlib.contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """`kg serve` on a free port of this machine; gives its address and ends it afterwards."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "KG_LANG": "en"})
    assert process.stderr is not None
    try:
        found = next((m for line in process.stderr if (m := _ADDRESS.search(line))), None)
        assert found, "the server did not start"
        yield found[0].rstrip("/")
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()
