"""The graph as RDF in memory, and SPARQL over it."""

import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.mapping import prefixes, triples
from kg.store import StoreReader, open_index

# deeper nesting and longer texts than these can end the process inside the query engine
_DEEPEST = 64
_LONGEST = 64 * 1024
_MOST_OPERATORS = 2000
_SKIPPED = re.compile(
    r"'''.*?'''|\"\"\".*?\"\"\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*", re.S
)
_SERVICE = re.compile(r"(?<![\w:?$-])service(?![\w:-])", re.I)
_OPERATOR = re.compile(r"(?<!\w)union(?!\w)|[-+*/!|&^]", re.I)

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def sparql(reader: StoreReader, text: str) -> Results:
    """Run a SPARQL 1.1 query; known prefixes may be left out. Raises QueryError if it is no good."""
    check(text)
    index = open_index(reader.version, lambda: _triples(reader))
    try:
        return index.query(text, prefixes=prefixes(_base(reader)))
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
    code = _SKIPPED.sub(" ", text)
    if _SERVICE.search(code):
        raise QueryError("不支持 SERVICE：查询不访问网络", "SERVICE is not supported: queries do not use the network")
    if len(_OPERATOR.findall(code)) > _MOST_OPERATORS:
        raise QueryError(f"运算符多于 {_MOST_OPERATORS} 个", f"the query has more than {_MOST_OPERATORS} operators")
    depth = 0
    for sign in code:
        depth += (sign in "({[") - (sign in ")}]")
        if depth > _DEEPEST:
            raise QueryError(f"括号嵌套超过 {_DEEPEST} 层", f"brackets are nested deeper than {_DEEPEST}")


def to_rdflib(reader: StoreReader) -> Any:
    """The graph as an `rdflib.Graph`."""
    import rdflib

    data = ox.serialize(_triples(reader), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def _triples(reader: StoreReader) -> Iterator[ox.Triple]:
    return triples(reader.snapshot(), _base(reader))


def _base(reader: StoreReader) -> str:
    return str(reader.manifest.get("base", "https://example.org/htz/"))
