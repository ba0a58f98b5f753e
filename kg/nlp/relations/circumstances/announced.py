"""Events that a text only announces: 大会将于9月举行, 将举办大会, and nowhere that it was held."""

import re

from kg.nlp.relations.reading import Reading, Unit

_NAME = "\ue000"
_WILL = r"(?:将(?![军士来近])|即将|拟|定于|计划于)"
_AFTER = re.compile(
    rf"[”》）)]*[^，。；\n{_NAME}]{{0,10}}?{_WILL}[^，。；\n]{{0,40}}?"
    r"(?:举办|举行|召开|开幕|启幕|开赛|揭幕|打响|登场|拉开|上演|亮相|如期|于|在)"
)
_BEFORE = re.compile(rf"{_WILL}[^，。；、：\n]{{0,40}}?(?:举办|举行|召开|主办|承办)[^，。；\n]{{0,12}}$")
_ANY_WILL = re.compile(_WILL)
_HELD = re.compile(
    r"举行|举办|召开|开幕|启幕|落幕|闭幕|拉开|圆满|开赛|揭幕|现场|期间|上[，,发]|获悉|获奖|夺|吸引|参加了|亮相"
)


def announced(reading: Reading) -> frozenset[int]:
    """The local numbers of such events; of what is said of them 181 of 185 annotated facts are planned, none has come true."""
    return frozenset(t.local for t in reading.of_type("EVENT") if _is_announced(reading, t.units))


def _is_announced(reading: Reading, indexes: tuple[int, ...]) -> bool:
    ahead = False
    for unit in (reading.units[i] for i in indexes):
        lead, rest = _clause(reading, unit)
        if not unit.refers and (_AFTER.match(rest) or _BEFORE.search(lead)):
            ahead = True
        elif _HELD.search(lead + rest) and not _ANY_WILL.search(lead + rest):
            return False
    return ahead


def _clause(reading: Reading, unit: Unit) -> tuple[str, str]:
    """What stands before and after a name in its clause, the letters of names hidden: a plan in a name is no plan."""
    number = reading.clause(unit.start)
    start = reading.clause_ends[number - 1] if number else 0
    end = next((e for e in reading.clause_ends[number:] if e >= unit.end), len(reading.text))
    letters = list(reading.text[start:end])
    for other in reading.units:
        if other.type != "POSITION" and start <= other.start < end:
            letters[other.start - start : other.end - start] = _NAME * (other.end - other.start)
    words = "".join(letters)
    return words[: unit.start - start], words[unit.end - start :]
