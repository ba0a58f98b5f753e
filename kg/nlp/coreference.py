"""Which mentions of one document denote the same thing.

Equal names are one entity; a short form joins a full form of the same type where the names allow it (`kg.names`) and only
one full form of the document fits; “X(以下简称Y)” says so itself. A body named without its zone (管委会, 科技创新局) takes the zone
that stands before it in a coordination, else the zone that the document is about. A doubtful short form stays apart.
"""

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.model import Mention
from kg.names import fold, is_short_form, parse

_ALIAS = re.compile(r"[(（,，]?\s*(?:以下简称|下称|简称|又称|以下称)[：:“\"「]*")
_JOINED = re.compile(r"[、和与及]|以及")
_ZONE_BODIES = re.compile(r"(?:局|党工委|纪工委|管委会|管理委员会|办公室|服务中心)$")
_SURE, _POSSIBLE = 0.75, 0.5
_MAIN_SHARE = 0.5  # of the mentions of zones, for a zone to be what the document is about


class _Groups:
    """Disjoint sets of mention indexes."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self.parent[b] = a


def assign_locals(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with `local` numbered in order of first appearance and `full` set where the document gives one."""
    ordered = _agree_on_types(sorted(mentions, key=lambda m: (m.start, m.end)))
    zone = _main_zone(text, ordered)
    ordered = _complete(text, ordered, zone)
    groups = _Groups(len(ordered))
    _join_equal(ordered, groups)
    _join_declared(text, ordered, groups)
    _join_short_forms(ordered, groups, zone)
    numbers: dict[int, int] = {}
    result = []
    for i, mention in enumerate(ordered):
        if mention.type == "POSITION":
            result.append(dataclasses.replace(mention, local=-1))
        else:
            result.append(dataclasses.replace(mention, local=numbers.setdefault(groups.find(i), len(numbers))))
    return result


def _agree_on_types(mentions: list[Mention]) -> list[Mention]:
    """The same string has one type in a document: the one its mentions are together surest of."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        votes[m.text][m.type] += round(1000 * m.confidence)
    best = {text: min(c, key=lambda t: (-c[t], t)) for text, c in votes.items()}
    kinds = {(m.text, m.type): m.kind for m in mentions}
    return [
        dataclasses.replace(m, type=best[m.text], kind=kinds[m.text, best[m.text]]) if m.type != best[m.text] else m
        for m in mentions
    ]


def _main_zone(text: str, mentions: list[Mention]) -> str:
    """The fullest name of the zone that the document is about, or the empty string."""
    counts: Counter[str] = Counter()
    title_end = text.find("\n")
    for m in mentions:
        if m.type == "PARK" and parse(m.text, "PARK").last.form:
            counts[m.text] += 3 if m.start < title_end else 1
    full = [name for name in counts if not _bare(name, "PARK")]
    if not full:
        return ""
    total = sum(counts.values())
    weight = {
        name: counts[name] + sum(counts[o] for o in counts if o != name and is_short_form(o, name, "PARK") >= _POSSIBLE)
        for name in full
    }
    best = min(full, key=lambda n: (-weight[n], len(n), n))
    return best if weight[best] >= _MAIN_SHARE * total else ""


def _bare(name: str, type_: str) -> bool:
    """Whether a name is a type word alone, without region and own part (高新区, 管委会, 区党工委)."""
    last = parse(name, type_).last
    return not parse(name, type_).hosts and not last.regions and not last.core


def _complete(text: str, mentions: list[Mention], zone: str) -> list[Mention]:
    """Set `full` on bodies named without their zone: from the coordination they stand in, else from the main zone."""
    result: list[Mention] = []
    for m in mentions:
        full = ""
        if m.type == "ORG" and m.kind in ("government", "party") and _ZONE_BODIES.search(m.text):
            name = parse(m.text)
            if not name.hosts and not name.last.regions and name.last.level in ("", "区"):
                before = result[-1] if result else None
                host = _host_before(text, before, m) or zone
                body = m.text.removeprefix("区") if name.last.level == "区" else m.text
                full = host + body if host else ""
        result.append(dataclasses.replace(m, full=full) if full else m)
    return result


def _host_before(text: str, before: Mention | None, m: Mention) -> str:
    """济宁高新区 for the 管委会 of 济宁高新区党工委、管委会."""
    if not before or before.type != "ORG" or not _JOINED.fullmatch(text[before.end : m.start]):
        return ""
    name = before.full or before.text
    hosts = parse(name).hosts
    return name[: name.find(parse(name).last.text[:2])] if hosts and parse(name).last.text[:2] in name else ""


def _join_equal(mentions: list[Mention], groups: _Groups) -> None:
    first: dict[tuple[str, str], int] = {}
    for i, m in enumerate(mentions):
        if m.type != "POSITION":
            for name in filter(None, (m.text, m.full)):
                groups.join(first.setdefault((m.type, fold(name, m.type)), i), i)


def _join_declared(text: str, mentions: list[Mention], groups: _Groups) -> None:
    for i in range(len(mentions) - 1):
        a, b = mentions[i], mentions[i + 1]
        if a.type == b.type != "POSITION" and _ALIAS.fullmatch(text[a.end : b.start]):
            groups.join(i, i + 1)


def _join_short_forms(mentions: list[Mention], groups: _Groups, zone: str) -> None:
    """Join each name to the one fuller name of its type that it can stand for; several that fit leave it alone."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for i, m in enumerate(mentions):
        if m.type != "POSITION":
            for name in filter(None, (m.text, m.full)):
                names[m.type].setdefault(name, i)
    for type_, first in sorted(names.items()):
        by_length = sorted(first, key=lambda n: (-len(n), n))
        for short in reversed(by_length):
            fits = [(is_short_form(short, full, type_), full) for full in by_length if len(full) > len(short)]
            chosen = _choose([(s, f) for s, f in fits if s >= _POSSIBLE], first, groups, zone)
            if chosen:
                groups.join(first[short], first[chosen])


def _choose(fits: list[tuple[float, str]], first: dict[str, int], groups: _Groups, zone: str) -> str:
    if not fits:
        return ""
    best = max(score for score, _ in fits)
    top = [full for score, full in fits if score >= best - 0.01]
    if len({groups.find(first[f]) for f in top}) == 1 and (best >= _SURE or len(top) == len(fits)):
        return top[0]
    return zone if zone in top else ""
