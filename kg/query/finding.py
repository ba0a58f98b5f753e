"""Entities by part of a name, and whole lists of them."""

import re
from collections.abc import Collection

from kg.errors import LookupFailed
from kg.model import name_key
from kg.query.answers import Match
from kg.query.places import direct_parts, members
from kg.query.resolver import LISTED, match_of, matches, suggest, unknown
from kg.store import NameRow, StoreReader, fullest_names, names_containing, names_spelled
from kg.vocabulary import ontology

_LETTERS = re.compile(r"[a-zü']+")


def find_names(reader: StoreReader, text: str, *, types: Collection[str] = ()) -> tuple[Match, ...]:
    """As `search_names`; raises LookupFailed with the nearest names for none."""
    found = search_names(reader, text, types=types)
    if not found:
        raise unknown(text, suggest(reader, name_key(text), types=types))
    return found


def search_names(reader: StoreReader, text: str, *, types: Collection[str] = ()) -> tuple[Match, ...]:
    """Entities one of whose names contains the text, or is spelled so in pinyin; perhaps none.

    Equal names come first, then names that start so, then shorter names.
    """
    key = name_key(text)
    letters = key.replace("'", "").replace("ü", "v")
    rows = names_containing(reader, key) if key else []
    if _LETTERS.fullmatch(key):
        rows += names_spelled(reader, letters)
    rows = [r for r in rows if r.tier != "folded" and (not types or r.type in types)]
    found: dict[str, Match] = {}
    for row in sorted(rows, key=lambda r: _nearness(r, key, letters)):
        found.setdefault(row.entity_id, match_of(row, "part" if key in row.key else "pinyin"))
    return tuple(found.values())


def _nearness(row: NameRow, key: str, letters: str) -> tuple[object, ...]:
    spelled = row.pinyin.replace(" ", "")
    equal = row.key == key or spelled == letters
    starts = row.key.startswith(key) or spelled.startswith(letters)
    return not equal, not starts, row.tier not in LISTED, len(row.key), row.key, row.entity_id


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
