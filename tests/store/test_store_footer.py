from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.store.layout import footer_digest
from kg.store.reading import _footer


def test_a_footer_of_any_length_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "many_groups.parquet"
    table = pa.table({f"column_{n}": [str(n)] * 4000 for n in range(12)})
    pq.write_table(table, path, row_group_size=3)
    data = path.read_bytes()
    assert int.from_bytes(data[-8:-4], "little") > 1 << 20
    with path.open("rb") as stream:
        assert _footer(stream, len(data)) == footer_digest(data)
