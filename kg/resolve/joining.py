"""Bringing the things of several documents together: equal keys first, then short forms with one full form."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from kg.names import Match, branch_place, conflict, fold, is_generic, parse, short_form
from kg.names.companies import core_of
from kg.names.necessary import necessary
from kg.resolve.candidates import candidates
from kg.resolve.clusters import Clusters
from kg.resolve.keys import blocks, identifies, join_key
from kg.resolve.locals import Local

_ENOUGH = 0.8
_ENOUGH_IN_ZONE = 0.65
_CERTAIN = 0.95
_SAME_ZONE = 0.12
_CLEAR = 0.08
_LINKED = ("ORG", "PARK", "PROGRAMME", "PROJECT")


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """A cluster as short forms see it: its root, type, fullest name, and the zones its documents are set in."""

    root: int
    type: str
    name: str
    zones: frozenset[str]


def equal_keys(item: Local) -> list[tuple[str, str]]:
    """The keys on which an item is brought together with others, each with the name that gives it; people have none."""
    if item.type == "PERSON":
        return []
    keyed = {(join_key(name, item.type, item.zone), name) for name in item.names}
    return sorted((key, name) for key, name in keyed if key)


def join_equal(items: Sequence[Local], keys: Sequence[Sequence[tuple[str, str]]], clusters: Clusters) -> None:
    """Join what has an equal identifying name, or an equal name in articles set in the same zone.

    `keys` are the `equal_keys` of each item.
    """
    by_key: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for i, item in enumerate(items):
        for key, name in keys[i]:
            by_key[item.type, key].append((i, name))
    for (type_, _), bearers in sorted(by_key.items()):
        first = bearers[0][0]
        for other, name in bearers[1:]:
            if clusters.root(first) == clusters.root(other):
                continue
            forbidden = conflict(items[clusters.root(first)].name, items[other].name, type_)
            if not forbidden:
                clusters.join(first, other, _equal_reason(name, items[first].zone, type_))


def _equal_reason(name: str, zone: str, type_: str) -> str:
    if identifies(name, type_):
        return f"same name {name}"
    return f"same name {name} in articles on {zone}"


def join_short_forms(items: Sequence[Local], clusters: Clusters) -> list[tuple[Group, list[str]]]:
    """Join a cluster known by a short form to the one cluster whose name it can shorten.

    Returns the clusters that there were before, with the blocks in which they looked for each other.
    """
    groups = _groups(items, clusters)
    lying = [_blocks(g) for g in groups]
    for short, fulls in candidates(groups, [(g.name, g.type) for g in groups], lying):
        _join_best(short, fulls, clusters)
    return list(zip(groups, lying, strict=True))


def _blocks(group: Group) -> list[str]:
    """Where to look: bodies whose name starts alike, and things of one zone whose name ends alike."""
    starts = [] if is_generic(group.name, group.type) else list(blocks(group.name, group.type))
    end = core_of(fold(group.name))[-2:] if group.type == "ORG" else group.name[-2:]
    return [*starts, *(f"{group.type}:{zone}:{end}" for zone in sorted(group.zones))]


def _join_best(short: Group, fulls: Sequence[Group], clusters: Clusters) -> None:
    scored = []
    for full in fulls:
        if full.root != short.root and (found := _scored(short, full)):
            scored.append((found[0], full, found[1]))
            clusters.meet(short.root, full.root)
    scored.sort(key=lambda s: (-s[0], s[1].name, s[1].root))
    if not scored:
        return
    best, full, match = scored[0]
    rivals = [s for s in scored[1:] if best - s[0] < _CLEAR and clusters.root(s[1].root) != clusters.root(full.root)]
    if rivals:
        clusters.note(short.root, f"{short.name} may shorten {full.name} or {rivals[0][1].name}: kept apart")
    elif not conflict(short.name, full.name, short.type):
        where = f", articles on {sorted(short.zones & full.zones)[0]}" if short.zones & full.zones else ""
        clusters.join(short.root, full.root, f"{short.name} is {full.name}: {match.how}{where}")


def _scored(short: Group, full: Group) -> tuple[float, Match] | None:
    """How one name can shorten another and how surely, or None where it cannot or not surely enough."""
    match = short_form(short.name, full.name, short.type) if full.type == short.type else None
    if match is None or match.score >= 1.0:
        return None
    enough = _enough(short, full, match)
    return (enough, match) if enough else None


def meeting(one: Group, other: Group) -> bool:
    """Whether what short forms make of one cluster depends on the other, given that they share a block."""
    return any(
        necessary(a.name, a.type) <= frozenset(fold(b.name, b.type)) and _scored(a, b) is not None
        for a, b in ((one, other), (other, one))
    )


def _enough(short: Group, full: Group, match: Match) -> float:
    """The score that the names and the articles' zones give together, or 0 if that does not suffice."""
    if short.zones & full.zones:
        return match.score + _SAME_ZONE if match.score >= _ENOUGH_IN_ZONE else 0.0
    if is_generic(short.name, short.type) or match.score < _ENOUGH or _may_be_branch(short.name, full.name):
        return 0.0
    local = short.type != "ORG" or not identifies(short.name, "ORG")
    return 0.0 if local and short.zones and full.zones and match.score < _CERTAIN else match.score


def _may_be_branch(one: str, other: str) -> bool:
    """Whether a place tells a body without a legal form from its parent: 富士康（烟台）, 内蒙古通威."""
    return _is_placed(one) != _is_placed(other)


def _is_placed(name: str) -> bool:
    last = parse(name).last
    return bool(branch_place(name)) or (bool(last.regions) and not last.form)


def _groups(items: Sequence[Local], clusters: Clusters) -> list[Group]:
    found = []
    chosen = [i for i, item in enumerate(items) if item.type in _LINKED]
    for root, members in sorted(clusters.groups(chosen).items()):
        name = max((items[i].name for i in members), key=lambda n: (len(n), n))
        zones = frozenset(items[i].zone for i in members if items[i].zone)
        found.append(Group(root, items[root].type, name, zones))
    return found


def compare(
    short: str, full: str, type_: str, zones: tuple[frozenset[str], frozenset[str]]
) -> tuple[Match | None, float]:
    """How one name can stand for another, and the score that suffices to join them; 0 where it does not suffice.

    `zones` are those that the articles of the one and of the other are set in.

    >>> none: frozenset[str] = frozenset()
    >>> match, score = compare("通佳机械", "山东通佳机械有限公司", "ORG", (none, none))
    >>> match.how, match.score == score
    ('short form', True)
    """
    match = short_form(short, full, type_)
    if match is None or conflict(short, full, type_):
        return match, 0.0
    one, other = Group(0, type_, short, zones[0]), Group(1, type_, full, zones[1])
    return match, 1.0 if match.score >= 1.0 else _enough(one, other, match)
