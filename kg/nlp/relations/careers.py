"""Careers: posts that a text lists with the dates on which they began, and which of them are over.

2009年任甲局局长，2013年8月至2019年3月历任…，2021年起任丙委主任: a step is a clause that a date leads, up to the next such
clause or the sentence's end. What a later step of the same person has left behind is former, and begins when its step
does; 曾任 and 历任 tell the same of what follows them, 原 of the titles of its run.
"""

import bisect
import dataclasses
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.nlp.dates import DateSpan
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading, Unit

_LEAD = re.compile(r"[ 　]*(?:后来?|并|又|其后|随后|于|自|从|在|她|他|其|同志|先生|女士|，)*+[ 　]*")
_OFFICE = re.compile(
    r"(?<![责时信主专新离卸原前连委现])任(?![务期意何职性])|任职|当选|履新|就职|调到|调往|转到|晋升|提拔|选为|选举|聘为|接替|挂职|主持|就读"
    r"|免职|被免|退休|离休|逝世|去世|病逝"
)
_OVER = re.compile(r"[，,]?[^，。；、]{0,4}?(?:被?免职|退休|离休|离任|卸任|去职|逝世|去世|病逝)|[^，。；、]{0,3}任现职")
_STRETCH = re.compile(r"[至到—–~～-]")
_NO_START = re.compile(r"利用|涉嫌|指控|时任|期间|曾|显示|报道|不再|辞去|免去|卸任")
_EXACT = re.compile(r"\d|[同次翌当今去前]年|[同次本当]月")
_LASTS = 60  # days: a shorter stretch is no term of office
_MEANWHILE = re.compile(r"(?:一职|职务)?(?:期间|时(?!任))")
_SERVING = re.compile(r"(?:担任|任职|在任|(?<![主责信])任)[^，。；]*$")
_THEN = re.compile(
    r"[，、]?(?:之后|随后|其后|后)又?(?:转|调|升|兼|历|曾?担|出|同时担|先后担?)?任|直[到至]|[，、]再任"
    r"|(?:半|[一二两三四五六七八九十\d]+)(?:年|个月)多?后[^，。；]{0,6}?(?:任|成为|升|当选)"
)
_STILL = re.compile(r"(?:继续|仍|留任|连任)[^，。；]*$")
_SEVERAL = re.compile(r"历任|先后|前后任")
_NOW = re.compile(r"现任|现为|现系|现兼任?|目前|如今|至今|迄今")
_ONCE = re.compile(r"曾任|曾经?担任|曾先后|曾历任|历任|先后任|先后担任|前后任|曾兼任|早年任|利用[^，。；]{0,8}?担任")
_MISUSED = re.compile(r"利用[^，。；]{0,8}?担任[^。；]*$")
_BESIDE = re.compile(r"[，,]?(?:起)?(?:并|还|又)?(?:同时|继续)?(?:兼|同时担?任|并任|挂)")
_LATELY = re.compile(
    r"(?:履新前|任前|任现职前|调任前|履新之前|(?<!由)此前|在此之前)，?[^，。；：]{0,10}?(?:任|担任|为)$"
)
_OPEN, _CLOSED = "（(", "）)"
_NEAR = 14  # letters between a step's date and its first word of office
_RUN = re.compile(r"[ 　]?(?:、|和|及|兼|)")
_RUN_TYPES = frozenset(["POSITION", "ORG", "PARK", "PLACE"])
_BEFORE_FORMER = frozenset("、，。：；（( 　和与及")


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the text that a date leads; `over` says that it tells only that all before is over.

    What 后任 adds is a step of its own, later than the date: `later`; 同时担任 ends nothing: `beside`.
    """

    start: int
    end: int
    date: DateSpan
    over: bool = False
    later: bool = False
    beside: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """What a career says of a post: since when, until when as far as the text tells it.

    `former` says that it is surely over, `left` by when, `current` that the career ends with it and with what is held
    beside it, `dated` that a time beside the post can be that of its beginning or end.
    """

    since: DateSpan | None = None
    until: DateSpan | None = None
    former: bool = False
    current: bool = False
    dated: bool = True
    left: DateSpan | None = None


def read_terms(
    reading: Reading, claims: Sequence[Claim], dates: Sequence[DateSpan], repeated: Sequence[Claim] = ()
) -> list[Term | None]:
    """For each claim what a career says of it, None where nothing does; `repeated` are the claims at all their places.

    Where a claim stands in no step, a step elsewhere that has the same post says when it began, if both say alike
    whether it is over.
    """
    posts = [c for c in {*claims, *repeated} if c.predicate == "holds_position" and c.title >= 0]
    posts.sort(key=lambda c: (c.title, c.subject.start, c.object.start, c.position, c.rule, c.confidence))
    if not posts:
        return [None] * len(claims)
    found = steps(reading, dates)
    step_of = {c: _step(reading, found, c) for c in posts}
    paths = _paths(reading, step_of, found)
    over = {c: _is_over(reading, c, step) for c, step in step_of.items()}
    in_step = {c.key: c for c in reversed(posts) if step_of[c] is not None}
    elsewhere = {c.subject.local for c in posts if c.key not in in_step and not over[c]}
    left = {c.key for c in posts if over[c]}

    def term(claim: Claim) -> Term | None:
        path = paths.get(claim.subject.local, [])
        alone = claim.subject.local not in elsewhere
        return _term(reading, claim, step_of[claim], path, over=over[claim], alone=alone)

    result = []
    for claim in claims:
        own = term(claim) if claim in step_of else None
        dated = in_step.get(claim.key) if claim in step_of and step_of[claim] is None else None
        other = term(dated) if dated else None
        agree = other is not None and other.former == (own is not None and own.former)
        chosen = other if agree else own
        if chosen and claim.key in left:
            chosen = dataclasses.replace(chosen, former=True, current=False)
        result.append(chosen)
    return result


def steps(reading: Reading, dates: Sequence[DateSpan]) -> list[Step]:
    """The steps of all careers of a text, in order."""
    text = reading.text
    leading = [d for d in dates if _opens(reading, d)]
    starts = [d.start for d in leading]
    result = []
    for n, date in enumerate(leading):
        if not _of_office(reading, date):
            continue
        end = min([_sentence(reading, date.start)[1], *starts[n + 1 : n + 2]])
        now = _NOW.search(text, date.end, end)
        if now and not text[date.end : now.end()].strip("，, ").startswith(("至今", "迄今")):
            end = now.start()
        then = _THEN.search(text, date.end, end)
        middle = then.start() if then else end
        over, beside = (bool(p.match(text, date.end, middle)) for p in (_OVER, _BESIDE))
        result.append(Step(date.start, middle, date, over=over, beside=beside))
        if then:
            result.append(Step(middle, end, date, later=True))
    return result


def _opens(reading: Reading, date: DateSpan) -> bool:
    """Whether a date opens a clause, perhaps behind a name."""
    text = reading.text
    if date.when.role == "until" or not _EXACT.search(date.when.text) or _in_brackets(text, date.start):
        return False
    start = max(text.rfind(c, 0, date.start) for c in "，。；：、\n;,:）)") + 1
    lead, at = "", start
    for unit in (u for u in reading.units if start <= u.start < date.start):
        if unit.type != "PERSON":
            return False
        lead, at = lead + text[at : unit.start], unit.end
    return bool(_LEAD.fullmatch(lead + text[at : date.start]))


def _of_office(reading: Reading, date: DateSpan) -> bool:
    """Whether what a date opens tells of office."""
    text = reading.text
    title = next((u.start for u in reading.units if u.type == "POSITION" and u.start >= date.end), len(text))
    until = min(date.end + _NEAR, title)
    if _NO_START.search(text, date.end, max(until, min(title, date.end + 3 * _NEAR))):
        return False
    w = date.when
    lasts = "/" in w.iso and (w.latest - w.earliest).days > _LASTS and bool(_STRETCH.search(w.text))
    return lasts or bool(_OFFICE.search(text[date.end : until].partition("。")[0]))


def _in_brackets(text: str, at: int) -> bool:
    """Whether an offset stands in brackets that its line opens."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return sum(line.count(c) for c in _OPEN) > sum(line.count(c) for c in _CLOSED)


def _paths(
    reading: Reading, step_of: Mapping[Claim, Step | None], found: Sequence[Step]
) -> dict[int, list[tuple[Step, Claim | None]]]:
    """Each person's steps with the posts in them, in order of the text; of some no post is known."""
    paths: dict[int, list[tuple[Step, Claim | None]]] = defaultdict(list)
    for claim, step in step_of.items():
        if step:
            paths[claim.subject.local].append((step, claim))
    for person, path in paths.items():
        held = {s.start for s, _ in path}
        spots = [s.start for s, _ in path]
        path += [
            (s, None)
            for s in found
            if s.start not in held and any(_same_text(reading, at, s.start, person) for at in spots)
        ]
        path.sort(key=lambda p: p[0].start)
    return paths


def _same_text(reading: Reading, one: int, other: int, person: int) -> bool:
    """Whether between two offsets of one line nobody else is named."""
    start, end = min(one, other), max(one, other)
    return "\n" not in reading.text[start:end] and not any(
        u.type == "PERSON" and u.local != person and start < u.start < end for u in reading.units
    )


def _step(reading: Reading, found: Sequence[Step], claim: Claim) -> Step | None:
    """The step that a post's title stands in, unless the step is another person's or only began with another's."""
    at = claim.title
    step = next((s for s in found if s.start < at < s.end and not s.over), None)
    if step is None or _in_brackets(reading.text, at):
        return None
    inside = [u for u in reading.units if step.start < u.start < at]
    others = any(u.type == "PERSON" and u.local != claim.subject.local for u in inside)
    own = next((u.start for u in inside if u.local == claim.subject.local), at)
    late = any(u.type == "POSITION" and u.start < own < at for u in inside) or "；" in reading.text[step.start : own]
    return None if others or (own < at and late) else step


def _term(
    reading: Reading,
    claim: Claim,
    step: Step | None,
    path: Sequence[tuple[Step, Claim | None]],
    *,
    over: bool,
    alone: bool,
) -> Term | None:
    """`over` is what the claim's own words say, `alone` that all the person's posts stand in steps."""
    text, (start, _) = reading.text, _sentence(reading, claim.title)
    dated = not _MEANWHILE.match(text, claim.title + len(claim.position))
    dated = dated and not _MISUSED.search(text, start, claim.title) and not _STILL.search(text, start, claim.title)
    dated = dated and not (step and step.later) and bool(step or not _SEVERAL.search(text, start, claim.title))
    if step is None:
        return Term(former=over, dated=dated) if over or not dated else None
    mine = [s for s, c in path if c and (c.object.local, c.position) == (claim.object.local, claim.position)]
    after = [s for s, _ in path if s.start > mine[-1].start]
    leaving = _leaving(reading, mine[-1], after)
    left = leaving.date if leaving and not leaving.later else None
    return Term(
        since=_since(reading, claim, mine[0]) if dated else None,
        until=left if leaving and leaving.over and _tells_end(reading, leaving) else None,
        former=over or leaving is not None,
        current=not over and all(s.beside for s in after) and alone and len({s.start for s, _ in path}) > 1,
        dated=dated,
        left=left,
    )


def _leaving(reading: Reading, last: Step, after: Sequence[Step]) -> Step | None:
    """The step that leaves a post behind, of those that come after the last one that names it."""
    following = next((s for s in after if not s.beside), None)
    if following is None or following.date.when.earliest < last.date.when.earliest or _open(reading, last):
        return None
    return following


def _tells_end(reading: Reading, step: Step) -> bool:
    """Whether a step that tells no post tells an end: 2023年7月，免职; not 任现职."""
    return "现职" not in reading.text[step.start : step.end]


def _open(reading: Reading, step: Step) -> bool:
    """Whether what the step tells of still holds: 2016年10月至今."""
    return bool(re.search(r"至今|迄今|至目前", reading.text[step.date.start : step.date.end + 4]))


def _since(reading: Reading, claim: Claim, step: Step) -> DateSpan | None:
    """When a post began: with its step, unless it is one of several that a step lists, or the date is of something else."""
    text = reading.text
    stretch = "/" in step.date.when.iso
    if step.later:
        return None
    return None if not stretch and _SEVERAL.search(text, step.start, claim.title) else step.date


def _is_over(reading: Reading, claim: Claim, step: Step | None) -> bool:
    """Whether 曾任 or 此前任 leads the claim's title in its sentence, 原 the first title of its run, or 担任…期间 holds it.

    Of 19 annotated posts of the last kind 17 are former.
    """
    text, at = reading.text, claim.title
    start, _ = _sentence(reading, at)
    lead = text[start:at]
    once = max((m.end() for m in _ONCE.finditer(lead)), default=-1)
    led = once >= 0 and not _NOW.search(lead, once) and not (step and step.start >= start + once)
    if led and not any(u.type == "PERSON" and start + once <= u.start < at for u in reading.units):
        return True
    before = claim.object.start if start <= claim.object.start < at else at
    during = _MEANWHILE.match(text, at + len(claim.position)) and _SERVING.search(text, start, before)
    return bool(during or _LATELY.search(text, start, before)) or _leads_run(reading, claim)


def _sentence(reading: Reading, at: int) -> tuple[int, int]:
    """Where the sentence of an offset starts and ends; a semicolon does not end it."""
    text, ends = reading.text, reading.sentence_ends
    first = last = reading.sentence(at)
    while first and text[ends[first - 1] - 1] in "；;":
        first -= 1
    while last + 1 < len(ends) and text[ends[last] - 1] in "；;":
        last += 1
    return ends[first - 1] if first else 0, ends[last] if last < len(ends) else len(text)


def _leads_run(reading: Reading, claim: Claim) -> bool:
    """Whether 原 stands before the first title of the run that a title ends: 原甲局局长、乙局书记; 甲委原常委、部长.

    Behind a body 原 speaks of its titles and of those at its own parts: not of 丙会会长 in 甲会原会长、丙会会长.
    """
    units = reading.units
    n = bisect.bisect_left(units, claim.title, key=lambda u: u.start)
    while n < len(units) and units[n].type in _RUN_TYPES:
        gap = reading.text[units[n - 1].end if n else 0 : units[n].start]
        if gap.endswith("原") and (len(gap) == 1 or gap[-2] in _BEFORE_FORMER):
            behind = gap == "原" and n > 0 and units[n - 1].type != "POSITION"
            return not behind or _within(reading, claim.object, units[n - 1])
        if not n or not _RUN.fullmatch(gap):
            return False
        n -= 1
    return False


def _within(reading: Reading, body: Unit, host: Unit) -> bool:
    """Whether a body is another or, by its name, a part of it."""
    names = reading.things[body.local].names
    return body.local == host.local or any(name.startswith(host.mention.text) for name in names)
