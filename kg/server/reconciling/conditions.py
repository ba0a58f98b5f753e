"""Conditions of a query (`properties`): whether the graph bears them out for a candidate."""

import dataclasses
from collections.abc import Collection, Iterable
from typing import Any

from kg.model import name_key
from kg.query import Graph, Match
from kg.query.places import inside
from kg.query.resolver import meanings
from kg.server.reconciling.properties import Value, values
from kg.vocabulary import ontology

ZONES = ("zone", "located_in", "part_of")


@dataclasses.dataclass(frozen=True, slots=True)
class Condition:
    """A property and the values of which a candidate should have one: texts, and the entities that are meant by them.

    `known` are the ids of entities; a text that names none leaves only its words.
    """

    property: str
    words: tuple[str, ...]
    known: frozenset[str]


def conditions(graph: Graph, given: Any) -> tuple[Condition, ...]:
    """The conditions of a query; raises ValueError where they are none."""
    rows = given or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("properties: a list of objects is wanted")
    return tuple(_condition(graph, str(row["pid"]), row["v"]) for row in rows)


def _condition(graph: Graph, property_id: str, value: Any) -> Condition:
    wanted = value if isinstance(value, list) else [value]
    ids = {str(v["id"]) for v in wanted if isinstance(v, dict)}
    words = tuple(_text(v) for v in wanted if not isinstance(v, dict))
    named = {m.id for text in words for m in meanings(graph.reader, text)}
    return Condition(property_id, words, frozenset(ids | named))


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


def judged(graph: Graph, found: Collection[Match], asked: Iterable[Condition]) -> dict[str, list[bool | None]]:
    """By candidate, for each condition: whether it is met, None where the graph knows nothing of it."""
    ids = [m.id for m in found]
    verdicts: dict[str, list[bool | None]] = {i: [] for i in ids}
    for condition in asked:
        told = values(graph, condition.property, ids, "zh", former=True)
        within = _within(graph, condition, ids)
        for match in found:
            met = match.id in within or _met(condition, match, told[match.id])
            verdicts[match.id].append(True if met else False if told[match.id] else None)
    return verdicts


def _within(graph: Graph, condition: Condition, ids: Collection[str]) -> frozenset[str]:
    """The candidates that lie in a zone that is asked for, directly or through something in it or by their name."""
    if condition.property != "zone":
        return frozenset()
    return frozenset(i for zone in sorted(condition.known) for i in inside(graph.reader, zone, ids))


def _met(condition: Condition, match: Match, told: Iterable[Value]) -> bool:
    wanted = {name_key(word) for word in condition.words}
    if condition.property in ("type", "kind"):
        return bool(wanted & {name_key(text) for text in _tags(condition.property, match)})
    return any(
        value.id in condition.known or name_key(value.name) in wanted
        if isinstance(value, Match)
        else name_key(str(value)) in wanted
        for value in told
    )


def _tags(property_id: str, match: Match) -> tuple[str, ...]:
    """The tag and the labels of a candidate's type or kind."""
    if property_id == "type":
        known = ontology().types[match.type]
        return known.tag, known.zh, known.en
    return (match.kind, *ontology().kinds.get(match.kind, ())) if match.kind else ()
