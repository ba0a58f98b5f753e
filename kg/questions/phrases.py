"""Verbs with what stands around them: who does it, to what, where."""

import dataclasses
from collections.abc import Sequence

from kg.questions.linking import related
from kg.questions.things import Condition, Things
from kg.questions.words import IN, Link, Word

# verbs whose 在 names their object; all others happen there
_AT_OBJECT = {IN, "listed_on", "holds_position"}
_ASKED_PLACE = {"hosts", "establishes"}
_PASSIVE = {"establishes", "hosts", "runs_programme", "attracts", "operates"}


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A verb, the nominals before it with their markers (`z` 在, `h` 与, `y` 由, `g` 给), and the one after it."""

    verb: Word
    before: tuple[tuple[str, Things], ...]
    after: Things | None


@dataclasses.dataclass(frozen=True, slots=True)
class Roles:
    """Who does what where."""

    links: tuple[Link, ...]
    subject: Things | None
    object: Things | None
    place: Things | None


def roles(phrase: Phrase) -> Roles | None:
    """The roles of the nominals around a verb; None where they cannot be told.

    The subject is what 由 marks, or the nearest unmarked nominal before the verb. The object stands behind the verb,
    or is 与 whom one cooperates, or is what the sentence is about (小松基地由谁投资).
    """
    marked: dict[str, Things] = {}
    plain = [thing for mark, thing in phrase.before if not mark]
    for mark, thing in phrase.before:
        if mark in marked or len(plain) > 2:
            return None
        if mark:
            marked[mark] = thing
    predicates = {link.predicate for link in phrase.verb.links}
    place, subject, object_ = marked.get("z"), marked.get("y"), phrase.after
    if place and not place.asked and not _can_hold(place):
        marked["g"], place = place, None  # 在某项目上投资
    if not subject and plain:
        subject = plain.pop()
    for fronted in (marked.get("h"), marked.get("g"), plain.pop() if plain else None):
        if fronted and object_:
            return None
        object_ = fronted or object_
    if marked.get("h") and predicates != {"cooperates_with"}:
        return None
    if place and predicates & _AT_OBJECT and not object_:
        object_ = dataclasses.replace(place, types=()) if _anywhere(place) else place
        place = None
    return None if plain else Roles(phrase.verb.links, subject, object_, place)


def _can_hold(place: Things) -> bool:
    types = place.name.types if place.name else set(place.types)
    return bool(types & {"PARK", "PLACE"}) or (types == {"ORG"} and bool(place.name))


def _anywhere(place: Things) -> bool:
    """哪里: a place as likely as an exchange or a body."""
    return place.asked and set(place.types) == {"PARK", "PLACE"} and not place.conditions


def fill(roles: Roles, gap: Things) -> Things | None:
    """The things of which a phrase speaks that leaves out one role: 获得荣誉的企业, 小松投资的项目."""
    found: Things | None = None
    if not roles.subject:
        found = related(gap, roles.links, roles.object)
    elif not roles.object:
        found = related(gap, turned(roles.links), roles.subject)
    return found and placed(found, roles.place)


def placed(thing: Things, place: Things | None) -> Things | None:
    """The thing with the condition to lie in a place, if one is given."""
    return related(thing, (Link(IN),), place) if place else thing


def asking(roles: Roles) -> Things | None:
    """The asked nominal of a clause with what the clause says of it."""
    if roles.place and roles.place.asked:
        return _asked_place(roles)
    if roles.subject and roles.subject.asked:
        found = related(roles.subject, roles.links, _object_in_place(roles))
        return found if _invests(roles) else found and placed(found, roles.place)
    if roles.object and roles.object.asked:
        found = related(roles.object, turned(roles.links), roles.subject)
        return found and placed(found, roles.place)
    return None


def stating(roles: Roles) -> Things | None:
    """A named nominal with what the clause says of it, for whether and when: 辰欣药业上市了吗."""
    found = None
    if roles.subject and roles.object:
        found = related(roles.subject, roles.links, roles.object)
    elif roles.subject:
        ways = [roles.links, turned(roles.links)]
        if {link.predicate for link in roles.links} & _PASSIVE:
            ways.reverse()
        found = next((f for way in ways if (f := related(roles.subject, way, None))), None)
    elif roles.object:
        found = related(roles.object, turned(roles.links), None)
    return found and placed(found, roles.place)


def turned(links: Sequence[Link]) -> tuple[Link, ...]:
    """The relations seen from the other side."""
    return tuple(link.turned() for link in links)


def _asked_place(roles: Roles) -> Things | None:
    """推介会在哪里举办: where it lies."""
    thing = roles.object or roles.subject
    if not roles.place or not thing or not {link.predicate for link in roles.links} & _ASKED_PLACE:
        return None
    return related(roles.place, (Link(IN, True),), thing) if not (roles.object and roles.subject) else None


def _invests(roles: Roles) -> bool:
    return {link.predicate for link in roles.links} == {"invests_in"}


def _object_in_place(roles: Roles) -> Things | None:
    """在济宁高新区投资的企业: who invests in something there."""
    if roles.place and not roles.object and _invests(roles):
        return Things(("ORG", "PARK", "PROJECT"), conditions=(Condition((Link(IN),), roles.place),))
    return roles.object
