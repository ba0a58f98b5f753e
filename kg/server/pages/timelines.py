"""Posts on a line of time: bars for what is on record, open ends for what is not known, and that told in words."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Sequence

from kg.names.posts import post_of
from kg.server.pages.statements import Claim, Statement

_LEAST = 0.6  # per cent of the line that the shortest bar gets
_TICKS = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Tick:
    """A year on the line, in per cent of its length."""

    at: float
    label: str


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """Somebody in a post. `start`, `width`: what is on record; `before`, `after`: where its start or end is unknown."""

    statement: Statement
    body: str
    start: float
    width: float
    before: float
    after: float


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """Something that is not on record: `key` says what, `post` of which post, between which dates."""

    key: str
    post: str
    date: str
    other: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    """The line with its years, the posts in order of time, those without a date, and what is not known."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    undated: tuple[Statement, ...]
    notes: tuple[Note, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """A post that somebody held, with the name of its body."""

    claim: Claim
    statement: Statement
    body: str

    @property
    def start(self) -> dt.date | None:
        """The stated start, else the first sight."""
        return self.claim.edge.start

    @property
    def end(self) -> dt.date | None:
        """The stated end, else the last sight."""
        return self.claim.edge.end


def timeline(posts: Sequence[Held], *, of_body: bool) -> Timeline | None:
    """The line of a body's heads or of a person's posts; None where there is none to show."""
    known = [h for h in posts if h.claim.edge.status != "planned"]
    dated = sorted((h for h in known if h.start and h.end), key=_in_time)
    undated = [h.statement for h in known if not (h.start and h.end)]
    if not known:
        return None
    scale = _Scale(dated)
    notes = _succession(dated) if of_body else _career(dated)
    return Timeline(scale.ticks(), tuple(scale.bar(h) for h in dated), tuple(undated), tuple(notes))


def _in_time(held: Held) -> tuple[object, ...]:
    return held.start, held.end, held.statement.other.name, held.statement.id


class _Scale:
    """Whole years from the first to the last day that matters, as per cent of a line."""

    def __init__(self, dated: Sequence[Held]) -> None:
        starts = [h.start for h in dated if h.start]
        ends = [h.end for h in dated if h.end]
        self.first = min((d.year for d in starts), default=0)
        self.last = max((d.year for d in ends), default=0) + 1
        if dated and self.last - self.first < 3:
            self.first -= 1
            self.last += 1

    def ticks(self) -> tuple[Tick, ...]:
        years = range(self.first, self.last)
        step = max(1, -(-len(years) // _TICKS))
        return tuple(Tick(self.place(dt.date(y, 1, 1)), str(y)) for y in years[::step] if self.first)

    def place(self, day: dt.date) -> float:
        whole = (dt.date(self.last, 1, 1) - dt.date(self.first, 1, 1)).days
        share = 100 * (day - dt.date(self.first, 1, 1)).days / whole
        return round(min(100.0, max(0.0, share)), 2)

    def bar(self, held: Held) -> Bar:
        assert held.start and held.end
        edge = held.claim.edge
        start, end = self.place(held.start), self.place(held.end)
        width = max(_LEAST, round(end - start, 2))
        before = 0.0 if edge.since else round(min(start, 4.0), 2)
        room = round(max(0.0, 100 - start - width), 2)
        after = 0.0 if edge.until else room if held.statement.status == "current" else round(min(room, 4.0), 2)
        return Bar(held.statement, held.body, min(start, 100 - _LEAST), width, before, after)


def _succession(dated: Sequence[Held]) -> list[Note]:
    """What is not known of each post: who came before, when it changed hands, what came after."""
    notes = []
    posts = {(h.body, post_of(h.statement.position)): None for h in dated}
    for body, post in posts:
        line = [h for h in dated if (h.body, post_of(h.statement.position)) == (body, post)]
        notes += _gaps(line, f"{body}{post}")
    return notes


def _gaps(line: Sequence[Held], post: str) -> list[Note]:
    first, last = line[0], max(line, key=lambda h: (h.end or dt.date.min, h.statement.id))
    notes = [Note("unknown_before", post, first.statement.since or first.statement.first_seen or "")]
    for one, two in itertools.pairwise(line):
        stated = one.claim.edge.until or two.claim.edge.since
        if one.end and two.start and one.end < two.start and not stated:
            gap = one.statement.last_seen or "", two.statement.first_seen or ""
            notes.append(Note("unknown_between", post, *gap))
    if not last.claim.edge.until:
        notes.append(Note("unknown_after", post, last.statement.last_seen or ""))
    return [n for n in notes if n.date]


def _career(dated: Sequence[Held]) -> list[Note]:
    if not dated:
        return []
    last = max(dated, key=lambda h: (h.end or dt.date.min, h.statement.id))
    notes = [Note("career_before", "", dated[0].statement.since or dated[0].statement.first_seen or "")]
    if not last.claim.edge.until:
        notes.append(Note("unknown_after", "", last.statement.last_seen or ""))
    return [n for n in notes if n.date]
