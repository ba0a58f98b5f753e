"""The answer of a SPARQL query as a table of cells that a page can show."""

import dataclasses
import itertools
import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.query.neighbourhood import type_of
from kg.query.rdf import Results
from kg.server.rendering import link

_ENTITY = re.compile(r"([a-z]-[a-z2-7]{10})")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, a note in small print (language or datatype), where it leads."""

    text: str
    note: str = ""
    address: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class AnswerTable:
    """A head and rows, cut after `most` rows; `entities` are the ids in it. `verdict` is the answer to an ASK."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    cut: bool
    entities: tuple[str, ...]
    verdict: bool | None = None


def answer_table(results: Results, base: str, most: int) -> AnswerTable:
    """The first rows of an answer."""
    if isinstance(results, ox.QueryBoolean):
        return AnswerTable((), (), False, (), bool(results))
    head, rows = _rows(results)
    taken = list(itertools.islice(rows, most + 1))
    cells = tuple(tuple(_cell(term, base) for term in row) for row in taken[:most])
    ids = dict.fromkeys(
        i for row in taken[:most] for term in row if isinstance(term, ox.NamedNode) and (i := _entity(term.value, base))
    )
    return AnswerTable(head, cells, len(taken) > most, tuple(ids))


def _rows(results: Results) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    if isinstance(results, ox.QueryTriples):
        return ("subject", "predicate", "object"), ((t.subject, t.predicate, t.object) for t in results)
    assert isinstance(results, ox.QuerySolutions)
    names = tuple(v.value for v in results.variables)
    return names, (tuple(solution[name] for name in names) for solution in results)


def _cell(term: object, base: str) -> Cell:
    if isinstance(term, ox.NamedNode):
        entity = _entity(term.value, base)
        return Cell(_short(term.value, base), "", link(f"/page/{entity}") if entity else "")
    if isinstance(term, ox.Literal):
        kind = term.language or ("" if term.datatype.value == _XSD_STRING else _short(term.datatype.value, base))
        return Cell(term.value, kind)
    return Cell("" if term is None else str(term))


def _entity(iri: str, base: str) -> str:
    """The id of an entity, or the empty string for all else that has an IRI."""
    found = _ENTITY.fullmatch(iri.removeprefix(f"{base}id/")) if iri.startswith(f"{base}id/") else None
    return found[1] if found and type_of(found[1]) else ""


def _short(iri: str, base: str) -> str:
    from_base = iri.removeprefix(base)
    return from_base if from_base != iri else re.split(r"[#/]", iri.rstrip("#/"))[-1] or iri
