"""A name found once is found everywhere in its document, unless it stands inside a longer name."""

from collections.abc import Iterable, Iterator

from kg.nlp.names.candidates import Candidate

_SURE = 0.8  # a name whose mentions are together surer than this is looked for again


def spread(text: str, found: Iterable[Candidate], *, types: frozenset[str]) -> list[Candidate]:
    """Further places of the names among `found` (of the given types), with the confidence of the name's best mention.

    >>> first, types = Candidate(0, 4, "ORG", "model", 0.95), frozenset({"ORG"})
    >>> [(c.start, c.end) for c in spread("浩珂科技增产。此前，浩珂科技生产依靠人工", [first], types=types)]
    [(10, 14)]
    """
    found = list(found)
    votes: dict[str, dict[str, list[float]]] = {}
    for c in found:
        votes.setdefault(text[c.start : c.end], {}).setdefault(c.type, []).append(c.confidence)
    taken = {i for c in found for i in range(c.start, c.end)}
    added = []
    for name in sorted(votes, key=lambda n: (-len(n), n)):
        type_, best = _winner(votes[name])
        if type_ not in types or best < _SURE or len(name) < 2:
            continue
        for start, end in _places(name, text):
            if taken.isdisjoint(range(start, end)) and not _within_latin(text, start, end):
                taken.update(range(start, end))
                added.append(Candidate(start, end, type_, "names.consistency", round(best * 0.95, 3)))
    return sorted(added, key=lambda c: c.start)


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands, the earlier place first where two overlap."""
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + len(name))


def _winner(by_type: dict[str, list[float]]) -> tuple[str, float]:
    type_ = min(by_type, key=lambda t: (-sum(by_type[t]), t))
    return type_, max(by_type[type_])


def _within_latin(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is part of a longer Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (text[start].isascii() and before.isascii() and before.isalnum()) or (
        text[end - 1].isascii() and after.isascii() and after.isalnum()
    )
