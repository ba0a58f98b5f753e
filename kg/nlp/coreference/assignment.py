"""Document-local entities: equal names, declared aliases, short forms with one possible full form."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Sequence

from kg.model import Mention
from kg.names import conflict, fold, is_generic, short_form, zone_key
from kg.nlp.coreference.aliases import declared_pairs
from kg.nlp.coreference.expansion import expand

_THRESHOLD = 0.5
_CLEAR = 0.16
_CONTESTED = 0.45
# What may stand before an honour's name: whose, which batch, which year, which level.
_LEVEL = re.compile(
    r"(?:[一-龥]{2,7}[省市区])?(?:第[一二三四五六七八九十\d]+批|首批)?(?:\d{4}年度?)?(?:国家级?|全国|省级?|市级?)?"
)

# 第五届长沙仲裁委员会 is 长沙仲裁委员会, where no other term is named.
_TERM = re.compile(r"第?[一二三四五六七八九十\d]+届")


@dataclasses.dataclass(slots=True)
class _Node:
    """One name of one type in the document: its keys, forms, places, and the cluster it was put into."""

    type: str
    names: list[str]
    first: int
    members: list[int]
    root: int


def assign_locals(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with `local` and `full` set; numbers in order of first appearance, -1 for titles.

    A text that was tagged with two types gets the one with more confidence behind it, unless both are well supported.
    The order of the mentions is kept.
    """
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end, mentions[i].type))
    named = [mentions[i] for i in order if mentions[i].type != "POSITION"]
    voted = _voted(named)
    fulls = expand(text, voted)
    nodes = _nodes(voted, fulls)
    _declare(text, voted, nodes)
    for type_ in sorted({n.type for n in nodes}):
        _link([n for n in nodes if n.type == type_], nodes)
    return _numbered(mentions, order, voted, fulls, nodes)


def _voted(mentions: Sequence[Mention]) -> list[Mention]:
    """Settle texts tagged with several types, and kinds of one text, by summed confidence."""
    types: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    kinds: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for m in mentions:
        types[m.text][m.type] += m.confidence
        kinds[m.text, m.type][m.kind] += m.confidence if m.kind else 0.0
    voted = []
    for m in mentions:
        votes = types[m.text]
        best = max(sorted(votes), key=lambda t: votes[t])
        type_ = m.type if votes[m.type] >= _CONTESTED * sum(votes.values()) else best
        ranked = kinds.get((m.text, type_), {})
        kind = max(sorted(ranked), key=lambda k: ranked[k]) if ranked else ""
        voted.append(m if (type_, kind) == (m.type, m.kind) else dataclasses.replace(m, type=type_, kind=kind))
    return voted


def _nodes(mentions: Sequence[Mention], fulls: Sequence[str]) -> list[_Node]:
    nodes: list[_Node] = []
    by_key: dict[tuple[str, str], _Node] = {}
    for i, (m, full) in enumerate(zip(mentions, fulls, strict=True)):
        name = full or m.text
        key = (m.type, zone_key(name) if m.type == "PARK" else fold(name, m.type))
        if key not in by_key:
            by_key[key] = _Node(m.type, [], m.start, [], len(nodes))
            nodes.append(by_key[key])
        node = by_key[key]
        node.members.append(i)
        node.names = sorted({*node.names, m.text, *filter(None, (full,))}, key=lambda n: (-len(n), n))
    return nodes


def _declare(text: str, mentions: Sequence[Mention], nodes: list[_Node]) -> None:
    node_of = {i: n for n in nodes for i in n.members}
    for a, b in declared_pairs(text, mentions):
        _join(nodes, node_of[a].root, node_of[b].root)


def _link(names: list[_Node], nodes: list[_Node]) -> None:
    """Join every short form to the only cluster that it can be a short form of; the longest short forms first."""
    for short in sorted(names, key=lambda n: (-len(n.names[0]), n.first)):
        scores: dict[int, float] = {}
        for full in names:
            if full.root != short.root:
                score = _score(short, full)
                if score >= _THRESHOLD:
                    scores[full.root] = max(score, scores.get(full.root, 0.0))
        ranked = sorted(scores, key=lambda root: (-scores[root], root))
        if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _CLEAR):
            continue
        if not _conflict(nodes, short.root, ranked[0]):
            _join(nodes, short.root, ranked[0])


def _score(short: _Node, full: _Node) -> float:
    s, f = short.names[0], full.names[0]
    if len(s) >= len(f) + 4 or not set(s) & set(f):
        return 0.0
    if short.type == "HONOUR" and _without_level(s, f):
        return _THRESHOLD
    if short.type == "ORG" and _TERM.fullmatch(f.removesuffix(s)):
        return _THRESHOLD
    match = short_form(s, f, short.type)
    return match.score if match else 0.0


def _without_level(short: str, full: str) -> bool:
    """Inside one article 绿色工厂 is 国家级绿色工厂, where no other level is named; elsewhere it may be another one."""
    s, f = (fold(name, "HONOUR").replace("国家级", "国家") for name in (short, full))
    return f.endswith(s) and _LEVEL.fullmatch(f.removesuffix(s)) is not None


def _conflict(nodes: list[_Node], a: int, b: int) -> bool:
    left = [n.names[0] for n in nodes if n.root == a]
    right = [n.names[0] for n in nodes if n.root == b]
    type_ = nodes[a].type
    return any(conflict(x, y, type_) for x in left for y in right if not is_generic(x, type_))


def _join(nodes: list[_Node], a: int, b: int) -> None:
    low, high = min(a, b), max(a, b)
    for node in nodes:
        if node.root == high:
            node.root = low


def _numbered(
    mentions: Sequence[Mention], order: list[int], voted: list[Mention], fulls: list[str], nodes: list[_Node]
) -> list[Mention]:
    root_of = {i: n.root for n in nodes for i in n.members}
    numbers: dict[int, int] = {}
    result = [dataclasses.replace(m, local=-1, full="") if m.type == "POSITION" else m for m in mentions]
    positions = [i for i in order if mentions[i].type != "POSITION"]
    for at, (i, m) in enumerate(zip(positions, voted, strict=True)):
        local = numbers.setdefault(root_of[at], len(numbers))
        result[i] = dataclasses.replace(m, local=local, full=fulls[at])
    return result
