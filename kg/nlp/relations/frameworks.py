"""Members of a framework whose name counts them: “一区十园” has ten parks, “一核四区” four.

A framework's members are listed in the text after it, as subjects of what they focus on or in an enumeration. They are taken
only if as many are found as the name says, so a wrong list is not half believed.
"""

import re
from collections.abc import Iterator, Sequence

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Paragraph, Reading, Unit

_COUNTED = re.compile(
    r"^[一两二三四五六七八九十]+[区核城港谷心带廊轴]?(?P<number>[两二三四五六七八九十]+)[园区基地谷片港翼组]"
    r"(?!.*[两二三四五六七八九十][园区基地谷片港翼组带])"
)
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SEGMENT = re.compile(r"[。；;！!\n]")
_RUN = re.compile(r"(?:、|和|与|及|以及|，)")
_SET_UP = re.compile(r"设立|新设|新建|组建")
_HEADING = 24  # a paragraph no longer than this and without a full stop is a heading
_LARGEST = 99


def framework_size(name: str) -> int:
    """How many members a framework's name counts, 0 if it counts none.

    >>> framework_size("“一区十园”"), framework_size("一区十六园"), framework_size("一区多园"), framework_size("三次创业")
    (10, 16, 0, 0)
    """
    match = _COUNTED.match(name.strip("“”\"'"))
    return _number(match["number"]) if match else 0


def _number(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS.get(text, 0)
    return 10 * _NUMERALS.get(tens, 1 if not tens else 0) + _NUMERALS.get(ones, 0)


def find_frameworks(reading: Reading) -> list[Claim]:
    """The members of counting frameworks, and that the zone sets them up where the text says so."""
    claims: list[Claim] = []
    for thing in reading.of_type("PROGRAMME"):
        size = next((s for n in thing.names if (s := framework_size(n))), 0)
        if not 2 <= size <= _LARGEST:
            continue
        for index in thing.units:
            framework = reading.units[index]
            members, said = _members(reading, framework, size)
            if len(members) == size:
                claims += _claims(reading, framework, members, said)
                break
    return claims


def _claims(reading: Reading, framework: Unit, members: Sequence[Unit], said: str) -> Iterator[Claim]:
    zone = reading.things.get(reading.zone)
    before = [reading.units[i] for i in zone.units if reading.units[i].start <= framework.start] if zone else []
    for member in members:
        yield Claim("part_of", member, framework, "rules.part_of.framework", confidence=0.9)
        if before and _SET_UP.search(said):
            yield Claim("establishes", before[-1], member, "rules.establishes.framework", confidence=0.8)


def _members(reading: Reading, framework: Unit, size: int) -> tuple[list[Unit], str]:
    """The first park of each segment after the framework with those enumerated beside it, up to `size`."""
    found: dict[int, Unit] = {}
    said = ""
    for paragraph in _following(reading, framework):
        said += paragraph.skeleton
        for segment in _segments(reading, paragraph, framework.start):
            for unit in segment:
                if unit.local != reading.zone:
                    found.setdefault(unit.local, unit)
        if len(found) >= size:
            break
    return list(found.values()), said


def _following(reading: Reading, framework: Unit) -> Iterator[Paragraph]:
    """The framework's paragraph and those after it, up to the next heading."""
    for paragraph in reading.paragraphs:
        if paragraph.end < framework.start:
            continue
        own = paragraph.start <= framework.start
        if not own and len(paragraph.skeleton) <= _HEADING and "。" not in paragraph.skeleton:
            return
        yield paragraph


def _segments(reading: Reading, paragraph: Paragraph, start: int) -> Iterator[list[Unit]]:
    """Per sentence or semicolon part: its first park and the parks enumerated right after it."""
    at = 0
    for end in [*(m.start() for m in _SEGMENT.finditer(paragraph.skeleton)), len(paragraph.skeleton)]:
        letters = [n for n in sorted(paragraph.units) if at <= n < end and paragraph.units[n].start >= start]
        parks = [n for n in letters if paragraph.units[n].type == "PARK" and not paragraph.units[n].refers]
        parks = [n for n in parks if paragraph.units[n].local != reading.zone]
        run = parks[:1]
        for n in parks[1:]:
            if not _RUN.fullmatch(paragraph.skeleton[run[-1] + 1 : n]):
                break
            run.append(n)
        yield [paragraph.units[n] for n in run]
        at = end + 1
