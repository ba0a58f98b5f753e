"""How answers look on a terminal and in JSON."""

from collections.abc import Iterable
from typing import Any

from kg.cli.console import lang, pick, print_table, strong
from kg.query.answers import Evidence, Leaders, Path, Portrait, Relation
from kg.vocabulary import ontology

_STATUS = {
    "current": ("现任", "current"),
    "former": ("曾任", "formerly"),
    "uncertain": ("不确定", "uncertain"),
    "planned": ("拟", "planned"),
}


def matches(found: Iterable[Any]) -> list[dict[str, str]]:
    """Candidates as JSON rows."""
    return [{"id": m.id, "name": m.name, "type": m.type} for m in found]


def leaders_json(found: Leaders) -> dict[str, Any]:
    """The answer of `who-leads` as its published JSON form."""
    answers = [
        {
            "person": a.person,
            "position": a.position,
            "organization": a.organization,
            "first_seen": a.first_seen,
            "last_seen": a.last_seen,
            "status": a.status,
            "confidence": a.confidence,
            "evidence": [_evidence_json(e) for e in a.evidence],
        }
        for a in found.answers
    ]
    return {"query": found.query, "on": found.on, "matches": matches(found.matches), "answers": answers}


def _evidence_json(e: Evidence) -> dict[str, str | None]:
    return {"document": e.document, "published": e.published, "quote": e.quote}


def leaders(found: Leaders) -> None:
    """The answer of `who-leads` in lines."""
    if not found.answers:
        body = found.matches[0].name
        when = f"{found.on} " if found.on else ""
        since = (
            pick(f"（最早的记录：{found.known_from}）", f" (first record: {found.known_from})")
            if found.known_from
            else ""
        )
        print(pick(f"{when}{body}的负责人：没有记载{since}", f"{when}head of {body}: nothing is known{since}"))
        return
    for a in found.answers:
        status = pick(*_STATUS[a.status])
        print(f"{strong(a.person)}  {a.organization} {a.position}  {status}  {_seen(a.first_seen, a.last_seen)}  "
              f"{a.confidence:.2f}")  # fmt: skip
        _sources(a.evidence)


def _seen(first: str | None, last: str | None) -> str:
    if not last:
        return pick("日期不详", "no date")
    if first == last:
        return pick(f"见于 {last}", f"seen {last}")
    return pick(f"见于 {first} 至 {last}", f"seen {first} to {last}")


def _sources(evidence: Iterable[Evidence]) -> None:
    for e in evidence:
        print(f"    {e.document} {e.published or '-'}  {e.sentence}")


def portrait(found: Portrait) -> None:
    """An entity and its relations in lines."""
    entity = found.entity
    type_ = ontology().types[entity.type]
    kind = ontology().kinds.get(entity.kind, ("", ""))
    print(strong(entity.name), pick(type_.zh, type_.en), pick(*kind), entity.id)
    others = [*entity.names[1:], *entity.hidden]
    if others:
        print(pick("别名：", "also: ") + pick("、", ", ").join(others))
    for relation in found.relations:
        print(_relation(relation))
        _sources(relation.evidence)


def _relation(r: Relation) -> str:
    predicate = ontology().predicates[r.predicate]
    label = predicate.zh if lang() == "zh" else predicate.en
    arrow = f"-[{label}]->" if r.direction == "out" else f"<-[{label}]-"
    qualifiers = " ".join(v for n, v in r.qualifiers if n in ("position", "amount"))
    status = "" if r.status == "current" else pick(*_STATUS[r.status])
    parts = [arrow, r.other.name, qualifiers, status, r.at or _seen(r.first_seen, r.last_seen), f"{r.confidence:.2f}"]
    return "  " + "  ".join(p for p in parts if p)


def timeline(found: Iterable[Relation]) -> None:
    """An entity's relations, one dated line each."""
    for r in found:
        when = r.at or (r.first_seen if r.first_seen == r.last_seen else f"{r.first_seen}..{r.last_seen}")
        source = r.evidence[0].document if r.evidence else ""
        print(f"{when}\t{_relation(r).strip()}\t{source}")


def path(found: Path) -> None:
    """A chain of relations, a step a line."""
    if not found.steps:
        same = found.start.id == found.end.id
        none = pick("没有找到联系", "no connection found")
        print(pick("同一实体", "the same entity") if same else f"{found.start.name} … {found.end.name}: {none}")
    for step in found.steps:
        print(f"{step.source.name} {_relation(step.relation).strip()}")
        _sources(step.relation.evidence[:1])


def info(facts: dict[str, Any]) -> None:
    """The numbers of a store."""
    names = [("documents", "文章"), ("mentions", "提及"), ("facts", "事实"), ("entities", "实体"), ("edges", "关系")]
    print("  ".join(f"{pick(zh, en)} {facts[en]}" for en, zh in names))
    types, predicates = ontology().types, ontology().predicates
    rows = [[t, pick(types[t].zh, types[t].en), str(n)] for t, n in facts["types"].items()]
    rows += [[p, pick(predicates[p].zh, predicates[p].en), str(n)] for p, n in facts["predicates"].items()]
    print_table(rows, ["tag", "label", "count"])
