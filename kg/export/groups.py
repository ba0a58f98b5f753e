"""Which mentions of one page denote the same thing."""

from collections.abc import Sequence
from typing import TypeAlias

from kg.mapping import Tables
from kg.model import Document, Mention, name_key

Group: TypeAlias = list[Mention]


def page_groups(parts: Sequence[tuple[Document, Sequence[Mention]]], tables: Tables) -> list[Group]:
    """The page's entities as groups of mentions, in order of their first mention.

    A group is what one part numbers as one. Groups of two parts are one where type and a name agree, and groups
    anywhere on the page where the graph takes them for one entity. A form too general to be found by alone (管委会)
    joins nothing.
    """
    groups: list[Group] = []
    for _, mentions in parts:
        groups += _local_groups(mentions)
    joined = _Joined(len(groups))
    seen: dict[tuple[str, ...], list[int]] = {}
    for number, group in enumerate(groups):
        for sign in _signs(group, tables):
            for other in seen.setdefault(sign, []):
                if sign[0] == "entity" or groups[other][0].document_id != group[0].document_id:
                    joined.join(other, number)
            seen[sign].append(number)
    merged: dict[int, Group] = {}
    for number, group in enumerate(groups):
        merged.setdefault(joined.first(number), []).extend(group)
    return list(merged.values())


def _local_groups(mentions: Sequence[Mention]) -> list[Group]:
    found: dict[int, Group] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.id)):
        if mention.local >= 0 and mention.type != "POSITION":
            found.setdefault(mention.local, []).append(mention)
    return list(found.values())


def _signs(group: Group, tables: Tables) -> list[tuple[str, ...]]:
    """What a group can be recognised by: its entities in the graph, and its type with each of its names."""
    entities = sorted({tables.entity_of[m.id] for m in group if m.id in tables.entity_of})
    general = {name_key(form) for i in entities for form in tables.entities[i].hidden}
    names = {(m.type, name_key(n)) for m in group for n in (m.full, m.text) if n}
    return [("entity", i) for i in entities] + [("name", *n) for n in sorted(names) if n[1] and n[1] not in general]


class _Joined:
    """Disjoint sets of numbers; the smallest stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def first(self, number: int) -> int:
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._parent[high] = low
