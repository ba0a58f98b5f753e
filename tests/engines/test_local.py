import pyarrow as pa
import pytest

from kg.engines import LocalEngine


def double(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([{"n": 2 * row["n"]} for row in batch.to_pylist()])


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_batches(workers: int) -> None:
    batches = [pa.RecordBatch.from_pylist([{"n": n}]) for n in range(5)]
    results = LocalEngine(workers=workers).map(double, batches)
    assert [r.to_pylist()[0]["n"] for r in results] == [0, 2, 4, 6, 8]
