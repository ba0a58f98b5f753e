"""Batches through a stage in this process or in several."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol

import pyarrow as pa

Stage = Callable[[pa.RecordBatch], pa.RecordBatch]


class Engine(Protocol):
    """What a stage needs of an engine."""

    def map(self, stage: Stage, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The stage's results, in the order of the batches."""


class LocalEngine:
    """Runs a stage here (`workers=1`) or in `workers` processes; the order of results is that of the batches."""

    def __init__(self, *, workers: int = 1) -> None:
        self.workers = workers

    def map(self, stage: Stage, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The results in the order of the batches; with several workers the stage must be picklable."""
        if self.workers == 1:
            yield from map(stage, batches)
            return
        # spawned, not forked: a fork of a process with running threads (BLAS, Arrow) can deadlock
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, mp_context=context) as pool:
            yield from pool.map(stage, batches)
