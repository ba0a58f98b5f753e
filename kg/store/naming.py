"""The table of names: every way to ask for an entity."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from kg.model import Entity, name_key
from kg.names import fold

TIERS = ("preferred", "alias", "folded", "hidden")
NAMES_SCHEMA = pa.schema(
    [(c, pa.string()) for c in ("key", "entity_id", "tier", "name", "label", "type", "kind", "pinyin", "initials")]
)


def name_rows(entities: Sequence[Entity]) -> list[dict[str, str]]:
    """All names of all entities, sorted by key, tier and entity.

    The tier is `preferred` (the fullest name), `alias`, `folded` (a name with its official terms abbreviated:
    科创局 for 科技创新局) or `hidden` (a form too general to be looked up alone).
    """
    rows = [row for entity in entities for row in _rows(entity)]
    return sorted(rows, key=lambda r: (r["key"], TIERS.index(r["tier"]), r["entity_id"]))


def _rows(entity: Entity) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for tier, name in _tiered(entity):
        key = name_key(name)
        if key in seen or not key:
            continue
        seen.add(key)
        pinyin = "" if tier == "folded" else spelled(name)
        yield {
            "key": key,
            "entity_id": entity.id,
            "tier": tier,
            "name": name,
            "label": entity.name,
            "type": entity.type,
            "kind": entity.kind,
            "pinyin": pinyin,
            "initials": "".join(syllable[0] for syllable in pinyin.split()),
        }


def _tiered(entity: Entity) -> Iterator[tuple[str, str]]:
    yield "preferred", entity.name
    yield from (("alias", name) for name in entity.names if name != entity.name)
    yield from (("folded", fold(name, entity.type)) for name in entity.names)
    yield from (("hidden", name) for name in entity.hidden)


def spelled(name: str) -> str:
    """The name in pinyin without tones, syllables apart; what is not Han stays as it is.

    >>> spelled("济宁创新谷"), spelled("TCL集团")
    ('ji ning chuang xin gu', 'tcl ji tuan')
    """
    from pypinyin import lazy_pinyin

    return " ".join(" ".join(lazy_pinyin(name_key(name))).split())
