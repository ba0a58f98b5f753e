"""Hard-wrapped and broken lines put together again; headings, bylines, captions and paragraphs stay apart."""

import dataclasses
import itertools
import re
from collections.abc import Sequence

from kg.read.bond import Boundary, bond
from kg.read.cohesion import cohesion
from kg.read.kinds import is_byline, is_caption, is_dateline, is_item, is_meta
from kg.read.lines import Line, commas, ends_sentence, half_ends, has_inner_end
from kg.read.traced import Traced, blank, join

_CLOSING = re.compile("[，。、；：！？,;!?…”’》）)」』】％%]")
_LATIN_END = re.compile("[A-Za-z,;.)]$")
_TOKEN = re.compile("[\x21-\x7e]+")
_COLUMN = 80
_SPECIAL = (
    ("byline", is_byline),
    ("meta", is_meta),
    ("caption", is_caption),
    ("item", is_item),
    ("dateline", is_dateline),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of a line again and again; `room` and `space` are how many columns it leaves free, measured by the
    narrower and by the wider of the lines around it."""

    text: str
    width: int
    indent: int
    gap: int
    special: str
    final: bool
    half: bool
    running: bool
    wrapped: bool = False
    room: int = 0
    space: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """What came before: the paragraph goes on (`inside`), with a comma or full stop (`in_text`); text was seen."""

    inside: bool = False
    in_text: bool = False
    body_seen: bool = False

    def after(self, joined_to: Shape | None, line: Shape) -> "State":
        """The state behind `line`, which continues `joined_to` or begins a paragraph."""
        if joined_to is None:
            return State(body_seen=self.body_seen or line.running)
        marked = self.in_text or bool(commas(joined_to.text)) or has_inner_end(joined_to.text)
        return State(True, marked, self.body_seen or line.running)


def join_lines(lines: Sequence[Line]) -> tuple[list[Traced], int]:
    """The paragraphs (and headings, bylines, captions) of a page, and how many line breaks were undone."""
    shapes = _placed([shape(line) for line in lines])
    page = look_over(shapes)
    groups: list[list[Line]] = []
    state = State()
    for i, line in enumerate(lines):
        joined = i > 0 and _continues(shapes, i, page, state)
        if joined:
            groups[-1].append(line)
        else:
            groups.append([line])
        state = state.after(shapes[i - 1] if joined else None, shapes[i])
    return [_glue([line.piece for line in group]) for group in groups], len(lines) - len(groups)


def shape(line: Line) -> Shape:
    """A line's shape; `running` means that it is clearly part of running text."""
    text = line.text
    special = next((name for name, test in _SPECIAL if test(text)), "")
    final = ends_sentence(text)
    running = has_inner_end(text) or (final and commas(text) > 0) or (len(text) > 45 and commas(text) > 1)
    return Shape(text, line.width, line.indent, line.gap, special, final, half_ends(text), running)


def _placed(shapes: list[Shape]) -> list[Shape]:
    """The shapes with what their neighbours say: part of a wrapped column or not, and the room left in it."""
    plain = [i for i, s in enumerate(shapes) if s.special in ("", "item", "dateline")]
    result = list(shapes)
    for k, i in enumerate(plain):
        window = [shapes[j] for j in plain[max(k - 4, 0) : k + 5]]
        wrapped = len(window) >= 3 and max(s.width for s in window) <= 120 and _runs_on(window)
        before = max((shapes[j].width for j in plain[max(k - 3, 0) : k]), default=999)
        after = max((shapes[j].width for j in plain[k + 1 : k + 4]), default=999)
        room, space = (w - shapes[i].width if w < 999 else 0 for w in (min(before, after), max(before, after)))
        result[i] = dataclasses.replace(shapes[i], wrapped=wrapped, room=room, space=space)
    widest = max((result[i].width for i in plain), default=0)
    if widest <= _COLUMN and 2 * sum(result[i].wrapped for i in plain) > len(plain):
        result = [dataclasses.replace(s, wrapped=True) for s in result]
    return result


def _runs_on(window: list[Shape]) -> bool:
    """Whether lines end because the column ends: alike in width, mostly open, running on in their words."""
    pairs = [(a, b) for a, b in itertools.pairwise(window) if not a.final]
    if 2 * len(pairs) < len(window) - 1:
        return False
    alike = sum(abs(a.width - b.width) <= max(5, 0.2 * max(a.width, b.width)) for a, b in pairs)
    drawn = sum(min(max(cohesion(a.text, b.text), -3.0), 4.0) for a, b in pairs) / len(pairs)
    marked = sum(bool(commas(s.text)) or has_inner_end(s.text) for s in window) / len(window)
    return alike * 2 >= len(pairs) and drawn + 2.5 * marked >= 1.2


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What holds for the page: blank lines between two lines of one paragraph, share of running lines left open."""

    usual_gap: int
    torn: float


def look_over(shapes: Sequence[Shape]) -> Page:
    """The page's habits."""
    gaps = sorted(b.gap for a, b in itertools.pairwise(shapes) if a.wrapped and b.wrapped and not a.final)
    running = [s for s in shapes if s.running]
    torn = sum(not (s.final or s.half) for s in running) / len(running) if running else 0.0
    return Page(gaps[len(gaps) // 2] if gaps else 1, torn)


def _continues(shapes: Sequence[Shape], i: int, page: "Page", state: State) -> bool:
    """Whether line `i` continues the one before it."""
    left, right = shapes[i - 1], shapes[i]
    if left.special in ("byline", "meta") or right.special in ("byline", "meta", "dateline"):
        return False
    if _CLOSING.match(right.text) and not left.final:
        return True
    wrapped = left.wrapped or right.wrapped
    if left.final or (left.half and wrapped):
        return wrapped and _same_paragraph(shapes, i, page.usual_gap)
    boundary = Boundary(
        left.text,
        right.text,
        wrapped=wrapped,
        torn=page.torn,
        inside=state.inside,
        in_text=state.in_text,
        body_seen=state.body_seen,
        room=left.room - _token_width(right.text),
        right_room=right.room,
        indent=right.indent - left.indent,
        gap=right.gap - page.usual_gap,
        left_gap=left.gap - page.usual_gap,
        running=left.running,
        right_special=right.special,
    )
    return bond(boundary) > 0


def _same_paragraph(shapes: Sequence[Shape], i: int, usual: int) -> bool:
    """After a sentence's end: the line fills its column, and nothing marks the next as a paragraph's first."""
    left, right = shapes[i - 1], shapes[i]
    if right.special in ("item", "caption") or left.space > 3 or right.gap > usual:
        return False
    if right.indent >= max(2, left.indent + 2):
        return False
    bare = not commas(right.text) and not right.final and not has_inner_end(right.text)
    return not (bare and right.space > 8) and (right.final or not 3 <= right.space <= 6)


def _token_width(text: str) -> int:
    """Columns of the figure or Latin word that a line begins with: it may not have fitted on the line before."""
    match = _TOKEN.match(text)
    return len(match[0]) if match else 0


def _glue(pieces: Sequence[Traced]) -> Traced:
    """Chinese lines meet without a space, Latin words with one."""
    parts = [pieces[0]]
    for piece in pieces[1:]:
        if _LATIN_END.search(parts[-1].text) and piece.text[:1].isascii() and piece.text[:1].isalpha():
            parts.append(blank())
        parts.append(piece)
    return join(parts, "")
