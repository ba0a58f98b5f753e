"""The types that flow through the house, their ids and their Arrow schemas.

Rows are frozen, slotted dataclasses. Ids are hashes of content: no counters that depend on order, no UUIDs.
A row becomes a plain dict with `to_row` and comes back with `from_row`; `schema(cls)` is its Arrow schema.
"""

import base64
import calendar
import dataclasses
import datetime as dt
import hashlib
import re
import types
import typing
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

Role = Literal["at", "since", "until"]
FactStatus = Literal["stated", "planned", "former", "negated"]
EdgeStatus = Literal["current", "former", "planned", "uncertain"]
Verdict = Literal["same", "different", "unsure", "accept", "reject", "rename", "retype", "date", "undo"]

_DROPPED = re.compile(r"[\s“”„‟\"'‘’「」『』《》〈〉·•・‧∙⋅]+")
_DASHES = re.compile(r"[-‐‑‒–—―─−]+")


def name_key(name: str) -> str:
    """The comparison form of a name: NFKC, casefolded, without spaces, quotes and middle dots; every dash is a hyphen.

    >>> name_key("“6501”培育 工程"), name_key("均和云谷•济宁创新谷"), name_key("ＴＣＬ"), name_key("广慈－思南——产业园")
    ('6501培育工程', '均和云谷济宁创新谷', 'tcl', '广慈-思南-产业园')
    """
    return _DASHES.sub("-", _DROPPED.sub("", unicodedata.normalize("NFKC", name))).casefold()


def calendar_span(year: int, month: int | None = None, day: int | None = None) -> tuple[str, dt.date, dt.date]:
    """The ISO form of a year, a month or a day, and its first and last day; ValueError for what the calendar has not.

    >>> calendar_span(2020, 2)
    ('2020-02', datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    if month is None:
        return f"{year:04d}", dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return f"{year:04d}-{month:02d}", dt.date(year, month, 1), dt.date(year, month, last)
    date = dt.date(year, month, day)
    return date.isoformat(), date, date


def content_id(prefix: str, *parts: str) -> str:
    """`prefix-` and ten base32 characters of the SHA-256 of the parts.

    >>> content_id("o", "ORG", "辰欣药业") == content_id("o", "ORG", "辰欣药业")
    True
    >>> len(content_id("o", "ORG", "辰欣药业"))
    12
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}-{base64.b32encode(digest).decode().lower()[:10]}"


@dataclasses.dataclass(frozen=True, slots=True)
class When:
    """A time as the text says it, with the first and last day it can mean.

    `text` is verbatim (去年10月), `iso` as precise as said (2019-10, or 2019-01/2019-09 for a range), `role` tells
    whether the fact held at that time, since it or until it.
    """

    text: str
    iso: str
    earliest: dt.date
    latest: dt.date
    role: Role = "at"


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """One article of repaired text.

    `source` is the file's path relative to the folder that was read (with `/`). A file that holds several articles
    gives several documents with `part` 1, 2, …; a file with one article has part 1 and `parts` 1. `raw_offsets` maps
    the text to the decoded raw file: a flat tuple of (text offset, raw offset, length) triples, run after run,
    ascending; characters of `text` that no run covers were put there by the repair (a joining newline). `repairs`
    says what was repaired, how often (`joined_lines:12`). `published_how` says how the date was found (`sidecar`,
    `option`, `dateline`, `metadata`, `text`, …).
    """

    id: str
    source: str
    part: int
    parts: int
    raw_sha256: str
    text: str
    title: str
    byline: str
    published: When | None
    published_how: str
    raw_offsets: tuple[int, ...] = ()
    repairs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's own name, as used in evidence and in the documents export."""
        return self.source.rpartition("/")[2]


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place in a document.

    `local` numbers the document's entities (0, 1, …): mentions with the same number denote the same thing in this
    document. `full` is the fuller name that the document gives for it where it does not print it here (济宁高新区管委会
    for the 管委会 of “济宁高新区党工委、管委会”), else empty. A mention of type POSITION is a title and never becomes
    an entity; its `local` is -1.
    """

    id: str
    document_id: str
    start: int
    end: int
    type: str
    kind: str
    text: str
    key: str
    full: str
    local: int
    found_by: str
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """What one document claims about two mentions.

    `qualifiers` are sorted (name, value) pairs: `position`, `amount` (verbatim), `amount_value`, `amount_currency`,
    `manner` (acting | concurrent). `evidence` is a tuple of (start, end) offsets into the document's text: the
    clauses of the names, one for a fact inside one clause, then those of its time and its sum if they are others.
    """

    id: str
    document_id: str
    predicate: str
    subject_id: str
    object_id: str
    qualifiers: tuple[tuple[str, str], ...]
    status: FactStatus
    when: When | None
    evidence: tuple[tuple[int, int], ...]
    found_by: str
    confidence: float

    def qualifier(self, name: str) -> str:
        """The value of a qualifier, or the empty string."""
        return dict(self.qualifiers).get(name, "")


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: `by` whom, `at` what time, with a `note` why.

    `left` and `right` refer to names (`type:key`, optionally `@document`) or to what a fact says
    (`predicate|subject key|object key|position@document`), never to offsets or to ids of one build. `right` is the
    other name, or the name, type or date that is given; `left` of an undo is the id of what is undone. `where` tells
    the file and line a judgement was read from.
    """

    id: str
    verdict: Verdict
    left: str
    right: str
    by: str
    at: str
    note: str
    where: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Entity:
    """What mentions are believed to denote.

    `names` are all names in order of fullness, `name` is the first. `hidden` are short forms too general to be found
    by alone (高新区, 管委会). `mention_ids` and `documents` (ids) are sorted. `reasons` say why mentions of several
    documents were taken for one. `replaces` are the ids, sorted, that parts of what is known of it would have alone:
    an earlier build may have given them, and they lead here.
    """

    id: str
    type: str
    kind: str
    name: str
    names: tuple[str, ...]
    hidden: tuple[str, ...]
    documents: tuple[str, ...]
    mention_ids: tuple[str, ...]
    reasons: tuple[str, ...]
    confidence: float
    replaces: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """Facts of the same content between two entities, on a time line.

    `first_seen`, `last_seen`: bounds of all its observations (stated date, else publication window); `since`, `until`
    only where a text states a start or an end. `at` is the stated date (ISO, precision as given) or empty. Dates are
    None where no document of the edge has one.
    """

    id: str
    subject_id: str
    predicate: str
    object_id: str
    qualifiers: tuple[tuple[str, str], ...]
    at: str
    first_seen: dt.date | None
    last_seen: dt.date | None
    since: When | None
    until: When | None
    fact_ids: tuple[str, ...]
    documents: tuple[str, ...]
    confidence: float
    status: EdgeStatus

    def qualifier(self, name: str) -> str:
        """The value of a qualifier, or the empty string."""
        return dict(self.qualifiers).get(name, "")

    @property
    def start(self) -> dt.date | None:
        """The stated start, else the first sight."""
        return self.since.earliest if self.since else self.first_seen

    @property
    def end(self) -> dt.date | None:
        """The stated end, else the last sight."""
        return self.until.latest if self.until else self.last_seen

    def other_end(self, entity_id: str) -> str:
        """The entity at the other end, seen from one of the two."""
        return self.object_id if self.subject_id == entity_id else self.subject_id


@dataclasses.dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything of one build; every tuple is sorted by id (documents by source and part)."""

    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    edges: tuple[Edge, ...]


Row = TypeVar("Row", Document, Mention, Fact, Judgement, Entity, Edge, When)


def to_row(item: Any) -> dict[str, Any]:
    """A row as a plain dict of plain values, ready for Arrow: tuples become lists, When a dict."""
    return {name: _plain(getattr(item, name)) for name in item.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return to_row(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def from_row(cls: type[Row], row: Mapping[str, Any]) -> Row:
    """The inverse of `to_row`."""
    return cls(*[_typed(row[name]) for name in cls.__dataclass_fields__])


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return from_row(When, value)
    if isinstance(value, list):
        return tuple(_typed(v) for v in value)
    return value


def schema(cls: type[Any]) -> Any:
    """The `pyarrow.Schema` of a row type."""
    import pyarrow as pa

    hints = typing.get_type_hints(cls)
    return pa.schema([pa.field(f.name, _arrow(hints[f.name])) for f in dataclasses.fields(cls)])


def _arrow(hint: Any) -> Any:
    import pyarrow as pa

    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _arrow(next(a for a in args if a is not type(None)))
    if hint is When:
        return pa.struct(list(schema(When)))
    if origin is tuple:
        return pa.list_(_arrow(args[0]))
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), dt.date: pa.date32()}
    return simple.get(hint, pa.string())
