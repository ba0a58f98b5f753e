"""Sentences with the words that matter marked in them."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from kg.mapping import sentence_at

Span = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool


def excerpt(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The sentences around some places of a text, on one line, the places marked; sentences apart are joined by `…`.

    >>> [(p.text, p.marked) for p in excerpt("会议召开。局长王运华到会。散会。", [(5, 10)])]
    [('局长王运华', True), ('到会。', False)]
    """
    places = _joined(spans)
    sentences = _joined((s.start, s.end) for s in (sentence_at(text, *place) for place in places))
    pieces: list[Piece] = []
    for number, (low, high) in enumerate(sentences):
        apart = low > 0 and not _bordered(text, low)
        pieces.append(Piece((" … " if number else "") + (".." if apart else ""), False))
        pieces += _pieces(text, low, high, places)
        pieces.append(Piece("" if _bordered(text, high) else "..", False))
    return tuple(p for p in pieces if p.text)


def _pieces(text: str, low: int, high: int, places: Sequence[Span]) -> Iterator[Piece]:
    at = low
    for start, end in places:
        if start < high and end > low:
            yield _piece(text[at : max(start, low)], False)
            yield _piece(text[max(start, low) : min(end, high)], True)
            at = min(end, high)
    yield _piece(text[at:high], False)


def _piece(text: str, marked: bool) -> Piece:
    inner = " ".join(text.split())
    if not marked and inner:
        inner = f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
    return Piece(inner, marked)


def _bordered(text: str, at: int) -> bool:
    """Whether a sentence ends or the text ends here."""
    return at >= len(text) or at == 0 or text[at - 1] in "。！？!?；;\n”’」』）)" or text[at] == "\n"


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif end > start:
            found.append((start, end))
    return found
