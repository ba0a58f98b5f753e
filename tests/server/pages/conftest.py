"""Graphs to look at: the worked example, and one whose every string is hostile."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Snapshot, When
from kg.query import Graph
from tests.snapshots import Maker, day, worked_example, write_snapshot

PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}</a>&lt;"


def opened(snapshot: Snapshot, path: Path) -> Graph:
    """A graph of a snapshot with the numbers that a build writes."""
    write_snapshot(path, snapshot)
    return Graph.open(path)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The worked example."""
    with opened(worked_example(), tmp_path_factory.mktemp("example") / "zone.kg") as graph:
        yield graph


def hostile_snapshot() -> Snapshot:
    """A person, a bureau and a firm of a park whose names, titles, posts, sources and reasons are the payload."""
    m = Maker()
    name = f"园{PAYLOAD}"
    text = f"人{PAYLOAD}任{name}主任。\n企{PAYLOAD}落户{name}。"
    window = When(PAYLOAD, "2021", day("2021-01-01"), day("2021-12-31"))
    document = m.document(f"{PAYLOAD}.txt", text, window, title=PAYLOAD)
    park = m.entity("PARK", name, hidden=[PAYLOAD])
    person = m.entity("PERSON", f"人{PAYLOAD}")
    firm = m.entity("ORG", f"企{PAYLOAD}", kind="company")
    said = {"position": f"主任{PAYLOAD}", "manner": PAYLOAD, "amount": PAYLOAD}
    m.says(document, person, "holds_position", park, f"人{PAYLOAD}任{name}主任", at=window, **said)
    m.says(document, person, "holds_position", park, text[:9], status="uncertain", position="主任")
    m.says(document, firm, "located_in", park, f"企{PAYLOAD}落户{name}")
    found = m.snapshot()
    return dataclasses.replace(
        found,
        documents=tuple(
            dataclasses.replace(d, byline=PAYLOAD, published_how=PAYLOAD, repairs=(f"{PAYLOAD}:{PAYLOAD}",))
            for d in found.documents
        ),
        facts=tuple(dataclasses.replace(f, found_by=PAYLOAD) for f in found.facts),
        entities=tuple(dataclasses.replace(e, reasons=(PAYLOAD,)) for e in found.entities),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph in which every string is hostile."""
    with opened(hostile_snapshot(), tmp_path_factory.mktemp("hostile") / "zone.kg") as graph:
        yield graph
