"""When a claim held: from the times that the network finds, the clause's rule and the career of a post."""

import dataclasses
import math
from collections.abc import Mapping, Sequence

from kg.model import When
from kg.nlp.dates import DateSpan
from kg.nlp.relations.careers import Term
from kg.nlp.relations.circumstances.rules import Circumstances
from kg.nlp.relations.claims import Claim
from kg.vocabulary import ontology

_SIGNED = frozenset(["cooperates_with"])  # what lasts, but is begun by something that is told of: a signature
_LONGEST = 40  # letters of a stretch's words
Times = tuple[DateSpan | None, DateSpan | None, DateSpan | None]
"""The moment, the beginning and the end that are likely."""


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """When a claim held, the likeliest moment beside it, and the times of the text that tell when."""

    when: When | None
    moment: When | None
    told: tuple[DateSpan, ...] = ()


def when_held(
    text: str, claim: Claim, rule: Circumstances, term: Term | None, likely: Times, published: When | None
) -> When | None:
    """The time of what a claim says: the likely times, else the rule's, within the career's bounds."""
    moment, start, end = likely
    start, end = _ends(rule, term, start, end)
    ruled = rule.when if not term or term.dated else None
    when = _when(text, claim, (moment, start, end), published) or ruled
    return _bounded(when, term)


def told_by(
    when: When | None, claim: Claim, likely: Sequence[DateSpan | None], dates: Sequence[DateSpan]
) -> tuple[DateSpan, ...]:
    """The times of a text that say when: one that says all of it, else those of beginning and end.

    A time that was weighed (`likely`) goes before another that says the same, of these the one nearest to the claim.

    >>> import types
    >>> from kg.nlp.dates import find_dates
    >>> dates = find_dates("2017年任局长，2019年离任。2019年又获奖", None)
    >>> claim = types.SimpleNamespace(object=types.SimpleNamespace(start=7))
    >>> [d.start for d in told_by(When("2017年…2019年", "2017/2019", dates[0].when.earliest, dates[1].when.latest), claim, [], dates)]
    [0, 9]
    """
    if when is None:
        return ()
    weighed = {d for d in likely if d}
    said = [d for d in dates if d.when.text in when.text]
    whole = [d for d in said if d.when.iso == when.iso]
    groups = [whole] if whole else [[d for d in said if d.when.iso == iso] for iso in when.iso.split("/")]
    near = claim.object.start
    return tuple(min(g, key=lambda d: (d not in weighed, abs(d.start - near), d.start)) for g in groups if g)


def _ends(
    rule: Circumstances, term: Term | None, start: DateSpan | None, end: DateSpan | None
) -> tuple[DateSpan | None, DateSpan | None]:
    """Beginning and end: a career's, else those that the network found, of a post that is ended only an end."""
    if term and (term.since or term.until):
        stretch = term.since and "/" in term.since.when.iso
        ended = (end or start) if rule.ended else None
        return term.since, term.since if stretch else term.until or ended
    if term and not term.dated:
        return None, None
    return (None, end or start) if rule.ended else (start, end)


def _bounded(when: When | None, term: Term | None) -> When | None:
    """A beginning, with the next step of the career as its latest end."""
    if when and term and term.left and when.role == "since":
        return dataclasses.replace(when, latest=max(term.left.when.latest, when.earliest))
    return when


def _when(text: str, claim: Claim, times: Times, published: When | None) -> When | None:
    """Of what lasts its term, else its moment, if it has one."""
    moment, start, end = times
    term = _term(text, start, end, published) if _lasts(claim.predicate) else None
    return term or (moment.when if moment and _has_moment(claim) else None)


def _lasts(predicate: str) -> bool:
    """Whether what the predicate says begins and ends."""
    return ontology().predicates[predicate].lifetime != "event"


def _has_moment(claim: Claim) -> bool:
    """Whether what is claimed happens at a time; of a post beginning and end are asked, of other places when they began."""
    if not _lasts(claim.predicate) or event_of(claim) is not None:
        return True
    return claim.predicate in _SIGNED


def event_of(claim: Claim) -> int | None:
    """The thing that is an event which somebody holds or takes part in, or which takes place somewhere."""
    if claim.predicate == "located_in":
        return claim.subject.local if claim.subject.type == "EVENT" else None
    held = claim.predicate in ("hosts", "participates_in") and claim.object.type == "EVENT"
    return claim.object.local if held else None


def at_one_time(claims: Sequence[Claim], spots: Sequence[int], sure: Mapping[tuple[int, int], float]) -> list[int]:
    """The spots of the moments, those of an event that have none given its surest one; `sure` tells of claim and spot."""
    surest: dict[int, tuple[float, int]] = {}
    events = [event_of(claim) for claim in claims]
    for n, (event, spot) in enumerate(zip(events, spots, strict=True)):
        if event is not None and spot >= 0:
            surest[event] = max(surest.get(event, (-math.inf, 0)), (sure[n, spot], -spot))
    return [
        -surest[event][1] if spot < 0 and event in surest else spot for event, spot in zip(events, spots, strict=True)
    ]


def _term(text: str, start: DateSpan | None, end: DateSpan | None, published: When | None) -> When | None:
    """A beginning, an end, or both: a stretch that the text names, or from one time to another."""
    if start and end:
        if start == end and "/" in start.when.iso:
            return start.when
        first, last = start.when, end.when
        if first.earliest < last.earliest and "/" not in first.iso + last.iso:
            words = text[start.start : end.end]
            if end.start < start.end or len(words) > _LONGEST or "\n" in words:
                words = f"{first.text}…{last.text}"
            return When(words, f"{first.iso}/{last.iso}", first.earliest, last.latest)
    if start:
        latest = max(start.when.latest, published.latest) if published else start.when.latest
        return dataclasses.replace(start.when, role="since", latest=latest)
    return dataclasses.replace(end.when, role="until") if end else None
