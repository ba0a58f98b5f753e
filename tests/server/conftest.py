"""One server for all tests that only ask it things."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.running import serving


@pytest.fixture(scope="session")
def address(zone_store: Path) -> Iterator[str]:
    """The address of a server of the zone's graph with short limits."""
    with serving(zone_store, "--timeout", "3", "--workers", "2") as found:
        yield found
