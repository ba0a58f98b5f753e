"""Names found by their last word: 有限公司, 研究院, 高新区, …

The right end is exact; the left end is where the clause, a verb or a function word stops. What stands between must be
long enough to be a name of its own (a bare 有限公司 or 产业园 is none).
"""

import functools
import re
from collections.abc import Iterator

from kg.nlp.names.candidates import Candidate
from kg.vocabulary import table

_PUNCTUATION = r"[\s，。；：！？、“”‘’《》（）()\[\]【】…—,;:!?|/□■●▲]"
_WORDS = (
    "位于 入驻 落户 进驻 来自 走进 引进 引入 联合 携手 依托 成立 组建 设立 建设 建成 打造 创建 推进 推动 加快 "
    "作为 成为 获评 获批 包括 以及 前往 来到 由 在 与 和 及 向 对 为 是 的 了 从 把 被 将 到 等 给 让 称 说 据"
).split()
_LEFT_STOP = re.compile(f"{_PUNCTUATION}|{'|'.join(_WORDS)}")
_BARE = re.compile(
    r"(?:全[国省市区县]|省级|市级|国家级|区属|一批|[多数几两]?[家个所座]|[一二三四五六七八九十\d]+[家个所座]|[该本各其此多几数])*"
)
_LONGEST = 24
_SHORTEST_STEM = 2


@functools.cache
def _suffixes() -> tuple[re.Pattern[str], dict[str, str]]:
    types = {row["suffix"]: row["type"] for row in table("name_suffixes")}
    longest_first = sorted(types, key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, longest_first))), types


def find_by_suffix(text: str) -> Iterator[Candidate]:
    """Names by their suffix.

    >>> [c.type for c in find_by_suffix("走进浩珂科技有限公司生产车间")]
    ['ORG']
    >>> list(find_by_suffix("全市多家有限公司"))
    []
    """
    pattern, types = _suffixes()
    for match in pattern.finditer(text):
        window = text[max(0, match.end() - _LONGEST) : match.start()]
        stops = [m.end() for m in _LEFT_STOP.finditer(window)]
        stem = window[stops[-1] :] if stops else window
        bare = _BARE.match(stem)
        stem = stem[bare.end() :] if bare else stem
        if len(stem) >= _SHORTEST_STEM and (stops or match.end() <= _LONGEST):
            yield Candidate(match.start() - len(stem), match.end(), types[match.group()], "rules.names.suffix", 0.5)
