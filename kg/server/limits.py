"""What a request may take: time, memory, text; one place, shown at start and on the page about this server."""

import dataclasses
import json
import os

MEGABYTE = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one server; sizes in bytes, times in seconds.

    `seconds` runs from the arrival of a request to the end of its answer, waiting included.
    """

    seconds: float = 10.0
    memory: int = 2048 * MEGABYTE
    query: int = 64 * 1024
    body: int = 256 * 1024
    answer: int = 100 * MEGABYTE
    queue: int = 32
    workers: int = min(4, os.cpu_count() or 1)

    def as_json(self) -> str:
        """The limits for a worker's command line."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Limits":
        """The limits of a worker's command line."""
        return cls(**json.loads(text))
