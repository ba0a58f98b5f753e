"""The graph as RDF in memory, and SPARQL over it."""

import re
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.mapping import prefixes, quads, triples
from kg.store import StoreReader, open_index

# deeper nesting and longer texts than these can end the process inside the query engine
_DEEPEST = 64
_LONGEST = 64 * 1024
_MOST_OPERATORS = 2000
_SKIPPED = re.compile(
    r"'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|<[a-z][a-z0-9+.-]*://[^<>\"{}|^`\\\s]*>|(?P<angled><[^<>\"{}|^`\\\s]*>)|#[^\n]*",
    re.S | re.I,
)
_SERVICE = re.compile(r"(?<![\w:?$-])service(?![\w:-])", re.I)
# signs inside of these are no operators; a prefix with a hyphen may be a subtraction before a name, so it is left
_WHOLE = re.compile(
    r"(?<![\w.?$])(?:[^\W\d][\w.]*)?:(?:[\w:.%-]|\\.)*|(?<=\s)@[a-z]+(?:-[a-z0-9]+)*|(?<=\s)\^\^(?=[\w:<])", re.I
)
_OPERATOR = re.compile(r"(?<!\w)union(?!\w)|[-+*/!|&^]", re.I)

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def open_quads(reader: StoreReader) -> ox.Store:
    """The SPARQL index of a store: its triples, and each article's once more in a graph named by the article."""
    return open_index(reader.version, lambda: quads(reader.snapshot(), base_of(reader)))


def sparql(
    index: ox.Store,
    text: str,
    base: str,
    *,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Results:
    """Run a SPARQL 1.1 query; known prefixes may be left out. Raises QueryError if it is no good.

    Graphs given here stand in for those that the query names itself; where only one kind is given the other is empty.
    """
    check(text)
    given = default_graphs is not None or named_graphs is not None
    try:
        return index.query(
            text,
            base_iri=base,
            prefixes=prefixes(base),
            default_graph=[ox.NamedNode(iri) for iri in default_graphs or ()] if given else None,
            named_graphs=[ox.NamedNode(iri) for iri in named_graphs or ()] if given else None,
        )
    except OSError as error:
        raise StoreError(
            f"SPARQL 索引已损坏：请重新运行 kg build（{error}）",
            f"the SPARQL index is damaged: run kg build again ({error})",
        ) from error
    except (SyntaxError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise QueryError(f"SPARQL 查询有误：{reason}", f"bad SPARQL query: {reason}") from error


def check(text: str) -> None:
    """Refuse what would leave this machine or overturn the engine; raises QueryError."""
    if len(text) > _LONGEST:
        raise QueryError(f"查询长于 {_LONGEST} 个字符", f"the query is longer than {_LONGEST} characters")
    code, sure = _code(text)
    if _SERVICE.search(code if sure else text):
        raise QueryError("不支持 SERVICE：查询不访问网络", "SERVICE is not supported: queries do not use the network")
    if len(_OPERATOR.findall(_WHOLE.sub(" ", code))) > _MOST_OPERATORS:
        raise QueryError(f"运算符多于 {_MOST_OPERATORS} 个", f"the query has more than {_MOST_OPERATORS} operators")
    depth = 0
    for sign in code:
        depth += (sign in "({[") - (sign in ")}]")
        if depth > _DEEPEST:
            raise QueryError(f"括号嵌套超过 {_DEEPEST} 层", f"brackets are nested deeper than {_DEEPEST}")


def _code(text: str) -> tuple[str, bool]:
    """The text without strings, absolute IRIs and comments, and whether it can be read in no other way.

    `<b)SERVICE?s#>` may be an IRI, or a comparison before a comment; only an IRI with `://` can be nothing else.
    """
    doubts = [m["angled"] for m in _SKIPPED.finditer(text) if m["angled"]]
    return _SKIPPED.sub(lambda m: m["angled"] or " ", text), not any("#" in doubt for doubt in doubts)


def to_rdflib(reader: StoreReader) -> Any:
    """The graph as an `rdflib.Graph`."""
    import rdflib

    data = ox.serialize(triples(reader.snapshot(), base_of(reader)), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def base_of(reader: StoreReader) -> str:
    """The IRI under which a store's entities and articles have theirs."""
    return str(reader.manifest.get("base", "https://example.org/htz/"))
