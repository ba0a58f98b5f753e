"""Long documents in sections: what is asked of every two names of a page cannot be asked of every two of a book.

A document of up to `WHOLE` characters is one section. A longer one is cut at line ends, a line that is longer than a
section at sentence ends; every section is read after the document's title and knows its zone and body.
"""

import bisect
import dataclasses
from collections.abc import Iterator

from kg.nlp.relations.reading import Reading, Unit, gather_things, read_line

WHOLE, SECTION = 6000, 4000
_TITLE = 200  # characters; a longer first line is no title


def sections(reading: Reading) -> list[Reading]:
    """The readings of a document's sections, in order; offsets and entity numbers are the document's."""
    if len(reading.text) <= WHOLE:
        return [reading]
    first = reading.paragraphs[0]
    title = (first.start, first.end) if first.end - first.start <= _TITLE else (0, 0)
    return [_section(reading, title, lines) for lines in _runs(reading, title[1])]


def _runs(reading: Reading, start: int) -> Iterator[list[tuple[int, int]]]:
    """Lines, or parts of lines, in runs of at most `SECTION` characters."""
    run: list[tuple[int, int]] = []
    for line in _lines(reading, start):
        if run and line[1] - run[0][0] > SECTION:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _lines(reading: Reading, start: int) -> Iterator[tuple[int, int]]:
    for paragraph in reading.paragraphs:
        begin = max(paragraph.start, start)
        ends = (
            [e for e in reading.sentence_ends if begin < e < paragraph.end] if paragraph.end - begin > SECTION else []
        )
        while begin < paragraph.end:
            near = [e for e in ends if begin < e <= begin + SECTION]
            end = paragraph.end if paragraph.end - begin <= SECTION else near[-1] if near else begin + SECTION
            yield begin, end
            begin = end


def _section(reading: Reading, title: tuple[int, int], lines: list[tuple[int, int]]) -> Reading:
    spans = [*([title] if title[1] else []), *lines]
    units: list[Unit] = []
    paragraphs = []
    for start, end in spans:
        first, last = (bisect.bisect_left(reading.units, at, key=lambda u: u.start) for at in (start, end))
        found = (u for u in reading.units[first:last] if u.end <= end)
        mine = [dataclasses.replace(u, index=len(units) + n) for n, u in enumerate(found)]
        units += mine
        paragraphs.append(read_line(reading.text, start, end, mine))
    things = gather_things(units)
    zone, body = (local if local in things else -1 for local in (reading.zone, reading.body))
    return dataclasses.replace(
        reading, units=tuple(units), things=things, paragraphs=tuple(paragraphs), zone=zone, body=body
    )
