"""What is no relation whatever the classifier says.

Neighbours of a bare list, the venue of a meeting and whoever it brings together, where news is sent from, where a body goes
(56 of 58 such pairs, 275 of 281 with a dateline), whom its delegation visits there, the source of the news, who is appointed,
what communities of a zone do by themselves, names at different places of lists that 分别 pairs.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.features import Candidates
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.pairing import crosswise
from kg.nlp.relations.reading import Reading, Thing, Unit
from kg.nlp.relations.survey import Survey

_SOURCE_AFTER = re.compile(
    r"(?:客户端|官网|官微)?[ 　]?(?:[ 　]*\d{1,4}[ 　]?[年月日][^，。；]{0,16})?[ 　]?(?:消息|讯|报道|电(?![力子商网影视]))"
    r"|(?:首席|见习|实习|特约)?(?:记者|通讯员|评论员)|从[^，。；]{1,20}(?:获悉|了解到)|(?:获悉|了解到|注意到|梳理|查询)"
)
_DATELINE = re.compile(r"[ 　]*\d{1,2}[ 　]*月[ 　]*\d{1,2}[ 　]*日[ 　]*(?:消息|讯|电|报道)")
_SOURCE_BEFORE = re.compile(r"(?:据|来源[:：]?|来源于|转自|综合|告诉|接受|向)[ 　]?$")
_APPOINTED = re.compile(r"(?:任命|免去|罢免|选举|补选|增选|聘任|提名|推选|接受)[^，。；\n]*$")
_VENUE_BEFORE = re.compile(r"在[^，。；\n]{0,16}$")
_VENUE_AFTER = re.compile(r"[^，。；\n]{0,12}?(?:召开|举行|举办|开幕|启幕|落幕|拉开)")
_GOING = re.compile(r"[^，。；\n]{0,8}?(?:赴|前往|驰援|抵达|奔赴|支援|增援|开赴)[^，。；\n]{0,6}")
_VISITED = re.compile(
    r"[^，。；\n]{0,8}?(?:一行|团队|代表团|考察团|招商团|小分队|招商组|工作组)[^。；\n]*?(?:考察|走访|拜访|参观|探访|拜会)[^。；\n]*"
)
_COMMUNITY = re.compile(r"社区|村民|居民|小区|村(?:党|委)")
_OF_ITS_COMMUNITY = re.compile(r"(?:[（(][^）)]{1,8}[）)])?[\u4e00-\u9fff]{1,8}?(?:社区|村)(?![庄镇])")
_ABOUT_THEM, _LETTERS = 3, 250  # an article is about them with so many such words, one in so many letters
_LISTED = frozenset(["PARK", "ORG"])
_OF_ZONES = ("runs_programme", "hosts")
_OF_MEDIA = ("part_of", "participates_in", "hosts")
_LONG = 3  # names that stand side by side without a word between them


def vetoed(known: Survey, found: Candidates) -> NDArray[np.bool_]:
    """Whether each candidate is ruled out."""
    number = {p: n for n, p in enumerate(predicates())}
    reading, units = known.reading, known.reading.units
    result = crosswise(reading, found)
    lists = _lists(reading)
    for row in np.flatnonzero(found.predicate == number["located_in"]).tolist():
        a, b = int(found.subject_unit[row]), int(found.object_unit[row])
        listed = a in lists and lists[a] == lists.get(b)
        result[row] |= listed or _passes(reading, units[a], units[b]) or _is_visited(reading, units[b], units[a])
    for row in np.flatnonzero(found.predicate == number["attracts"]).tolist():
        result[row] |= _is_visited(reading, units[int(found.subject_unit[row])], units[int(found.object_unit[row])])
    sources = {t.local for t in reading.of_type("ORG") if _is_source(reading, t)}
    if sources:
        told = np.array([u.local in sources for u in units])
        of_media = np.isin(found.predicate, [number[p] for p in _OF_MEDIA])
        result |= ~of_media & (told[found.subject_unit] | told[found.object_unit])
    about_them = len(_COMMUNITY.findall(reading.text)) >= max(_ABOUT_THEM, len(reading.text) / _LETTERS)
    for row in np.flatnonzero(np.isin(found.predicate, [number[p] for p in _OF_ZONES])).tolist():
        zone, thing = units[int(found.subject_unit[row])], units[int(found.object_unit[row])]
        if zone.type == "PARK":
            result[row] |= bool(_OF_ITS_COMMUNITY.match(reading.text, zone.end))
            result[row] |= about_them and not _share_a_sentence(reading, zone.local, thing.local)
    for row in np.flatnonzero(found.predicate == number["participates_in"]).tolist():
        result[row] |= _is_appointed(reading, units[int(found.subject_unit[row])])
    return result


def _lists(reading: Reading) -> dict[int, int]:
    """The number of the list that a unit stands in: names of one type that follow each other directly, three or more."""
    found: dict[int, int] = {}
    for n, run in enumerate(_runs(reading)):
        if len(run) >= _LONG:
            found |= dict.fromkeys(run, n)
    return found


def _runs(reading: Reading) -> Iterator[list[int]]:
    run: list[int] = []
    for index, unit in enumerate(reading.units):
        last = reading.units[run[-1]] if run else None
        if not (last and last.type == unit.type and last.end == unit.start and unit.type in _LISTED):
            yield run
            run = []
        run.append(index)
    yield run


def _passes(reading: Reading, thing: Unit, place: Unit) -> bool:
    """Whether a place is only where news on a body is sent from, where something is held, or where the body goes.

    A body named after the place is not asked; an event is mostly where the news on it comes from.
    """
    text = reading.text
    if thing.type != "ORG" or thing.mention.text.startswith(place.mention.text):
        return False
    goes = thing.end <= place.start and _GOING.fullmatch(text, thing.end, place.start)
    return bool(goes or _DATELINE.match(text, place.end)) or _at_venue(reading, thing, place)


def _is_visited(reading: Reading, visitor: Unit, thing: Unit) -> bool:
    """Whether the delegation of a zone goes to see a thing: 高新区一行考察了某公司."""
    return visitor.end <= thing.start and bool(_VISITED.fullmatch(reading.text, visitor.end, thing.start))


def _at_venue(reading: Reading, body: Unit, place: Unit) -> bool:
    """Whether a place is only where something is held, and a body not part of its name: of 636 such pairs 20 were right."""
    before = _VENUE_BEFORE.search(reading.text, _clause_start(reading.text, place), place.start)
    if not before or not _VENUE_AFTER.match(reading.text, place.end):
        return False
    return not before.start() < body.start < place.start


def _share_a_sentence(reading: Reading, one: int, other: int) -> bool:
    """Whether two things are named in one sentence; of 8 programmes of zones on such pages 6 are.

    A zone in the address of its community (某高新区某街道某社区) is not named.
    """
    units = [[reading.units[i] for i in reading.things[n].units] for n in (one, other)]
    named = {reading.sentence(u.start) for u in units[0] if not _OF_ITS_COMMUNITY.match(reading.text, u.end)}
    return not named.isdisjoint(reading.sentence(u.start) for u in units[1])


def _is_source(reading: Reading, thing: Thing) -> bool:
    """Whether a medium is named only as the one that reports: 某报8月3日消息, 某网记者; who opens a dateline is one."""
    units = [reading.units[i] for i in thing.units]
    media = thing.kind == "media" or any(_DATELINE.match(reading.text, u.end) for u in units)
    return media and all(_reports(reading.text, u) for u in units)


def _reports(text: str, unit: Unit) -> bool:
    before = text[max(0, unit.start - 6) : unit.start]
    return bool(_SOURCE_AFTER.match(text, unit.end) or _SOURCE_BEFORE.search(before))


def _is_appointed(reading: Reading, unit: Unit) -> bool:
    """Whether a person is appointed or removed: that says nothing of taking part in the meeting that does so."""
    if unit.type != "PERSON":
        return False
    return bool(_APPOINTED.search(reading.text[_clause_start(reading.text, unit) : unit.start]))


def _clause_start(text: str, unit: Unit) -> int:
    return max(text.rfind(c, 0, unit.start) for c in "，。；\n") + 1
