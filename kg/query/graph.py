"""The handle by which programs and the command line ask a graph."""

import functools
from collections.abc import Sequence
from pathlib import Path as FilePath
from types import TracebackType
from typing import Any

from kg.errors import LookupFailed
from kg.model import Document, Edge, Snapshot
from kg.query import rdf
from kg.query.answers import Leaders, Match, Path, Portrait, Relation
from kg.query.dates import Moment, parse_moment
from kg.query.finding import find_names, list_entities
from kg.query.leaders import LED_TYPES, leaders_of, no_body
from kg.query.networks import multigraph
from kg.query.paths import shortest_path
from kg.query.places import inside
from kg.query.portraits import in_time, portrait
from kg.query.resolver import by_id, exact, pick, resolve
from kg.query.states import edges_at
from kg.store import StoreReader, open_store


class Graph:
    """Answers questions about a store; use it in a `with` statement or close it.

    Names are resolved in tiers (full name, alias, abbreviation, zone and name, part of a name); a name that means
    nothing or several things raises LookupFailed with the candidates. `within` narrows to what lies in a zone,
    `id` names the entity outright.
    """

    def __init__(self, reader: StoreReader) -> None:
        self.reader = reader

    @classmethod
    def open(cls, store: FilePath) -> "Graph":
        """Open a store; raises StoreError if it is missing, damaged or of another version."""
        return cls(open_store(store))

    def __enter__(self) -> "Graph":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store's files."""
        self.reader.close()

    def entity(self, name: str = "", *, id: str = "", types: Sequence[str] = (), within: str | None = None) -> Match:
        """The one entity that a name means."""
        if id:
            return by_id(self.reader, id)
        return pick(name, self.candidates(name, types=types, within=within))

    def candidates(self, name: str, *, types: Sequence[str] = (), within: str | None = None) -> tuple[Match, ...]:
        """All entities that a name can mean, of the first tier that knows it."""
        narrowing = functools.partial(inside, self.reader, self.area(within).id) if within else None
        return resolve(self.reader, name, types=types, within=narrowing)

    def area(self, name: str) -> Match:
        """The zone, place or body that `within` names."""
        return pick(name, resolve(self.reader, name, types=("PARK", "PLACE", "ORG")))

    def who_leads(
        self,
        name: str = "",
        *,
        on: str | Moment | None = None,
        within: str | None = None,
        all_posts: bool = False,
        id: str = "",
        types: Sequence[str] = LED_TYPES,
    ) -> Leaders:
        """Who leads a body, now or on a date (`2020`, `2020-06`, `2020-06-30`); with all posts also its deputies.

        For a zone these are the heads of its committees too.
        """
        moment = parse_moment(on) if isinstance(on, str) else on
        try:
            body = self.entity(name, id=id, types=types, within=within)
        except LookupFailed as error:
            other = () if error.ambiguous or id else exact(self.reader, name)
            if other:
                raise no_body(other[0]) from None
            raise
        if body.type not in LED_TYPES:
            raise no_body(body)
        return leaders_of(self.reader, name or body.name, body, moment, all_posts=all_posts)

    def show(self, name: str = "", *, id: str = "", types: Sequence[str] = (), within: str | None = None) -> Portrait:
        """An entity with all its relations."""
        return portrait(self.reader, self.entity(name, id=id, types=types, within=within))

    def find(self, text: str, *, types: Sequence[str] = ()) -> tuple[Match, ...]:
        """Entities by part of a name, by pinyin or by the initials of the pinyin, nearest first."""
        return find_names(self.reader, text, types=types)

    def list_entities(
        self, type: str = "", *, kind: str | None = None, within: str | None = None, part_of: str | None = None
    ) -> tuple[Match, ...]:
        """All entities, or those of a type: of a kind, in a zone, part of a body or framework."""
        zone = self.area(within) if within else None
        whole = self.entity(part_of, types=("PROGRAMME", "PARK", "ORG")) if part_of else None
        return list_entities(self.reader, type, kind=kind, zone=zone, whole=whole)

    def path(self, a: str, b: str) -> Path:
        """The shortest chain of relations between two entities."""
        return shortest_path(self.reader, self.entity(a), self.entity(b))

    def timeline(
        self, name: str = "", *, id: str = "", types: Sequence[str] = (), within: str | None = None
    ) -> tuple[Relation, ...]:
        """The relations of an entity in the order of time."""
        return in_time(self.reader, self.entity(name, id=id, types=types, within=within))

    def edges(self, *, as_of: str | Moment | None = None, predicate: str | None = None) -> tuple[Edge, ...]:
        """All edges, or those known to have begun and not to have ended at a date."""
        moment = parse_moment(as_of) if isinstance(as_of, str) else as_of
        return edges_at(self.reader, moment, predicate=predicate)

    def documents(self) -> tuple[Document, ...]:
        """The articles."""
        return self.snapshot().documents

    def snapshot(self) -> Snapshot:
        """Everything that the store holds."""
        return self.reader.snapshot()

    @property
    def base(self) -> str:
        """The IRI under which entities (`id/…`) and articles (`doc/…`) have theirs."""
        return rdf.base_of(self.reader)

    @functools.cached_property
    def quads(self) -> Any:
        """The SPARQL index, a read-only `pyoxigraph.Store`; it is built when first needed."""
        return rdf.open_quads(self.reader)

    def sparql(
        self, text: str, *, default_graphs: Sequence[str] | None = None, named_graphs: Sequence[str] | None = None
    ) -> rdf.Results:
        """Run a SPARQL 1.1 query, over the whole graph or over the graphs given."""
        return rdf.sparql(self.quads, text, self.base, default_graphs=default_graphs, named_graphs=named_graphs)

    def to_networkx(self) -> Any:
        """The graph as a `networkx.MultiDiGraph`, nodes and edges keyed by id."""
        return multigraph(self.snapshot())

    def to_rdflib(self) -> Any:
        """The graph as an `rdflib.Graph`."""
        return rdf.to_rdflib(self.reader)

    def info(self) -> dict[str, Any]:
        """What the store says of itself, with numbers of entities and edges by type and predicate."""
        return {
            **self.reader.manifest,
            "version": self.reader.version.name,
            "types": self.reader.counts("entities", "type"),
            "predicates": self.reader.counts("edges", "predicate"),
        }
