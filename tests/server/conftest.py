"""A running `kg serve` with the worked example, on a free port of this machine."""

import contextlib
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.store import write_store
from tests.snapshots import worked_example

_MANIFEST = {"software": "0", "input": "0", "base": "https://example.org/htz/"}


def write_example(path: Path, software: str = "0") -> None:
    """A store of the worked example."""
    snapshot = worked_example()
    numbers = {n: len(getattr(snapshot, n)) for n in ("documents", "mentions", "facts", "entities", "edges")}
    write_store(path, snapshot, {**_MANIFEST, "software": software, **numbers})


def digest(store: Path) -> str:
    """A digest of all files of a store."""
    told = hashlib.sha256()
    for file in sorted(path for path in store.rglob("*") if path.is_file()):
        told.update(str(file.relative_to(store)).encode() + file.read_bytes())
    return told.hexdigest()


@contextlib.contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--lang", "en", *options]
    with tempfile.TemporaryFile("w+") as talk:
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=talk, text=True)
        assert process.stderr is not None
        try:
            yield next(word for line in process.stderr for word in line.split() if word.startswith("http://")).rstrip(
                "/"
            )
        finally:
            process.terminate()
            process.communicate(timeout=20)


@pytest.fixture(scope="session")
def served_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that the server of this room serves."""
    path = tmp_path_factory.mktemp("served") / "zone.kg"
    write_example(path)
    return path


@pytest.fixture(scope="session")
def address(served_store: Path) -> Iterator[str]:
    """A server that gives each query two seconds."""
    with serving(served_store, "--timeout", "2") as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30) as found:
        yield found
