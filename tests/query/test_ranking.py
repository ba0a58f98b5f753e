"""What the index finds, against what looking at every name one by one finds."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LookupFailed
from kg.model import name_key
from kg.query.finding import search_names
from kg.query.resolver import resolve, suggest
from kg.store import NameRow, StoreReader, name_rows_of, open_store
from tests.hostile import HOSTILE
from tests.snapshots import with_name, with_names, write_snapshot

LISTED = ("preferred", "alias")


def spelled(row: NameRow, letters: str) -> bool:
    """Whether letters are a run of initials, or spell the name from the start of a syllable on."""
    syllables = row.pinyin.split()
    runs = ("".join(syllables[i:]) for i in range(len(syllables)))
    return letters in "".join(s[0] for s in syllables) or any(run.startswith(letters) for run in runs)


def searched(rows: list[NameRow], text: str) -> list[tuple[str, str]]:
    """Entities and the names they are found by, one name after the other looked at."""
    key = name_key(text)
    letters = key.replace("'", "").replace("ü", "v")
    latin = re.fullmatch("[a-zü']+", key)
    found = [r for r in rows if key and r.tier != "folded" and (key in r.key or (latin and spelled(r, letters)))]

    def nearness(row: NameRow) -> tuple[object, ...]:
        joined = row.pinyin.replace(" ", "")
        equal = key == row.key or letters == joined
        starts = row.key.startswith(key) or joined.startswith(letters)
        return not equal, not starts, row.tier not in LISTED, len(row.key), row.key, row.entity_id

    best: dict[str, str] = {}
    for row in sorted(found, key=nearness):
        best.setdefault(row.entity_id, row.name)
    return list(best.items())


def suggested(rows: list[NameRow], key: str) -> list[tuple[str, str]]:
    """The five entities whose names share most character pairs with a key."""

    def pairs(text: str) -> set[str]:
        return {text[i : i + 2] for i in range(len(text) - 1)} or {text}

    scored = []
    for row in rows:
        shared = sum(pair in row.key for pair in pairs(key))
        if shared and row.tier in LISTED:
            rest = iter(row.key)
            abridged = 1 < len(key) <= 200 and key[-1] == row.key[-1] and all(c in rest for c in key)
            score = 2 * shared / (len(pairs(key)) + len(pairs(row.key))) + (0.5 if abridged else 0)
            scored.append((-score, len(row.key), row.key, row.entity_id, row.name))
    best: dict[str, str] = {}
    for *_, entity_id, name in sorted(scored):
        best.setdefault(entity_id, name)
    return list(best.items())[:5]


def asked(rows: list[NameRow]) -> Iterator[str]:
    """Every name whole, in parts, with a slip of the pen, in pinyin and by initials."""
    for row in rows:
        middle = len(row.key) // 2
        letters = row.pinyin.replace(" ", "")
        yield from (row.name, row.key[:2], row.key[-2:], row.key[1:-1], row.key[0], row.key[0] + row.key[-1])
        yield from (row.key[:middle] + "魑" + row.key[middle + 1 :], row.key[:middle] + row.key[middle + 1 :])
        yield from (row.key[0] + row.key, row.key + "局", row.key[::2] + row.key[-1])
        yield from (letters, letters[:4], letters[2:7], "".join(s[0] for s in row.pinyin.split())[:3])
    yield from ("", "“”", "鑫", "'", "a.*", "(", "[科", "nü", "科" * 250)


def compare(reader: StoreReader) -> int:
    """Compare both for all that is asked; how many entities were found."""
    rows, found = name_rows_of(reader.table("names")), 0
    for text in dict.fromkeys(asked(rows)):
        key = name_key(text)
        searching = [(m.id, m.matched) for m in search_names(reader, text)]
        assert searching == searched(rows, text), text
        assert search_names(reader, text, most=1) == search_names(reader, text)[:1]
        assert [(m.id, m.matched) for m in suggest(reader, key)] == suggested(rows, key), text
        found += len(searching)
    return found


def test_the_index_finds_what_looking_at_every_name_finds(zone_store: Path) -> None:
    with open_store(zone_store) as reader:
        assert compare(reader) > 100


def test_names_that_break_files_are_found_all_the_same(tmp_path: Path) -> None:
    storable = [name for name in HOSTILE if len(name) < 100 and "\ud800" not in name]
    write_snapshot(tmp_path / "s.kg", with_names(storable))
    with open_store(tmp_path / "s.kg") as reader:
        assert compare(reader) > len(storable)


def test_a_name_of_ten_thousand_characters_is_found(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "s.kg", with_name("长" * 10_000))
    with open_store(tmp_path / "s.kg") as reader:
        assert search_names(reader, "长" * 10_000)
        with pytest.raises(LookupFailed):
            resolve(reader, "长" * 9_999 + "短")
