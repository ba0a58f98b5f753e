"""The SPARQL that a question stands for."""

import json
from collections.abc import Iterator

from kg.mapping import prefixes
from kg.query import Match
from kg.questions.naming import settled
from kg.questions.periods import Period
from kg.questions.things import ANY, LEADING, Condition, LeadersQuestion, Mode, PostsQuestion, Things
from kg.questions.words import IN, Link
from kg.vocabulary import ontology

_HEADERS = {
    "list": "SELECT DISTINCT ?x ?name WHERE {",
    "count": "SELECT (COUNT(DISTINCT ?x) AS ?number) WHERE {",
    "check": "ASK {",
    "when": "SELECT DISTINCT ?x ?name ?at ?since ?firstSeen WHERE {",
    "amount": "SELECT DISTINCT ?x ?name ?amount WHERE {",
}
_HOLDING = '("current", "uncertain")'
_ORGANS = "(党工委|工委|党委|管委会|管理委员会)$"


def things_query(things: Things, mode: Mode, base: str) -> str:
    """The query for things that meet conditions."""
    lines = list(_things("?x", things, "1"))
    if mode == "when":
        lines += [
            "OPTIONAL { ?a1 kg:at ?at }",
            "OPTIONAL { ?a1 kg:since ?since }",
            "OPTIONAL { ?a1 kg:firstSeen ?firstSeen }",
        ]
    if mode == "amount":
        lines += ["?a1 kg:amountText ?amount ."]
    if mode not in ("check", "count"):
        lines.append("?x skos:prefLabel ?name .")
    return _whole(_HEADERS[mode], lines, base)


def exact(things: Things) -> bool:
    """Whether the query gives exactly what is found: not where the nearest place counts or a state at a time."""
    for condition in things.conditions:
        if any(link == Link(IN, True) for link in condition.links):
            return False
        states = [k for k in condition.links if k.predicate != IN and _lifetime(k) == "state"]
        if condition.period and states:
            return False
        if condition.other and not exact(condition.other):
            return False
    return True


def leaders_query(question: LeadersQuestion, bodies: tuple[Match, ...], person: Match | None, base: str) -> str:
    """The query for holders of a post, without the rules by which the time line tells who held it when."""
    lines = [f"VALUES ?of {{ {' '.join(f'id:{b.id}' for b in bodies)} }}"]
    if any(b.type == "PARK" for b in bodies):
        organ = f'?body kg:partOf ?of ; skos:prefLabel ?organ . FILTER (REGEX(STR(?organ), "{_ORGANS}"))'
        lines.append(f"{{ BIND (?of AS ?body) }} UNION {{ {organ} }}")
    else:
        lines.append("BIND (?of AS ?body)")
    lines.append("?m org:organization ?body ; org:member ?x ; kg:position ?title ; kg:status ?status .")
    if person and question.tenure not in ("before", "after"):
        lines.append(f"FILTER (?x = id:{person.id})")
    wanted = {"now": f"?status IN {_HOLDING}", "former": '?status = "former"'}.get(question.tenure)
    at_a_time = question.period or question.tenure in ("before", "after", "first", "ever") or person
    lines.append(f"FILTER ({'?status != ' + _quoted('planned') if at_a_time or not wanted else wanted})")
    if not question.title:
        lines.append("?m org:role ?role . ?role skos:broader kgv:role-head .")
    elif question.title == LEADING:
        lines.append("?m org:role ?role . ?role skos:broader ?kind .")
        lines.append('FILTER (?kind = kgv:role-head || CONTAINS(STR(?title), "副"))')
    elif question.title != ANY:
        title = _quoted(question.title)
        lines.append(f"FILTER (STRENDS(LCASE(STR(?title)), {title}) && {_not_lesser(question.title)})")
    if question.period:
        lines.append("?m kg:firstSeen ?firstSeen .")
        lines.append(f"FILTER (?firstSeen <= {_day(question.period, last=True)})")
    else:
        lines.append("OPTIONAL { ?m kg:firstSeen ?firstSeen }")
    lines.append("?x skos:prefLabel ?name .")
    return _whole(
        "SELECT DISTINCT ?x ?name ?title ?status ?firstSeen WHERE {", lines, base, "ORDER BY ?firstSeen ?name"
    )


def posts_query(question: PostsQuestion, person: Match, base: str) -> str:
    """The query for the posts of a person."""
    lines = [f"?m org:member id:{person.id} ; org:organization ?x ; kg:position ?title ; kg:status ?status ."]
    if question.current:
        lines.append(f"FILTER (?status IN {_HOLDING})")
    if question.title:
        lines.append(
            f"FILTER (STRENDS(LCASE(STR(?title)), {_quoted(question.title)}) && {_not_lesser(question.title)})"
        )
    lines.append("?x skos:prefLabel ?name .")
    return _whole("SELECT DISTINCT ?x ?name ?title ?status WHERE {", lines, base)


def portrait_query(entity: Match, base: str) -> str:
    """The query for all that is said of an entity."""
    out = f"?a rdf:subject id:{entity.id} ; rdf:predicate ?relation ; rdf:object ?x ."
    into = f"?a rdf:object id:{entity.id} ; rdf:predicate ?relation ; rdf:subject ?x ."
    lines = [f"{{ {out} }} UNION {{ {into} }}", "?x skos:prefLabel ?name ."]
    return _whole("SELECT DISTINCT ?x ?name ?relation WHERE {", lines, base)


def _whole(header: str, lines: list[str], base: str, order: str = "") -> str:
    """The query with the prefixes it uses."""
    body = "\n".join([header, *(f"  {line}" for line in lines), "}", *([order] if order else [])])
    used = {name: iri for name, iri in prefixes(base).items() if f"{name}:" in body}
    return "\n".join([*(f"PREFIX {name}: <{iri}>" for name, iri in used.items()), body])


def _things(var: str, things: Things, number: str) -> Iterator[str]:
    """Lines that bind a variable to what meets the conditions; `number` keeps variables apart."""
    if things.name:
        yield f"VALUES {var} {{ id:{settled(things.name).id} }}"
    types = [ontology().types[t].iri.rpartition("#")[2] for t in things.types]
    if types and not things.name:
        yield f"VALUES ?t{number} {{ {' '.join(f'kg:{t}' for t in types)} }} {var} a ?t{number} ."
    if things.kinds:
        yield f"VALUES ?k{number} {{ {' '.join(f'kgv:kind-{k}' for k in things.kinds)} }}"
        yield f"{var} org:classification ?k{number} ."
    for place, condition in enumerate(things.conditions, start=1):
        own = f"{number}{place}" if len(number) > 1 or place > 1 else "1"
        other = f"?y{own}"
        if condition.other:
            yield from _things(other, condition.other, f"{own}_")
        yield from _condition(var, condition, other, own)


def _condition(var: str, condition: Condition, other: str, number: str) -> Iterator[str]:
    yield " UNION ".join(p for link in condition.links for p in _patterns(link, var, other, number))
    yield f"?a{number} kg:status ?s{number} ."
    period = condition.period
    if period is None:
        yield f"FILTER (?s{number} IN {_HOLDING})"
        return
    yield f'FILTER (?s{number} != "planned")'
    first, last = f"?f{number}", f"?l{number}"
    yield f"?a{number} kg:firstSeen {first} ; kg:lastSeen {last} ."
    if any(_lifetime(link) == "event" for link in condition.links):
        yield f"FILTER EXISTS {{ ?a{number} kg:at ?stated{number} }}"
        yield f"FILTER ({first} >= {_day(period, last=False)} && {last} <= {_day(period, last=True)})"
    else:
        yield f"FILTER ({first} <= {_day(period, last=True)})"


def _patterns(link: Link, var: str, other: str, number: str) -> Iterator[str]:
    """The statement from a thing to another; a symmetric one may have been made either way round."""
    if link.predicate == IN:
        inner, outer = (other, var) if link.inverse else (var, other)
        said = f"?a{number}"
        chain = f"?c{number} (kg:locatedIn|kg:partOf|^kg:establishes)* {outer} . FILTER ({inner} != {outer})"
        held = f"{said} rdf:subject {inner} ; rdf:predicate ?p{number} ; rdf:object ?c{number} ."
        brought = (
            f"{said} rdf:object {inner} ; rdf:predicate ?p{number} ; rdf:subject ?c{number} . ?c{number} a kg:Park ."
        )
        holds = f"FILTER (?c{number} = {outer} || EXISTS {{ ?c{number} a schema:Place }})"
        yield f"{{ {held} FILTER (?p{number} IN (kg:locatedIn, kg:partOf)) {chain} {holds} }}"
        yield f"{{ {brought} FILTER (?p{number} IN (kg:attracts, kg:establishes)) {chain} }}"
        return
    known = ontology().predicates[link.predicate]
    name = f"kg:{known.iri.rpartition('#')[2]}"
    pairs = [(other, var) if link.inverse else (var, other)]
    for subject, object_ in [*pairs, *(p[::-1] for p in pairs if known.symmetric)]:
        yield f"{{ ?a{number} rdf:subject {subject} ; rdf:predicate {name} ; rdf:object {object_} }}"


def _lifetime(link: Link) -> str:
    return "state" if link.predicate == IN else ontology().predicates[link.predicate].lifetime


def _day(period: Period, *, last: bool) -> str:
    day = period.latest if last else period.earliest
    return f'"{day.isoformat()}"^^xsd:date'


def _not_lesser(title: str) -> str:
    """A deputy's title ends as the head's does."""
    return f"!REGEX(LCASE(STR(?title)), {_quoted('[副助代名第常].*' + title + '$')})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
