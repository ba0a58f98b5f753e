"""How strongly two lines hold together where the first does not end a sentence: features with fitted weights."""

import dataclasses
import functools
import re

from kg import vocabulary
from kg.read.cohesion import cohesion
from kg.read.lines import commas, half_ends, is_open

_STUB = re.compile("[^，。、；：！？“”（）\\s]{0,3}[。！？；]")
_HALVES = re.compile("[\u4e00-\u9fff”’》]{3}\\s[\u4e00-\u9fff“‘《]{3}|[—─－-]{2,}$")
_LABEL = re.compile(
    "[^，。：:“”\\s\\d]{2,8}[:：](?!$)|[【\\[][^】\\]]{2,12}[】\\]]|[问答][\\d一二三四五六七八九十]*[:：]"
)
_LEANS = re.compile(
    "(?:的|地|得|和|与|及|在|对|为|把|将|被|向|从|以|是|了|等|并|或|于|到|由|使|让|给|就|也|都|还|个|各|这|那|其|又|而|但|着|不|约|近|多|该)$"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Boundary:
    """Two neighbouring lines and what the layout says about the break between them.

    `torn`: the share of the page's running lines that end in mid-sentence; `room`: columns left free after the first
    line; `indent`: what the second has more than the first; `gap`, `left_gap`: blank lines before the second and the
    first, more than usual; `inside`: the first line already continues another, `in_text`: one with a comma or a full
    stop.
    """

    left: str
    right: str
    wrapped: bool
    torn: float
    inside: bool
    in_text: bool
    body_seen: bool
    room: int
    right_room: int
    indent: int
    gap: int
    left_gap: int
    running: bool
    right_special: str


def features(b: Boundary) -> dict[str, float]:
    """The evidence for and against, each about one in size."""
    bare = not commas(b.right) and not re.search("[。！？；：]", b.right)
    return {
        "bias": 1.0,
        "torn": min(2 * b.torn, 1.0),
        "intact": float(b.torn == 0),
        "full": float(b.room <= 2) * b.wrapped,
        "nearly_full": float(3 <= b.room <= 6) * b.wrapped,
        "short": min(max(b.room - 6, 0), 12) / 4 * b.wrapped,
        "cohesion": min(max(cohesion(b.left, b.right), -3.0), 7.0),
        "inside": float(b.inside),
        "in_text": float(b.in_text),
        "commas": float(min(commas(b.left), 2)),
        "running": float(b.running),
        "open": float(is_open(b.left)),
        "leans": float(bool(_LEANS.search(b.left))),
        "halves": float(bool(_HALVES.search(b.left))),
        "colon": float(half_ends(b.left)),
        "indented": float(b.indent >= 2),
        "outdented": float(b.indent <= -2),
        "gap": float(min(max(b.gap, -1), 2)),
        "left_gap_less": float(b.left_gap < 0),
        "left_gap_more": float(b.left_gap > 0),
        "length": min(len(b.left), 80) / 20,
        "stub": float(bool(_STUB.match(b.right))),
        "left_label": float(bool(_LABEL.match(b.left))),
        "right_label": float(bool(_LABEL.match(b.right))),
        "right_first": float(3 <= b.right_room <= 6 and not b.inside) * b.wrapped,
        "right_bare": float(bare),
        "right_bare_short": float(bare and b.right_room > 6) * b.wrapped,
        "right_halves": float(bool(_HALVES.search(b.right)) and bare),
        "right_item": float(b.right_special == "item"),
        "right_caption": float(b.right_special == "caption"),
        "body_seen": float(b.body_seen),
    }


def bond(b: Boundary) -> float:
    """Above 0 where the second line continues the first.

    >>> boundary = Boundary("区党工委书记刘章", "箭为学员们讲授了", wrapped=True, torn=0.5, inside=True, in_text=True,
    ...     body_seen=True, room=0, right_room=0, indent=0, gap=0, left_gap=0, running=False, right_special="")
    >>> bond(boundary) > 0
    True
    """
    weights = _weights("wrapped" if b.wrapped else "plain")
    return sum(weights.get(name, 0.0) * value for name, value in features(b).items())


@functools.cache
def _weights(layout: str) -> dict[str, float]:
    return {row["feature"]: float(row[layout]) for row in vocabulary.table("reading/joining")}
