"""RDF terms, and the blocks in which they travel: a subject with its sorted predicates and objects."""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import pyoxigraph as ox

from kg.mapping.namespaces import KG, RDF, RDFS, SKOS, XSD

Term: TypeAlias = ox.NamedNode | ox.Literal
Pair: TypeAlias = tuple[ox.NamedNode, Term]
Block: TypeAlias = tuple[ox.NamedNode, list[Pair]]

_FIRST = [RDF + "type", SKOS + "prefLabel", RDFS + "label", SKOS + "altLabel", SKOS + "hiddenLabel", KG + "nameKey"]
_RANK = {iri: rank for rank, iri in enumerate([*_FIRST, RDF + "subject", RDF + "predicate", RDF + "object"])}


@functools.lru_cache(maxsize=4096)
def node(iri: str) -> ox.NamedNode:
    """A named node."""
    return ox.NamedNode(iri)


A = node(RDF + "type")


def zh(text: str) -> ox.Literal:
    """A Chinese literal; the one tag everywhere, since a match in SPARQL needs the exact tag."""
    return ox.Literal(text, language="zh")


def plain(text: str) -> ox.Literal:
    """A string without a language."""
    return ox.Literal(text)


def date(day: dt.date) -> ox.Literal:
    """A full date."""
    return ox.Literal(day.isoformat(), datatype=node(XSD + "date"))


def calendar(iso: str) -> ox.Literal:
    """A date in the precision as said: gYear, gYearMonth or date; a range stays a string.

    >>> str(calendar("2020").datatype.value)[-5:], str(calendar("2019-01/2019-09").datatype.value)[-6:]
    ('gYear', 'string')
    """
    return ox.Literal(iso, datatype=node(XSD + precision(iso))) if precision(iso) else ox.Literal(iso)


def precision(iso: str) -> str:
    """The local name of the XSD type of a date as said, empty for a range or anything else.

    >>> precision("2020"), precision("2021-05"), precision("2017-10-23"), precision("2019/2020")
    ('gYear', 'gYearMonth', 'date', '')
    """
    if re.fullmatch(r"\d{4}", iso):
        return "gYear"
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", iso):
        return "gYearMonth"
    try:
        return "date" if dt.date.fromisoformat(iso).isoformat() == iso else ""
    except ValueError:
        return ""


def decimal(value: float) -> ox.Literal:
    """A number between 0 and 1 with at most four places, as xsd:decimal (a float would become xsd:double).

    >>> decimal(0.97).value, decimal(1.0).value
    ('0.97', '1.0')
    """
    whole, _, places = f"{value:.4f}".partition(".")
    return ox.Literal(f"{whole}.{places.rstrip('0') or '0'}", datatype=node(XSD + "decimal"))


def flag(value: bool) -> ox.Literal:
    """A truth value."""
    return ox.Literal(str(value).lower(), datatype=node(XSD + "boolean"))


def number(text: str) -> ox.Literal | None:
    """An amount as xsd:integer or xsd:decimal; None where it is no finite number.

    >>> number("800000000").value, number("1.50").value, number("约8亿")
    ('800000000', '1.5', None)
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > Decimal(10) ** 18:
        return None
    if value == value.to_integral_value():
        return ox.Literal(str(int(value)), datatype=node(XSD + "integer"))
    return ox.Literal(format(value, "f").rstrip("0"), datatype=node(XSD + "decimal"))


def block(subject: str, pairs: Iterable[tuple[str, Term]]) -> Block:
    """A subject with its pairs, sorted and each once; types and labels come first, Chinese before English."""
    keyed = {(_RANK.get(p, len(_RANK)), p, _foreign(o), str(o)): (node(p), o) for p, o in pairs}
    return node(subject), [keyed[k] for k in sorted(keyed)]


def _foreign(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.language != "zh"
