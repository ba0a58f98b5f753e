"""Does a line run on into the next? Counts of neighbouring characters in news text tell 研|究 from 境|项."""

import functools
import math
import re

from kg import vocabulary

# Characters of the counted text, and how many pairs, sentence starts and phrase ends were counted in it.
_PAIRS, _STARTS, _ENDS = 3_400_000, 120_000, 450_000
_COUNTED = re.compile("[\u4e00-\u9fff0-9A-Za-z]")


def cohesion(left: str, right: str) -> float:
    """Log-likelihood ratio that `left` continues into `right` against an end and a fresh start; 0 where unknown.

    >>> cohesion("来自国家工信部赛迪研", "究院、华为") > 2 > 0 > cohesion("营造优质营商环境", "项目落地了")
    True
    """
    if not (_COUNTED.match(left[-1:]) and _COUNTED.match(right[:1])):
        return 0.0
    first, second = _class(left[-1]), _class(right[0])
    starts, ends = _edges()
    pair = math.log(_pairs().get(first + second, 1.0) / _PAIRS)
    return pair - math.log((ends.get(first, 0) + 5) / _ENDS) - math.log((starts.get(second, 0) + 2) / _STARTS)


def _class(character: str) -> str:
    if character.isdigit():
        return "0"
    return "a" if character.isascii() else character


@functools.cache
def _pairs() -> dict[str, float]:
    rows = vocabulary.table("reading/pairs")
    return {row["first"] + second: int(row["count"]) * 1.4 for row in rows for second in row["seconds"]}


@functools.cache
def _edges() -> tuple[dict[str, int], dict[str, int]]:
    rows = vocabulary.table("reading/edges")
    return (
        {row["character"]: int(row["starts"]) for row in rows},
        {row["character"]: int(row["ends"]) for row in rows},
    )
