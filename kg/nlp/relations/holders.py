"""Who holds each title, and where: what the network is sure of, else what rules read off the text.

A person that rules give stands unless the network denies it, and so does a body where the network is not sure of another;
where none is left, the network names the likeliest.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from kg.nlp.relations.claims import Claim, span
from kg.nlp.relations.encoding import body, holder
from kg.nlp.relations.layout import Floats
from kg.nlp.relations.posts import RESUME, SURE, Post, is_of_office
from kg.nlp.relations.reading import Reading, Unit
from kg.nlp.relations.survey import Survey
from kg.nlp.trees import probability

RULE = "network.posts"
# Log-odds, chosen on held-back articles: from which on the network's word goes before a rule's, and is taken where there is
# none; below which it denies a rule's.
_SURE, _TAKEN = 0.7, -0.3
_TAKEN_ALONE = -1.8  # the best body of a title that has a person and no other body
_RESUME_DENIED = -3.5
_PERSON_DENIED, _BODY_DENIED, _GUESS_DENIED = -0.75, -3.0, 0.0
_HIGHEST, _LEAST = 0.99, 0.5  # of ten posts below, three were right
_GOVERNS = re.compile(r"(?:常务)?副?[省市县区州旗镇乡]长")
_GOVERNED = frozenset(["", "government", "other"])  # kinds of bodies that have such a head


def find_posts(known: Survey) -> list[Claim]:
    """The posts of a document: one claim per title, person and body."""
    return [claim for post in known.posts for claim in _claims(known, post)]


def _claims(known: Survey, post: Post) -> Iterator[Claim]:
    node = int(known.encoding.node[post.title.index])
    held, placed = known.log_odds[node, :, holder()], known.log_odds[node, :, body()]
    things = known.layout.number
    denied = _RESUME_DENIED if post.how == RESUME else _PERSON_DENIED
    said = [p for p in post.persons if held[things[p.local]] > denied]
    persons = list({p.local: p for p in (*said, *_sure(known, post, held, said))}.values())
    persons = persons or _likely(known, post, np.flatnonzero(held > _TAKEN).tolist())
    own = [post.body] if post.body else []
    bodies = (
        _sure(known, post, placed, own) or _said_body(post, placed, things) or _likely(known, post, _bodies(placed))
    )
    bodies = [b for b in bodies if _fits(post.title.mention.text, b)]
    by_rule = all(p in post.persons for p in persons) and all(b in own for b in bodies)
    for person in persons:
        for place in bodies:
            sure = SURE[post.body_how] if by_rule else _both(held[things[person.local]], placed[things[place.local]])
            if sure < _LEAST:
                continue
            yield Claim(
                "holds_position", person, place, f"rules.holds_position.{post.how}" if by_rule else RULE,
                position=post.title.mention.text, at=span(person, place, post.title),
                confidence=min(_HIGHEST, round(sure, 3)), title=post.title.start,
            )  # fmt: skip


def _fits(title: str, place: Unit) -> bool:
    """A mayor is none of a Party committee, a firm or a university: of 市委常委、副市长 only 常委 is a post at 市委.

    >>> import types
    >>> committee = types.SimpleNamespace(type="ORG", mention=types.SimpleNamespace(kind="party", text="岚州市委"))
    >>> _fits("常委", committee), _fits("副市长", committee)
    (True, False)
    """
    if place.type == "ORG" and is_of_office(title, place.mention.text):
        return False
    return place.type != "ORG" or place.mention.kind in _GOVERNED or not _GOVERNS.fullmatch(title)


def _sure(known: Survey, post: Post, odds: Floats, said: Sequence[Unit]) -> list[Unit]:
    """What the network is sure of: at the place that rules give, else at the nearest one."""
    own = {u.local: u for u in said}
    nodes = np.flatnonzero(odds > _SURE).tolist()
    return [own.get(known.layout.things[n].local) or _likely(known, post, [n])[0] for n in nodes]


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
