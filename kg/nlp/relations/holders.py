"""Who holds each title, and where: what rules read off the text, checked and completed by the network.

A person or a body that rules give stands unless the network denies it; where none is left, the network names them.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from kg.nlp.relations.claims import Claim, span
from kg.nlp.relations.encoding import body, holder
from kg.nlp.relations.layout import Floats
from kg.nlp.relations.posts import SURE, Post
from kg.nlp.relations.reading import Reading, Unit
from kg.nlp.relations.survey import Survey
from kg.nlp.relations.trees import probability

RULE = "network.posts"
# Log-odds, chosen on held-back articles: from which on the network's own word is taken, and below which it denies a rule's.
_TAKEN = -0.3
_TAKEN_ALONE = -1.8  # the best body of a title that has a person and no other body
_PERSON_DENIED, _BODY_DENIED, _GUESS_DENIED = -0.75, -3.0, 0.0
_HIGHEST = 0.99


def find_posts(known: Survey) -> list[Claim]:
    """The posts of a document: one claim per title, person and body."""
    return [claim for post in known.posts for claim in _claims(known, post)]


def _claims(known: Survey, post: Post) -> Iterator[Claim]:
    node = int(known.encoding.node[post.title.index])
    held, placed = known.log_odds[node, :, holder()], known.log_odds[node, :, body()]
    things = known.layout.number
    said = [p for p in post.persons if held[things[p.local]] > _PERSON_DENIED]
    persons = said or _likely(known, post, np.flatnonzero(held > _TAKEN).tolist())
    bodies = _said_body(post, placed, things)
    by_rule = bool(said and bodies)
    bodies = bodies or _likely(known, post, _bodies(placed))
    for person in persons:
        for place in bodies:
            sure = SURE[post.body_how] if by_rule else _both(held[things[person.local]], placed[things[place.local]])
            yield Claim(
                "holds_position", person, place, f"rules.holds_position.{post.how}" if by_rule else RULE,
                position=post.title.mention.text, at=span(person, place, post.title),
                confidence=min(_HIGHEST, round(sure, 3)),
            )  # fmt: skip


def _both(held: float, placed: float) -> float:
    """How sure it is that person and body are right: the two go together, so their product would be too low."""
    return float(np.sqrt(probability(np.array([held, placed], np.float64)).prod()))


def _said_body(post: Post, placed: Floats, things: dict[int, int]) -> list[Unit]:
    """The body that rules give, if the network lets it stand; one beside the title asks for less than a guess."""
    if post.body is None:
        return []
    denied = _BODY_DENIED if post.body_how in ("adjacent", "run") else _GUESS_DENIED
    return [post.body] if placed[things[post.body.local]] > denied else []


def _bodies(placed: Floats) -> Sequence[int]:
    """The bodies that the network takes for a title's; else the best one, if it is not unlikely."""
    taken = np.flatnonzero(placed > _TAKEN)
    best = int(placed.argmax())
    return taken.tolist() if len(taken) or placed[best] <= _TAKEN_ALONE else [best]


def _likely(known: Survey, post: Post, nodes: Sequence[int]) -> list[Unit]:
    """The place of each thing that is nearest to the title."""
    return [_nearest(known.reading, known.layout.things[n].units, post.title) for n in nodes]


def _nearest(reading: Reading, places: Sequence[int], title: Unit) -> Unit:
    sentence = reading.sentence(title.start)
    units = (reading.units[i] for i in places)
    return min(units, key=lambda u: (abs(reading.sentence(u.start) - sentence), abs(u.start - title.start), u.start))
