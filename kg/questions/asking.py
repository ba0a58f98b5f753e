"""A question in Chinese answered from the graph."""

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from kg.names import in_quotes
from kg.query import Graph
from kg.questions.answered import Answered, Trouble, Words
from kg.questions.grammar import Grammar
from kg.questions.naming import named, split_name
from kg.questions.periods import Undated
from kg.questions.pieces import Piece, Wanted, readings
from kg.questions.posts import post_question
from kg.questions.replying import reply
from kg.questions.segments import LONGEST, Token, cut, is_chinese, normal
from kg.questions.things import Meaning, Misread, Name, PathQuestion, PortraitQuestion, ThingsQuestion
from kg.vocabulary import ontology

_OR_NOT = re.compile(r"(?<!有)没有?[?？]*$|与否[?？]*$")
# forms that ask for all there is to say of a name
_PORTRAITS = frozenset("E EI IE EdI IEd IEdI EiQ EiO EO EQ EiQN EiI EdIiQ EIiQ EaQI QiE OiE".split())
_EXAMPLES = Words(
    "例如：谁是科技创新局局长、济宁高新区有哪些上市公司",
    "for example: 谁是科技创新局局长 (who heads a bureau), 济宁高新区有哪些上市公司 (which listed firms are in a zone)",
)


def answer(graph: Graph, text: str, *, today: dt.date | None = None) -> Answered:
    """The answer to a question in Chinese, or what was not understood of it.

    `today` is the day by which 去年 is counted; without it such words are not understood.
    """
    try:
        meaning = understand(graph, text, today=today)
        return reply(graph, text, meaning)
    except Misread as misread:
        nothing = Words("没有听懂", "not understood")
        return Answered(text, nothing, trouble=misread.trouble)


def understand(graph: Graph, text: str, *, today: dt.date | None = None) -> Meaning:
    """What a question means; raises Misread."""
    asked = _OR_NOT.sub("吗", normal(text))
    if not is_chinese(asked):
        raise Misread(
            Trouble("language", text, Words(f"请用中文提问，{_EXAMPLES.zh}", f"ask in Chinese, {_EXAMPLES.en}"))
        )
    if len(asked) > LONGEST:
        said = Words(
            f"问题长于 {LONGEST} 个字，请分开提问", f"the question is longer than {LONGEST} characters: split it"
        )
        raise Misread(Trouble("length", text, said))
    try:
        tokens = named(graph.reader, cut(graph.reader, asked, today))
    except Undated as undated:
        word = str(undated)
        said = Words(
            f"{in_quotes(word)}是哪一年？请写年份，或用 --today 指明今天",
            f"which year is {word}? Write the year or give --today",
        )
        raise Misread(Trouble("date", word, said)) from None
    for pieces, wanted in readings(tokens):
        meaning = _meaning(pieces, wanted)
        if meaning:
            return _at_its_time(meaning, wanted)
    raise split_name(graph.reader, tokens) or Misread(_no_form(text, tokens))


def _meaning(pieces: Sequence[Piece], wanted: Wanted) -> Meaning | None:
    if not pieces:
        return None
    found = _whole(pieces, wanted) or post_question(pieces, wanted) or Grammar(pieces, wanted).meaning()
    if found and wanted.period and isinstance(found, PortraitQuestion | PathQuestion):
        return None
    return found


def _whole(pieces: Sequence[Piece], wanted: Wanted) -> Meaning | None:
    """介绍辰欣药业, 辰欣药业是什么; 罗会涛和辰欣药业是什么关系."""
    letters = "".join(p.letter for p in pieces)
    names = [p.name for p in pieces if p.name]
    if "K" in letters and len(names) == 2 and set(letters) <= set("pEhdKaiQzC"):
        return PathQuestion(names[0], names[1])
    if letters.replace("p", "E") in _PORTRAITS and wanted == Wanted(now=wanted.now) and len(names) == 1:
        return PortraitQuestion(names[0])
    return None


def _at_its_time(meaning: Meaning, wanted: Wanted) -> Meaning:
    """The time of the question put where it belongs: to events if there are any, else to states."""
    if not isinstance(meaning, ThingsQuestion) or not wanted.period:
        return meaning
    things = meaning.things
    dated = [c for c in things.conditions if any(_is_event(k.predicate) for k in c.links)] or list(things.conditions)
    timed = tuple(dataclasses.replace(c, period=wanted.period) if c in dated else c for c in things.conditions)
    return ThingsQuestion(meaning.mode, dataclasses.replace(things, conditions=timed))


def _is_event(predicate: str) -> bool:
    known = ontology().predicates.get(predicate)
    return known is not None and known.lifetime == "event"


def _no_form(text: str, tokens: Sequence[Token | Name]) -> Trouble:
    known = "、".join(in_quotes(t.text) for t in tokens if isinstance(t, Name))
    zh = f"词都认得，但这样的问法没有听懂{f'（认出的名称：{known}）' if known else ''}；{_EXAMPLES.zh}"
    en = f"all words are known, but not a question made so{f' (names: {known})' if known else ''}; {_EXAMPLES.en}"
    return Trouble("form", text, Words(zh, en))
