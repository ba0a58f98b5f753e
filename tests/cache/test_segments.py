from pathlib import Path

import pyarrow as pa
import pytest

from kg.cache import segments
from kg.cache.segments import Segments, sweep

FIELDS = (pa.field("word", pa.string()),)


def table(*words: str) -> pa.Table:
    return pa.table({"word": list(words)})


def words(kept: Segments, *keys: str) -> list[str]:
    return sorted(word for rows in kept.rows(keys) for word in rows["word"].to_pylist())


def filled(folder: Path | None, **rows: str) -> Segments:
    kept = Segments(folder, "stage", FIELDS)
    kept.add(list(rows), table(*rows.values()))
    kept.flush()
    return kept


def test_rows_come_back_by_key_in_another_process_s_eyes(tmp_path: Path) -> None:
    filled(tmp_path, a="甲", b="乙")
    again = Segments(tmp_path, "stage", FIELDS)
    assert ("a" in again, "c" in again) == (True, False)
    assert words(again, "a", "b", "c") == ["乙", "甲"]


def test_without_a_folder_rows_are_kept_in_memory_only() -> None:
    assert words(filled(None, a="甲"), "a") == ["甲"]


def test_a_row_is_there_before_it_is_written(tmp_path: Path) -> None:
    kept = Segments(tmp_path, "stage", FIELDS)
    kept.add(["a"], table("甲"))
    assert list(tmp_path.iterdir()) == []
    assert words(kept, "a") == ["甲"]


def test_many_rows_are_written_without_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_LARGE", 2)
    kept = Segments(tmp_path, "stage", FIELDS)
    kept.add(["a", "b"], table("甲", "乙"))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("harm", ["torn", "flipped", "empty"])
def test_a_damaged_file_counts_as_missing_and_is_removed(tmp_path: Path, harm: str) -> None:
    filled(tmp_path, a="甲")
    file = next(tmp_path.iterdir())
    data = file.read_bytes()
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    file.write_bytes({"torn": data[:-40], "flipped": flipped, "empty": b""}[harm])
    assert "a" not in Segments(tmp_path, "stage", FIELDS)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_form_is_not_used(tmp_path: Path) -> None:
    other = Segments(tmp_path, "stage", (pa.field("number", pa.int64()),))
    other.add(["a"], pa.table({"number": [1]}))
    other.flush()
    assert "a" not in Segments(tmp_path, "stage", FIELDS)


def test_stages_do_not_mix(tmp_path: Path) -> None:
    filled(tmp_path, a="甲")
    assert "a" not in Segments(tmp_path, "other", FIELDS)
    assert "a" in Segments(tmp_path, "stage", FIELDS)


def test_old_rows_go_when_they_are_more_than_the_living(tmp_path: Path) -> None:
    kept = filled(tmp_path, a="甲", b="乙", c="丙")
    kept.compact({"a"})
    again = Segments(tmp_path, "stage", FIELDS)
    assert [key for key in "abc" if key in again] == ["a"]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_few_old_rows_may_stay_for_who_comes_back_to_them(tmp_path: Path) -> None:
    kept = filled(tmp_path, a="甲", b="乙", c="丙")
    kept.compact({"a", "b"})
    assert "c" in Segments(tmp_path, "stage", FIELDS)


def test_many_small_files_become_few(tmp_path: Path) -> None:
    kept = Segments(tmp_path, "stage", FIELDS)
    keys = [f"k{n}" for n in range(20)]
    for key in keys:
        kept.add([key], table(key))
        kept.flush()
    kept.compact(keys)
    assert len(list(tmp_path.iterdir())) == 2
    assert words(kept, *keys) == words(Segments(tmp_path, "stage", FIELDS), *keys) == sorted(keys)


def test_what_a_killed_build_left_half_written_is_swept(tmp_path: Path) -> None:
    filled(tmp_path, a="甲")
    (tmp_path / "new-123").write_bytes(b"half")
    sweep(tmp_path)
    assert "a" in Segments(tmp_path, "stage", FIELDS)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert words(filled(tmp_path / "file" / "cache", a="甲"), "a") == ["甲"]
