"""Which titles lead a body. The time line asks the same; the test of this module holds both to one answer."""

import functools
import re

from kg.vocabulary import table

_DEPUTY = re.compile(r"副|助理|秘书(?!长$)|名誉|荣誉|候任|候选人|委员$|成员$")


@functools.cache
def _tails() -> tuple[str, ...]:
    return tuple(row["title"] for row in table("names/head_titles") if row["role"] == "head")


@functools.lru_cache(maxsize=1 << 14)
def is_head(title: str) -> bool:
    """Whether the holder of this title leads the body: its tail decides, 副 and the like make a deputy.

    >>> [is_head(t) for t in ("局长", "党组书记、局长", "副局长", "常务副主任", "董事长助理", "研究员")]
    [True, True, False, False, False, False]
    """
    return title.endswith(_tails()) and not _DEPUTY.search(title)
