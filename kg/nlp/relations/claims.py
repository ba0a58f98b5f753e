"""What a rule or the classifier asserts before it becomes a `Fact`: two units, a predicate, and where it is said."""

import dataclasses

from kg.nlp.relations.reading import Reading, Unit

Key = tuple[int, str, int, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two units. `position` is a title's text, `at` the text offsets that carry the claim,
    `title` where a post's title starts.

    `status` and `manner` are what the rule's own words say; later stages look at the clause.
    """

    predicate: str
    subject: Unit
    object: Unit
    rule: str
    position: str = ""
    at: tuple[int, int] = (-1, -1)
    status: str = "stated"
    manner: str = ""
    confidence: float = 0.9
    title: int = -1

    @property
    def key(self) -> Key:
        """What the claim says, by document entity numbers."""
        return self.subject.local, self.predicate, self.object.local, self.position


def span(*units: Unit) -> tuple[int, int]:
    """The stretch of text from the first to the last unit.

    >>> span.__name__
    'span'
    """
    return min(u.start for u in units), max(u.end for u in units)


def last_before(reading: Reading, local: int, offset: int) -> Unit:
    """The unit of a thing nearest before an offset, else its first one."""
    units = [reading.units[i] for i in reading.things[local].units]
    before = [u for u in units if u.start <= offset]
    return before[-1] if before else units[0]
