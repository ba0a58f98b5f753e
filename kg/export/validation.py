"""SHACL over a graph, in a form to print: which node breaks which rule."""

import dataclasses
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH, SKOS

from kg.errors import OutputError
from kg.export.lines import ntriples
from kg.model import Snapshot
from kg.vocabulary import folder

_CORE, _RULES = "shapes.ttl", "shapes-sparql.ttl"
_COLUMNS = ("this", "path", "value")
_BASE = "https://example.org/htz/"


@dataclasses.dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken: the node with its label, the property and value at fault, and the rule in both languages."""

    focus: str
    label: str
    path: str
    value: str
    zh: str
    en: str

    def line(self, lang: str = "zh") -> str:
        """One line to print."""
        said = self.zh if lang == "zh" else self.en
        name = f" {self.label}" if self.label else ""
        parts = " ".join(filter(None, (self.path, self.value)))
        return f"{self.focus}{name}: {said}" + (f" ({parts})" if parts else "")


def validate(graph: Snapshot | Path, base: str = _BASE) -> list[Violation]:
    """Every violation of the shipped shapes, sorted; an empty list means that the graph conforms.

    Takes a snapshot or a Turtle file. Raises OutputError where the file cannot be read as Turtle.
    """
    data = _read(graph) if isinstance(graph, Path) else _built(graph, base)
    shapes = rdflib.Graph().parse(folder("ontology") / _CORE, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, inplace=True)
    if not isinstance(report, rdflib.Graph):
        reason = " ".join(str(report).split())
        raise OutputError(f"SHACL 检验未能完成：{reason}", f"the SHACL validation did not finish: {reason}")
    found = {_violation(report, data, shapes, result) for result in report.subjects(RDF.type, SH.ValidationResult)}
    return sorted(found | set(_broken_rules(data)), key=dataclasses.astuple)


def _broken_rules(data: rdflib.Graph) -> Iterator[Violation]:
    """What the SPARQL rules find, each asked once for the whole graph.

    pySHACL asks a rule once a node, which takes minutes on a graph of a few hundred articles; the rules are written so
    that their patterns select their targets themselves.
    """
    store = ox.Store()
    store.bulk_load(input=data.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    rules = rdflib.Graph().parse(folder("ontology") / _RULES, format="turtle")
    for shape, constraint in rules.subject_objects(SH.sparql):
        messages = list(rules.objects(shape, SH.message))
        solutions = store.query(str(rules.value(constraint, SH.select)).replace("$this", "?this"))
        assert isinstance(solutions, ox.QuerySolutions)
        names = {v.value for v in solutions.variables}
        for row in solutions:
            focus, path, value = (row[n].value if n in names and row[n] is not None else "" for n in _COLUMNS)
            label = str(data.value(rdflib.URIRef(focus), SKOS.prefLabel) or "")
            yield Violation(focus, label, path, value, _said(messages, "zh"), _said(messages, "en"))


def _built(snapshot: Snapshot, base: str) -> rdflib.Graph:
    stream = io.BytesIO()
    ntriples(snapshot, stream, base)
    return rdflib.Graph().parse(data=stream.getvalue(), format="nt")


def _read(path: Path) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"无法读取 {path}：{reason}", f"cannot read {path}: {reason}") from error
    except Exception as error:  # the parser raises many kinds, among them plain Exception
        reason = " ".join(str(error).split())[:200]
        raise OutputError(f"{path} 不是 Turtle：{reason}", f"{path} is not Turtle: {reason}") from error


def _violation(report: rdflib.Graph, data: rdflib.Graph, shapes: rdflib.Graph, result: Any) -> Violation:
    focus = report.value(result, SH.focusNode)
    # of a SPARQL rule's two messages the report keeps whichever comes first, so the rule itself is asked too
    rule = shapes.objects(report.value(result, SH.sourceShape), SH.message)
    said = [*report.objects(result, SH.resultMessage), *rule]
    return Violation(
        focus=str(focus),
        label=str(data.value(focus, SKOS.prefLabel) or ""),
        path=_shown(report.value(result, SH.resultPath)),
        value=_shown(report.value(result, SH.value)),
        zh=_said(said, "zh"),
        en=_said(said, "en"),
    )


def _shown(term: Any) -> str:
    return "" if term is None or isinstance(term, rdflib.BNode) else str(term)


def _said(messages: Iterable[Any], lang: str) -> str:
    by_lang = {m.language: str(m) for m in sorted(messages, key=str)}
    return by_lang.get(lang) or next(iter(by_lang.values()), "")
