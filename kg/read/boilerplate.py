"""Lines of the web page that are no part of the article, dropped by the patterns of `seeds/reading/boilerplate.tsv`."""

import functools
import re
from collections.abc import Sequence

from kg import vocabulary
from kg.read.lines import Line, ends_sentence
from kg.read.traced import edit


def drop_boilerplate(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without navigation, share buttons, copyright notices and link lists, and the texts of those dropped."""
    kept: list[Line] = []
    dropped: list[str] = []
    gap, after_links = 0, False
    for line in lines:
        action = _action(line.text)
        after_links = action == "links" or (after_links and _is_link(line.text))
        if action or after_links:
            dropped.append(line.text)
            gap = max(gap, line.gap)
            continue
        piece = edit(line.piece, [(m.start(), m.end(), "") for m in _pattern("part").finditer(line.text)])
        kept.append(Line(piece, line.width, line.indent, max(line.gap, gap)) if piece.text.strip() else line)
        gap = 0
    return kept, dropped


def _action(text: str) -> str:
    if len(text) > 400:
        return ""
    return next((action for action in ("links", "line") if _pattern(action).fullmatch(text)), "")


def _is_link(text: str) -> bool:
    return len(text) <= 45 and not ends_sentence(text) and "。" not in text


@functools.cache
def _pattern(action: str) -> re.Pattern[str]:
    patterns = [row["pattern"] for row in vocabulary.table("reading/boilerplate") if row["action"] == action]
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)")
