"""Text as the network reads it: folded characters, in pieces that never cross a line."""

import re
import unicodedata

import numpy as np
import numpy.typing as npt

LIMIT = 120
"""Characters in a piece; the network is trained on pieces cut the same way."""

LONGEST = 5 * LIMIT
"""Characters in a piece of a stretch that nothing divides, as a roster of names: a cut there would cut a name."""

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]*[”’』」）)》]*")
_CLAUSE_END = "，,、：: "


def fold(text: str) -> str:
    """NFKC character by character, so that offsets stay; digits are written 0.

    >>> fold("ＡＢ２０２４年①"), fold("㎡")
    ('AB0000年0', '㎡')
    """
    return "".join(map(_folded, text))


def codes(text: str) -> npt.NDArray[np.uint32]:
    """The folded characters as code points."""
    return np.frombuffer(fold(text).encode("utf-32-le", "surrogatepass"), dtype="<u4")


def pieces(text: str, limit: int = LIMIT) -> list[tuple[int, int]]:
    """Offsets of the stretches the network reads: whole sentences of one line, as many as fit into the limit.

    >>> [("甲乙。丙丁。\\n戊己")[a:b] for a, b in pieces("甲乙。丙丁。\\n戊己")]
    ['甲乙。丙丁。', '戊己']
    >>> [("甲乙，丙丁戊。己")[a:b] for a, b in pieces("甲乙，丙丁戊。己", limit=5)]
    ['甲乙，', '丙丁戊。己']
    """
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n]+", text):
        start = end = line.start()
        for a, b in _sentences(text, line.start(), line.end(), limit):
            if b - start > limit and end > start:
                found.append((start, end))
                start = a
            end = b
        if end > start:
            found.append((start, end))
    return found


def _folded(char: str) -> str:
    if "0" <= char <= "9":
        return "0"
    if "\u4e00" <= char <= "\u9fff":
        return char
    wide = unicodedata.normalize("NFKC", char)
    if len(wide) != 1:
        return char
    return "0" if wide.isdigit() else wide


def _sentences(text: str, start: int, end: int, limit: int) -> list[tuple[int, int]]:
    """Sentences of a line; one longer than the limit is cut at its last clause that fits."""
    found = []
    for match in _SENTENCE.finditer(text, start, end):
        a, b = match.span()
        while b - a > limit:
            cut = _cut(text, a, b, limit)
            found.append((a, cut))
            a = cut
        if b > a:
            found.append((a, b))
    return found


def _cut(text: str, start: int, end: int, limit: int) -> int:
    """Behind the last clause that fits, else behind the first one that ends, unless it is far too long."""
    if fits := max(text.rfind(c, start + limit // 2, start + limit) for c in _CLAUSE_END) + 1:
        return fits
    longest = min(end, start + limit * LONGEST // LIMIT)
    ends = [at + 1 for c in _CLAUSE_END if (at := text.find(c, start + limit, longest)) >= 0]
    return min(ends, default=longest)
