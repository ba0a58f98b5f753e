"""A question cut into names, times, titles and words that are known, and what is left over."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import name_key
from kg.questions.periods import Period, period_at
from kg.questions.words import Word, lexicon, titles
from kg.scripts import simplified
from kg.store import NameRow, StoreReader, names_equal

LONGEST = 120
_LONGEST_NAME = 40
_PUNCTUATION = re.compile(r"[,.?!;:、。，？！；：~…()\[\]]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question: one of a name, a time, a title, a known word; or none of them."""

    text: str
    names: tuple[NameRow, ...] = ()
    period: Period | None = None
    title: bool = False
    words: tuple[Word, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it is anything."""
        return bool(self.names or self.period or self.title or self.words)


@dataclasses.dataclass(frozen=True, slots=True)
class _Way:
    """The best way to cut a text up to some place."""

    cost: tuple[int, int, int]
    tokens: tuple[Token, ...]

    def then(self, token: Token) -> "_Way":
        unknown, number, squares = self.cost
        goes_on = not token.known and bool(self.tokens) and not self.tokens[-1].known
        if goes_on:
            joined = Token(self.tokens[-1].text + token.text)
            return _Way((unknown + 1, number, squares), (*self.tokens[:-1], joined))
        cost = (unknown + (not token.known), number + 1, squares - len(token.text) ** 2)
        return _Way(cost, (*self.tokens, token))


def normal(question: str) -> str:
    """The question in the form in which names are compared: no spaces and quotes, one width, one case, simplified."""
    return name_key(simplified(question))


def is_chinese(text: str) -> bool:
    """Whether there is a Han character in it."""
    return bool(_HAN.search(text))


def cut(reader: StoreReader, text: str, today: dt.date | None) -> list[Token]:
    """The tokens of a question in normal form: as little unknown as can be, then as few pieces as can be."""
    found = [token for part in _PUNCTUATION.split(text) if part for token in _cut(reader, part, today)]
    return [t for t in found if not (t.words and all(w.cls == "filler" for w in t.words))]


def _cut(reader: StoreReader, text: str, today: dt.date | None) -> tuple[Token, ...]:
    names = names_in(reader, text)
    best: list[_Way | None] = [_Way((0, 0, 0), ()), *([None] * len(text))]
    for start in range(len(text)):
        way = best[start]
        assert way is not None
        for token in _tokens_at(text, start, names, today):
            end, next_ = start + len(token.text), way.then(token)
            other = best[end]
            if other is None or next_.cost < other.cost:
                best[end] = next_
    last = best[-1]
    return last.tokens if last else ()


def names_in(reader: StoreReader, text: str) -> Mapping[str, Sequence[NameRow]]:
    """The names of the graph that occur in a text, by their comparison key."""
    size = range(2, _LONGEST_NAME + 1)
    keys = {text[i : i + n] for i in range(len(text)) for n in size if i + n <= len(text)}
    found: dict[str, list[NameRow]] = {}
    for row in names_equal(reader, keys):
        found.setdefault(row.key, []).append(row)
    return found


def _tokens_at(text: str, start: int, names: Mapping[str, Sequence[NameRow]], today: dt.date | None) -> Iterator[Token]:
    period = period_at(text, start, today)
    if period:
        yield Token(period.text, period=period)
    title = titles().match(text, start)
    if title:
        yield Token(title[0], title=True, words=lexicon().get(title[0], ()))
    for size in range(1, min(_LONGEST_NAME, len(text) - start) + 1):
        piece = text[start : start + size]
        words = lexicon().get(piece, ())
        if title and title[0] == piece:
            continue
        tiers = {row.tier for row in names.get(piece, ())}
        if words and (tiers <= {"hidden"} or "preferred" in tiers) and all(w.cls == "noun" for w in words):
            yield Token(piece, names=tuple(names.get(piece, ())), words=words)
        elif words or piece in names:
            yield Token(piece, names=() if words else tuple(names[piece]), words=words)
    yield Token(text[start])
