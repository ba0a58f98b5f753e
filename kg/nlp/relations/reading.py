"""A document as the rules see it: units (names and words that refer to them) in paragraphs, sentences and clauses.

Every paragraph has a *skeleton*: its text with each unit replaced by one letter of its type, quotation marks left out
and runs of blanks reduced to one. Rules are patterns over skeletons, so that “O局长P介绍” fits whatever the names are.
"""

import bisect
import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from kg.model import Mention
from kg.nlp.focus import find_references, main_body, main_zone

LETTER = {
    "PERSON": "\ue001", "ORG": "\ue002", "PARK": "\ue003", "PROGRAMME": "\ue004", "PROJECT": "\ue005", "PLACE": "\ue006",
    "HONOUR": "\ue007", "INDUSTRY": "\ue008", "EVENT": "\ue009", "POSITION": "\ue00a",
}  # fmt: skip
SHORT = {
    "P": "PERSON", "O": "ORG", "K": "PARK", "G": "PROGRAMME", "J": "PROJECT", "L": "PLACE", "H": "HONOUR",
    "I": "INDUSTRY", "E": "EVENT", "T": "POSITION",
}  # fmt: skip
QUOTES = "“”\"'‘’《》「」『』〈〉"
_NARROW = dict(zip(",:;!?()", "，：；！？（）", strict=True))  # pages in half-width punctuation read like the others
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_CLAUSE_END = re.compile(r"[。！？!?；;\n，,：:]")


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """A mention, or a word that refers to one (该公司, 全区): `refers` is true then and `mention` what it stands for."""

    index: int
    start: int
    end: int
    type: str
    local: int
    mention: Mention
    refers: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the document: `names` are its forms, the fullest first; `units` are indexes, references included."""

    local: int
    type: str
    kind: str
    names: tuple[str, ...]
    units: tuple[int, ...]

    @property
    def name(self) -> str:
        """The fullest form."""
        return self.names[0]


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One line: `skeleton`, the text offset of each of its letters, and the unit at a letter."""

    start: int
    end: int
    skeleton: str
    offsets: tuple[int, ...]
    units: dict[int, Unit]

    def offset(self, letter: int) -> int:
        """The text offset of a letter; the paragraph's end for the position after the last."""
        return self.offsets[letter] if letter < len(self.offsets) else self.end


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """The document: text, units in order of the text, things by local number, paragraphs; the first is the title."""

    text: str
    units: tuple[Unit, ...]
    things: dict[int, Thing]
    paragraphs: tuple[Paragraph, ...]
    sentence_ends: tuple[int, ...]
    clause_ends: tuple[int, ...]
    zone: int
    body: int

    def sentence(self, offset: int) -> int:
        """The number of the sentence that covers a text offset."""
        return bisect.bisect_right(self.sentence_ends, offset)

    def clause(self, offset: int) -> int:
        """The number of the clause that covers a text offset."""
        return bisect.bisect_right(self.clause_ends, offset)

    def clause_start(self, offset: int) -> int:
        """Where the clause that covers a text offset begins."""
        number = self.clause(offset)
        return self.clause_ends[number - 1] if number else 0

    def clause_end(self, offset: int) -> int:
        """Where the clause that covers a text offset ends."""
        number = self.clause(offset)
        return self.clause_ends[number] if number < len(self.clause_ends) else len(self.text)

    def sentence_start(self, offset: int) -> int:
        """Where the sentence that covers a text offset begins."""
        number = self.sentence(offset)
        return self.sentence_ends[number - 1] if number else 0

    def hide_names(self, start: int, end: int, mark: str = "") -> str:
        """A stretch of text, the letters of the names that begin in it each a mark: a plan in a name (三年行动计划) is none."""
        parts, at = [], start
        first = bisect.bisect_left(self.units, start, key=lambda u: u.start)
        for unit in itertools.takewhile(lambda u: u.start < end, itertools.islice(self.units, first, None)):
            if unit.type != "POSITION":
                upto = min(unit.end, end)
                parts += [self.text[at : unit.start], mark * max(0, upto - max(unit.start, at))]
                at = max(at, upto)
        return "".join([*parts, self.text[at:end]])

    def between(self, left: Unit, right: Unit) -> str:
        """The text between two units, whichever comes first."""
        return self.text[left.end : right.start] if left.end <= right.start else self.text[right.end : left.start]

    def of_type(self, *types: str) -> Iterator[Thing]:
        """The things of the given types, in order of their numbers."""
        return (t for t in self.things.values() if t.type in types)


def pattern(template: str) -> re.Pattern[str]:
    """A regular expression over skeletons; `<P>` is any person, `[<O><K>]` an organization or park.

    >>> bool(pattern("<O>局长<P>").fullmatch(LETTER["ORG"] + "局长" + LETTER["PERSON"]))
    True
    """
    return re.compile(re.sub("<([POKGJLHIET])>", lambda m: LETTER[SHORT[m[1]]], template))


def apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in order of the text, without those that overlap an earlier or longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def ends(text: str, which: re.Pattern[str]) -> tuple[int, ...]:
    """The offsets just after each boundary character."""
    return tuple(m.end() for m in which.finditer(text))


def sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences end.

    >>> sentence_ends("一期投产。二期开工；")
    (5, 10)
    """
    return ends(text, _SENTENCE_END)


def clause_ends(text: str) -> tuple[int, ...]:
    """Where clauses end: at every comma and colon too."""
    return ends(text, _CLAUSE_END)


def paragraphs(text: str, units: Sequence[Unit]) -> tuple[Paragraph, ...]:
    """The lines of a text with their skeletons; empty lines are left out."""
    result, start, at = [], 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        first = at
        while at < len(units) and units[at].start < end:
            at += 1
        if line.strip() or start == 0:
            result.append(read_line(text, start, end, units[first:at]))
        start = end + 1
    return tuple(result)


def read_line(text: str, start: int, end: int, units: Sequence[Unit]) -> Paragraph:
    """A line, or a part of one, with the units in it."""
    letters: list[str] = []
    offsets: list[int] = []
    found: dict[int, Unit] = {}
    at = start
    for unit in (*units, None):
        for offset in range(at, unit.start if unit else end):
            char = text[offset]
            if char.isspace():
                if letters and letters[-1] == " ":
                    continue
                char = " "
            elif char in QUOTES:
                continue
            elif char in _NARROW and not (
                text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()
            ):
                char = _NARROW[char]
            letters.append(char)
            offsets.append(offset)
        if unit:
            found[len(letters)] = unit
            letters.append(LETTER[unit.type])
            offsets.append(unit.start)
            at = unit.end
    return Paragraph(start, end, "".join(letters), tuple(offsets), found)


def read(text: str, mentions: Sequence[Mention]) -> Reading:
    """The reading of a document; `mentions` carry the document's entity numbers."""
    named = apart(mentions)
    zone, body = main_zone(text, named), main_body(text, named)
    spans = [(m.start, m.end, m, False) for m in named]
    spans += [(start, end, m, True) for start, end, m in find_references(text, named, zone, body)]
    spans.sort(key=lambda s: (s[0], s[1]))
    units = tuple(Unit(i, s, e, m.type, m.local, m, refers) for i, (s, e, m, refers) in enumerate(spans))
    return Reading(
        text, units, gather_things(units), paragraphs(text, units), sentence_ends(text), clause_ends(text), zone, body
    )


def gather_things(units: Sequence[Unit]) -> dict[int, Thing]:
    """The entities that units stand for, by local number."""
    places: dict[int, list[Unit]] = {}
    for unit in units:
        if unit.local >= 0:
            places.setdefault(unit.local, []).append(unit)
    return {local: _thing(local, found) for local, found in sorted(places.items())}


def _thing(local: int, units: Sequence[Unit]) -> Thing:
    names = {u.mention.text for u in units} | {u.mention.full for u in units if u.mention.full}
    first = units[0].mention
    kind = next((u.mention.kind for u in units if u.mention.kind), "")
    return Thing(
        local, first.type, kind, tuple(sorted(names, key=lambda n: (-len(n), n))), tuple(u.index for u in units)
    )
