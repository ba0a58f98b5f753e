"""CSV for spreadsheets: entities.csv and edges.csv, in a folder or in one zip file."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.export.bundles import write_bundle
from kg.export.files import Target, writing
from kg.mapping import Namer, clean_name
from kg.mapping.tables import Tables, aliases, hidden, label
from kg.model import Snapshot

_ENTITIES = (
    "id", "type", "kind", "name", "aliases", "hidden", "mentions", "documents", "confidence", "iri",
)  # fmt: skip
_EDGES = (
    "id", "subject", "subject_name", "predicate", "object", "object_name", "position", "manner", "amount",
    "amount_value", "amount_currency", "at", "first_seen", "last_seen", "since", "until", "status", "confidence",
    "documents", "quotes", "iri",
)  # fmt: skip
_FORMULA = tuple("=+-@＝＋－＠−\t\r\n")  # with the full-width forms, which East Asian versions read as the narrow ones
_LONGEST = 32_767  # characters that a cell of Excel holds; the rest of a longer one spills into the next row


def sheets(snapshot: Snapshot, target: Target, base: str, *, safe: bool = True) -> None:
    """Writes both tables: into a zip file where the path ends in .zip or a stream is given, else into a folder.

    UTF-8 with a byte order mark, which spreadsheet programs want. `safe` puts an apostrophe before cells that such a
    program would take for a formula, and cuts cells longer than Excel holds.
    """
    tables = Tables(snapshot)
    namer = Namer(base, snapshot.documents)
    guard = _guarded if safe else str
    files = {
        "entities.csv": _csv(_ENTITIES, _entity_rows(tables, namer), guard),
        "edges.csv": _csv(_EDGES, _edge_rows(tables, namer), guard),
    }
    write_bundle(target, files, single=".csv")


def sheets_raw(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes both tables with every cell exactly as it is, for programs that compute."""
    sheets(snapshot, target, base, safe=False)


def edge_sheet(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes the table of edges alone, safe for spreadsheets."""
    rows = _edge_rows(Tables(snapshot), Namer(base, snapshot.documents))
    with writing(target) as stream:
        stream.write(_csv(_EDGES, rows, _guarded))


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]], guard: Callable[[str], str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guard(str("" if cell is None else cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet program runs or breaks in two.

    >>> _guarded("=1+1"), _guarded("＋1"), _guarded("辰欣药业")
    ("'=1+1", "'＋1", '辰欣药业')
    """
    shown = "'" + cell if cell.startswith(_FORMULA) else cell
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _entity_rows(tables: Tables, namer: Namer) -> Iterator[tuple[object, ...]]:
    for e in tables.snapshot.entities:
        names = "|".join(n.replace("|", "｜") for n in aliases(e))
        forms = "|".join(n.replace("|", "｜") for n in hidden(e))
        files = "|".join(clean_name(tables.documents[d].name) for d in e.documents)
        yield e.id, e.type, e.kind, label(e), names, forms, len(e.mention_ids), files, e.confidence, namer.entity(e.id)


def _edge_rows(tables: Tables, namer: Namer) -> Iterator[tuple[object, ...]]:
    for e in tables.snapshot.edges:
        ends = [(i, label(tables.entities[i])) for i in (e.subject_id, e.object_id)]
        said = [clean_name(e.qualifier(q)) for q in ("position", "manner", "amount", "amount_value", "amount_currency")]
        periods = (e.first_seen, e.last_seen, e.since and e.since.iso, e.until and e.until.iso)
        files = "|".join(clean_name(tables.documents[d].name) for d in e.documents)
        quotes = json.dumps([q.exact for q in tables.quotes(e)], ensure_ascii=False)
        yield (
            e.id, *ends[0], e.predicate, *ends[1], *said, e.at, *periods, e.status, e.confidence, files, quotes,
            namer.assertion(e.id),
        )  # fmt: skip
