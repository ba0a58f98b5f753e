"""From a name to entities, in tiers: the first tier with hits wins, a lower one never adds candidates."""

from collections.abc import Callable, Collection, Iterable, Sequence

from kg.errors import LookupFailed
from kg.model import name_key
from kg.names import fold, in_quotes
from kg.query.answers import Match
from kg.query.ranking import LISTED, near_names
from kg.scripts import simplified
from kg.store import NameRow, StoreReader, name_rows_of, names_containing, names_ending, names_equal, survivors

SUGGESTIONS = 5
_OWNERS = ("PARK", "PLACE", "ORG")
Narrowing = Callable[[Collection[str]], frozenset[str]]
_Tier = Callable[[StoreReader, str], list[NameRow]]


def resolve(
    reader: StoreReader, name: str, *, types: Collection[str] = (), within: Narrowing | None = None
) -> tuple[Match, ...]:
    """The entities a name can mean, as `meanings`; raises LookupFailed with the nearest names if there is none."""
    found = meanings(reader, name, types=types, within=within)
    if not found:
        raise unknown(name, suggest(reader, name, types=types))
    return found


def meanings(
    reader: StoreReader, name: str, *, types: Collection[str] = (), within: Narrowing | None = None
) -> tuple[Match, ...]:
    """The entities a name can mean, perhaps none; a traditional name that nothing bears is read as simplified.

    `within` picks from ids those that lie in a zone; with it, forms too general to stand alone (管委会) count too.
    """
    key = name_key(name)
    tiers = _TIERS if within is None else _TIERS_WITHIN
    for how, tier in tiers if key else ():
        rows = [r for r in tier(reader, key) if not types or r.type in types]
        kept = {r.entity_id for r in rows}
        if within and kept:
            kept &= within(sorted(kept))
        found = matches((r for r in rows if r.entity_id in kept), how)
        if found:
            return found
    simple = simplified(name)
    return meanings(reader, simple, types=types, within=within) if simple != name else ()


def pick(name: str, found: Sequence[Match]) -> Match:
    """The only match; raises LookupFailed with all of them if there are several."""
    if len(found) == 1:
        return found[0]
    raise LookupFailed(
        f"{in_quotes(name)}可指 {len(found)} 个实体，请用全称、--in、--type 或 --id 指明",
        f"{name} can mean {len(found)} entities: use a full name, --in, --type or --id",
        candidates=found,
        ambiguous=True,
    )


def unknown(name: str, near: Sequence[Match]) -> LookupFailed:
    """Nothing has this name."""
    names = list(dict.fromkeys(m.name for m in near))
    zh = f"；最接近的有：{'、'.join(names)}" if names else ""
    en = f"; the nearest known: {', '.join(names)}" if names else ""
    return LookupFailed(f"图谱中没有{in_quotes(name)}{zh}", f"the graph does not know {name}{en}", candidates=near)


def by_id(reader: StoreReader, id_: str) -> Match:
    """The entity of an id, or the one that replaces it, whose id is another; raises LookupFailed."""
    found = labels(reader, [replacements(reader, [id_]).get(id_, id_)])
    if not found:
        raise LookupFailed(f"图谱中没有编号 {id_}", f"the graph has no entity {id_}")
    return next(iter(found.values()))


def replacements(reader: StoreReader, ids: Collection[str]) -> dict[str, str]:
    """The entity that replaces each of these ids, of those that are replaced."""
    unknown = set(ids) - labels(reader, ids).keys()
    return survivors(reader, unknown) if unknown else {}


def exact(reader: StoreReader, name: str) -> tuple[Match, ...]:
    """The entities that bear exactly this name, of any type."""
    keys = sorted({name_key(name), name_key(simplified(name))})
    return matches((r for r in names_equal(reader, keys) if r.tier in LISTED), "exact")


def labels(reader: StoreReader, ids: Collection[str]) -> dict[str, Match]:
    """Name, type and kind of entities, by id."""
    rows = reader.select("entities", "id", ids, ["name", "type", "kind"]).to_pylist()
    return {r["id"]: Match(r["id"], r["name"], r["type"], r["kind"]) for r in rows}


def suggest(reader: StoreReader, name: str, *, types: Collection[str] = ()) -> tuple[Match, ...]:
    """The entities whose names share most character pairs with a name in simplified characters, best first."""
    key = name_key(simplified(name))
    best: dict[str, Match] = {}
    for row in name_rows_of(near_names(reader, key, SUGGESTIONS, types=types)):
        best.setdefault(row.entity_id, match_of(row, "similar"))
    return tuple(best.values())[:SUGGESTIONS]


def matches(rows: Iterable[NameRow], how: str) -> tuple[Match, ...]:
    """One match an entity, by name."""
    found: dict[str, Match] = {}
    for row in rows:
        found.setdefault(row.entity_id, match_of(row, how))
    return tuple(sorted(found.values(), key=lambda m: (m.name, m.type, m.id)))


def match_of(row: NameRow, how: str) -> Match:
    """The entity of a name."""
    return Match(row.entity_id, row.label, row.type, row.kind, row.name, how)


def _folds(key: str) -> list[str]:
    """The key, and the key with its official terms abbreviated, longest first."""
    forms = {key, *(name_key(fold(key, type_)) for type_ in ("ORG", "PARK"))}
    return sorted(forms, key=lambda form: (-len(form), form))


def _preferred(reader: StoreReader, key: str) -> list[NameRow]:
    return [r for r in names_equal(reader, [key]) if r.tier == "preferred"]


def _alias(reader: StoreReader, key: str) -> list[NameRow]:
    return [r for r in names_equal(reader, [key]) if r.tier == "alias"]


def _general(reader: StoreReader, key: str) -> list[NameRow]:
    return [r for r in names_equal(reader, [key]) if r.tier in ("alias", "hidden")]


def _abbreviation(reader: StoreReader, key: str) -> list[NameRow]:
    return [r for r in names_equal(reader, _folds(key)) if r.tier != "hidden"]


def _owned(reader: StoreReader, key: str) -> list[NameRow]:
    """Names made of the name of a known zone, place or body and the key."""
    owned = [
        (row, row.key[: -len(end)])
        for end in _folds(key)
        for row in names_ending(reader, end)
        if row.tier != "hidden" and row.key != end
    ]
    known = names_equal(reader, {owner for _, owner in owned})
    owners = {r.key for r in known if r.tier in LISTED and r.type in _OWNERS}
    return [row for row, owner in owned if owner in owners]


def _part(reader: StoreReader, key: str) -> list[NameRow]:
    return [r for r in names_containing(reader, key) if r.tier in LISTED] if len(key) > 1 else []


_TIERS: tuple[tuple[str, _Tier], ...] = (
    ("preferred", _preferred),
    ("alias", _alias),
    ("abbreviation", _abbreviation),
    ("owner", _owned),
    ("part", _part),
)
_TIERS_WITHIN = tuple((how, _general if how == "alias" else tier) for how, tier in _TIERS)
