"""Rosters: people printed one after the other with nothing between their names, as committees and delegates are.

Annotated corpora hold few of them, and each has hundreds of names. Nothing but the names themselves tells where one
ends, so that they are learned from rosters drawn at random from known people.
"""

import random
from collections.abc import Sequence

from kg.nlp.training.corpora import Marked

_HEADINGS = (
    "委员：",
    "主任委员：",
    "副主任：",
    "名单（按姓氏笔画为序）",
    "代表名单如下：",
    "理事：",
    "成员：",
    "出席会议的有",
    "（以姓氏笔画为序）：",
    "记者",
)
_PEOPLES = tuple(
    "回族 满族 壮族 藏族 蒙古族 苗族 彝族 土家族 朝鲜族 白族 侗族 瑶族 维吾尔族 哈萨克族 傣族 黎族 布依族".split()
)
_BETWEEN = ("", "", "", "", "、", " ", "\u3000")
_AFTER = ("。", "等", "等。", "同志。")
_USUAL, _MOST = 14, 30


def rosters(listed: Sequence[str], own: Sequence[str], count: int, dice: random.Random) -> list[Marked]:
    """So many rosters, three names of four from `listed` and the rest from `own`; some sorted, as papers sort them."""
    by_surname: dict[str, list[str]] = {}
    for name in listed:
        by_surname.setdefault(name[0], []).append(name)
    return [_roster(_names(listed, own, by_surname, dice), dice) for _ in range(count)]


def _names(
    listed: Sequence[str], own: Sequence[str], by_surname: dict[str, list[str]], dice: random.Random
) -> list[str]:
    many = min(_MOST, 2 + int(dice.expovariate(1 / (_USUAL - 2))))
    names = [dice.choice(listed if dice.random() < 0.75 else own) for _ in range(many)]
    if dice.random() < 0.6:
        names.sort(key=lambda name: name[0])
    family = by_surname.get(dice.choice(names)[0], ())
    if family and dice.random() < 0.6:  # several of one surname stand together in a sorted roster
        at = dice.randrange(len(names))
        names[at:at] = dice.sample(family, min(len(family), dice.randrange(2, 6)))
    return names


def _roster(names: Sequence[str], dice: random.Random) -> Marked:
    text = dice.choice(_HEADINGS) if dice.random() < 0.5 else ""
    between, noted = dice.choice(_BETWEEN), dice.choice((0.0, 0.0, 0.15, 0.3))
    spans = []
    for number, name in enumerate(names):
        text += between if number else ""
        spans.append((len(text), len(text) + len(name), "PERSON"))
        text += name
        if dice.random() < noted:
            people = dice.choice(_PEOPLES)
            text += dice.choice(("（女）", "（女）", f"（{people}）", f"（女，{people}）"))
    return Marked(text + (dice.choice(_AFTER) if dice.random() < 0.3 else ""), tuple(spans))
