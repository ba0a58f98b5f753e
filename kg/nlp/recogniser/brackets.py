"""A name holds both halves of a pair of quotes or brackets, or neither, and is not itself the whole quotation."""

_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"), ("‘", "’"), ("【", "】"))
_AROUND = (("“", "”"), ("（", "）"), ("(", ")"))  # that are no part of a name when they hold all of it
_NEAR = 16  # letters from a left half to a span that has only the right one
_ENDS = frozenset("。！？!?；;\n")
_SIGNS = frozenset("".join(left + right for left, right in _PAIRS))


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the missing half taken in where it stands next to the span, else with the odd half dropped.

    >>> text = "开展“百名干部联百企”活动"
    >>> [text[a:b] for a, b in [balanced(text, 3, 13), balanced(text, 2, 10), balanced(text, 2, 11)]]
    ['“百名干部联百企”活动', '百名干部联百企', '百名干部联百企']
    >>> text = "党工委（新北区委）副书记"
    >>> text[slice(*balanced(text, 3, 9))]
    '新北区委'
    >>> text = "日前，“链上高楼，共创未来”恳谈会举办"
    >>> text[slice(*balanced(text, 9, 17))]
    '“链上高楼，共创未来”恳谈会'
    """
    start, end = _without_blanks(text, start, end)
    if _SIGNS.isdisjoint(text[start:end]):
        return start, end
    for left, right in _PAIRS:
        missing, surplus = _odd(text[start:end], left, right)
        if missing:
            start, end = _close_left(text, start, end, left, right)
        elif surplus:
            start, end = _close_right(text, start, end, left, right)
    for left, right in _AROUND:
        if text[start:end].startswith(left) and text.find(right, start, end) == end - 1:
            start, end = start + 1, end - 1
    return start, end


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip())
    return (start + left, start + len(inside.rstrip())) if inside.strip() else (start, end)


def _odd(inside: str, left: str, right: str) -> tuple[bool, bool]:
    """Whether a left half is missing, and whether one stays open."""
    depth = lowest = 0
    for char in inside:
        depth += (char == left) - (char == right)
        lowest = min(lowest, depth)
    return lowest < 0, depth > 0


def _close_left(text: str, start: int, end: int, left: str, right: str) -> tuple[int, int]:
    """A right half at the end is dropped; for one inside all from its left half is taken in, if that is near."""
    if text[start - 1 : start] == left:
        return start - 1, end
    if text[end - 1] == right:
        return start, end - 1
    opened = text.rfind(left, max(0, start - _NEAR), start)
    if opened >= 0 and _ENDS.isdisjoint(text[opened:start]) and right not in text[opened:start]:
        return opened, end
    return start, end


def _close_right(text: str, start: int, end: int, left: str, right: str) -> tuple[int, int]:
    if text[end : end + 1] == right:
        return start, end + 1
    return start + (text[start] == left), end
