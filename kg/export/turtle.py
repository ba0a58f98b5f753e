"""Turtle to be read by people: sections, one paragraph a subject, labels first.

Written by hand: the libraries either sort their prefixes by hash, or need the whole graph and 30 times as long.
"""

import re
from collections.abc import Callable, Sequence

import pyoxigraph as ox

from kg.export.files import Target, writing
from kg.mapping import SECTIONS, Block, Term, prefixes, sections
from kg.model import Snapshot

_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = re.compile(r"[+-]?\d+|[+-]?\d*\.\d+|true|false")
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_PLAIN = {_XSD + "integer", _XSD + "decimal", _XSD + "boolean"}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TITLES = {
    "ontology": "本体 · ontology: classes, properties, concepts",
    "graph": "图谱 · graph: entities and plain triples",
    "provenance": "出处 · provenance: articles, statements with time and confidence, evidence",
}


def turtle(snapshot: Snapshot, target: Target, base: str, names: Sequence[str] = SECTIONS) -> None:
    """Writes the named sections, by default all, as one Turtle file."""
    spaces = prefixes(base if base.endswith(("/", "#")) else base + "/")
    show = shortener(spaces)
    with writing(target) as stream:
        for prefix, iri in spaces.items():
            stream.write(f"@prefix {prefix}: <{iri}> .\n".encode())
        for name, blocks in sections(snapshot, base, names):
            stream.write(f"\n# ---- {_TITLES[name]}\n".encode())
            for block in blocks:
                stream.write(paragraph(block, show).encode())


def paragraph(block: Block, show: Callable[[Term], str]) -> str:
    """One subject with its predicates, a line each; objects of one predicate share the line."""
    subject, pairs = block
    grouped: dict[str, list[str]] = {}
    for predicate, value in pairs:
        verb = "a" if predicate.value == _TYPE else show(predicate)
        grouped.setdefault(verb, []).append(show(value))
    lines = " ;\n    ".join(f"{verb} {' , '.join(values)}" for verb, values in grouped.items())
    return f"\n{show(subject)} {lines} .\n"


def shortener(spaces: dict[str, str]) -> Callable[[Term], str]:
    """A function that writes a term in Turtle with these prefixes."""
    prefix_of = {iri: prefix for prefix, iri in spaces.items()}

    def named(iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = prefix_of.get(iri[:cut]), iri[cut:]
        return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else f"<{iri}>"

    def show(term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return named(term.value)
        text, kind = term.value, term.datatype.value
        if kind in _PLAIN and _BARE.fullmatch(text):
            return text
        quoted = f'"{_ESCAPED.sub(_escape, text)}"'
        if term.language:
            return f"{quoted}@{term.language}"
        return quoted if kind == _XSD + "string" else f"{quoted}^^{named(kind)}"

    return show


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
