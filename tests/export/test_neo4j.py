"""The tables for Neo4j, read by the rules of its importer: header fields, id spaces, types, lists."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.export import neo4j
from kg.mapping import links, nodes
from kg.model import Snapshot
from tests.hostile import HOSTILE, TEXT
from tests.snapshots import BASE, with_names, worked_example

# the header format that Neo4j documents: <name>:<type>, ids with an id space
FIELD = re.compile(
    r"(?P<name>\w*)(:(?P<type>int|long|float|double|boolean|string|date|datetime)(?P<list>\[\])?"
    r"|:(?P<role>ID|START_ID|END_ID|LABEL|TYPE)(\((?P<space>\w+)\))?)?"
)
VALUES: dict[str | None, Callable[[str], Any]] = {
    "int": int,
    "double": float,
    "date": dt.date.fromisoformat,
    "string": str,
    None: str,
}


def files(snapshot: Snapshot) -> dict[str, str]:
    stream = io.BytesIO()
    neo4j(snapshot, stream, BASE)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def read(text: str) -> list[dict[str, Any]]:
    """The rows of a table as the importer takes them: roles by name, properties typed, empty cells left out."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    fields = [FIELD.fullmatch(h) for h in header]
    assert all(fields) and all(len(row) == len(header) for row in rows)
    return [
        dict(_cell(f.groupdict(), cell) for f, cell in zip(fields, row, strict=True) if cell)  # type: ignore[union-attr]
        for row in rows
    ]


def _cell(field: dict[str, str | None], cell: str) -> tuple[str, Any]:
    if field["role"] in ("ID", "START_ID", "END_ID"):
        return str(field["role"]), (field["space"], cell)
    if field["role"]:
        return str(field["role"]), cell.split(";") if field["role"] == "LABEL" else cell
    value = VALUES[field["type"]]
    return str(field["name"]), [value(v) for v in cell.split(";")] if field["list"] else value(cell)


def tables(snapshot: Snapshot, folder: str) -> list[dict[str, Any]]:
    return [row for name, text in files(snapshot).items() if name.startswith(folder) for row in read(text)]


def stated(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [r for r in tables(snapshot, "relationships/") if r["TYPE"] != "MENTIONED_IN"]


def test_every_entity_and_article_is_a_node_with_its_labels() -> None:
    snapshot = worked_example()
    found = tables(snapshot, "nodes/")
    ids = {r["ID"] for r in found}
    assert ids == {("Entity", e.id) for e in snapshot.entities} | {("Article", d.id) for d in snapshot.documents}
    (bureau,) = (r for r in found if r.get("name") == "济宁高新区科技创新局")
    assert (bureau["LABEL"], bureau["aliases"], bureau["kind"]) == (
        ["Entity", "Organization"],
        ["科技创新局"],
        "government",
    )


def test_every_edge_is_a_relationship_between_nodes_that_are_there() -> None:
    snapshot = worked_example()
    ids = {r["ID"] for r in tables(snapshot, "nodes/")}
    found = stated(snapshot)
    assert {r["id"] for r in found} == {e.id for e in snapshot.edges}
    assert {end for r in tables(snapshot, "relationships/") for end in (r["START_ID"], r["END_ID"])} <= ids


def test_properties_are_typed() -> None:
    found = stated(worked_example())
    (invests,) = (r for r in found if r["TYPE"] == "INVESTS_IN")
    assert (invests["amount"], invests["amountValue"], invests["amountCurrency"]) == ("8亿元", 800_000_000.0, "CNY")
    assert (invests["firstSeen"], invests["lastSeen"]) == (dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    assert invests["evidence"] == ["济宁高新区投资8亿元建设龙心健康产业园"]
    assert invests["articles"] == ["002.txt"]


def test_mentions_lead_to_articles() -> None:
    snapshot = worked_example()
    found = [r for r in tables(snapshot, "relationships/") if r["TYPE"] == "MENTIONED_IN"]
    assert sum(r["mentions"] for r in found) == sum(len(e.mention_ids) for e in snapshot.entities)
    assert {r["END_ID"][0] for r in found} == {"Article"}


def test_no_byte_order_mark_and_both_scripts_name_every_table() -> None:
    made = files(worked_example())
    names = {n for n in made if n.endswith(".csv")}
    assert not any(made[n].startswith("\ufeff") for n in names)
    assert set(re.findall(r"--(?:nodes|relationships)=(\S+)", made["import.sh"])) == names
    assert set(re.findall(r"file:///(\S+)'", made["load.cypher"])) == names


def test_the_cypher_script_reads_only_columns_that_are_there() -> None:
    made = files(worked_example())
    for statement in made["load.cypher"].split("LOAD CSV")[1:]:
        name = statement.partition("file:///")[2].partition("'")[0]
        header = next(csv.reader(io.StringIO(made[name])))
        assert set(re.findall(r"row\.`([^`]+)`", statement)) <= set(header)


def test_a_semicolon_does_not_part_a_name() -> None:
    (found,) = (r for r in tables(with_names(["甲;乙"]), "nodes/") if "aliases" in r)
    assert found["aliases"] == ["甲；乙"]


def shape(snapshot: Snapshot) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    labels = {r["ID"][1]: r["name"] for r in tables(snapshot, "nodes/") if r["ID"][0] == "Entity"}
    return labels, sorted((r["START_ID"][1], r["TYPE"].lower(), r["END_ID"][1]) for r in stated(snapshot))


def expected(snapshot: Snapshot) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    labels = {n.id: n.label.replace("\\", "＼") for n in nodes(snapshot, BASE)}
    return labels, sorted((x.source, x.predicate, x.target) for x in links(snapshot))


def test_hostile_names_come_back() -> None:
    assert shape(with_names(HOSTILE)) == expected(with_names(HOSTILE))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=3, unique=True))
def test_any_names_come_back_on_one_line_a_row(names: list[str]) -> None:
    snapshot = with_names(names)
    assert shape(snapshot) == expected(snapshot)
    for name, text in files(snapshot).items():
        if name.endswith(".csv"):
            assert len(text.splitlines()) == 1 + len(read(text)), name


def test_the_same_graph_twice_into_one_folder(tmp_path: Path) -> None:
    neo4j(worked_example(), tmp_path / "neo", BASE)
    first = {p: p.read_bytes() for p in (tmp_path / "neo").rglob("*") if p.is_file()}
    neo4j(worked_example(), tmp_path / "neo", BASE)
    assert {p: p.read_bytes() for p in (tmp_path / "neo").rglob("*") if p.is_file()} == first
    assert {p.parent.name for p in first} == {"neo", "nodes", "relationships"}


def test_several_tables_are_not_one_csv_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"name a folder or a [.]zip"):
        neo4j(worked_example(), tmp_path / "graph.csv", BASE)
