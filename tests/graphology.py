"""Graphology, a graph library in JavaScript, as one more foreign reader of our files."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "export" / "node"
HAS_NODE = shutil.which("node") is not None and (FOLDER / "node_modules" / "graphology-graphml").is_dir()
needs_node = pytest.mark.skipif(not HAS_NODE, reason="node or graphology (npm install in tests/export/node) is missing")


def read_in_node(path: Path) -> dict[str, Any]:
    """What graphology finds in a GraphML or GEXF file."""
    done = subprocess.run(["node", "read.mjs", str(path)], cwd=FOLDER, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
