"""Questions before they are made ready: what may be asked, and how useful the answer would be."""

import dataclasses
import math


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Side:
    """A name in question: its entity, its comparison form (empty for the name shown), and the document it is meant in.

    Without a document the name is meant wherever that is enough to tell its entity.
    """

    entity_id: str
    key: str = ""
    document_id: str = ""


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Draft:
    """Two names to judge (`sides`), or a fact; `edge_ids` show their sentences, `why` says why one asks.

    `why` is the recorded reason of a merge, or the kind of a conflict, `about` the name of the entity in question; both
    are empty where nothing but doubt is to be said.
    """

    usefulness: float
    sides: tuple[Side, ...] = ()
    fact_id: str = ""
    edge_ids: tuple[str, ...] = ()
    why: str = ""
    about: str = ""


def useful(probability: float, reach: int) -> float:
    """How much an answer is worth: how unsure it is, times the logarithm of what it can change.

    >>> useful(0.5, 2), useful(0.9, 2), useful(0.5, 30)
    (2.0, 0.72, 5.0)
    """
    return round(4 * probability * (1 - probability) * math.log2(2 + reach), 4)
