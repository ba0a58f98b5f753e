"""Where a thing that is no entity is shown to people: a statement, its evidence, a post or a role."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import LookupFailed
from kg.mapping import clean_text, document_names
from kg.mapping.namespaces import KG, OA, RDF
from kg.model import Edge
from kg.query import Graph
from kg.query.resolver import by_id
from kg.server.pages.entity import statement_address
from kg.server.rendering import link

_THING = re.compile(r"([axrt]-[a-z2-7]+)(?:-[a-z]+)*")


def shown_at(graph: Graph, local: str) -> str:
    """The address of the place on a page that shows what `/id/local` names; empty where there is none.

    Parts of a thing (an amount, a selector, an interval) are shown where the thing is.
    """
    found = _THING.fullmatch(local)
    return _SHOWN[found[1][0]](graph, found[1]) if found else ""


def document_id(graph: Graph, local: str) -> str:
    """The id of the article whose IRI ends so; raises LookupFailed for none."""
    rows: list[dict[str, Any]] = graph.reader.table("documents", ("id", "source", "part")).to_pylist()
    names = document_names((r["id"], r["source"].rpartition("/")[2], r["part"]) for r in rows)
    found = next((id_ for id_, name in names.items() if local in (id_, name)), None)
    if found is None:
        raise LookupFailed(f"没有文章 {local}", f"no article {local}")
    return found


def _statement(graph: Graph, local: str) -> str:
    edge = _edge(graph, local)
    return statement_address(graph.reader, by_id(graph.reader, edge.subject_id), edge.id) if edge else ""


def _evidence(graph: Graph, local: str) -> str:
    iri = f"{graph.base}id/{local}"
    said = next((local_name(s) for s in bearers(graph, KG + "evidence", iri)), "")
    edge = _edge(graph, said) if said else None
    source, selector = (next(iter(values(graph, iri, OA + name)), "") for name in ("hasSource", "hasSelector"))
    if edge is None or not source:
        return ""
    article = document_id(graph, local_name(source))
    text = graph.reader.documents([article])[0].text
    exact = next(iter(values(graph, selector, OA + "exact")), "")
    facts = [f for f in graph.reader.facts(edge.fact_ids) if f.document_id == article]
    quoting = [f.id for f in facts if any(exact in clean_text(text[start:end]) for start, end in f.evidence)]
    fact = next(iter(quoting or [f.id for f in facts]), "")
    return f"{link(f'/article/{article}', fact=fact)}#{fact}" if fact else link(f"/article/{article}")


def _post(graph: Graph, local: str) -> str:
    known = next(iter(values(graph, f"{graph.base}id/{local}", RDF + "type")), None)
    return link(f"/post/{local}") if known else ""


_SHOWN: Mapping[str, Callable[[Graph, str], str]] = {"a": _statement, "x": _evidence, "r": _post, "t": _post}


def _edge(graph: Graph, local: str) -> Edge | None:
    """The edge whose statement has this IRI."""
    ends = [local_name(s) for s in values(graph, f"{graph.base}id/{local}", RDF + "subject")]
    return next((e for e in graph.reader.edges_of(ends) if e.id.partition("-")[2] == local.partition("-")[2]), None)


def values(graph: Graph, subject: str, predicate: str) -> list[str]:
    """What a thing has as this property: IRIs and texts, sorted; none for an empty IRI."""
    if not subject:
        return []
    found = graph.quads.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
    return sorted(q.object.value for q in found)


def bearers(graph: Graph, predicate: str, value: str) -> list[str]:
    """The IRIs that have this IRI as this property, sorted."""
    found = graph.quads.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value), ox.DefaultGraph())
    return sorted(q.subject.value for q in found)


def local_name(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rpartition("/")[2]
