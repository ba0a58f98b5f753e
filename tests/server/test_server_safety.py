"""What the front refuses, and the headers of what it sends."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from kg.server.guard import POLICY


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a@localhost", "127.0.0.1.nip.io", ""])
def test_other_hosts_are_refused(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "[::1]:8000"])
def test_names_of_this_machine_are_served(client: httpx.Client, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_writes_of_other_sites_are_refused(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.post("/ask", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/", "/search?q=王", "/query", "/graph", "/no-such-page", "/static/../x"])
def test_every_answer_has_the_headers_of_safety(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fguard.py",
        "/static/%2e%2e/%2e%2e/guard.py",
        "/static//etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/entity/..%2fx",
    ],
)
def test_no_path_leads_out(client: httpx.Client, path: str) -> None:
    assert 400 <= client.get(path).status_code < 500


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_pages_are_only_read(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_a_query_too_long_is_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": "ASK {}" + " " * 70_000}).status_code == 413


def test_a_remote_address_needs_a_word(served_store: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--store", str(served_store), "--host", "0.0.0.0", "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "--allow-remote" in done.stderr
