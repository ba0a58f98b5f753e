"""The lines of a page, with what the layout says about each: width, indent, blank lines before it."""

import dataclasses
import re

from kg.read.traced import Traced

_LINE = re.compile("[^\n]*[^\\s][^\n]*")
_INDENT_IN_LINE = re.compile("(?<=[。！？”）)])[ \t]*\u3000\u3000+|(?<=[。！？”])[ \t]{2,}")
_WIDE_GAP = re.compile("(?<=\\S)\u3000{2,}(?=\\S)")
_ALL_IN_ONE = 80
_NARROW = re.compile("[\x00-\x7f\u00a0-\u02ff]")
_FINAL = re.compile("(?:[。！？!?…]|(?<=[a-z0-9)])\\.|(?<=[\u4e00-\u9fff])\\.)[”’』」）)】》\"']*$")
_HALF_FINAL = re.compile("[；;：:][”’』」）)】》\"']*$")
_INTERIOR = re.compile("[。！？；](?=[”’』」）)】]*[^”’』」）)】\\s])")
_COMMA = re.compile("[，,、](?!\\d)")
_PAIRED = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】"}


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A line without the spaces at its ends; `width` in columns (a Chinese character has two) as laid out."""

    piece: Traced
    width: int
    indent: int
    gap: int

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.piece.text


def split_lines(traced: Traced) -> list[Line]:
    """The lines that are not blank; wide spaces inside a line, as they mark paragraphs, divide it as well."""
    result: list[Line] = []
    seen = 0
    for match in _LINE.finditer(traced.text):
        gap = max(traced.text.count("\n", seen, match.start()) - 1, 0) if result else 0
        seen = match.end()
        start = match.start()
        breaks = _WIDE_GAP if len(match[0]) > _ALL_IN_ONE and "。" in match[0] else _INDENT_IN_LINE
        for cut in (*breaks.finditer(traced.text, match.start(), match.end()), None):
            end = cut.start() if cut else match.end()
            inner = traced.text[start:end]
            body = inner.strip()
            if body:
                left = len(inner) - len(inner.lstrip())
                piece = traced.piece(start + left, start + left + len(body))
                result.append(Line(piece, columns(body), columns(inner[:left]), gap))
                gap = 0
            start = max(cut.end() - 2, cut.start()) if cut else end
    return result


def columns(text: str) -> int:
    """Display width: two columns for a wide character.

    >>> columns("济宁2020")
    8
    """
    return 2 * len(text) - len(_NARROW.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_FINAL.search(text[-12:]))


def half_ends(text: str) -> bool:
    """Whether a line ends in a colon or a semicolon."""
    return bool(_HALF_FINAL.search(text[-12:]))


def has_inner_end(text: str) -> bool:
    """Whether a sentence ends inside the line and another begins."""
    return bool(_INTERIOR.search(text))


def commas(text: str) -> int:
    """How many commas the line has (not those inside numbers)."""
    return len(_COMMA.findall(text))


def is_open(text: str) -> bool:
    """Whether the line cannot stand alone: it ends in a comma or inside a quotation or a bracket.

    >>> is_open("打通“众创空间(苗圃)-"), is_open("深圳，"), is_open("“6501”培育工程")
    (True, True, False)
    """
    if text[-1:] in "，,、（(“‘《·-－～~+":
        return True
    return any(text.count(left) > text.count(right) for left, right in _PAIRED.items())
