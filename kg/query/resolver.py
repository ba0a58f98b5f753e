"""From a name to entities, in tiers: the first tier with hits wins, a lower one never adds candidates."""

from collections.abc import Callable, Collection, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import LookupFailed
from kg.model import name_key
from kg.query.answers import Match
from kg.store import StoreReader

SUGGESTIONS = 5
_OWNERS = ("PARK", "PLACE", "ORG")
_Tier = Callable[[StoreReader, str, bool], pa.Table]


def resolve(
    reader: StoreReader, name: str, *, types: Collection[str] = (), inside: Collection[str] | None = None
) -> tuple[Match, ...]:
    """The entities a name can mean, one or several; raises LookupFailed with the nearest names if there is none.

    `inside` are the ids of what lies in a zone; with it, forms too general to stand alone (管委会) are looked up too.
    """
    key = name_key(name)
    for how, tier in _TIERS:
        rows = tier(reader, key, inside is not None) if key else pa.table({})
        found = [m for m in _matches(rows, how) if (not types or m.type in types) and (inside is None or m.id in inside)]
        if found:
            return tuple(found)
    raise unknown(name, suggest(reader, key, types=types))


def pick(name: str, matches: Sequence[Match]) -> Match:
    """The only match; raises LookupFailed with all of them if there are several."""
    if len(matches) == 1:
        return matches[0]
    raise LookupFailed(
        f"“{name}”可指 {len(matches)} 个实体，请用全称、--in 或 --id 指明",
        f"{name} can mean {len(matches)} entities: use a full name, --in or --id",
        candidates=matches,
        ambiguous=True,
    )


def unknown(name: str, near: Sequence[Match]) -> LookupFailed:
    """Nothing has this name."""
    names = list(dict.fromkeys(m.name for m in near))
    zh = f"；最接近的有：{'、'.join(names)}" if names else ""
    en = f"; the nearest known: {', '.join(names)}" if names else ""
    return LookupFailed(f"图谱中没有“{name}”{zh}", f"the graph does not know {name}{en}", candidates=near)


def by_id(reader: StoreReader, id_: str) -> Match:
    """The entity of an id; raises LookupFailed."""
    for row in reader.select("entities", "id", [id_], ["name", "type", "kind"]).to_pylist():
        return Match(id_, row["name"], row["type"], row["kind"], row["name"], "id")
    raise LookupFailed(f"图谱中没有编号 {id_}", f"the graph has no entity {id_}")


def labels(reader: StoreReader, ids: Collection[str]) -> dict[str, Match]:
    """Name, type and kind of entities, by id."""
    rows = reader.select("entities", "id", ids, ["name", "type", "kind"]).to_pylist()
    return {r["id"]: Match(r["id"], r["name"], r["type"], r["kind"]) for r in rows}


def suggest(reader: StoreReader, key: str, *, types: Collection[str] = ()) -> tuple[Match, ...]:
    """The entities whose names share most character pairs with the key, best first."""
    rows = _listed(reader.table("names"))
    if types:
        rows = rows.filter(pc.is_in(rows["type"], pa.array(sorted(types))))
    pairs = _pairs(key) or {key}
    shared = pa.array([0] * len(rows), pa.int64())
    for pair in sorted(pairs):
        shared = pc.add(shared, pc.cast(pc.match_substring(rows["key"], pair), pa.int64()))
    rows = rows.append_column("shared", shared).filter(pc.greater(shared, 0))
    scored = []
    for row in rows.to_pylist():
        score = 2 * row["shared"] / (len(pairs) + len(_pairs(row["key"]) or {row["key"]}))
        scored.append((-score, len(row["key"]), row["key"], row["entity_id"], row))
    ordered = [_match(s[-1], "similar") for s in sorted(scored, key=lambda s: s[:-1])[: 4 * SUGGESTIONS]]
    return tuple({m.id: m for m in reversed(ordered)}[i] for i in list(dict.fromkeys(m.id for m in ordered)))[
        :SUGGESTIONS
    ]


def _pairs(key: str) -> set[str]:
    return {key[i : i + 2] for i in range(len(key) - 1)}


def _preferred(reader: StoreReader, key: str, general: bool) -> pa.Table:
    return _of_tier(reader.select("names", "key", [key]), ["preferred"])


def _alias(reader: StoreReader, key: str, general: bool) -> pa.Table:
    return _of_tier(reader.select("names", "key", [key]), ["alias", "hidden"] if general else ["alias"])


def _folded(reader: StoreReader, key: str, general: bool) -> pa.Table:
    rows = reader.select("names", "key", _folds(key))
    return _of_tier(rows, ["preferred", "alias", "folded"])


def _folds(key: str) -> set[str]:
    from kg.names import fold

    return {key, *(name_key(fold(key, type_)) for type_ in ("ORG", "PARK"))}


def _owned(reader: StoreReader, key: str, general: bool) -> pa.Table:
    """Names made of a known zone, place or body and the key."""
    names = reader.table("names")
    ends = None
    for end in sorted(_folds(key)):
        mask = pc.ends_with(names["key"], end)
        ends = mask if ends is None else pc.or_(ends, mask)
    rows = _of_tier(names.filter(ends), ["preferred", "alias", "folded"])
    owners = [
        next((k[: -len(end)] for end in sorted(_folds(key), reverse=True) if k.endswith(end)), "")
        for k in rows["key"].to_pylist()
    ]
    known = _of_tier(reader.select("names", "key", [o for o in owners if o]), ["preferred", "alias"])
    known_keys = set(known.filter(pc.is_in(known["type"], pa.array(_OWNERS)))["key"].to_pylist())
    return rows.filter(pa.array([o in known_keys for o in owners], pa.bool_()))


def _containing(reader: StoreReader, key: str, general: bool) -> pa.Table:
    names = reader.table("names")
    if len(key) < 2:
        return names.slice(0, 0)
    return _listed(names.filter(pc.match_substring(names["key"], key)))


_TIERS: tuple[tuple[str, _Tier], ...] = (
    ("preferred", _preferred),
    ("alias", _alias),
    ("abbreviation", _folded),
    ("owner", _owned),
    ("part", _containing),
)


def _of_tier(rows: pa.Table, tiers: Sequence[str]) -> pa.Table:
    return rows.filter(pc.is_in(rows["tier"], pa.array(tiers)))


def _listed(rows: pa.Table) -> pa.Table:
    return _of_tier(rows, ["preferred", "alias"])


def _matches(rows: pa.Table, how: str) -> Iterator[Match]:
    """One match an entity, by name."""
    found: dict[str, Match] = {}
    for row in rows.to_pylist():
        found.setdefault(row["entity_id"], _match(row, how))
    yield from sorted(found.values(), key=lambda m: (m.name, m.type, m.id))


def _match(row: dict[str, str], how: str) -> Match:
    return Match(row["entity_id"], row["label"], row["type"], row["kind"], row["name"], how)
