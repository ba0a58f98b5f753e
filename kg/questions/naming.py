"""The entities that the names of a question mean. A name is never guessed: several meanings are offered, not chosen."""

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Sequence

from kg.errors import LookupFailed
from kg.names import in_quotes
from kg.query import Match
from kg.query.places import inside
from kg.query.resolver import matches, resolve, suggest
from kg.questions.answered import Trouble, Words
from kg.questions.segments import Token
from kg.questions.things import Misread, Name
from kg.store import NameRow, StoreReader

_TIERS = ("preferred", "alias", "folded")
_OWNERS = {"PARK", "PLACE", "ORG"}
_OWNED = {"ORG", "PARK", "PROJECT"}
_SHOWN = 20


def named(reader: StoreReader, tokens: Sequence[Token]) -> list[Token | Name]:
    """The tokens with names in their place; raises Misread for what nothing is known by."""
    known = _recovered(reader, list(tokens))
    found = [
        Name(t.text, t.names) if t.names and not (t.words and before and _wants_noun(before)) else t
        for before, t in zip([None, *known], known, strict=False)
    ]
    return _owned(reader, found)


def _wants_noun(token: Token) -> bool:
    """Whether a noun is wanted behind it: neither 哪个高新区 nor 发展新能源的高新区 names a zone."""
    return any(w.letter in "QCd" for w in token.words)


def settled(name: Name, among: Collection[str] | None = None) -> Match:
    """The one entity that a name means; raises Misread for none or several.

    `among` settles between several: the one of these ids.
    """
    choice = candidates(name.rows)
    if len(choice) > 1 and among is not None:
        choice = tuple(m for m in choice if m.id in among) or choice
    if len(choice) == 1:
        return choice[0]
    if choice:
        raise ambiguous(name.text, choice)
    general = matches(name.rows, "hidden")
    if general:
        raise _too_general(name.text, general)
    raise _unknown(name.text, ())


def candidates(rows: Iterable[NameRow]) -> tuple[Match, ...]:
    """What a name can mean: its full bearers, else those with this alias, else those whose short form it is."""
    known = tuple(rows)
    for tier in _TIERS:
        found = matches((r for r in known if r.tier == tier), tier)
        if found:
            return found
    return ()


def ambiguous(text: str, choice: Sequence[Match]) -> Misread:
    """Several entities bear the name."""
    names = [m.name for m in choice[:_SHOWN]]
    zh = f"{in_quotes(text)}可指 {len(choice)} 个实体，请写全称：{'、'.join(dict.fromkeys(names))}"
    en = f"{text} can mean {len(choice)} entities, use a full name: {', '.join(dict.fromkeys(names))}"
    return Misread(Trouble("ambiguous", text, Words(zh, en), tuple(choice)))


def _too_general(text: str, choice: Sequence[Match]) -> Misread:
    names = [m.name for m in choice[:_SHOWN]]
    zh = f"{in_quotes(text)}太笼统，请写全称，如：{'、'.join(names)}"
    return Misread(Trouble("ambiguous", text, Words(zh, f"{text} is too general: {', '.join(names)}?"), tuple(choice)))


def split_name(reader: StoreReader, tokens: Sequence[Token | Name]) -> Misread | None:
    """A name that the graph lacks, cut into a name and a noun that it knows: 科技|局."""
    for first, second in itertools.pairwise(tokens):
        noun = isinstance(second, Token) and any(w.letter == "N" for w in second.words)
        if isinstance(first, Name) and noun:
            text = first.text + second.text
            near = suggest(reader, text, types=("ORG", "PARK"))
            if near:
                return _unknown(text, near)
    return None


def _unknown(text: str, near: Sequence[Match]) -> Misread:
    names = list(dict.fromkeys(m.name for m in near))
    zh = f"；最接近的名称：{'、'.join(names)}" if names else ""
    en = f"; the nearest names: {', '.join(names)}" if names else ""
    said = Words(
        f"没有听懂{in_quotes(text)}：图谱中没有这个名称，也不是能理解的问法{zh}",
        f"not understood: {text} is no name in the graph and no word of a question that can be answered{en}",
    )
    return Misread(Trouble("unknown", text, said, tuple(near)))


def _recovered(reader: StoreReader, tokens: list[Token]) -> list[Token]:
    """What is unknown, with the words that may belong to its name, looked up by the rules for short names."""
    for at, token in enumerate(tokens):
        if token.known:
            continue
        before = 1 if at and tokens[at - 1].names else 0
        after = _run(tokens, at + 1)
        failed: LookupFailed | None = None
        for start, stop in ((at - before, after), (at, after), (at, at + 1)):
            try:
                rows = _looked_up(reader, "".join(t.text for t in tokens[start:stop]))
            except LookupFailed as error:
                failed = failed or error
                continue
            name = Token("".join(t.text for t in tokens[start:stop]), names=rows)
            return _recovered(reader, [*tokens[:start], name, *tokens[stop:]])
        whole = "".join(t.text for t in tokens[at - before : after])
        raise _unknown(whole, failed.candidates if failed else ())  # type: ignore[arg-type]
    return tokens


def _run(tokens: Sequence[Token], at: int) -> int:
    """Where the nouns and verbs behind an unknown piece end: the rest of 北方|投资|公司."""
    while at < len(tokens) and any(w.letter in "NVLB" for w in tokens[at].words):
        at += 1
    return at


def _looked_up(reader: StoreReader, text: str) -> tuple[NameRow, ...]:
    if len(text) < 2:
        raise LookupFailed(text, text)
    found = resolve(reader, text)
    return tuple(NameRow(text, m.id, "preferred", m.matched, m.name, m.type, m.kind, "") for m in found)


def _owned(reader: StoreReader, tokens: list[Token | Name]) -> list[Token | Name]:
    """济宁高新区[的]科技创新局: the second name as one in the first, where something of that name lies there."""
    for at, token in enumerate(tokens):
        gap = 1 if at + 1 < len(tokens) and tokens[at + 1].text == "的" else 0
        next_ = tokens[at + 1 + gap] if at + 1 + gap < len(tokens) else None
        if not (isinstance(token, Name) and isinstance(next_, Name)):
            continue
        if not (token.types & _OWNERS and next_.types & _OWNED):
            continue
        owners = [m for m in candidates(token.rows) if m.type in _OWNERS]
        if len(owners) != 1:
            continue
        held = inside(reader, owners[0].id, sorted({r.entity_id for r in next_.rows}))
        rows = tuple(dataclasses.replace(r, tier="preferred") for r in next_.rows if r.entity_id in held)
        if rows:
            return _owned(reader, [*tokens[:at], Name(next_.text, rows), *tokens[at + 2 + gap :]])
    return tokens
