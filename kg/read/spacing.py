"""Stray spaces: letter-spaced lines (办 事 需 求), numbers (64 .1%, 2 . 7 万), and around punctuation and figures."""

import re

from kg.read.traced import Edit, Traced, edit

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE_MARK = "，。、；：！？…"
_S = "[ \u3000]"
# Single characters with one space between them: three or more, or two at the end of a name list.
_SPACED = re.compile(f"(?<!\\S)(?:[{_HAN}0-9{_WIDE_MARK}“”（）《》·]{_S}){{2,}}[{_HAN}0-9{_WIDE_MARK}“”（）《》·](?!\\S)")
_NAME = re.compile(f"(?<![^\\s、，（(：:□■])([{_HAN}]){_S}+([{_HAN}])(?![^\\s、，）)])")
_RULES = tuple(
    re.compile(p)
    for p in (
        rf"(?<=\d){_S}+(?=\.{_S}?\d)(?<!^\d{_S})",  # 64 .1
        rf"(?<=\d{_S}\.){_S}+(?=\d)",  # 5 . 82, once its first space is gone by the rule above
        rf"(?<=\d\.){_S}+(?=\d+{_S}?[%％‰万亿个倍])(?<!^\d\.)",
        rf"(?<=\d){_S}+(?=[%％‰])",
        rf"(?<=[%％‰]){_S}+(?=[{_HAN}{_WIDE_MARK}])",
        rf"(?<=[{_WIDE_MARK}“‘《（]){_S}+(?=[\w“‘《（])",
        rf"(?<=[\w”’》）%％]){_S}+(?=[{_WIDE_MARK}”’》）])",
        rf"(?<=[“‘《（{_WIDE_MARK}]){_S}+",
        rf"{_S}+(?=[{_WIDE_MARK}”’》）])",
        rf"(?<=[{_HAN}”’][,;:!?]){_S}+(?=[{_HAN}“‘])",
        rf"(?<=[{_HAN}]){_S}(?=\d[\d.,]*{_S}?[%％‰{_HAN}])",
        rf"(?<=\d){_S}(?=[{_HAN}])",
        rf"(?<=[—－]){_S}+(?=\d)",
        rf"(?<=\d){_S}+(?=[—－])",
    )
)


def despace(traced: Traced) -> tuple[Traced, int]:
    """A paragraph without stray spaces, and how many were taken out.

    >>> from kg.read.traced import trace
    >>> despace(trace("增长64 .1%、 5 . 82%，列出 域 的 1 0 件 民 生 实 事"))[0].text
    '增长64.1%、5.82%，列出 域的10件民生实事'
    >>> despace(trace("本报记者 邓超 High Tech Zone 精准招商 一区多园"))[0].text
    '本报记者 邓超 High Tech Zone 精准招商 一区多园'
    """
    before = len(traced.text)
    if " " not in traced.text and "\u3000" not in traced.text and "\t" not in traced.text:
        return traced, 0
    traced = edit(traced, _inside(traced.text, _SPACED))
    for rule in _RULES:
        traced = edit(traced, [(m.start(), m.end(), "") for m in rule.finditer(traced.text)])
    removed = before - len(traced.text)
    return edit(traced, [(m.start(), m.end(), " ") for m in re.finditer("[\u3000\t ]{2,}|[\u3000\t]", traced.text)]), removed


def _inside(text: str, pattern: re.Pattern[str]) -> list[Edit]:
    edits: list[Edit] = []
    for match in pattern.finditer(text):
        edits += [(m.start(), m.end(), "") for m in re.finditer("\\s+", text[: match.end()]) if m.start() >= match.start()]
    return edits
