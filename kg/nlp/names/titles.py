"""Titles that tell a field: 工业互联网首席研究员 is one title, though its first part is elsewhere a sector."""

import dataclasses
from collections.abc import Sequence

from kg.nlp.names.candidates import Candidate


def with_fields(names: Sequence[Candidate]) -> list[Candidate]:
    """The names with a sector that stands between a body and a title taken into the title.

    >>> spans = [(0, 5, "ORG"), (5, 10, "INDUSTRY"), (10, 15, "POSITION")]
    >>> names = [Candidate(start, end, type_, "x", 0.9) for start, end, type_ in spans]
    >>> [(c.start, c.end, c.type) for c in with_fields(names)]
    [(0, 5, 'ORG'), (5, 15, 'POSITION')]
    """
    result: list[Candidate] = []
    for name in names:
        if name.type == "POSITION" and len(result) > 1:
            body, field = result[-2:]
            if (
                field.type == "INDUSTRY"
                and body.type in ("ORG", "PARK")
                and body.end == field.start
                and field.end == name.start
            ):
                result.pop()
                name = dataclasses.replace(name, start=field.start)
        result.append(name)
    return result
