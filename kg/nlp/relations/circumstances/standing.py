"""What tells, besides the letters, whether a claim is stated, planned, former or denied: times, rules, other posts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import FactStatus, When
from kg.nlp.dates import DateSpan
from kg.nlp.relations.circumstances.places import Floats, Ints, Places
from kg.nlp.relations.claims import Claim

STATUSES: tuple[FactStatus, ...] = ("stated", "planned", "former", "negated")


def describe(
    places: Places,
    claims: Sequence[Claim],
    *,
    by_rule: Sequence[FactStatus],
    dates: Sequence[DateSpan],
    published: When | None,
) -> Floats:
    """What is known of each claim: (claims, features); `by_rule` is what the clause says."""
    low = np.minimum(places.subject, places.object)
    columns: list[NDArray[np.generic]] = [np.array([s == name for s in by_rule]) for name in STATUSES[1:]]
    columns += list(_times_near(places, dates, published).T)
    columns += list(_posts_beside(claims, places).T)
    columns += [
        places.sentence(places.object) - places.sentence(places.subject),
        places.line(low),
        low / max(len(places.text), 1),
    ]
    return np.stack([np.asarray(c, np.float32) for c in columns], axis=1)


def _times_near(places: Places, dates: Sequence[DateSpan], published: When | None) -> Ints:
    """Of the times in the claim's clauses and in its sentence: how many, ahead, stretches that are over, until, since."""
    if published is None or not dates:
        return np.zeros((len(places.object), 10), np.int64)
    rows = np.array([kind_of_time(d.when, published) for d in dates], np.int64)
    start = np.array([d.start for d in dates], np.int64)
    same = places.sentence(places.object)[:, None] == places.sentence(start)
    return np.concatenate([places.holds(start) @ rows, same @ rows], axis=1)


def kind_of_time(when: When, published: When) -> tuple[int, ...]:
    """One for a time, then whether it is ahead, a stretch that is over, an end (until), a beginning (since)."""
    over = "/" in when.iso and when.latest < published.earliest
    return 1, when.earliest > published.latest, over, when.role == "until", when.role == "since"


def _posts_beside(claims: Sequence[Claim], places: Places) -> Ints:
    """Of the same person's other posts: how many before and after; of the same post: how many holders before and after."""
    rows = []
    posts = [(n, c) for n, c in enumerate(claims) if c.predicate == "holds_position"]
    for n, claim in enumerate(claims):
        if claim.predicate != "holds_position":
            rows.append((0, 0, 0, 0))
            continue
        mine = [
            places.title[m] - places.title[n] for m, c in posts if c.subject.local == claim.subject.local and m != n
        ]
        same = [
            places.title[m] - places.title[n]
            for m, c in posts
            if (c.object.local, c.position) == (claim.object.local, claim.position)
            and c.subject.local != claim.subject.local
        ]
        rows.append(
            (sum(d < 0 for d in mine), sum(d > 0 for d in mine), sum(d < 0 for d in same), sum(d > 0 for d in same))
        )
    return np.array(rows, np.int64).reshape(-1, 4)
