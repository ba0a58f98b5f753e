"""Entities by part of a name, and whole lists of them."""

from collections.abc import Collection

from kg.errors import LookupFailed
from kg.model import name_key
from kg.query.answers import Match
from kg.query.places import direct_parts, members
from kg.query.ranking import found_names
from kg.query.resolver import match_of, matches, suggest, unknown
from kg.scripts import simplified
from kg.store import StoreReader, fullest_names, name_rows_of, numbers
from kg.vocabulary import ontology


def find_names(reader: StoreReader, text: str, *, types: Collection[str] = ()) -> tuple[Match, ...]:
    """As `search_names`; raises LookupFailed with the nearest names for none."""
    found = search_names(reader, text, types=types)
    if not found:
        raise unknown(text, suggest(reader, text, types=types))
    return found


def search_names(
    reader: StoreReader, text: str, *, types: Collection[str] = (), most: int | None = None
) -> tuple[Match, ...]:
    """Entities one of whose names contains the text, or is spelled so in pinyin; perhaps none, at `most` so many.

    Equal names come first, then names that start so, then shorter names.
    """
    key = name_key(text)
    if not key:
        return ()
    names = found_names(reader, key, types=types)
    if not len(names) and (simple := simplified(text)) != text:
        return search_names(reader, simple, types=types, most=most)
    first: dict[str, int] = {}
    for number, entity_id in enumerate(names["entity_id"].to_pylist()):
        first.setdefault(entity_id, number)
    names = names.take(numbers(list(first.values())[:most]))
    hows = ("part" if contains else "pinyin" for contains in names["contains"].to_pylist())
    return tuple(match_of(row, how) for row, how in zip(name_rows_of(names), hows, strict=True))


def list_entities(
    reader: StoreReader, type_: str, *, kind: str | None, zone: Match | None, whole: Match | None
) -> tuple[Match, ...]:
    """All entities of a type, or of all types, by name; raises LookupFailed for a type or kind that does not exist."""
    kind_tag = _tag(kind, ontology().kinds, "机构类别", "kind") if kind else None
    found = matches(fullest_names(reader, type_tag(type_) if type_ else None, kind_tag), "list")
    for ids in (members(reader, zone.id) if zone else None, direct_parts(reader, whole.id) if whole else None):
        found = tuple(m for m in found if ids is None or m.id in ids)
    return found


def type_tag(name: str) -> str:
    """The tag of an entity type given by tag or label; raises LookupFailed with the types there are."""
    return _tag(name, {tag: (t.zh, t.en) for tag, t in ontology().types.items()}, "类型", "type")


def _tag(name: str, known: dict[str, tuple[str, str]], zh: str, en: str) -> str:
    """The tag of a type or kind given by tag or label, in any case."""
    wanted = name.casefold()
    for tag, labels in known.items():
        if wanted in (tag.casefold(), *(label.casefold() for label in labels)):
            return tag
    listed = "、".join(f"{tag}（{label}）" for tag, (label, _) in known.items())
    raise LookupFailed(f"没有{zh} {name}；可用：{listed}", f"no {en} {name}; there are: {', '.join(known)}")
