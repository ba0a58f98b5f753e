"""What an answer to a question holds."""

import dataclasses
from typing import Literal

from kg.query import Evidence, Match

Verdict = Literal["yes", "formerly", "no", "unknown"]
TroubleKind = Literal["language", "word", "unknown", "ambiguous", "form", "date", "type", "length"]


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str

    def told(self, lang: str) -> str:
        """The words of a language (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """An answer: an entity, what makes it one (a title, an amount, an honour), when, how sure, and where it is said.

    `date` is a stated time; `first_seen` and `last_seen` bound when articles show it, as precise as their source.
    """

    id: str
    name: str
    type: str
    kind: str
    what: Words
    date: str | None
    first_seen: str | None
    last_seen: str | None
    status: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """What was not understood: the words at fault, and what they may mean if the graph has something like it."""

    kind: TroubleKind
    words: str
    message: Words
    candidates: tuple[Match, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question.

    `understood` says the question again as it was read, `sparql` is the query it stands for (empty where it stands for
    none), `same` tells whether that query gives exactly the entities of `items`; where it does not, it leaves out the
    rules of the time line. `names` are the entities the question names. `items` answer it; `others` are close but do
    not (former heads, awards whose year is not stated). `number` answers how many, `verdict` yes-or-no questions.
    `note` is what is to be said beside it, for one that nothing is recorded. With a `trouble` there is no answer.
    """

    question: str
    understood: Words
    sparql: str = ""
    same: bool = False
    names: tuple[Match, ...] = ()
    items: tuple[Item, ...] = ()
    others: tuple[Item, ...] = ()
    number: int | None = None
    verdict: Verdict | None = None
    note: Words | None = None
    trouble: Trouble | None = None
