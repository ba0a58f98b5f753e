"""The tables of a graph after a change of some articles."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.growing.columns import holders, together, without
from kg.growing.edges import changed_edges
from kg.growing.islands import Change, Resolved
from kg.growing.state import Placed, Shortened, State, placed_items
from kg.model import Document, Entity, Fact, Judgement, Mention
from kg.resolve.locals import gather
from kg.store.columns import links_of, names_of, table_of, texts
from kg.store.naming import TIERS

Tables = dict[str, pa.Table]


def changed_tables(
    before: Mapping[str, pa.Table],
    state: State,
    gone: Collection[str],
    documents: Sequence[Document],
    mentions: Sequence[Mention],
    facts: Sequence[Fact],
    judgements: Sequence[Judgement],
) -> tuple[Tables, pa.Table, pa.Table]:
    """The tables after documents went (`gone`) and came, and the items and groups of the state that belongs to them.

    `mentions` and `facts` are those of the documents that came; one that changed went and came.
    """
    if not gone and not documents:
        return {**before, "links": links_of(before["edges"])}, state.items, state.groups
    after: Tables = {
        "documents": _exchanged(before["documents"], "id", gone, Document, documents, "source", "part"),
        "mentions": _exchanged(before["mentions"], "document_id", gone, Mention, mentions, "id"),
        "facts": _exchanged(before["facts"], "document_id", gone, Fact, facts, "id"),
    }
    items = gather(documents, mentions)
    change = Change(state, before["entities"], gone, items, after["documents"], after["facts"], judgements)
    resolved = change.resolve()
    former = holders(before["entities"], "mention_ids", "id", resolved.mentions)
    entities = resolved.resolution.entities
    after["entities"] = _exchanged(before["entities"], "id", former, Entity, entities, "id")
    after["names"] = _names(without(before["names"], "entity_id", former), names_of(entities))
    after["edges"] = changed_edges(before, after, {*gone, *(d.id for d in documents)})
    after["links"] = links_of(after["edges"])
    return after, *_placed(state, gone, resolved)


def _exchanged(
    table: pa.Table, column: str, gone: Collection[str], cls: type[Any], rows: Sequence[Any], *order: str
) -> pa.Table:
    return together([without(table, column, gone), table_of(cls, rows)], *order)


def _names(kept: pa.Table, new: pa.Table) -> pa.Table:
    """Both in the order of `kg.store.naming`."""
    names = pa.concat_tables([kept, new])
    ranked = names.append_column("rank", pc.index_in(names["tier"], value_set=texts(TIERS)))
    ordered = ranked.sort_by([(column, "ascending") for column in ("key", "rank", "entity_id")])
    return ordered.drop_columns(["rank"]).combine_chunks()


def _placed(state: State, gone: Collection[str], resolved: Resolved) -> tuple[pa.Table, pa.Table]:
    """Items and groups after the change: those of islands that were resolved anew are replaced."""
    items, groups = placed_items(resolved.items, resolved.resolution)
    staying = without(without(state.items, "document_id", gone), "island", resolved.islands)
    others = without(state.groups, "island", resolved.islands)
    return (
        pa.concat_tables([staying, table_of(Placed, items)]).combine_chunks(),
        pa.concat_tables([others, table_of(Shortened, groups)]).combine_chunks(),
    )
