import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from kg.query import Graph
from kg.server.sparql_worker import all_open
from kg.store.layout import INDEX
graph = Graph.open(Path(sys.argv[1]))
index = graph.reader.version / INDEX
bool(graph.sparql("ASK {}"))
opened = all_open(index)
(index / "999999.sst").touch()
print(bool(list(index.glob("*.sst"))), opened, all_open(index))
(index / "999999.sst").unlink()
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list open files")
def test_the_engine_holds_all_files_of_the_index_and_one_more_would_be_noticed(zone_store: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(zone_store)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["True", "True", "False"]
