"""A SPARQL client for Node, which knows nothing of us, against the running server."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "node"
HAS_CLIENT = shutil.which("node") is not None and (FOLDER / "node_modules" / "fetch-sparql-endpoint").is_dir()

pytestmark = pytest.mark.skipif(
    not HAS_CLIENT, reason="node or fetch-sparql-endpoint (npm install in tests/server/node) is missing"
)


@pytest.fixture(scope="module", params=[{"method": "GET"}, {"method": "POST"}, {"method": "POST", "directPost": True}])
def found(request: pytest.FixtureRequest, address: str) -> dict[str, Any]:
    """What the client gets, by each way in which it can ask."""
    command = ["node", "ask.mjs", f"{address}/sparql", json.dumps(request.param)]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, check=True, timeout=60)
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered


def test_rows_are_read(found: dict[str, Any]) -> None:
    assert found["names"] == ["济宁高新区", "滨河科技园", "蓼河新区"]
    assert found["languages"] == ["zh"]


def test_yes_and_no_are_read(found: dict[str, Any]) -> None:
    assert (found["yes"], found["no"]) == (True, False)


def test_triples_are_read(found: dict[str, Any]) -> None:
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert sorted(found["triples"]) == sorted(["NamedNode", label, name] for name in found["names"])


def test_errors_and_refused_updates_reach_the_client(found: dict[str, Any]) -> None:
    assert "400" in found["wrong"]
    assert "40" in found["update"]
