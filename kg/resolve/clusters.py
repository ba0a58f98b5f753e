"""Growing clusters with reasons, and with what may never be one."""

from collections import defaultdict
from collections.abc import Iterable


class Clusters:
    """Disjoint sets of items 0 … n-1; the smallest item stands for its set. Reasons stay with the set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._reasons: dict[int, list[str]] = defaultdict(list)
        self._apart: dict[int, set[int]] = defaultdict(set)

    def root(self, item: int) -> int:
        """The item that stands for this item's set."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def keep_apart(self, a: int, b: int) -> None:
        """Forbid that two sets are ever joined."""
        x, y = self.root(a), self.root(b)
        self._apart[x].add(y)
        self._apart[y].add(x)

    def may_join(self, a: int, b: int) -> bool:
        """Whether nothing forbids to join two sets."""
        x, y = self.root(a), self.root(b)
        small, other = (x, y) if len(self._apart.get(x, ())) <= len(self._apart.get(y, ())) else (y, x)
        return all(self.root(z) != other for z in self._apart.get(small, ()))

    def join(self, a: int, b: int, reason: str) -> bool:
        """Join two sets unless that is forbidden; tells whether they are one now."""
        x, y = sorted((self.root(a), self.root(b)))
        if x == y:
            return True
        if not self.may_join(x, y):
            return False
        self._parent[y] = x
        self._reasons[x] += self._reasons.pop(y, [])
        if reason:
            self._reasons[x].append(reason)
        if y in self._apart:
            self._apart[x] |= self._apart.pop(y)
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
