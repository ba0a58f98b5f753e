"""The first page: search, what the graph holds, where to start."""

import dataclasses
import functools
import itertools
from collections.abc import Iterable

from kg.query import ArticleLine, Graph, Match
from kg.query.resolver import labels
from kg.server.exchange import Request
from kg.server.pages.view import View
from kg.store import StoreReader
from kg.vocabulary import ontology

_TOLD = 8
_NEWEST = 6
_CONSIDERED = 400
# what to ask about the entity of a type that most is known of
_EXAMPLES = (
    ("example_heads", "PARK"),
    ("example_firms", "PARK"),
    ("example_parts", "PROGRAMME"),
    ("example_person", "PERSON"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """An entity and the number of its relations."""

    match: Match
    relations: int


@dataclasses.dataclass(frozen=True, slots=True)
class Summary:
    """What a graph holds, and the entities of which it knows most."""

    documents: int
    entities: int
    edges: int
    types: tuple[tuple[str, int], ...]
    parks: tuple[Known, ...]
    firms: tuple[Known, ...]
    programmes: tuple[Known, ...]
    newest: tuple[ArticleLine, ...]
    examples: tuple[tuple[str, str], ...]


def show_home(graph: Graph, request: Request) -> View:
    """The first page."""
    return View("pages/home.html", {"summary": _summary(graph)})


def examples(graph: Graph) -> tuple[tuple[str, str], ...]:
    """Questions that the graph can answer: the kind of question and the name to ask about."""
    return _summary(graph).examples


@functools.lru_cache(maxsize=1)
def _summary(graph: Graph) -> Summary:
    """Counted once for each opened graph: it does not change."""
    reader = graph.reader
    counts = reader.counts("entities", "type")
    known = _most_told(reader)
    return Summary(
        documents=int(reader.manifest["documents"]),
        entities=sum(counts.values()),
        edges=int(reader.manifest["edges"]),
        types=tuple((tag, counts[tag]) for tag in ontology().types if tag in counts),
        parks=_first(k for k in known if k.match.type == "PARK"),
        firms=_first(k for k in known if k.match.kind == "company"),
        programmes=_first(k for k in known if k.match.type == "PROGRAMME"),
        newest=graph.article_lines()[:_NEWEST],
        examples=tuple(
            (key, k.match.name) for key, tag in _EXAMPLES for k in _first(k for k in known if k.match.type == tag)[:1]
        ),
    )


def _most_told(reader: StoreReader) -> list[Known]:
    """The entities with most relations, the most first."""
    counts = reader.counts("links", "entity_id")
    names = labels(reader, list(counts)[:_CONSIDERED])
    return [Known(names[i], counts[i]) for i in counts if i in names]


def _first(found: Iterable[Known]) -> tuple[Known, ...]:
    return tuple(itertools.islice(found, _TOLD))
