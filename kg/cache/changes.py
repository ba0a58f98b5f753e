"""What became of the articles since the version before."""

import dataclasses
from collections.abc import Collection, Sequence
from pathlib import Path

from kg.errors import StoreError
from kg.model import Document
from kg.store import open_store

_COLUMNS = ("id", "raw_sha256", "title", "published")


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of articles: new, changed and removed ones against the version before; of those that stayed as they
    were, how many had to be analysed again (a rule, word list, model or setting changed) and how many not."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    redone: int = 0
    reused: int = 0


def find_changes(store: Path, documents: Sequence[Document], reused: Collection[str]) -> Changes:
    """The changes from the store's current version to these documents, `reused` being ids whose results were kept."""
    before = _former(store)
    same = [d for d in documents if before.get(d.id) == _seen(d)]
    return Changes(
        new=sum(d.id not in before for d in documents),
        changed=sum(d.id in before for d in documents) - len(same),
        removed=len(before.keys() - {d.id for d in documents}),
        redone=sum(d.id not in reused for d in same),
        reused=sum(d.id in reused for d in same),
    )


def _seen(document: Document) -> tuple[str, ...]:
    return document.raw_sha256, document.title, document.published.iso if document.published else ""


def _former(store: Path) -> dict[str, tuple[str, ...]]:
    """What the version before had; nothing where there is none that can be read."""
    try:
        with open_store(store) as reader:
            rows = reader.table("documents", _COLUMNS).to_pylist()
    except StoreError:
        return {}
    return {r["id"]: (r["raw_sha256"], r["title"], r["published"]["iso"] if r["published"] else "") for r in rows}
