"""Names in the order of their nearness to a text; thousands may be found, so they are ranked in columns."""

import functools
import re
from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from kg.store import StoreReader, character_pairs, constant, names_matching, names_sharing, texts

LISTED = ("preferred", "alias")
_LETTERS = re.compile(r"[a-zü']+")
_LONGEST_SHORT_FORM = 200
_BONUS = 0.5
_BY_NEARNESS = [(name, "ascending") for name in ("rank", "length", "key", "entity_id")]
_BY_SCORE = [("score", "descending"), *_BY_NEARNESS[1:]]


def found_names(reader: StoreReader, key: str, *, types: Collection[str] = ()) -> pa.Table:
    """The names that contain a key or are spelled so in pinyin, and whether they contain it (`contains`).

    Equal names come first, then names that start so, then what may be looked up alone, then shorter names.
    """
    letters = key.replace("'", "").replace("ü", "v")
    names = names_matching(reader, key, letters=letters if _LETTERS.fullmatch(key) else None)
    names = _narrowed(names, pc.not_equal(names["tier"], constant("folded")), types)
    equal = pc.or_(pc.equal(names["key"], constant(key)), pc.equal(names["joined"], constant(letters)))
    starts = pc.or_(pc.starts_with(names["key"], key), pc.starts_with(names["joined"], letters))
    ranks = [pc.if_else(g, constant(0), constant(w)) for w, g in ((4, equal), (2, starts), (1, _listed(names)))]
    rank = functools.reduce(pc.add, ranks)
    names = names.append_column("contains", pc.match_substring(names["key"], key)).append_column("rank", rank)
    return names.append_column("length", pc.utf8_length(names["key"])).sort_by(_BY_NEARNESS)


def near_names(reader: StoreReader, key: str, number: int, *, types: Collection[str] = ()) -> pa.Table:
    """The names that share most character pairs with a key, best first, of at least so many entities if there are."""
    pairs = character_pairs(key)
    names = names_sharing(reader, pairs)
    names = _narrowed(names, _listed(names), types)
    both = pc.add(names["pairs"], constant(len(pairs))).cast(pa.float64())
    score = pc.divide(pc.multiply(names["shared"], constant(2)).cast(pa.float64()), both)
    if 1 < len(key) <= _LONGEST_SHORT_FORM:
        score = pc.add(score, pc.if_else(_abridged(key, names["key"]), constant(_BONUS), constant(0.0)))
    names = names.append_column("score", score).append_column("length", pc.utf8_length(names["key"]))
    most = number
    while True:
        best = names.take(pc.select_k_unstable(names, k=min(most, len(names)), sort_keys=_BY_SCORE))
        if most >= len(names) or pc.count_distinct(best["entity_id"]).as_py() >= number:
            return best
        most *= 4


def _listed(names: pa.Table) -> pa.ChunkedArray:
    return pc.is_in(names["tier"], texts(LISTED))


def _narrowed(names: pa.Table, good: pa.ChunkedArray, types: Collection[str]) -> pa.Table:
    return names.filter(pc.and_(good, pc.is_in(names["type"], texts(sorted(types)))) if types else good)


def _abridged(short: str, names: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where the characters of the short form come in this order in the name and both end alike: 科技局, 科技创新局."""
    return pc.match_substring_regex(names, "(?s)" + ".*".join(map(re.escape, short)) + "$")
