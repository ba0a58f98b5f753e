"""JSON-LD with English keys, one subject a line, under the shipped context."""

import functools
import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.export.files import Target, writing
from kg.mapping import Block, Term, prefixes, sections
from kg.mapping.namespaces import PREFIXES, RDF, XSD
from kg.model import Snapshot
from kg.vocabulary import folder


@functools.cache
def context() -> dict[str, Any]:
    """The shipped context, `ontology/context.jsonld`."""
    path = folder("ontology") / "context.jsonld"
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as error:
        raise VocabularyError(f"{path} 无法读取：{error}", f"cannot read {path}: {error}") from error
    return found


def jsonld(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes the same triples as Turtle as one JSON-LD document; names of the graph are relative to `@base`."""
    base = prefixes(base)["id"].removesuffix("id/")
    compact = compactor(base)
    with writing(target) as stream:
        head = json.dumps({"@base": base, **context()}, ensure_ascii=False)
        stream.write(f'{{"@context": {head},\n"@graph": [\n'.encode())
        separator = b""
        for _, blocks in sections(snapshot, base):
            for block in blocks:
                stream.write(separator + json.dumps(compact(block), ensure_ascii=False).encode())
                separator = b",\n"
        stream.write(b"\n]}\n")


def compactor(base: str) -> Callable[[Block], dict[str, Any]]:
    """A function that turns a block into a JSON-LD object under the context and this base."""
    terms = {_expanded(d): (name, d) for name, d in context().items() if isinstance(d, dict) and "@id" in d}
    short = {iri: prefix for prefix, iri in PREFIXES.items()}

    def named(iri: str) -> str:
        if iri.startswith(base) and iri != base and not iri.startswith(tuple(PREFIXES.values())):
            return iri[len(base) :]
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        return f"{short[iri[:cut]]}:{iri[cut:]}" if iri[:cut] in short and iri[cut:] else iri

    def shown(term: Term, definition: dict[str, Any]) -> Any:
        if isinstance(term, ox.NamedNode):
            return named(term.value) if definition.get("@type") == "@id" else {"@id": named(term.value)}
        kind = term.datatype.value
        if term.language:
            same = definition.get("@language") == term.language
            return term.value if same else {"@value": term.value, "@language": term.language}
        if kind == _expanded({"@id": definition.get("@type", "xsd:string")}):
            return term.value
        return {"@value": term.value, "@type": named(kind)} if kind != XSD + "string" else {"@value": term.value}

    def compact(block: Block) -> dict[str, Any]:
        subject, pairs = block
        row: dict[str, Any] = {"@id": named(subject.value)}
        for predicate, value in pairs:
            if predicate.value == RDF + "type":
                row.setdefault("@type", []).append(named(value.value))
                continue
            name, definition = terms.get(predicate.value) or (named(predicate.value), {})
            row.setdefault(name, []).append(shown(value, definition))
        return {k: v[0] if isinstance(v, list) and len(v) == 1 and not _is_set(k) else v for k, v in row.items()}

    return compact


def _is_set(name: str) -> bool:
    definition = context().get(name)
    return isinstance(definition, dict) and definition.get("@container") == "@set"


def _expanded(definition: dict[str, Any]) -> str:
    prefix, _, local = str(definition["@id"]).partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else f"{prefix}:{local}"
