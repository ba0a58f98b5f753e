"""What a view of the graph shows: all of it stands in the address, so that an address can be shared."""

import dataclasses
import re
from collections.abc import Iterable, Mapping

from kg.errors import QueryError
from kg.query import Moment, parse_moment
from kg.query.neighbourhood import MOST, Lens
from kg.server.exchange import Request
from kg.vocabulary import ontology

_ID = re.compile(r"[a-z]-[a-z2-7]{1,32}")
_OPENED = re.compile(r"([a-z]-[a-z2-7]{1,32})(?:\.(\d{1,2}))?")
_MOST_PAGES = MOST // 30


@dataclasses.dataclass(frozen=True, slots=True)
class ViewState:
    """The entities in the middle, those opened with how many pages of neighbours, and the lens."""

    focus: tuple[str, ...] = ()
    opened: tuple[tuple[str, int], ...] = ()
    types: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    least: float = 0.0
    moment: Moment | None = None

    @property
    def lens(self) -> Lens:
        """The lens to look through."""
        return Lens(frozenset(self.types), frozenset(self.predicates), self.least, self.moment)

    @property
    def pages(self) -> dict[str, int]:
        """How many pages of neighbours each opened entity shows."""
        return dict(self.opened)

    def with_focus(self, *ids: str) -> "ViewState":
        """The view with these entities in the middle, opened, and nothing else."""
        return dataclasses.replace(self, focus=ids, opened=tuple((i, 1) for i in ids))

    def grown(self, entity: str) -> "ViewState":
        """The view with an entity opened by one more page."""
        pages = self.pages
        pages[entity] = pages.get(entity, 0) + 1
        return dataclasses.replace(self, opened=tuple(pages.items()))

    def closed(self, entity: str) -> "ViewState":
        """The view with an entity closed again."""
        return dataclasses.replace(self, opened=tuple(o for o in self.opened if o[0] != entity))

    def renamed(self, ids: Mapping[str, str]) -> "ViewState":
        """The view with other ids for some entities, those that replace them."""
        focus = tuple(dict.fromkeys(ids.get(i, i) for i in self.focus))
        return dataclasses.replace(self, focus=focus, opened=tuple({ids.get(i, i): n for i, n in self.opened}.items()))

    def unfiltered(self) -> "ViewState":
        """The view without a lens."""
        return ViewState(self.focus, self.opened)

    def parameters(self) -> dict[str, object]:
        """The parameters of the address; what is as usual is left out."""
        usual = tuple((i, 1) for i in self.focus)
        opened = "" if self.opened == usual else ",".join(i if n == 1 else f"{i}.{n}" for i, n in self.opened) or "-"
        return {
            "focus": ",".join(self.focus),
            "open": opened,
            "type": self.types,
            "relation": self.predicates,
            "min": f"{self.least:g}" if self.least else "",
            "on": self.moment.iso if self.moment else "",
        }


def view_state(request: Request) -> ViewState:
    """The view that an address asks for; raises QueryError for what it cannot mean."""
    focus = tuple(dict.fromkeys(i for i in _split(request, "focus") if _ID.fullmatch(i)))[:MOST]
    return ViewState(
        focus=focus,
        opened=_opened(request, focus),
        types=_known(request, "type", ontology().types),
        predicates=_known(request, "relation", ontology().predicates),
        least=_least(request.first("min")),
        moment=parse_moment(request.first("on")) if request.first("on") else None,
    )


def _split(request: Request, name: str) -> Iterable[str]:
    return (part.strip() for value in request.query.get(name, ()) for part in value.split(","))


def _opened(request: Request, focus: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """`-` stands for nothing opened; without the parameter what is in the middle is opened."""
    if not request.first("open"):
        return tuple((i, 1) for i in focus)
    found = (_OPENED.fullmatch(part) for part in _split(request, "open"))
    pages = {m[1]: min(max(int(m[2] or 1), 1), _MOST_PAGES) for m in found if m}
    return tuple(pages.items())[:MOST]


def _known(request: Request, name: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """The values that are known, in the ontology's order; none if all are."""
    asked = set(request.query.get(name, ()))
    found = tuple(tag for tag in known if tag in asked)
    return () if len(found) == len(known) else found


def _least(text: str) -> float:
    try:
        value = float(text or 0)
        if not 0 <= value <= 1:
            raise ValueError
    except ValueError:
        raise QueryError(
            f"可信度“{text}”应是 0 到 1 之间的数", f"write the confidence {text!r} as a number from 0 to 1"
        ) from None
    return value
