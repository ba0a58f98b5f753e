"""What the claims around a claim say of its status.

What is planned for a project is planned for its place, and a firm that left its park is no longer run from there. A claim sees
the others as *company*: those of the same names, of its clause, sentence, line, predicate.
"""

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.circumstances.encoding import Encoding
from kg.nlp.relations.circumstances.places import Floats, Ints, Places, predicate_numbers

Masks = NDArray[np.bool_]
Numbers = NDArray[np.float64]
_NOBODY = -1.0  # where there is no such company
_PREDICATE, _CLAUSE = 2, 3  # rows of labels
_TOGETHER = 512  # claims that can be company, in order of the text: what a book says far away is not asked
_DIGITS = 4  # of what others say, so that a processor's own rounding decides nothing


def labels(places: Places, subject: Ints, object_: Ints) -> Ints:
    """By what claims are company: (6, claims) numbers of subject, object (things), predicate, clause, sentence and line."""
    later = np.maximum(places.subject, places.object)
    where = (places.clause(later), places.sentence(later), places.line(later))
    return np.stack([subject, object_, places.predicate, *where])


def company(known: Ints) -> Masks:
    """Which claims are company of which, by their `labels`: (kinds, claims, claims), the last kind by any of their names."""
    subject, object_ = known[:2]
    same_subject, same_object, predicate, clause, sentence, line = (_equal(numbers) for numbers in known)
    leads, led = object_[:, None] == subject, subject[:, None] == object_
    chained = leads | led
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


def describe(known: Ints, e: Encoding, odds: Floats, so_far: Ints) -> Floats:
    """Evidence of each claim's status: (claims, numbers).

    `known` are the claims' `labels`, `odds` the network's; `so_far` is the number of the status by the network and the rules.
    """
    likely, order = probabilities(odds), np.argsort(known[_CLAUSE], kind="stable")
    blocks = np.split(order, np.arange(_TOGETHER, len(order), _TOGETHER))
    heard = np.concatenate([_heard(known[:, block], likely[block]) for block in blocks])
    own = [odds, e.features, e.predicate[:, None], so_far[:, None]]
    return np.concatenate([*own, heard[np.argsort(order)]], axis=1).astype(np.float32)


def probabilities(odds: Floats) -> Numbers:
    """The probabilities of what is not stated, from log-odds against stated.

    >>> probabilities(np.zeros((1, 3))).tolist()
    [[0.25, 0.25, 0.25]]
    """
    raised = np.exp(np.clip(odds, -30, 30))
    likely: Numbers = raised / (1 + raised.sum(axis=1, keepdims=True))
    return likely


def _heard(known: Ints, likely: Numbers) -> Numbers:
    """Mean and maximum of what each company says, and the maximum of each predicate: (claims, numbers)."""
    around = company(known)
    count = np.count_nonzero(around, axis=2)[..., None]
    mean = np.where(count > 0, around.astype(np.float64) @ likely / np.maximum(count, 1), _NOBODY)
    order = np.argsort(-likely, axis=0, kind="stable")
    first = [np.argmax(around[:, :, ranked], axis=2) for ranked in order.T]
    most = np.stack([likely[ranked[n], k] for k, (ranked, n) in enumerate(zip(order.T, first, strict=True))], axis=2)
    by_kind = (_flat(said) for said in (mean, np.where(count > 0, most, _NOBODY)))
    return np.concatenate([*by_kind, _heard_of_predicates(around[-1], likely, known[_PREDICATE])], axis=1)


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
