"""Titles of annotated articles: which place of a title a post is said at, and how many posts are found."""

from collections.abc import Sequence

from kg.model import name_key
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading, Unit
from kg.nlp.relations.training.examples import Example

Truth = dict[int, set[tuple[int, int]]]
_OTHER_SENTENCE = 40  # letters that a sentence's end weighs
_NOWHERE, _FARTHEST = 100, 200


def title_truth(example: Example) -> Truth:
    """For the index of a title's unit the numbers of its person and body: at its likeliest place and right beside the name."""
    truth: Truth = {}
    places: dict[int, list[Unit]] = {}
    for unit in example.reading.units:
        places.setdefault(unit.local, []).append(unit)
    for r in example.annotation.relations:
        if r.predicate != "holds_position" or r.qualifiers.get("status") == "negated":
            continue
        person, place = example.local.get(r.subject, -1), example.local.get(r.object, -1)
        titles = [u for u in places.get(-1, []) if _is_title(u, r.qualifiers["position"])]
        if person in places and place >= 0 and titles:
            for title in _said_at(example.reading, titles, places[person], places.get(place, [])):
                truth.setdefault(title.index, set()).add((person, place))
    return truth


def _is_title(unit: Unit, text: str) -> bool:
    return unit.type == "POSITION" and unit.mention.text == text


def _said_at(reading: Reading, titles: Sequence[Unit], persons: Sequence[Unit], bodies: Sequence[Unit]) -> list[Unit]:
    likely = min(titles, key=lambda t: _to_person(reading, t, persons) + _to_body(reading, t, bodies))
    return [likely, *(t for t in titles if any(0 <= p.start - t.end <= 1 for p in persons))]


def _to_person(reading: Reading, title: Unit, persons: Sequence[Unit]) -> float:
    """How far a title stands from a person: names are mostly after it."""
    return min(
        (p.start - title.end if p.start >= title.end else (title.start - p.end) * 1.5) + _parted(reading, title, p)
        for p in persons
    )


def _to_body(reading: Reading, title: Unit, bodies: Sequence[Unit]) -> float:
    """How far a title stands from a body: bodies are mostly before it."""
    found = [
        (title.start - b.end if b.end <= title.start else (b.start - title.end) * 2 + 10) + _parted(reading, title, b)
        for b in bodies
    ]
    return min([*found, _FARTHEST]) if found else _NOWHERE


def _parted(reading: Reading, a: Unit, b: Unit) -> int:
    return 0 if reading.sentence(a.start) == reading.sentence(b.start) else _OTHER_SENTENCE


def post_figures(examples: Sequence[Example], found: Sequence[Sequence[Claim]]) -> list[float]:
    """Precision, recall and F1 of posts, and how many are annotated."""
    hits = told = total = 0
    for example, claims in zip(examples, found, strict=True):
        posts = {(c.subject.local, c.object.local, name_key(c.position)) for c in claims}
        truth = _posts(example)
        hits, told, total = hits + len(posts & truth), told + len(posts), total + len(truth)
    precision, recall = hits / max(told, 1), hits / max(total, 1)
    return [round(precision, 3), round(recall, 3), round(2 * hits / max(told + total, 1), 3), total]


def _posts(example: Example) -> set[tuple[object, object, str]]:
    local = example.local
    return {
        (local.get(r.subject, r.subject), local.get(r.object, r.object), name_key(r.qualifiers["position"]))
        for r in example.annotation.relations
        if r.predicate == "holds_position" and r.qualifiers.get("status") != "negated"
    }
