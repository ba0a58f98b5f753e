"""Annotated articles laid out as pages break them: narrow columns, torn paragraphs, blank lines in odd places.

What comes out of the repair can then be held against the paragraphs that went in. This is how the weights of
`seeds/reading/joining.tsv` are fitted and checked.
"""

import dataclasses
import random
import re
from collections.abc import Sequence

from kg import vocabulary
from kg.read.lines import columns

LAYOUTS = (
    "lines",  # a paragraph a line
    "blank",  # and a blank line between
    "indented",  # and wide spaces before each
    "torn",  # paragraphs broken at any place by blank lines
    "column",  # a narrow column
    "double",  # a narrow column with a blank line after every line
    "double_heads",  # likewise, but headings of two lines stay together
    "spaced",  # a narrow column, blank lines between paragraphs
    "column_indented",
    "ragged",  # a narrow column that breaks figures and begins lines with commas
    "changing",  # columns of different widths, blank lines in mid-sentence
    "tapering",  # text flowing around a picture
)
_CLOSING, _OPENING = "，。、；：！？”’》）…", "“‘《（"


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page and its `role`: title, heading, second (line of a heading) or text."""

    role: str
    text: str


def blocks(text: str, dice: random.Random) -> list[Block]:
    """An article's title and paragraphs with made-up headings between them, now and then a list of headlines."""
    headings = [row["heading"] for row in vocabulary.table("reading/headings")]
    title, *paragraphs = [p for p in text.split("\n") if p.strip()]
    result = [Block("title", title)]
    for number, paragraph in enumerate(paragraphs):
        if number and dice.random() < 0.3:
            result.append(Block("heading", dice.choice(headings)))
            if dice.random() < 0.4:
                result.append(Block("second", dice.choice(headings)))
        result.append(Block("text", paragraph))
    if dice.random() < 0.15:
        result += [Block("heading", h) for h in dice.sample(headings, dice.randint(3, 7))]
    return result


def lay_out(page: Sequence[Block], layout: str, dice: random.Random) -> str:
    """The page in one of LAYOUTS.

    >>> lay_out([Block("text", "济宁高新区党工委理论学习中心组读书班开班")], "double", random.Random(4))
    '济宁高新区党工委理论学习中心组\\n\\n读书班开班'
    """
    width = dice.randint(13, 26)
    loose = dice if dice.random() < 0.5 else None
    result = ""
    for number, block in enumerate(page):
        if layout in ("lines", "blank", "indented", "torn"):
            body = _whole(block, layout, dice)
        else:
            body = _between_lines(_wrap(block, layout, width, dice, loose), layout, dice)
        result += (_before(page, number, layout, dice) if number else "") + body
    return result


def _whole(block: Block, layout: str, dice: random.Random) -> str:
    text = block.text
    if layout == "indented" and block.role == "text":
        return "\u3000\u3000" + text
    if layout == "torn" and block.role == "text" and len(text) > 60:
        places = sorted({dice.randint(8, len(text) - 8) for _ in range(dice.choice((0, 1, 1, 2)))})
        places = [p for p in places if text[p] not in _CLOSING]
        return "\n\n".join(text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True))
    return text


def _wrap(block: Block, layout: str, width: int, dice: random.Random, loose: random.Random | None) -> list[str]:
    """The lines of a block; a paragraph's first line is two characters shorter (its indent is lost)."""
    lines: list[str] = []
    rest, taper = block.text, width
    while rest:
        if layout == "tapering":
            taper = max(5, min(26, taper + dice.choice((-1, -1, 0, 0, 0, 0, 1, 1))))
        elif layout == "changing" and lines and dice.random() < 0.03:
            width = dice.randint(12, 26)
        room = taper if layout == "tapering" else width + (loose.choice((-1, 0, 0, 0, 0, 1)) if loose else 0)
        if not lines and block.role == "text" and layout not in ("ragged", "tapering"):
            room -= 2
        end = _line_end(rest, 2 * room, neat=layout != "ragged")
        lines.append(rest[:end])
        rest = rest[end:]
    if layout == "column_indented" and block.role == "text":
        lines[0] = "\u3000\u3000" + lines[0]
    return lines


def _line_end(text: str, room: int, *, neat: bool) -> int:
    end = 0
    while end < len(text) and room >= columns(text[end]):
        room -= columns(text[end])
        end += 1
    if not neat or end >= len(text):
        return end
    if text[end] in _CLOSING:
        return end + 1
    if end > 2 and text[end - 1] in _OPENING:
        return end - 1
    token = re.search(r"[0-9A-Za-z.]+$", text[:end])
    if token and token.start() > 3 and re.match("[0-9A-Za-z.%]", text[end]):
        return token.start()
    return end


def _between_lines(lines: Sequence[str], layout: str, dice: random.Random) -> str:
    usual = "\n\n" if layout.startswith("double") else "\n"
    text = lines[0]
    for line in lines[1:]:
        odd = layout in ("changing", "tapering") and dice.random() < 0.12
        text += ("\n\n" if odd else usual) + line
    return text


def _before(page: Sequence[Block], number: int, layout: str, dice: random.Random) -> str:
    role, last = page[number].role, page[number - 1].role
    if layout in ("lines", "column_indented"):
        return "\n"
    if layout == "double_heads" and role == "second":
        return "\n"
    if layout == "changing" or (layout == "column" and "text" not in (role, last)):
        return dice.choice(("\n", "\n\n"))
    if layout == "column":
        return "\n"
    if layout in ("blank", "torn") and role != "text" and dice.random() < 0.2:
        return "\n\n\n"
    return "\n\n"
