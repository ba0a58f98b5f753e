"""The words that questions are made of, from `seeds/questions.tsv`: what asks, what relates, what is asked for.

A relation is a predicate of the ontology seen from the thing in question: `awarded` where the thing gets an honour,
`^awarded` where it is the honour; `in` and `^in` mean lying in a zone by any chain of places, `+` an own property.
"""

import dataclasses
import functools
import re

from kg.errors import VocabularyError
from kg.vocabulary import ontology, table

IN = "in"
# one letter a class: forms of questions are patterns over these
LETTERS = {
    "now": "n", "ever": "e", "former": "f", "first": "1", "before": "<", "after": ">", "since": "s", "who": "O",
    "which": "Q", "count": "C", "where": "R", "when": "S", "much": "M", "yesno": "Y", "of": "d", "at": "z", "with": "h",
    "by": "y", "to": "g", "be": "i", "have": "a", "kinship": "K", "portrait": "I", "posts": "J", "career": "G",
    "hold": "B", "lead": "L", "head": "H", "succeed": "X", "noun": "N", "place_of": "P", "time_of": "t",
    "verb": "V", "title": "T",
    "filler": "",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Link:
    """A predicate, or `in`, seen from the thing in question: `inverse` where the thing is the object."""

    predicate: str
    inverse: bool = False

    def turned(self) -> "Link":
        """The same relation seen from the other side."""
        return Link(self.predicate, not self.inverse)


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A word with one of its meanings; `own` are relations that everything called so has (a 上市公司 is listed)."""

    text: str
    cls: str
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    own: tuple[Link, ...] = ()
    acts_as: str = ""

    @property
    def letter(self) -> str:
        """The letter of its class; a yes-or-no word stands for the word it holds (是不是: 是)."""
        return LETTERS[self.acts_as or self.cls]


@functools.cache
def lexicon() -> dict[str, tuple[Word, ...]]:
    """All words with their meanings; raises VocabularyError for a type, kind or predicate that does not exist."""
    found: dict[str, list[Word]] = {}
    for row in table("questions"):
        if row["class"] not in ("owned", "title", "title_prefix"):
            found.setdefault(row["word"], []).append(_word(row))
    return {text: tuple(words) for text, words in found.items()}


@functools.cache
def owned() -> dict[tuple[str, str], tuple[Link, ...]]:
    """What 的 means between an owner of one type and things of another: (PARK, HONOUR) is `^awarded`."""
    pairs = {}
    for row in table("questions"):
        if row["class"] == "owned":
            owner, _, thing = row["word"].partition(">")
            pairs[owner, thing] = _links(row["relation"], row["word"])
    return pairs


@functools.cache
def titles() -> re.Pattern[str]:
    """Titles of posts, with 副, 党工委 and the like before them."""
    words: dict[str, list[str]] = {"title": [], "title_prefix": []}
    for row in table("questions"):
        if row["class"] in words:
            words[row["class"]].append(row["word"])
    words["title"] += [r["title"].casefold() for r in table("names/head_titles") if r["role"] == "head"]
    prefix, title = ("|".join(sorted(map(re.escape, set(w)), key=lambda t: (-len(t), t))) for w in (
        words["title_prefix"], words["title"]
    ))  # fmt: skip
    return re.compile(f"(?:{prefix})*(?:{title})")


def _word(row: dict[str, str]) -> Word:
    own = row["relation"].startswith("+")
    acting = row["relation"] if row["class"] == "yesno" else ""
    links = () if acting else _links(row["relation"].lstrip("+"), row["word"])
    types, kinds = _tags(row["types"], ontology().types), _tags(row["kinds"], ontology().kinds)
    if row["class"] not in LETTERS or acting not in {"", *LETTERS}:
        raise _bad(row["word"], row["class"])
    return Word(row["word"], row["class"], types, kinds, () if own else links, links if own else (), acting)


def _tags(cell: str, known: object) -> tuple[str, ...]:
    tags = tuple(cell.split("|")) if cell else ()
    for tag in tags:
        if tag not in known:  # type: ignore[operator]
            raise _bad(cell, tag)
    return tags


def _links(cell: str, word: str) -> tuple[Link, ...]:
    links = tuple(Link(part.lstrip("^"), part.startswith("^")) for part in cell.split("|") if part)
    for link in links:
        if link.predicate != IN and link.predicate not in ontology().predicates:
            raise _bad(word, link.predicate)
    return links


def _bad(word: str, what: str) -> VocabularyError:
    return VocabularyError(f"seeds/questions.tsv：“{word}”的 {what} 不存在", f"seeds/questions.tsv: {word}: no {what}")
