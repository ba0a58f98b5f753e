"""What a page shows, before it is HTML or JSON."""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from kg.errors import QueryError
from kg.server.exchange import Request
from kg.server.wording import Words

Item = TypeVar("Item")


@dataclasses.dataclass(frozen=True, slots=True)
class View:
    """A template and its values: dataclasses, mappings, sequences and plain values, all of which the twin gives.

    `words` are what only this page says.
    """

    template: str
    values: Mapping[str, Any]
    status: int = 200
    words: Words = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a longer list."""

    entries: tuple[Item, ...]
    total: int
    page: int
    pages: int


def paged(entries: Sequence[Item], request: Request, size: int) -> Paged[Item]:
    """The page of a list that the request asks for; one beyond the end is the last."""
    pages = max(1, math.ceil(len(entries) / size))
    number = min(max(1, whole_number(request, "page", 1)), pages)
    return Paged(tuple(entries[(number - 1) * size : number * size]), len(entries), number, pages)


def whole_number(request: Request, name: str, default: int) -> int:
    """A parameter that is a number; raises QueryError for anything else."""
    text = request.first(name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise QueryError(f"参数 {name} 应为数字", f"parameter {name} should be a number")
    return int(text)
