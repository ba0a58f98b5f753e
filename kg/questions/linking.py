"""Which relations can hold between things of some types, and conditions made of them."""

import dataclasses
from collections.abc import Collection, Sequence

from kg.questions.things import Condition, Name, Things
from kg.questions.words import IN, Link, owned
from kg.vocabulary import ontology

_LYING = ("EVENT", "ORG", "PARK", "PROJECT")
_HOLDING = ("ORG", "PARK", "PLACE")


def sides(link: Link) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The types that the thing and the other can have.

    >>> sides(Link("awarded", inverse=True))[0]
    ('HONOUR',)
    """
    if link.predicate == IN:
        ends: tuple[tuple[str, ...], tuple[str, ...]] = (_LYING, _HOLDING)
    else:
        known = ontology().predicates[link.predicate]
        ends = (known.subjects, known.objects)
        if known.symmetric:
            both = tuple(sorted({*known.subjects, *known.objects}))
            ends = (both, both)
    return ends[::-1] if link.inverse else ends


def related(thing: Things, links: Sequence[Link], other: Things | None) -> Things | None:
    """The thing with the condition to stand in one of these relations to the other; None where no types allow it."""
    good = [link for link in links if _admitted(thing, link, other)]
    if not good:
        return None
    mine, theirs = (tuple(sorted({t for link in good for t in sides(link)[end]})) for end in (0, 1))
    condition = Condition(tuple(good), narrowed(other, theirs) if other else None)
    return narrowed(thing, mine).having(condition)


def belonging(owner: Things, thing: Things, links: Sequence[Link] = ()) -> Things | None:
    """What 的 between the two means: the relation that the noun itself names, or the one usual for their types."""
    usual = [link for o in _types(owner) for t in thing.types for link in owned().get((o, t), ())]
    return related(thing, links or tuple(dict.fromkeys(usual)), owner)


def narrowed(thing: Things, types: Collection[str]) -> Things:
    """The thing with only these of its possible types."""
    if thing.name:
        rows = tuple(r for r in thing.name.rows if r.type in types)
        return dataclasses.replace(thing, name=Name(thing.name.text, rows))
    kept = tuple(t for t in thing.types if t in types) if thing.types else tuple(types)
    return dataclasses.replace(thing, types=kept)


def _admitted(thing: Things, link: Link, other: Things | None) -> bool:
    """Whether the types admit the relation; lying somewhere is not said of what nobody names."""
    if link.predicate == IN and (other is None or not (other.name or other.conditions)):
        return False
    mine, theirs = sides(link)
    return _fits(thing, mine) and (other is None or _fits(other, theirs))


def _types(thing: Things) -> tuple[str, ...]:
    return tuple(sorted(thing.name.types)) if thing.name else thing.types


def _fits(thing: Things, types: Collection[str]) -> bool:
    mine = _types(thing)
    return not mine or bool(set(mine) & set(types))
