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
_COLUMN, _WIDEST, _UNBOUNDED = 80, 120, 1 << 30
_REACH = 4
_FULL = 3
_BOUND = 1.2
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

    def placed(self, wrapped: bool, room: int, space: int) -> "Shape":
        """The shape with what its neighbours say."""
        base = (self.text, self.width, self.indent, self.gap, self.special, self.final, self.half, self.running)
        return Shape(*base, wrapped, room, space)


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
    shapes = place([shape(line) for line in lines])
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


def place(shapes: list[Shape]) -> list[Shape]:
    """The shapes with what their neighbours say: part of a wrapped column or not, and the room left in it."""
    plain = [i for i, s in enumerate(shapes) if s.special in ("", "item", "dateline")]
    lines = [shapes[i] for i in plain]
    wrapped = _wrapped(lines)
    for k, i in enumerate(plain):
        before = max((s.width for s in lines[max(k - 3, 0) : k]), default=_UNBOUNDED)
        after = max((s.width for s in lines[k + 1 : k + 4]), default=_UNBOUNDED)
        room, space = (w - shapes[i].width if w < _UNBOUNDED else 0 for w in (min(before, after), max(before, after)))
        shapes[i] = shapes[i].placed(wrapped[k], room, space)
    if lines and max(s.width for s in lines) <= _COLUMN and 2 * sum(wrapped) > len(lines):
        shapes = [s.placed(True, s.room, s.space) for s in shapes]
    return shapes


def _wrapped(lines: Sequence[Shape]) -> list[bool]:
    """For each line whether it stands where lines end because the column ends.

    There the lines are alike in width, mostly open, and run on in their words.
    """
    pairs = [_pair(a, b) for a, b in itertools.pairwise(lines)]
    counts = list(itertools.accumulate((int(p is not None) for p in pairs), initial=0))
    alike = list(itertools.accumulate((p[0] if p else 0 for p in pairs), initial=0))
    drawn = list(itertools.accumulate((p[1] if p else 0.0 for p in pairs), initial=0.0))
    marked = list(itertools.accumulate((int(bool(commas(s.text)) or has_inner_end(s.text)) for s in lines), initial=0))
    result = []
    for k in range(len(lines)):
        first, last = max(k - _REACH, 0), min(k + _REACH, len(lines) - 1)
        size, open_ = last - first + 1, counts[last] - counts[first]
        narrow = size > 2 and max(s.width for s in lines[first : last + 1]) <= _WIDEST
        if not narrow or not open_ or 2 * open_ < size - 1:
            result.append(False)
            continue
        bound = (drawn[last] - drawn[first]) / open_ + 2.5 * (marked[last + 1] - marked[first]) / size
        result.append(2 * (alike[last] - alike[first]) >= open_ and bound >= _BOUND)
    return result


def _pair(left: Shape, right: Shape) -> tuple[int, float] | None:
    """Of two lines the first of which is open: whether they are alike in width, and how the words run on."""
    if left.final:
        return None
    alike = abs(left.width - right.width) <= max(5, 0.2 * max(left.width, right.width))
    return int(alike), min(max(cohesion(left.text, right.text), -3.0), 4.0)


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What holds for the page: blank lines between two lines of one paragraph, share of running lines left open."""

    usual_gap: int
    torn: float


def look_over(shapes: Sequence[Shape]) -> Page:
    """The page's habits."""
    inner = [b.gap for a, b in itertools.pairwise(shapes) if a.wrapped and b.wrapped and not a.final]
    gaps = sorted(inner or [s.gap for s in shapes[1:]])
    running = [s for s in shapes if s.running]
    torn = sum(not (s.final or s.half) for s in running) / len(running) if running else 0.0
    return Page(gaps[len(gaps) // 2] if gaps else 0, torn)


def _continues(shapes: Sequence[Shape], i: int, page: Page, state: State) -> bool:
    """Whether line `i` continues the one before it."""
    certain = decided(shapes, i, page, state)
    return bond(boundary(shapes, i, page, state)) > 0 if certain is None else certain


def decided(shapes: Sequence[Shape], i: int, page: Page, state: State) -> bool | None:
    """Whether line `i` continues the one before it where that needs no weighing, else None."""
    left, right = shapes[i - 1], shapes[i]
    amid = state.in_text and left.wrapped and not left.final and left.room <= _FULL
    if right.special == "dateline" or (not amid and (_stands_alone(left) or _stands_alone(right))):
        return False
    if right.special == "item" and not amid:
        return False
    if _CLOSING.match(right.text) and not left.final:
        return True
    wrapped = left.wrapped or right.wrapped
    if left.final or (left.half and wrapped):
        return wrapped and _same_paragraph(shapes, i, page.usual_gap)
    return None


def _stands_alone(line: Shape) -> bool:
    return line.special in ("byline", "meta")


def boundary(shapes: Sequence[Shape], i: int, page: Page, state: State) -> Boundary:
    """The break before line `i`, for weighing."""
    left, right = shapes[i - 1], shapes[i]
    return Boundary(
        left.text,
        right.text,
        wrapped=left.wrapped or right.wrapped,
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


def _same_paragraph(shapes: Sequence[Shape], i: int, usual: int) -> bool:
    """After a sentence's end: the line fills its column, and nothing marks the next as a paragraph's first."""
    left, right = shapes[i - 1], shapes[i]
    if right.special in ("item", "caption") or left.space > _FULL or right.gap > usual:
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
