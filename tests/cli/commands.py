"""The program run as a user runs it, inside the test's process."""

import pytest

from kg.cli import main

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    """The exit code of `kg` with these words, and what it wrote to stdout and to stderr."""
    with pytest.raises(SystemExit) as left:
        main(words)
    shown = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, shown.out, shown.err
