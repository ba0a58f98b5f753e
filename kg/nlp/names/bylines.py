"""Persons by their place: in bylines (本报记者 孔茜, 记者 周洁吴丛 通讯员 汪倩), in a résumé (宁波，男，汉族)."""

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator

from kg.nlp.names.candidates import Candidate
from kg.vocabulary import table

_ROLES = (
    "特约记者 全媒体记者 融媒体中心记者 见习记者 实习记者 首席记者 本报记者 本报通讯员 记者 通讯员 撰稿人 撰稿 摄影 摄 "
    "供图 校对 责任编辑 责编 编辑 整理 文/图 图/文 文 图"
).split()
_ROLE = f"(?:{'|'.join(_ROLES)})"
_NAME = rf"(?!{_ROLE})[一-龥]{{2,4}}(?:[·•][一-龥]{{1,6}})?"
_NAMES = rf"(?P<names>{_NAME}(?:[ 　、,，]+{_NAME}){{0,5}})"
_END = rf"(?=[ 　]*(?:$|[\n)）】\]]|{_ROLE}))"
_BYLINE = re.compile(rf"(?:{_ROLE}[ 　:：/]+|□[ 　]*){_NAMES}{_END}", re.MULTILINE)
_RESUME = re.compile(
    r"(?:^|(?<=[。\n 　：:；、，]))(?P<name>[一-龥]{2,4}|[一-龥]{1,6}·[一-龥·]{1,10})[，,](?:男|女)[，,]"
    r"(?=[一-龥]{1,4}族|\d{4}年|汉|生于|中共|现年|\d+岁|出生|.{0,6}人[，,])",
    re.MULTILINE,
)
_COMMON = 30.0  # bearers per million from which on a surname may begin a second name run on to the first


@functools.cache
def _surnames() -> dict[str, float]:
    return {row["surname"]: float(row["per_million"]) for row in table("surnames")}


def is_person_name(name: str) -> bool:
    """Whether a string has the form of a Chinese personal name: a known surname and one or two further characters.

    >>> is_person_name("孔茜"), is_person_name("欧阳修远"), is_person_name("整理")
    (True, True, False)
    """
    if any(d in name for d in "·•"):
        return True
    double = name[:2] in _surnames()
    return (double and 3 <= len(name) <= 4) or (name[:1] in _surnames() and 2 <= len(name) <= 3)


def find_in_bylines(text: str) -> Iterator[Candidate]:
    """Names in bylines, two run together taken apart where both begin with common surnames.

    >>> text = "□王硕 绪言 吴丛"
    >>> [text[c.start:c.end] for c in find_in_bylines(text)]
    ['王硕', '绪言', '吴丛']
    """
    for match in _BYLINE.finditer(text):
        for name in re.finditer(_NAME, match["names"]):
            start = match.start("names") + name.start()
            for offset, length in _parts(name.group()):
                yield Candidate(start + offset, start + offset + length, "PERSON", "rules.names.byline", 0.9)


def with_described(text: str, found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with those whom a résumé describes (58 of 58 right); such a name is a person's everywhere.

    >>> text = "宁波，男，汉族，1970年8月生。宁波任市委书记。"
    >>> [(c.start, c.type) for c in with_described(text, [Candidate(17, 19, "PLACE", "recogniser", 0.9)])]
    [(17, 'PERSON'), (0, 'PERSON')]
    """
    described = [
        Candidate(*m.span("name"), "PERSON", "rules.names.resume", 0.97)
        for m in _RESUME.finditer(text)
        if text[m.start() - 1 : m.start()] != "，" or is_person_name(m["name"])
    ]
    names = {text[c.start : c.end] for c in described}
    return [dataclasses.replace(c, type="PERSON") if text[c.start : c.end] in names else c for c in found] + described


def _parts(name: str) -> list[tuple[int, int]]:
    """(offset, length) of the one or two personal names in a string of characters.

    >>> _parts("周洁吴丛"), _parts("王硕")
    ([(0, 2), (2, 2)], [(0, 2)])
    """
    if len(name) == 4 and not is_person_name(name):
        common = [_surnames().get(name[i], 0.0) >= _COMMON for i in (0, 2)]
        return [(0, 2), (2, 2)] if all(common) else [(0, 4)]
    return [(0, len(name))] if is_person_name(name) else []
