"""Hard-wrapped and broken lines put together again; headings, bylines, captions and paragraphs stay apart."""

import dataclasses
import re
from collections.abc import Sequence

from kg.read.cohesion import cohesion
from kg.read.kinds import is_byline, is_caption, is_dateline, is_item, is_meta
from kg.read.lines import Line, commas, ends_sentence, half_ends, has_inner_end, is_open
from kg.read.traced import Traced, blank, join

_CLOSING = re.compile("[，。、；：！？,;!?…”’》）)」』】％%]")
_STUB = re.compile("[^，。、；：！？“”（）\\s]{0,3}[。！？；]")
_LATIN_END = re.compile("[A-Za-z,;.)]$")
_HALVES = re.compile("[\u4e00-\u9fff”’》]{3}\\s[\u4e00-\u9fff“‘《]{3}|[—─－-]{2,}$")
_WORD = re.compile("(?:的|地|得|和|与|及|在|对|为|把|将|被|向|从|以|是|了|等|并|或|于|到|由|使|让|给|就|也|都|还|个|各|这|那|其|又|而|但|着|不|约|第|近|多|该)$")
_NARROW_COLUMN = 24


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of a line again and again."""

    text: str
    width: int
    indent: int
    gap: int
    special: str
    final: bool
    half: bool
    running: bool
    wrapped: bool = False


def join_lines(lines: Sequence[Line]) -> tuple[list[Traced], int]:
    """The paragraphs (and headings, bylines, captions) of a page, and how many line breaks were undone."""
    shapes = find_wrapped([shape(line) for line in lines])
    usual = _usual_gap(shapes)
    groups: list[list[Line]] = []
    body_seen = False
    for i, line in enumerate(lines):
        if i and _continues(shapes, i, usual, len(groups[-1]) > 1, body_seen):
            groups[-1].append(line)
        else:
            groups.append([line])
        body_seen = body_seen or shapes[i].running
    return [_glue([line.piece for line in group]) for group in groups], len(lines) - len(groups)


def shape(line: Line) -> Shape:
    """A line's shape; `running` means that it is clearly part of running text."""
    text = line.text
    special = next((name for name, test in _SPECIAL if test(text)), "")
    final = ends_sentence(text)
    running = has_inner_end(text) or (final and commas(text) > 0) or (len(text) > 45 and commas(text) > 1)
    return Shape(text, line.width, line.indent, line.gap, special, final, half_ends(text), running)


_SPECIAL = (
    ("byline", is_byline),
    ("meta", is_meta),
    ("caption", is_caption),
    ("item", is_item),
    ("dateline", is_dateline),
)


def find_wrapped(shapes: list[Shape]) -> list[Shape]:
    """Mark the lines of regions where lines end because the column ends: alike in width, open, running on."""
    plain = [i for i, s in enumerate(shapes) if s.special in ("", "item", "dateline")]
    result = list(shapes)
    for k, i in enumerate(plain):
        window = [shapes[j] for j in plain[max(k - 4, 0) : k + 5]]
        if len(window) >= 3 and max(s.width for s in window) <= 120 and _runs_on(window):
            result[i] = dataclasses.replace(shapes[i], wrapped=True)
    return result


def _runs_on(window: list[Shape]) -> bool:
    pairs = [(a, b) for a, b in zip(window, window[1:], strict=False) if not a.final]
    if 2 * len(pairs) < len(window) - 1:
        return False
    alike = sum(abs(a.width - b.width) <= max(5, 0.2 * max(a.width, b.width)) for a, b in pairs)
    bound = sum(min(max(cohesion(a.text, b.text), -3.0), 4.0) for a, b in pairs) / len(pairs)
    marked = sum(bool(commas(s.text)) or has_inner_end(s.text) for s in window) / len(window)
    return alike * 10 >= 5 * len(pairs) and bound + 2.5 * marked >= 1.2


def _usual_gap(shapes: Sequence[Shape]) -> int:
    """The blank lines that stand between two lines of one paragraph, as a rule."""
    gaps = sorted(b.gap for a, b in zip(shapes, shapes[1:], strict=False) if a.wrapped and b.wrapped and not a.final)
    return gaps[len(gaps) // 2] if gaps else 1


def _continues(shapes: Sequence[Shape], i: int, usual: int, inside: bool, body_seen: bool) -> bool:
    """Whether line `i` continues the one before it; `inside`: that one already continues another."""
    left, right = shapes[i - 1], shapes[i]
    if left.special in ("byline", "meta") or right.special in ("byline", "meta", "dateline"):
        return False
    if _CLOSING.match(right.text) and not left.final:
        return True
    if right.special == "item" and (left.final or left.half or not left.wrapped):
        return False
    if right.special == "caption" and not is_open(left.text):
        return False
    if left.wrapped or right.wrapped:
        return _continues_wrapped(shapes, i, usual, inside)
    return _continues_plain(left, right, usual, inside, body_seen)


def _continues_wrapped(shapes: Sequence[Shape], i: int, usual: int, inside: bool) -> bool:
    left, right = shapes[i - 1], shapes[i]
    column = max(s.width for s in shapes[max(i - 4, 0) : i + 3] if s.wrapped)
    full = left.width >= column - 3
    if left.final or left.half:
        later = shapes[i + 1] if i + 1 < len(shapes) else None
        indented = right.indent >= left.indent + 2 and right.indent >= 2
        lost_indent = later is not None and not right.final and 3 <= column - right.width <= 6 and later.width >= column - 2
        return full and right.gap <= usual and not indented and not lost_indent
    if is_open(left.text) or _STUB.match(right.text):
        return True
    if right.indent >= 2 and right.indent >= left.indent + 4 and left.width < column - 6:
        return False
    return inside_or_bound(left, right, column, inside)


def inside_or_bound(left: Shape, right: Shape, column: int, inside: bool) -> bool:
    """An open line of a wrapped region: it goes on, unless it is a heading or a displaced heading follows."""
    bond = cohesion(left.text, right.text)
    if inside or left.running or commas(left.text) or _WORD.search(left.text):
        return bond > -1.0 or not _headline(right, column)
    return not _headline(left, column) or bond >= 3.5


def _headline(s: Shape, column: int) -> bool:
    """By its looks a heading in a wrapped region: it ends before the column does, without a comma."""
    if s.final or s.running or commas(s.text) or is_open(s.text):
        return False
    return s.width <= column - 8 or bool(_HALVES.search(s.text))


def _continues_plain(left: Shape, right: Shape, usual: int, inside: bool, body_seen: bool) -> bool:
    if left.final:
        return False
    bond = cohesion(left.text, right.text)
    if left.running or inside or (body_seen and is_open(left.text)):
        if right.gap >= usual + 2 and bond < 2.0:
            return False
        return not left.half or bond > 2.0
    if not body_seen or left.half:
        return False
    return right.running and bond >= 3.0 and not _HALVES.search(left.text)


def _glue(pieces: Sequence[Traced]) -> Traced:
    """Chinese lines meet without a space, Latin words with one."""
    parts = [pieces[0]]
    for piece in pieces[1:]:
        if _LATIN_END.search(parts[-1].text) and piece.text[:1].isascii() and piece.text[:1].isalpha():
            parts.append(blank())
        parts.append(piece)
    return join(parts, "")
