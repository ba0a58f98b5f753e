"""What the claims around a claim say of its status.

What is planned for a project is planned for its place, and a firm that left its park is no longer run from there. A claim sees
the others as *company*: those of the same names, of its clause, sentence, line, predicate.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.circumstances.encoding import Encoding
from kg.nlp.relations.circumstances.places import Floats, Ints, Places, predicate_numbers

Masks = NDArray[np.bool_]
Numbers = NDArray[np.float64]
_NOBODY = -1.0  # where there is no such company
_DIGITS = 4  # of what others say, so that a processor's own rounding decides nothing


def company(places: Places, subject: Ints, object_: Ints) -> Masks:
    """Which claims are company of which: (kinds, claims, claims), the last kind by any of their names; `subject` and `object_` number the things of each claim."""
    later = np.maximum(places.subject, places.object)
    same_subject, same_object = _equal(subject), _equal(object_)
    leads, led = object_[:, None] == subject, subject[:, None] == object_
    chained = leads | led
    predicate, clause, sentence, line = (
        _equal(n) for n in (places.predicate, places.clause(later), places.sentence(later), places.line(later))
    )
    pair = same_subject & same_object | leads & led
    shared = same_subject | same_object | chained
    kinds = [
        pair, same_object & ~pair, same_subject & ~pair, chained, same_object & predicate, same_subject & predicate,
        leads, led, clause, sentence, line, sentence & predicate, line & predicate, predicate, np.ones_like(pair),
        clause & shared, sentence & shared, shared,
    ]  # fmt: skip
    return np.stack(kinds) & ~np.eye(len(subject), dtype=bool)


def _equal(numbers: Ints) -> Masks:
    equal: Masks = numbers[:, None] == numbers
    return equal


def describe(around: Masks, e: Encoding, odds: Floats, so_far: Ints) -> Floats:
    """Evidence of each claim's status: (claims, numbers); `odds` are the network's, `so_far` is the number of its status by the network and the rules."""
    likely = probabilities(odds)
    mean, most = _heard(around, likely)
    by_predicate = _heard_of_predicates(around[-1], likely, e.predicate)
    columns: list[NDArray[Any]] = [odds, e.features, e.predicate[:, None], so_far[:, None], mean, most, by_predicate]
    return np.concatenate(columns, axis=1).astype(np.float32)


def probabilities(odds: Floats) -> Numbers:
    """The probabilities of what is not stated, from log-odds against stated.

    >>> probabilities(np.zeros((1, 3))).tolist()
    [[0.25, 0.25, 0.25]]
    """
    raised = np.exp(np.clip(odds, -30, 30))
    likely: Numbers = raised / (1 + raised.sum(axis=1, keepdims=True))
    return likely


def _heard(around: Masks, likely: Numbers) -> tuple[Numbers, Numbers]:
    """Mean and maximum of what each company says: (claims, kinds * numbers) twice."""
    count = np.count_nonzero(around, axis=2)[..., None]
    mean = np.where(count > 0, around.astype(np.float64) @ likely / np.maximum(count, 1), _NOBODY)
    order = np.argsort(-likely, axis=0, kind="stable")
    first = [np.argmax(around[:, :, ranked], axis=2) for ranked in order.T]
    most = np.stack([likely[ranked[n], k] for k, (ranked, n) in enumerate(zip(order.T, first, strict=True))], axis=2)
    return _flat(mean), _flat(np.where(count > 0, most, _NOBODY))


def _heard_of_predicates(shared: Masks, likely: Numbers, predicate: Ints) -> Numbers:
    """The maximum of what the company of each predicate says: (claims, predicates * numbers)."""
    said = np.where(shared[..., None], likely, _NOBODY)
    heard = np.full((len(shared), len(predicate_numbers()), likely.shape[1]), _NOBODY)
    for number in np.unique(predicate):
        heard[:, number] = said[:, predicate == number].max(axis=1)
    return np.round(heard.reshape(len(shared), -1), _DIGITS)


def _flat(said: Numbers) -> Numbers:
    kinds, claims, numbers = said.shape
    return np.round(said.transpose(1, 0, 2).reshape(claims, kinds * numbers), _DIGITS)
