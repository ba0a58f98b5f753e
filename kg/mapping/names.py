"""IRIs: opaque, deterministic and free of Chinese; labels make them readable, never the other way round."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import ConfigError
from kg.model import Document, content_id

_STEM = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?")


class Namer:
    """Coins every IRI of the graph under `base`.

    Documents keep their file's stem where it is plain ASCII and no other document wants it; to know that, the namer
    takes all of them. Later parts of a page get `-2`, `-3`, …

    >>> Namer("https://example.org/htz/").entity("o-l6wtk4vol4")
    'https://example.org/htz/id/o-l6wtk4vol4'
    """

    def __init__(self, base: str, documents: Iterable[Document] = ()) -> None:
        self.base = _checked(base)
        self._documents = document_names((d.id, d.name, d.part) for d in documents)

    def entity(self, entity_id: str) -> str:
        """The IRI of an entity."""
        return f"{self.base}id/{_safe(entity_id)}"

    def document(self, document_id: str) -> str:
        """The IRI of an article."""
        return f"{self.base}doc/{_safe(self._documents.get(document_id, document_id))}"

    def assertion(self, edge_id: str) -> str:
        """The IRI of the statement that an edge makes; it keeps the edge's hash under the letter of assertions."""
        return f"{self.base}id/a-{_safe(edge_id.partition('-')[2] or edge_id)}"

    def part(self, iri: str, name: str) -> str:
        """The IRI of something that exists only as a part of another: an amount, a selector, an interval."""
        return f"{iri}-{name}"

    def post(self, organization_id: str, title: str) -> str:
        """The IRI of a post, whoever fills it: a title in a body."""
        return f"{self.base}id/{content_id('t', organization_id, title)}"

    def role(self, title: str) -> str:
        """The IRI of a title as such (局长)."""
        return f"{self.base}id/{content_id('r', title)}"

    def evidence(self, document_id: str, quote: str) -> str:
        """The IRI of a quoted place in an article."""
        return f"{self.base}id/{content_id('x', document_id, quote)}"


def _checked(base: str) -> str:
    base = base if base.endswith(("/", "#")) else base + "/"
    try:
        ox.NamedNode(base)
    except ValueError as error:
        raise ConfigError(f"graph.base 不是绝对 IRI：{base}", f"graph.base is not an absolute IRI: {base}") from error
    return base


def document_names(articles: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """By id the last part of each article's IRI; all articles are given, as id, name of the file, and part."""
    wanted = {id_: _wanted(name, part) for id_, name, part in articles}
    claims = Counter(wanted.values())
    return {i: w if w and claims[w] == 1 else i for i, w in wanted.items()}


def _wanted(name: str, part: int) -> str:
    stem = name.removesuffix(".txt")
    if not _STEM.fullmatch(stem):
        return ""
    return stem if part == 1 else f"{stem}-{part}"


def _safe(local: str) -> str:
    return quote(local, safe="-._~", errors="replace")
