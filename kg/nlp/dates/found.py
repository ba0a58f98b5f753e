"""What a rule of the grammar is and what it yields."""

import dataclasses
import re
from collections.abc import Callable, Iterator

from kg.model import Role
from kg.nlp.dates.context import Context
from kg.nlp.dates.period import Period


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A resolved expression: where it stands and what it means.

    `anchors` says whether 同年 and 当日 further on can lean on it, `closed` that no 以来, 起 or 前 changes it, `stated`
    that the words (or those before them in the sentence: `shared`) name its year.
    """

    start: int
    end: int
    period: Period
    role: Role = "at"
    anchors: bool = False
    closed: bool = False
    stated: bool = False
    shared: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over the folded text, and how a match of it is resolved (None: not a date after all).

    Every match holds one of the words `needs`, if there are any: a text without them is not searched.
    """

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Found | None]
    needs: tuple[str, ...] = ()

    def matches(self, folded: str) -> Iterator[re.Match[str]]:
        """Where the pattern matches something."""
        if not self.needs or any(word in folded for word in self.needs):
            yield from (m for m in self.pattern.finditer(folded) if m[0])
