"""What a worker cannot do: reach other machines, start programs; the SPARQL worker cannot even open files."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's")
ATTEMPTS = """
import json, os, socket, subprocess, sys, threading
from kg.server.confinement import confine

attempts = {
    "socket": lambda: socket.socket(),
    "raw packets": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "local socket": lambda: socket.socket(socket.AF_UNIX),
    "pair": lambda: socket.socketpair(),
    "program": lambda: subprocess.run(["true"]),
    "exec": lambda: os.execv(sys.executable, [sys.executable, "-c", "print('replaced')"]),
    "file": lambda: open(sys.executable, "rb").close(),
    "thread": lambda: threading.Thread(target=len, args=((),)).start(),
}
kept = socket.socket()
target = socket.create_server(("127.0.0.1", 0)).getsockname()
attempts["socket of before"] = lambda: kept.connect(target)
found, go = {}, threading.Event()


def old():
    go.wait()
    found["thread of before"] = attempt(attempts["socket"])


def attempt(action):
    try:
        action()
    except OSError as error:
        return error.__class__.__name__
    return "done"


waiting = threading.Thread(target=old)
waiting.start()
confine(1 << 30, files=sys.argv[1] == "files")
go.set()
waiting.join()
found |= {name: attempt(action) for name, action in attempts.items()}
print(json.dumps(found))
"""


def tried(files: bool) -> dict[str, str]:
    command = [sys.executable, "-c", ATTEMPTS, "files" if files else "none"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


@linux
def test_a_page_worker_reads_files_and_reaches_nobody() -> None:
    found = tried(files=True)
    assert {name for name, told in found.items() if told == "done"} == {"file", "thread"}
    refused = {name: told for name, told in found.items() if told != "done"}
    assert set(refused.values()) == {"PermissionError"}


@linux
def test_a_sparql_worker_opens_nothing() -> None:
    assert {name for name, told in tried(files=False).items() if told == "done"} == {"thread"}


@linux
@pytest.mark.parametrize("module", ["kg.server.page_worker", "kg.server.sparql_worker"])
def test_no_worker_can_reach_out(address: str, zone_store: Path, module: str) -> None:
    until = time.monotonic() + 30  # one that has just been started is not yet at work
    while not all(found := filtered(module, zone_store)) and time.monotonic() < until:
        time.sleep(0.2)
    assert found
    assert all(found)


def filtered(module: str, store: Path) -> list[bool]:
    """For each thread of the workers of a store, whether its system calls are filtered."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            threads = [(status / "status").read_text() for status in (folder / "task").iterdir()]
        except OSError:  # it has ended meanwhile
            continue
        if module.encode() in words and str(store).encode() in words:
            found += ["Seccomp:\t2" in status for status in threads]
    return found
