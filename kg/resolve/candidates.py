"""Which names are worth comparing: those of a common block that have all the characters the shorter one needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.names import fold
from kg.names.necessary import necessary

_BITS = 64
Item = TypeVar("Item")


def candidates(
    items: Sequence[Item], names: Sequence[tuple[str, str]], blocks: Sequence[Sequence[str]]
) -> Iterator[tuple[Item, list[Item]]]:
    """Each item with those, in their order, whose names its own can shorten, for all that a quick look tells.

    `names` are names and types, `blocks` the blocks that each item lies in. A name is 64 bits, one for each character
    modulo 64, so that one comparison of numbers rules a pair out: a block of thousands is looked through in no time.
    """
    characters = [frozenset(fold(name, type_)) for name, type_ in names]
    bits = np.array([_bits(c) for c in characters], np.uint64)
    members: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(blocks):
        for block in own:
            members[block].append(number)
    lying = {block: np.array(numbers, np.int64) for block, numbers in members.items() if len(numbers) > 1}
    marks = {block: bits[numbers] for block, numbers in lying.items()}
    for number, item in enumerate(items):
        needed = necessary(*names[number])
        found: set[int] = set()
        for block in blocks[number]:
            if block in lying:
                found.update(_having(_bits(needed), lying[block], marks[block]))
        yield item, [items[n] for n in sorted(found) if n != number and needed <= characters[n]]


def _bits(characters: Iterable[str]) -> int:
    found = 0
    for c in characters:
        found |= 1 << (ord(c) % _BITS)
    return found


def _having(wanted: int, numbers: NDArray[np.int64], marks: NDArray[np.uint64]) -> list[int]:
    mask = np.uint64(wanted)
    found: list[int] = numbers[(marks & mask) == mask].tolist()
    return found
