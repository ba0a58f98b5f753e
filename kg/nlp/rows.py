"""Our rows on a spaCy Doc: the document it stands for, its mentions and its facts.

Kept in `doc.user_data` as plain lists and strings, so that they survive `n_process=2` and `DocBin`; the extension
attributes `doc._.document`, `doc._.mentions`, `doc._.facts` give and take the row types.
"""

import datetime as dt
from typing import Any

from spacy.tokens import Doc

from kg.model import Document, Fact, Mention, Row, When, from_row, to_row

_PREFIX = "kg."


def set_extensions() -> None:
    """Register the extension attributes (once; calling it again changes nothing)."""
    if not Doc.has_extension("mentions"):
        Doc.set_extension("mentions", getter=_getter("mentions", Mention), setter=_setter("mentions"))
    if not Doc.has_extension("facts"):
        Doc.set_extension("facts", getter=_getter("facts", Fact), setter=_setter("facts"))
    if not Doc.has_extension("document"):
        Doc.set_extension("document", getter=_get_document, setter=_set_document)


def _getter(name: str, cls: type[Row]) -> Any:
    return lambda doc: [from_row(cls, _revive(row)) for row in doc.user_data.get(_PREFIX + name, [])]


def _setter(name: str) -> Any:
    def keep(doc: Doc, rows: list[Mention] | list[Fact]) -> None:
        doc.user_data[_PREFIX + name] = [_flatten(to_row(row)) for row in rows]

    return keep


def _get_document(doc: Doc) -> tuple[str, When | None]:
    identifier, published = doc.user_data.get(_PREFIX + "document", ["d-unknown", None])
    return identifier, from_row(When, _revive(published)) if published else None


def _set_document(doc: Doc, document: Document) -> None:
    published = _flatten(to_row(document.published)) if document.published else None
    doc.user_data[_PREFIX + "document"] = [document.id, published]


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
