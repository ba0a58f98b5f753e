"""Stray spaces: letter-spaced lines (办 事 需 求), numbers (64 .1%, 2 . 7 万), and around punctuation and figures."""

import re

from kg.read.kinds import surnames
from kg.read.lines import ends_sentence, has_inner_end
from kg.read.traced import Edit, Traced, edit

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARK = "，。、；：！？…"
_S = "[ \u3000]"
_SINGLE = f"[{_HAN}0-9{_MARK}“”‘’（）《》·]"
_SPACED_RUN = re.compile(f"(?<!\\S){_SINGLE}(?:{_S}{_SINGLE}){{2,}}(?!\\S)")
_SPACED_LINE = re.compile(f"{_SINGLE}(?:{_S}+{_SINGLE})+")
_PADDED_NAME = re.compile(
    f"(?:(?<=[：:、，（(])|(?<=者)|(?<=员)|(?<={_S})|^)([{_HAN}]){_S}+[{_HAN}](?=$|[、，；）)。]|{_S})"
)
_NAME_IN_TEXT = re.compile(f"(?<=[长任记员者人理授士师席、，])([{_HAN}])\u3000+(?=[{_HAN}])")  # 局长何　平
_LABEL = re.compile(f"(?<!\\S)[{_HAN}](?:{_S}+[{_HAN}]){{1,3}}(?=\\s*[:：])")  # 索 引 号：
_NAMES = re.compile("[□■（(\\s]*(?:本报|本网|见习|实习|全媒体|特约)*(?:记者|通讯员|作者|文|图)[\\s/／:：]")
_BLANK = re.compile("\\s+")
_FIGURES = tuple(
    re.compile(p)
    for p in (
        rf"(?<=\d){_S}+(?=\.{_S}?\d+{_S}?[%％‰万亿])",  # 64 .1%, 2 . 7 万
        rf"(?<=[^\s\d.、]\d){_S}+(?=\.{_S}?\d)|(?<=\d\d){_S}+(?=\.{_S}?\d)",
        rf"(?<=\d\.){_S}+(?=\d+{_S}?[%％‰万亿])",
        rf"(?<=\d){_S}+(?=[%％‰])",
        rf"(?<=[%％‰]){_S}+(?=[{_HAN}{_MARK}])",
        rf"(?<=[{_HAN}]){_S}(?=\d[\d.,]*{_S}?[%％‰{_HAN}])",
        rf"(?<=[—－]){_S}+(?=\d)|(?<=\d){_S}+(?=[—－]{_S}*\d)",
    )
)
_COUNT = re.compile(f"(?<![\\d.,/:：-])(\\d[\\d.,]*) (?=[{_HAN}])")  # 43 家, but not the end of 2020-05-19
_MARKS = tuple(
    re.compile(p)
    for p in (
        rf"(?<=[“‘《（{_MARK}]){_S}+",
        rf"{_S}+(?=[{_MARK}”’》）])",
        rf"(?<=[{_HAN}”’][,;:!?]){_S}+(?=[{_HAN}“‘])",
    )
)
_FOREIGN = re.compile(f"(?<=[{_HAN}]){_S}(?=[A-Za-z][\\w.+-]{{0,20}}{_S}?[{_HAN}])|(?<=[A-Za-z]){_S}(?=[{_HAN}])")
_WIDE = re.compile("[\u3000\t ]{2,}|[\u3000\t]")


def close_up(traced: Traced) -> tuple[Traced, int]:
    """A line whose characters stand apart put close, and how many spaces went.

    >>> from kg.read.traced import trace
    >>> close_up(trace("事 需 求 ， 着 力 优 流"))[0].text, close_up(trace("精准招商 一区多园"))[0].text
    ('事需求，着力优流', '精准招商 一区多园')
    """
    text = traced.text
    if not re.search(_S, text):
        return traced, 0
    if _NAMES.match(text):
        return traced, 0
    if _SPACED_LINE.fullmatch(text):
        edits = [(m.start(), m.end(), "") for m in _BLANK.finditer(text)]
    else:
        runs = sorted((*_SPACED_RUN.finditer(text), *_LABEL.finditer(text)), key=lambda run: run.start())
        edits = [(run.start() + m.start(), run.start() + m.end(), "") for run in runs for m in _BLANK.finditer(run[0])]
    return _counted(traced, edits)


def despace(traced: Traced) -> tuple[Traced, int]:
    """A paragraph without stray spaces, and how many were taken out.

    >>> from kg.read.traced import trace
    >>> despace(trace("增长64 .1%、 5 . 82%，“ 12345 ”审批，将2 . 7 万户"))[0].text
    '增长64.1%、5.82%，“12345”审批，将2.7万户'
    >>> despace(trace("本报记者 邓　超 High Tech Zone 精准招商 一区多园"))[0].text
    '本报记者 邓超 High Tech Zone 精准招商 一区多园'
    """
    if not re.search("[ \u3000\t]", traced.text):
        return traced, 0
    traced, count = close_up(traced)
    running = has_inner_end(traced.text) or ends_sentence(traced.text)
    for rule in (*_MARKS, *_FIGURES, *([_FOREIGN] if running else [])):
        traced, removed = _counted(traced, [(m.start(), m.end(), "") for m in rule.finditer(traced.text)])
        count += removed
    traced, removed = _counted(traced, [(m.end(1), m.end(), "") for m in _COUNT.finditer(traced.text)])
    count += removed
    if running:
        names = [(m.end(1), m.end(), "") for m in _NAME_IN_TEXT.finditer(traced.text) if m[1] in surnames()]
        traced, removed = _counted(traced, names)
        count += removed
    if len(traced.text) <= 80:
        names = [(m.end(1), m.end() - 1, "") for m in _PADDED_NAME.finditer(traced.text)]
        traced, removed = _counted(traced, names)
        count += removed
    return edit(traced, [(m.start(), m.end(), " ") for m in _WIDE.finditer(traced.text)]), count


def _counted(traced: Traced, edits: list[Edit]) -> tuple[Traced, int]:
    return edit(traced, edits), sum(end - start for start, end, _ in edits)
