"""Questions about things: nominals with their attributes, clauses, and what is asked of them.

A recursive descent over the pieces of a question that tries every way to read them; a reading counts only where it
leaves no piece over and the types of the ontology admit its relations.
"""

import dataclasses
from collections.abc import Iterator, Sequence

from kg.questions.linking import belonging, related
from kg.questions.phrases import Phrase, Roles, asking, fill, roles, stating
from kg.questions.pieces import Piece, Wanted
from kg.questions.things import Condition, Mode, Things, ThingsQuestion
from kg.questions.words import IN, Link, Word

Parsed = tuple[Things, int]
_PLACES = ("PARK", "PLACE")
_MONEY = (Link("invests_in"), Link("invests_in", True), Link("attracts", True), Link("attracts"))
_MOST_BEFORE = 3
_APPOSED = {"INDUSTRY", "PROGRAMME", "PROJECT", "HONOUR", "EVENT"}


class Grammar:
    """The ways to read one sequence of pieces."""

    def __init__(self, pieces: Sequence[Piece], wanted: Wanted) -> None:
        self._pieces = pieces
        self._wanted = wanted
        self._letters = "".join(p.letter for p in pieces)

    def meaning(self) -> ThingsQuestion | None:
        """The first reading that fits the whole question."""
        for form in (self._amount, self._of_noun, self._where, self._clause, self._predicate, self._list, self._check):
            for things, mode in form():
                return ThingsQuestion(mode, things)
        return None

    # ---- nominals

    def _nominals(self, at: int, *, plain: bool = False) -> Iterator[Parsed]:
        """Nominals that start here, the longest readings first; `plain` ones have no clause in them."""
        for things, end in self._heads(at, plain):
            yield from self._longer(things, end, plain)

    def _longer(self, things: Things, at: int, plain: bool) -> Iterator[Parsed]:
        """The nominal as owner of a further noun, then it alone."""
        after = at + 1 if self._is(at, "d") or (not plain and self._is(at, "a") and self._is(at + 1, "QC")) else at
        for noun, end in self._nouns(after):
            word = self._noun_word(end)
            owned = belonging(dataclasses.replace(things, asked=False), noun, word.links if word else ())
            if owned and not (things.asked and not things.types):
                yield from self._longer(dataclasses.replace(owned, asked=noun.asked or things.asked), end, plain)
        if not plain:
            for inner, end in self._with_clause(after):
                if (things.name or things.conditions) and (owned := belonging(things, inner)):
                    yield from self._longer(dataclasses.replace(owned, asked=inner.asked), end, plain)
        if self._is(at, "QC") and not things.name and not things.asked and self._is(at + 1, "Vzhyg"):
            yield dataclasses.replace(things, asked=True), at + 1
        yield things, at

    def _heads(self, at: int, plain: bool) -> Iterator[Parsed]:
        piece = self._pieces[at] if at < len(self._pieces) else None
        if not piece:
            return
        if not plain:
            yield from self._with_clause(at)
        if piece.name:
            if self._is(at + 1, "N") and self._apposed(piece.name.types, at + 1):
                yield Things(name=piece.name), at + 2
            yield Things(name=piece.name), at + 1
        elif piece.letter == "O":
            yield Things(asked=True), at + 1
        elif piece.letter == "R":
            yield Things(_PLACES, asked=True), at + 1
        else:
            yield from self._nouns(at)
            if piece.letter == "Q" and not self._is(at + 1, "N"):
                yield Things(asked=True), at + 1

    def _apposed(self, types: frozenset[str], at: int) -> bool:
        """光电子产业: the noun only says what the name is."""
        word = self._pieces[at].word
        return bool(word and not word.links and types & set(word.types) & _APPOSED)

    def _nouns(self, at: int) -> Iterator[Parsed]:
        """A noun with or without the question word before it."""
        asked = self._is(at, "QC")
        word = self._noun_word(at + asked + 1)
        if word:
            own = tuple(Condition((link,)) for link in word.own)
            yield Things(word.types, word.kinds, own, asked=asked), at + asked + 1

    def _noun_word(self, end: int) -> Word | None:
        piece = self._pieces[end - 1] if 0 < end <= len(self._pieces) else None
        return piece.word if piece and piece.letter == "N" else None

    def _with_clause(self, at: int) -> Iterator[Parsed]:
        """[哪些] 获得荣誉的企业: a clause, 的, and the noun that the clause leaves out."""
        asked = self._is(at, "QC")
        for phrases, end in self._phrases(at + asked, plain=True):
            if any(t and t.asked for p in phrases for t in (p.subject, p.object, p.place)):
                continue
            of = self._is(end, "d")
            for noun, stop in self._nouns(end + of) if of or self._is(end, "N") else ():
                found: Things | None = noun
                for said in phrases:
                    found = fill(said, found) if found else None
                if found and not (asked and noun.asked):
                    yield dataclasses.replace(found, asked=asked or noun.asked), stop

    # ---- clauses

    def _phrases(self, at: int, *, plain: bool) -> Iterator[tuple[list[Roles], int]]:
        """One verb with its nominals, or several."""
        for phrase, end in self._phrase(at, plain):
            told = roles(phrase)
            if told:
                for more, stop in self._phrases(end, plain=plain) if self._is(end, "VzhygE") else ():
                    if not any(m.subject for m in more):
                        yield [told, *more], stop
                yield [told], end
        if plain and self._is(at, "z"):
            for place, end in self._nominals(at + 1, plain=True):
                if place.name:
                    yield [Roles((Link(IN),), None, place, None)], end

    def _phrase(self, at: int, plain: bool) -> Iterator[tuple[Phrase, int]]:
        for before, middle in self._before(at, plain, _MOST_BEFORE):
            piece = self._pieces[middle] if self._is(middle, "V") else None
            if not piece or not piece.word:
                continue
            after = middle + 1 + (self._is(middle + 1, "z") and self._letters[middle + 2 : middle + 3] != "V")
            for thing, end in self._nominals(after, plain=plain):
                yield Phrase(piece.word, before, thing), end
            if after == middle + 1:
                yield Phrase(piece.word, before, None), after

    def _before(self, at: int, plain: bool, room: int) -> Iterator[tuple[tuple[tuple[str, Things], ...], int]]:
        """The nominals before a verb."""
        if room:
            start = at + self._is(at, "ia")
            marker = self._letters[start] if self._is(start, "zhyg") else ""
            for thing, end in self._nominals(start + bool(marker), plain=plain):
                for more, stop in self._before(end, plain, room - 1):
                    yield ((marker, thing), *more), stop
        yield (), at

    # ---- forms of questions

    def _clause(self) -> Iterator[tuple[Things, Mode]]:
        """小松投资了什么项目, 哪些企业获评绿色工厂并与山东大学合作."""
        later = []
        for phrases, end in self._phrases(0, plain=False) if self._wanted.mode == "list" else ():
            if not self._ends(end + self._is(end, "d")):
                continue
            found = asking(phrases[0])
            for said in phrases[1:]:
                found = fill(said, found) if found else None
            if found and phrases[0].subject and phrases[0].object:
                yield found, self._mode(found)
            elif found:
                later.append(found)
        yield from ((found, self._mode(found)) for found in later)

    def _predicate(self) -> Iterator[tuple[Things, Mode]]:
        """哪些企业是上市公司, 哪些企业位于光电产业园."""
        for things, end in self._nominals(0) if self._wanted.mode == "list" else ():
            if things.name or not (things.asked and things.types) or not self._is(end, "iz"):
                continue
            for other, stop in self._nominals(end + 1):
                found = self._said_of(things, other, end) if self._ends(stop + self._is(stop, "d")) else None
                if found:
                    yield found, self._mode(found)

    def _list(self) -> Iterator[tuple[Things, Mode]]:
        """企业有哪些, 有哪些企业, 济宁高新区有哪些企业, or a nominal alone."""
        start = 0
        if self._letters[:2] in ("Qi", "Ca", "Qa"):
            start = 2
        elif self._is(0, "ia"):
            start = 1
        for at_place in (False, True) if start == 0 and self._is(0, "z") else (False,):
            yield from self._listed(start + at_place, at_place)

    def _listed(self, start: int, at_place: bool) -> Iterator[tuple[Things, Mode]]:
        for things, end in self._nominals(start):
            tails: list[Parsed] = [(things, end)] if not at_place else []
            if self._is(end, "a") or at_place:
                tails += self._of_owner(things, end + self._is(end, "a"))
            for found, stop in tails:
                tail = self._letters[stop:]
                asked = found.asked or tail in ("aQ", "iQ", "Q", "aC", "iC", "C", "iO", "O", "")
                if tail not in ("", "aQ", "iQ", "Q", "aC", "iC", "C", "iO", "O") or found.name or not found.conditions:
                    continue
                if asked and (self._wanted.mode == "list" or (self._wanted.mode == "check" and self._is_exists())):
                    yield found, self._mode(found)

    def _of_owner(self, owner: Things, at: int) -> Iterator[Parsed]:
        """What a nominal before 有 has."""
        for things, end in self._nominals(at):
            word = self._noun_word(end)
            owned = None if things.name else belonging(owner, things, word.links if word else ())
            if owned:
                yield dataclasses.replace(owned, asked=things.asked), end

    def _where(self) -> Iterator[tuple[Things, Mode]]:
        """辰欣药业在哪里, 辰欣药业在哪个园区, 辰欣药业是哪里的企业."""
        for things, end in self._nominals(0, plain=True):
            if not things.name or not self._is(end, "zi"):
                continue
            for place, stop in self._heads(end + 1, plain=True):
                tail = self._letters[stop:]
                located = set(place.types) & {*_PLACES} and not set(place.types) - {*_PLACES}
                if place.asked and located and (tail == "" or (tail in ("dN", "d") and self._is(end, "i"))):
                    found = related(place, (Link(IN, True),), things)
                    if found and (self._is(end, "z") or tail):
                        yield found, "list"

    def _of_noun(self) -> Iterator[tuple[Things, Mode]]:
        """辰欣药业的所在地, 科技创新局的成立时间."""
        for things, end in self._nominals(0, plain=True):
            end += self._is(end, "d")
            if not things.name or not self._is(end, "Pt"):
                continue
            word = self._pieces[end].word
            if not word or self._letters[end + 1 :] not in ("", "i", "iQ", "iR", "iC", "zR", "Q", "R"):
                continue
            if word.cls == "time_of":
                found, mode = related(things, word.links, None), "when"
            else:
                found, mode = related(Things(word.types, asked=True), word.links, things), "list"
            if found:
                yield found, mode  # type: ignore[misc]

    def _amount(self) -> Iterator[tuple[Things, Mode]]:
        """小松投资了多少钱, 小松基地总投资多少."""
        letters = self._letters.removesuffix("iC") if self._wanted.amount else self._letters
        bare = letters.removesuffix("C").removesuffix("d")
        if not (self._wanted.amount or letters.endswith("VC")) or self._wanted.mode != "list":
            return
        inner = Grammar(self._pieces[: len(bare)], self._wanted)
        if bare == "E":
            found = related(Things(name=self._pieces[0].name), _MONEY, None)
            if found:
                yield found, "amount"
        for phrases, end in inner._phrases(0, plain=False):
            found = stating(phrases[0]) if len(phrases) == 1 and inner._ends(end) else None
            if found and found.name and not any(c.other and c.other.asked for c in found.conditions):
                yield found, "amount"

    def _check(self) -> Iterator[tuple[Things, Mode]]:
        """辰欣药业上市了吗, 辰欣药业是不是济宁高新区的企业; the same with 什么时候."""
        mode: Mode = "when" if self._wanted.mode == "when" else "check"
        if self._wanted.mode == "list":
            return
        for phrases, end in self._phrases(0, plain=False):
            found = stating(phrases[0]) if len(phrases) == 1 and self._ends(end + self._is(end, "d")) else None
            if found and found.name and not any(c.other and c.other.asked for c in found.conditions):
                yield found, mode
        for things, end in self._nominals(0, plain=True):
            for other, stop in self._nominals(end + 1) if things.name and self._is(end, "iz") else ():
                if self._ends(stop + self._is(stop, "d")) and (found := self._said_of(things, other, end)):
                    yield found, mode

    def _said_of(self, things: Things, other: Things, at: int) -> Things | None:
        """The thing with what the other nominal says: 是上市公司, 在济宁高新区."""
        if self._is(at, "z"):
            return related(things, (Link(IN),), other) if other.name else None
        types = things.name.types if things.name else set(things.types)
        if other.name or not other.conditions or not set(other.types) & types:
            return None
        if things.name:
            return dataclasses.replace(other, name=things.name, asked=False)
        return things.having(*other.conditions)

    # ---- reading along

    def _mode(self, found: Things) -> Mode:
        if self._wanted.mode == "check":
            return "check"
        return "count" if "C" in self._letters else "list"

    def _is_exists(self) -> bool:
        return any(p.word and p.word.acts_as == "have" for p in self._pieces) or "a" in self._letters

    def _is(self, at: int, letters: str) -> bool:
        return 0 <= at < len(self._letters) and self._letters[at] in letters

    def _ends(self, at: int) -> bool:
        return at >= len(self._letters)
