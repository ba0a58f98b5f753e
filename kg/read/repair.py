"""Decoded text → articles of repaired paragraphs, each character still knowing its place in the raw text."""

import dataclasses
from collections import Counter
from collections.abc import Sequence

from kg.read.boilerplate import drop_boilerplate
from kg.read.clean import clean_text
from kg.read.doubling import undouble
from kg.read.joining import join_lines
from kg.read.lines import Line, split_lines
from kg.read.spacing import close_up, despace
from kg.read.splitting import split_articles
from kg.read.traced import Traced, join, trace
from kg.scripts import simplified_text

_ROUNDS = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """The paragraphs of one article; `margins`: dropped lines of its page; `repairs`: what was done, how often."""

    paragraphs: tuple[Traced, ...]
    margins: tuple[str, ...]
    repairs: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """The paragraphs' characters."""
        return [p.text for p in self.paragraphs]


def repair(raw: str) -> list[Article]:
    """The articles of a decoded text; none where nothing but a web page's furniture is left.

    >>> repair("济济宁宁高高新新区区\\n\\n培训已开班，区党工委书记刘章\\n箭为学员讲课，人数增长64 .1%。")[0].texts
    ['济宁高新区', '培训已开班，区党工委书记刘章箭为学员讲课，人数增长64.1%。']
    """
    counts: Counter[str] = Counter()
    cleaned, cleaning = clean_text(trace(raw))
    simple, cleaning["traditional_characters"] = simplified_text(cleaned.text)
    cleaned = dataclasses.replace(cleaned, text=simple)
    lines, dropped = _lines(cleaned, counts)
    parts = split_articles(lines) if lines else []
    margins = tuple(dropped) if len(parts) == 1 else ()
    return [_article(part, margins, counts + cleaning) for part in parts]


def _article(lines: Sequence[Line], margins: tuple[str, ...], counts: Counter[str]) -> Article:
    """One article; what a repair uncovers is repaired in turn, until nothing changes."""
    paragraphs = _paragraphs(lines, counts)
    for _ in range(_ROUNDS):
        again, _ = _lines(join(paragraphs, "\n"), counts)
        result = _paragraphs(again, counts)
        if not result or [p.text for p in result] == [p.text for p in paragraphs]:
            break
        paragraphs = result
    return Article(tuple(paragraphs), margins, tuple(f"{name}:{n}" for name, n in sorted((+counts).items())))


def _lines(traced: Traced, counts: Counter[str]) -> tuple[list[Line], list[str]]:
    lines, dropped = drop_boilerplate([_mended(line, counts) for line in split_lines(traced)])
    counts["boilerplate_lines"] += len(dropped)
    return lines, dropped


def _paragraphs(lines: Sequence[Line], counts: Counter[str]) -> list[Traced]:
    joined, undone = join_lines(lines)
    counts["joined_lines"] += undone
    paragraphs = []
    for paragraph in joined:
        closed, removed = despace(paragraph)
        counts["stray_spaces"] += removed
        paragraphs.append(closed)
    return paragraphs


def _mended(line: Line, counts: Counter[str]) -> Line:
    """A line without doubled characters and letter-spacing; its width stays as laid out."""
    piece, undone = undouble(line.piece)
    piece, removed = close_up(piece)
    counts["doubled_runs"] += undone
    counts["stray_spaces"] += removed
    return Line(piece, line.width, line.indent, line.gap) if undone or removed else line
