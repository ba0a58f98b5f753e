"""The pieces of a question with the class each is read as, and what its adverbs want."""

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from kg.questions.periods import Period
from kg.questions.segments import Token
from kg.questions.things import Mode, Name
from kg.questions.words import Word

_MOST_READINGS = 64


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A token read as one class: `letter` (see words.LETTERS), `E` and `p` for names of bodies and of people."""

    letter: str
    text: str
    name: Name | None = None
    word: Word | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """What adverbs and question words outside the clause say."""

    mode: Mode = "list"
    amount: bool = False
    now: bool = False
    ever: bool = False
    former: bool = False
    first: bool = False
    period: Period | None = None


class _Overfull(Exception):
    """A reading with two times or two kinds of question."""


def readings(tokens: Sequence[Token | Name]) -> Iterator[tuple[tuple[Piece, ...], Wanted]]:
    """The ways to read the tokens, each with the adverbs taken out."""
    choices = [_choices(t) for t in tokens]
    for way in itertools.islice(itertools.product(*choices), _MOST_READINGS):
        try:
            yield _without_adverbs(way)
        except _Overfull:
            continue


@dataclasses.dataclass(frozen=True, slots=True)
class _Time:
    period: Period


def _choices(token: Token | Name) -> list[Piece | _Time]:
    if isinstance(token, Name):
        letter = "p" if token.types == {"PERSON"} else "E"
        return [Piece(letter, token.text, token)]
    if token.period:
        return [_Time(token.period)]
    heads = any(w.cls == "head" for w in token.words)  # 一把手 is a title of no post
    title: list[Piece | _Time] = [Piece("T", token.text)] if token.title and not heads else []
    return title + [Piece(w.letter, token.text, None, w) for w in token.words if w.cls != "filler"]


def _without_adverbs(way: Sequence[Piece | _Time]) -> tuple[tuple[Piece, ...], Wanted]:
    kept: list[Piece] = []
    wanted = Wanted()
    for number, piece in enumerate(way):
        if isinstance(piece, _Time):
            after = way[number + 1] if number + 1 < len(way) else None
            wanted = _at(wanted, piece.period, after.letter if isinstance(after, Piece) else "")
        elif piece.letter in "s<>" and number and isinstance(way[number - 1], _Time):
            continue
        else:
            wanted, stays = _adverb(wanted, piece)
            if stays:
                kept.append(piece)
            elif piece.letter in "SM" and kept and kept[-1].letter in "iz":
                kept.pop()  # 是哪一年, 于哪一年
    return tuple(p for p, next_ in zip(kept, [*kept[1:], None], strict=True) if not _idle(p, next_)), wanted


def _idle(piece: Piece, next_: Piece | None) -> bool:
    """在 and 有 that only stand before a verb: 在发展, 是否有合作."""
    return piece.letter in "za" and next_ is not None and next_.letter == "V"


def _at(wanted: Wanted, period: Period, after: str) -> Wanted:
    if wanted.period:
        raise _Overfull
    ranged = {"s": period.since, "<": period.before, ">": period.after}.get(after)
    return dataclasses.replace(wanted, period=ranged() if ranged else period)


def _adverb(wanted: Wanted, piece: Piece) -> tuple[Wanted, bool]:
    """What a piece changes, and whether it stays in the clause."""
    flags: dict[str, Any] = {"n": {"now": True}, "e": {"ever": True}, "f": {"former": True}, "1": {"first": True}}
    if piece.letter in flags:
        return dataclasses.replace(wanted, **flags[piece.letter]), False
    if piece.letter == "M":
        return dataclasses.replace(wanted, amount=True), False
    asks: dict[str, Mode] = {"S": "when", "Y": "check"}
    if piece.letter in asks or (piece.word and piece.word.cls == "yesno"):
        mode = asks.get(piece.letter, "check")
        if wanted.mode not in ("list", mode):
            raise _Overfull
        return dataclasses.replace(wanted, mode=mode), piece.letter != "S" and piece.letter != "Y"
    return wanted, True
