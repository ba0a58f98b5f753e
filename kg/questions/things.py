"""What a question means: things with conditions, and what is wanted of them."""

import dataclasses
from typing import Literal

from kg.questions.answered import Trouble
from kg.questions.periods import Period
from kg.questions.words import Link
from kg.store import NameRow

Mode = Literal["list", "count", "check", "when", "amount"]
# stand for a title: any post at all, and posts of heads and their deputies
ANY, LEADING = "*", "+"
Tenure = Literal["now", "ever", "former", "first", "before", "after"]


class Misread(Exception):
    """A question that cannot be answered as it stands."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.words)
        self.trouble = trouble


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A name in a question with the names of the graph it may be."""

    text: str
    rows: tuple[NameRow, ...]

    @property
    def types(self) -> frozenset[str]:
        """The types of what it may mean."""
        return frozenset(r.type for r in self.rows)


@dataclasses.dataclass(frozen=True, slots=True)
class Things:
    """Entities: one that is named, or those of some types and kinds that meet conditions. No types: any.

    `asked` marks what the question asks for.
    """

    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    conditions: tuple["Condition", ...] = ()
    name: Name | None = None
    asked: bool = False

    def having(self, *conditions: "Condition") -> "Things":
        """The same things with more conditions."""
        return dataclasses.replace(self, conditions=(*self.conditions, *conditions))


@dataclasses.dataclass(frozen=True, slots=True)
class Condition:
    """The thing stands in one of these relations to other things, or to anything; perhaps at a time."""

    links: tuple[Link, ...]
    other: Things | None = None
    period: Period | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ThingsQuestion:
    """Which things, how many, whether, when or for how much."""

    mode: Mode
    things: Things


@dataclasses.dataclass(frozen=True, slots=True)
class LeadersQuestion:
    """Who holds or held a post of a body: `title` empty for whoever leads it; `person` for before, after and checks."""

    mode: Mode
    tenure: Tenure
    body: Name | None
    title: str
    person: Name | None = None
    period: Period | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class PostsQuestion:
    """Which posts somebody holds or held, perhaps only those in a body or with a title."""

    person: Name
    body: Name | None = None
    title: str = ""
    current: bool = False
    period: Period | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class PortraitQuestion:
    """What is known of something."""

    name: Name


@dataclasses.dataclass(frozen=True, slots=True)
class PathQuestion:
    """How two things are connected."""

    start: Name
    end: Name


Meaning = ThingsQuestion | LeadersQuestion | PostsQuestion | PortraitQuestion | PathQuestion
