"""What loads the tables into Neo4j: a shell script for a new database, a Cypher script for a running one, a README."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

ENTITY, ARTICLE = "Entity", "Article"
ID, LABEL, START, END, TYPE = "id:ID({})", ":LABEL", ":START_ID({})", ":END_ID({})", ":TYPE"

_CONVERTED = {
    "int": "toInteger({})",
    "double": "toFloat({})",
    "date": "date({})",
    "string[]": "split({}, ';')",
    "": "{}",
}
_KEYS = """\
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table to load: `folder` (nodes, relationships), the label or type of its rows, and its header."""

    folder: str
    name: str
    header: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the table stands in the export."""
        return f"{self.folder}/{self.name}.csv"


def commands(tables: Sequence[Table]) -> dict[str, bytes]:
    """The scripts and the README by file name."""
    return {
        "import.sh": _import(tables).encode(),
        "load.cypher": "\n".join([_KEYS, *map(_load, tables)]).encode(),
        "README.md": Path(__file__).with_name("neo4j.md").read_bytes(),
    }


def _import(tables: Sequence[Table]) -> str:
    sources = " \\\n".join(f"  --{t.folder}={t.path}" for t in tables)
    return (
        "#!/bin/sh\n# sh import.sh DATABASE: Neo4j 5 or later; the database must not exist yet\n"
        'cd "$(dirname "$0")" || exit 1\n'
        f'exec neo4j-admin database import full "${{1:-kg}}" \\\n{sources}\n'
    )


def _load(table: Table) -> str:
    head = f"LOAD CSV WITH HEADERS FROM 'file:///{table.path}' AS row\n"
    values = "{" + ", ".join(filter(None, map(_property, table.header))) + "}"
    if table.folder == "nodes":
        key = _column(table.header[0])
        own = "" if table.name == ARTICLE else f"n:{table.name}, "
        kind = ARTICLE if table.name == ARTICLE else ENTITY
        return f"{head}MERGE (n:{kind} {{id: {key}}}) SET {own}n += {values};\n"
    start, end = (next(h for h in table.header if h.startswith(side)) for side in (":START_ID", ":END_ID"))
    ends = f"MATCH (a:{_space(start)} {{id: {_column(start)}}})\nMATCH (b:{_space(end)} {{id: {_column(end)}}})\n"
    key = " {id: row.`id`}" if "id" in table.header else ""
    return f"{head}{ends}MERGE (a)-[r:{table.name}{key}]->(b) SET r += {values};\n"


def _property(header: str) -> str:
    """A property with its conversion; empty for the columns that are no property."""
    name, _, kind = header.partition(":")
    if not name or kind.startswith("ID"):
        return ""
    return f"{name}: {_CONVERTED[kind].format(_column(header))}"


def _column(header: str) -> str:
    return f"row.`{header}`"


def _space(header: str) -> str:
    return header.partition("(")[2].rstrip(")")
