"""Where an event is held, as its sentence says it: 首届人工智能大会8月3日在合肥高新区开幕; 在蓼河英才港举办招商推介会.

Of the places before the verb the last counts, which is the finest: of 岚州市蓼河高新区 the zone. Right in 360 of 365 cases of
the annotated articles and pages; the classifier has no say.
"""

import re
from collections.abc import Iterator

from kg.nlp.relations.claims import Claim, span
from kg.nlp.relations.reading import LETTER, Paragraph, Reading

_E, _P = LETTER["EVENT"], LETTER["PLACE"] + LETTER["PARK"]
_ANY = "".join(sorted(set(LETTER.values())))
_HELD = r"(?:召开|举行|举办|开幕|启幕|落幕|闭幕|开赛|拉开(?:帷幕|序幕)|启动)"
_DATE = r"(?:\d{0,4}年?\d{0,2}月?\d{1,2}日(?:[上下]午|晚|晚间)?(?:至\d{1,2}[月日]\d{0,2}日?)?)?"
_OF_EVENT = r"(?:启动仪式|开幕式|闭幕式|仪式|活动)?"
_AFTER = re.compile(
    rf"(?P<event>[{_E}]){_OF_EVENT}，?{_DATE}，?(?:在|于)[^，。；、{_ANY}]{{0,24}}[{_P}]*(?P<place>[{_P}])[^，。；{_P}{_E}]{{0,20}}?{_HELD}"
)
_BEFORE = re.compile(
    rf"(?:在|于)[^，。；、{_ANY}]{{0,24}}[{_P}]*(?P<place>[{_P}])[^，。；{_P}{_E}]{{0,12}}?(?:召开|举行|举办|主办|承办)(?:了|的)?[^，。；{_ANY}]{{0,6}}(?P<event>[{_E}])"
)


def find_venues(reading: Reading) -> list[Claim]:
    """The places of events that are said to be held there."""
    return [claim for paragraph in reading.paragraphs for claim in _venues(paragraph)]


def _venues(paragraph: Paragraph) -> Iterator[Claim]:
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(paragraph.skeleton):
            event, place = paragraph.units[match.start("event")], paragraph.units[match.start("place")]
            yield Claim("located_in", event, place, "rules.located_in.venue", at=span(event, place), confidence=0.95)
