"""Growing clusters with reasons, and with what may never be one."""

from collections import defaultdict
from collections.abc import Iterable

_NONE: frozenset[int] = frozenset()


class Clusters:
    """Disjoint sets of items 0 … n-1; the smallest item stands for its set. Reasons stay with the set.

    Items that met, joined or not, are of one island: what becomes of an item depends on no other island.
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._island = list(range(size))
        self._reasons: dict[int, list[str]] = defaultdict(list)
        self._banned: tuple[dict[int, set[int]], dict[int, set[int]]] = (defaultdict(set), defaultdict(set))

    def root(self, item: int) -> int:
        """The item that stands for this item's set."""
        return _top(self._parent, item)

    def island(self, item: int) -> int:
        """The smallest item of this item's island."""
        return _top(self._island, item)

    def meet(self, a: int, b: int) -> None:
        """Note that what becomes of one item can depend on the other."""
        x, y = sorted((self.island(a), self.island(b)))
        self._island[y] = x

    def keep_apart(self, left: Iterable[int], right: Iterable[int], number: int) -> None:
        """Forbid that anything of the left is ever joined with anything of the right; `number` names the ban."""
        for sides, items in zip(self._banned, (left, right), strict=True):
            for item in items:
                sides[self.root(item)].add(number)

    def ban(self, a: int, b: int) -> int | None:
        """The number of the first ban that keeps two sets apart, or None where they may be joined."""
        x, y = self.root(a), self.root(b)
        left, right = self._banned
        found = (left.get(x, _NONE) & right.get(y, _NONE)) | (left.get(y, _NONE) & right.get(x, _NONE))
        return min(found, default=None)

    def join(self, a: int, b: int, reason: str) -> bool:
        """Join two sets unless that is forbidden; tells whether they are one now."""
        self.meet(a, b)
        x, y = sorted((self.root(a), self.root(b)))
        if x == y:
            return True
        if self.ban(x, y) is not None:
            return False
        self._parent[y] = x
        self._reasons[x] += self._reasons.pop(y, [])
        if reason:
            self._reasons[x].append(reason)
        for sides in self._banned:
            if y in sides:
                sides[x] |= sides.pop(y)
        return True

    def reasons(self, item: int) -> tuple[str, ...]:
        """Why the items of this set were joined: sorted, without repeats."""
        return tuple(sorted(set(self._reasons.get(self.root(item), ()))))

    def note(self, item: int, reason: str) -> None:
        """Add a reason to the set of an item."""
        self._reasons[self.root(item)].append(reason)

    def groups(self, items: Iterable[int]) -> dict[int, list[int]]:
        """The sets that the items fall into: root → its items among those given, in their order."""
        found: dict[int, list[int]] = defaultdict(list)
        for item in items:
            found[self.root(item)].append(item)
        return dict(found)


def _top(parents: list[int], item: int) -> int:
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item
