"""Our rows on a spaCy Doc: the document it stands for, its mentions and its facts.

Kept in `doc.user_data` as plain lists and strings, so that they survive `n_process=2` and `DocBin`; the extension
attributes `doc._.document`, `doc._.mentions`, `doc._.facts` give and take the row types.
"""

import datetime as dt
from typing import Any

from spacy.tokens import Doc

from kg.model import Document, Fact, Mention, When, from_row, to_row

_MENTIONS, _FACTS, _DOCUMENT = "kg.mentions", "kg.facts", "kg.document"


def set_extensions() -> None:
    """Register the extension attributes (once; calling it again changes nothing)."""
    if not Doc.has_extension("mentions"):
        Doc.set_extension("mentions", getter=_get_mentions, setter=_set_mentions)
    if not Doc.has_extension("facts"):
        Doc.set_extension("facts", getter=_get_facts, setter=_set_facts)
    if not Doc.has_extension("document"):
        Doc.set_extension("document", getter=_get_document, setter=_set_document)


def _get_mentions(doc: Doc) -> list[Mention]:
    return [from_row(Mention, row) for row in doc.user_data.get(_MENTIONS, [])]


def _set_mentions(doc: Doc, mentions: list[Mention]) -> None:
    doc.user_data[_MENTIONS] = [to_row(mention) for mention in mentions]  # which know no dates


def _get_facts(doc: Doc) -> list[Fact]:
    return [from_row(Fact, _revive(row)) for row in doc.user_data.get(_FACTS, [])]


def _set_facts(doc: Doc, facts: list[Fact]) -> None:
    doc.user_data[_FACTS] = [_flatten(to_row(fact)) for fact in facts]


def _get_document(doc: Doc) -> tuple[str, When | None]:
    identifier, published = doc.user_data.get(_DOCUMENT, ["d-unknown", None])
    return identifier, from_row(When, _revive(published)) if published else None


def _set_document(doc: Doc, document: Document) -> None:
    published = _flatten(to_row(document.published)) if document.published else None
    doc.user_data[_DOCUMENT] = [document.id, published]


def _flatten(value: Any) -> Any:
    """Dates as ISO strings, marked by a leading NUL; msgpack knows no dates."""
    if isinstance(value, dict):
        return {k: _flatten(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_flatten(v) for v in value]
    return f"\0{value.isoformat()}" if isinstance(value, dt.date) else value


def _revive(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _revive(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_revive(v) for v in value]
    if isinstance(value, str) and value.startswith("\0"):
        return dt.date.fromisoformat(value[1:])
    return value
