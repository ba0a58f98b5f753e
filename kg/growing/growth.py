"""The stages of a build in order, for the articles that changed since the current version."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kg.cache import Skipped
from kg.cache.annotating import Annotated
from kg.cache.reading import Read
from kg.cache.segments import Segments
from kg.curation.applying import concerned, curate, judged_names, told_unused
from kg.errors import StoreError
from kg.growing.columns import among, chosen, lean_documents
from kg.growing.state import Origin, State, find_state, state_key
from kg.growing.tables import Tables, changed_tables
from kg.model import Document, Judgement, Mention, name_key, schema
from kg.store import open_store
from kg.store.columns import ROW_TYPES, rows_of, table_of

_FEW = 64  # documents: up to so many, or a quarter of all, are exchanged; more are quicker brought together anew


@dataclasses.dataclass(frozen=True, slots=True)
class Built:
    """The tables of a graph, the state to keep for the next build, what was left out, whose results had been kept."""

    tables: Tables
    state: State
    skipped: tuple[Skipped, ...]
    reused: frozenset[str]


def grow(
    store: Path,
    states: Segments,
    settings: Sequence[str],
    judgements: Sequence[Judgement],
    *,
    source_keys: Collection[str],
    read: Callable[[Collection[str]], Read],
    annotate: Callable[[Sequence[Document], Collection[str]], Annotated],
    min_confidence: float,
) -> Built | None:
    """What a build gives, made from the store's current version; None where everything is to be brought together anew.

    `source_keys` are those of all articles there are now, `read` reads those with other keys than it is given,
    `annotate` finds mentions and facts in documents while results with the given keys are kept as well.
    """
    found = _former(store, states, settings)
    if found is None:
        return None
    before, state = found
    origins = {o.id: o for o in rows_of(Origin, state.origins)}
    known = {o.source_key for o in origins.values() if o.source_key}.intersection(source_keys)
    new = read(known)
    gone = {i for i, o in origins.items() if o.source_key not in known}
    judged = state.judged | _judged(judgements, before["documents"], before["mentions"])
    again = {i for i, o in origins.items() if i not in gone and (i in judged or not o.key)}
    documents = [*new.documents, *rows_of(Document, chosen(before["documents"], "id", again))]
    staying = [o for i, o in origins.items() if i not in gone and i not in again]
    if len(documents) + len(gone) > max(_FEW, len(origins) // 4) or not (staying or documents):
        return None
    annotated = annotate(documents, {o.key for o in staying})
    curated = curate(judgements, documents, annotated.mentions, annotated.facts)
    facts = [f for f in curated.facts if f.confidence >= min_confidence]
    tables, items, groups = changed_tables(
        before, state, gone | again, documents, curated.mentions, facts, curated.judgements
    )
    keys = {i: origins[i].source_key for i in again} | new.keys
    grown = State(
        table_of(Origin, [*staying, *origins_of(keys, annotated)]),
        items,
        groups,
        frozenset(concerned(judgements, documents, annotated.mentions)),
    )
    reused = annotated.reused | {o.id for o in staying}
    return Built(tables, grown, left_out([*new.skipped, *annotated.skipped], curated.unused), reused)


def origins_of(source_keys: dict[str, str], annotated: Annotated) -> list[Origin]:
    """Where the documents with these keys come from, in order of id."""
    keys = {i: "" if i in annotated.failed else key for i, key in annotated.keys.items()}
    return [Origin(i, source_keys[i], keys[i]) for i in sorted(keys)]


def left_out(skipped: Iterable[Skipped], unused: Iterable[Judgement]) -> tuple[Skipped, ...]:
    """What a build leaves out, judgements that touch nothing too."""
    return (*skipped, *(Skipped(j.where, *told_unused(j), judgement=True) for j in unused))


def _former(store: Path, states: Segments, settings: Sequence[str]) -> tuple[Tables, State] | None:
    """The tables of the current version and the state that fits them."""
    try:
        with open_store(store) as reader:
            state = find_state(states, state_key(reader.version.name, settings))
            if state is None:
                return None
            # Parquet names the parts of lists in its own way, and would write that name again
            tables = {name: reader.table(name).cast(schema(cls)) for name, cls in ROW_TYPES.items()}
            return {**tables, "names": reader.table("names")}, state
    except StoreError:
        return None


def _judged(judgements: Sequence[Judgement], documents: pa.Table, mentions: pa.Table) -> set[str]:
    """The documents that judgements speak of, among those of the current version."""
    if not judgements:
        return set()
    names = judged_names(judgements)
    fulls = [full for full in pc.unique(mentions["full"]).to_pylist() if name_key(full) in names]
    rows = mentions.filter(pc.or_(among(mentions["key"], names), among(mentions["full"], fulls)))
    return concerned(judgements, lean_documents(documents), rows_of(Mention, rows))
