"""Times, sums and statuses from what the annotation says of its relations: lessons, and figures over held-back articles."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from kg.model import When
from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.nlp.dates.period import of_iso
from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.circumstances.encoding import Pairs, Said
from kg.nlp.relations.circumstances.first import look
from kg.nlp.relations.circumstances.network import TIMES, Judgement, Network
from kg.nlp.relations.circumstances.places import Span
from kg.nlp.relations.circumstances.standing import STATUSES
from kg.nlp.relations.circumstances.taken import TAKEN, likeliest
from kg.nlp.relations.claims import Claim, span
from kg.nlp.relations.facts import evidence_of
from kg.nlp.relations.layout import Floats
from kg.nlp.relations.reading import Reading, Unit
from kg.nlp.relations.training.examples import Example
from kg.nlp.relations.training.scenes import Lesson
from kg.nlp.relations.training.titles import title_truth
from kg.standoff import part

WITHOUT_STATUS = frozenset("abcdefghi")  # batches whose relations do not tell start, end and status


def lessons(examples: Sequence[Example], alphabet: Alphabet) -> list[Lesson]:
    """The claims of annotated articles with their annotated names."""
    found = []
    for example in examples:
        claims = list(_claims(example))
        if claims:
            found.append(_lesson(example, [c for c, _ in claims], [t for _, t in claims], alphabet))
    return found


def _lesson(
    example: Example, claims: Sequence[Claim], truth: Sequence[Mapping[str, str]], alphabet: Alphabet
) -> Lesson:
    reading, article = example.reading, example.annotation
    published = published_on(article.published)
    evidence: list[tuple[Span, ...]] = [evidence_of(reading, c) for c in claims]
    said = Said(find_dates(reading.text, published), find_amounts(reading.text), published)
    known = look(reading, claims, evidence, said, alphabet)
    encoding = known.encoding
    times = [_right_times(name, truth, known.said, encoding.times) for name in TIMES]
    pairs = zip(encoding.sums.claim.tolist(), encoding.sums.spot.tolist(), strict=True)
    sums = np.array([truth[c].get("amount") == said.amounts[s].text for c, s in pairs], np.float32)
    statuses = np.array([STATUSES.index(t.get("status", "stated")) for t in truth], np.int64)
    told = article.batch not in WITHOUT_STATUS
    return Lesson(
        example.article, known, torch.tensor(statuses), torch.tensor(np.stack(times, axis=1).astype(np.float32)),
        torch.tensor(sums), told, part(article),
    )  # fmt: skip


@dataclasses.dataclass(slots=True)
class _Counts:
    """Of one part of the data: right, told, annotated times, sums and statuses; statuses that are right, and all."""

    named: dict[str, NDArray[np.int64]]
    right: int = 0
    total: int = 0

    def figures(self) -> dict[str, list[float]]:
        rows = {name: tuple(map(int, count)) for name, count in self.named.items()}
        result = {name: [round(h / max(t, 1), 3), round(h / max(w, 1), 3), w] for name, (h, t, w) in rows.items()}
        return result | {"statuses": [round(self.right / max(self.total, 1), 4), self.total]}


def crossed(found: Sequence[Lesson], judges: Sequence[Network]) -> list[Judgement]:
    """What is said of each lesson by the network that has not seen its article: one of as many folds as there are networks."""
    return [lesson.look.judged(judges[lesson.article % len(judges)]) for lesson in found]


def figures(found: Sequence[Lesson], judged: Sequence[Judgement]) -> dict[str, dict[str, list[float]]]:
    """By part of the data, of judgements: precision and recall of times, sums and statuses, how many there are.

    `statuses` has the share of claims whose status, the rules' word included, is right, and how many they are.
    """
    names = (*TIMES, "sum", *STATUSES)
    counts = {
        part: _Counts({name: np.zeros(3, np.int64) for name in names}) for part in sorted({x.part for x in found})
    }
    for lesson, said in zip(found, judged, strict=True):
        _count_spots(counts[lesson.part].named, lesson, said)
        _count_statuses(counts[lesson.part], lesson, said)
    return {part: count.figures() for part, count in counts.items()}


def _count_statuses(counts: _Counts, lesson: Lesson, judged: Judgement) -> None:
    if not lesson.told:
        return
    truth, chosen = lesson.statuses.numpy(), lesson.look.statuses(judged)
    counts.right, counts.total = counts.right + int((chosen == truth).sum()), counts.total + len(truth)
    for n, name in enumerate(STATUSES):
        counts.named[name] += [((chosen == n) & (truth == n)).sum(), (chosen == n).sum(), (truth == n).sum()]


def _count_spots(counts: Mapping[str, NDArray[np.int64]], lesson: Lesson, judged: Judgement) -> None:
    """Adds how many times and sums are right, told, and annotated beside a claim."""
    asked: list[tuple[str, Pairs, Floats, NDArray[np.bool_]]] = [
        (name, lesson.encoding.times, judged.times[:, n], lesson.times[:, n].numpy() > 0)
        for n, name in enumerate(TIMES if lesson.told else TIMES[:1])
    ]
    asked.append(("sum", lesson.encoding.sums, judged.sums[:, 0], lesson.sums.numpy() > 0))
    for name, pairs, odds, truth in asked:
        spots = np.array(likeliest(odds, pairs, len(lesson.encoding.predicate), TAKEN[name]), np.int64)
        hits = truth & (pairs.spot == spots[pairs.claim])
        counts[name] += [hits.sum(), (spots >= 0).sum(), len(np.unique(pairs.claim[truth]))]


def _claims(example: Example) -> Iterator[tuple[Claim, dict[str, str]]]:
    """The annotated relations at the units that are nearest to each other."""
    reading = example.reading
    titles: dict[tuple[int, int, str], Unit] = {}
    for index, posts in title_truth(example).items():
        for person, place in posts:
            unit = reading.units[index]
            titles.setdefault((person, place, unit.mention.text), unit)
    for r in example.annotation.relations:
        subject, object_ = example.local.get(r.subject, -1), example.local.get(r.object, -1)
        if r.optional or subject not in reading.things or object_ not in reading.things or subject == object_:
            continue
        position = r.qualifiers.get("position", "")
        title = titles.get((subject, object_, position))
        if position and title is None:
            continue
        a, b = _nearest(reading, subject, object_, title)
        at = span(a, b, title) if title else (-1, -1)
        stands = title.start if title else -1
        yield Claim(r.predicate, a, b, "annotated", position=position, at=at, title=stands), r.qualifiers


def _nearest(reading: Reading, subject: int, object_: int, title: Unit | None) -> tuple[Unit, Unit]:
    units = [[reading.units[i] for i in reading.things[n].units] for n in (subject, object_)]
    if title:
        return tuple(min(u, key=lambda x: (_apart(reading, x, title), x.start)) for u in units)  # type: ignore[return-value]
    return min(((a, b) for a in units[0] for b in units[1]), key=lambda p: (_apart(reading, *p), p[0].start))


def _apart(reading: Reading, a: Unit, b: Unit) -> tuple[int, int]:
    return abs(reading.sentence(a.start) - reading.sentence(b.start)), abs(a.start - b.start)


def _right_times(name: str, truth: Sequence[Mapping[str, str]], said: Said, pairs: Pairs) -> NDArray[np.bool_]:
    """Whether each time is the annotated one: of a start only a stretch's beginning counts, of an end its end."""
    rows = zip(pairs.claim.tolist(), pairs.spot.tolist(), strict=True)
    return np.array([same_time(name, truth[c].get(name, ""), said.dates[d].when) for c, d in rows], bool)


def same_time(name: str, annotated: str, when: When) -> bool:
    """Whether a time is the annotated `at`, `start` or `end`.

    >>> when = When("", "2019-01/2019-09", *[__import__("datetime").date(2019, 1, 1)] * 2)
    >>> same_time("start", "2019-01", when), same_time("at", "2019-01", when), same_time("end", "", when)
    (True, False, False)
    """
    if not annotated:
        return False
    if name == "start":
        return when.iso.partition("/")[0] == annotated
    if name == "end":
        return when.iso.rpartition("/")[2] == annotated
    return when.iso == annotated or (of_iso(annotated).first, of_iso(annotated).last) == (when.earliest, when.latest)


def published_on(stated: str) -> When | None:
    """The date of publication as an annotated article gives it."""
    return When(stated, stated, of_iso(stated).first, of_iso(stated).last) if stated else None
