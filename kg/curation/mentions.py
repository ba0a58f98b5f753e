"""Corrections of names in their documents: another type, no name at all, not what another name means."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.curation.validity import NOTHING
from kg.model import Judgement, Mention, name_key
from kg.nlp.recogniser.kind import kind_of
from kg.resolve.references import NameReference, read_name

_Place = tuple[str, int]  # document and local number: what one document takes for one thing


class NamedMentions:
    """The mentions that judgements refer to, with the corrections made so far.

    `labels` are the ways to name a document, each with the ids of the documents so named. A reference finds mentions
    of its type as they are now and as they were found: a judgement made before another type was given still holds.
    """

    def __init__(
        self, mentions: Sequence[Mention], names: Iterable[NameReference], labels: Mapping[str, frozenset[str]]
    ) -> None:
        wanted = {name.key for name in names}
        self._labels = labels
        self._original = [m if m.local >= 0 else None for m in mentions]
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            if m.local >= 0:
                for key in {m.key, name_key(m.full)} & wanted:
                    self._by_key[key].append(i)
        places = {_place(mentions[i]) for found in self._by_key.values() for i in found}
        self._by_place: dict[_Place, list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            if m.local >= 0 and _place(m) in places:
                self._by_place[_place(m)].append(i)
        self._now: list[Mention | None] = list(mentions)

    def find(self, name: NameReference) -> list[int]:
        """The numbers of the mentions of a name."""
        documents = self._labels.get(name.document, frozenset()) if name.document else None
        return [
            i
            for i in self._by_key.get(name.key, ())
            if (m := self._now[i]) is not None
            and name.type in (m.type, self._was(i))
            and (documents is None or m.document_id in documents)
        ]

    def current(self, name: NameReference) -> list[NameReference]:
        """The name as `kg.resolve` knows it: types as they are now, documents by their id."""
        found = {
            NameReference(m.type, name.key, m.document_id if name.document else "")
            for i in self.find(name)
            if (m := self._now[i]) is not None
        }
        return sorted(found)

    def retype(self, name: NameReference, value: str) -> bool:
        """Give a name another type, or none, with the names its documents have for the same; tells if there are any."""
        type_, _, kind = value.partition(":")
        found = self.find(name)
        for place in sorted({_place(m) for i in found if (m := self._now[i])}):
            for i in self._by_place[place]:
                m = self._now[i]
                if m is not None and name.type in (m.type, self._was(i)):
                    self._now[i] = None if type_ == NOTHING else _retyped(m, type_, kind)
        return bool(found)

    def separate(self, left: NameReference, right: NameReference) -> None:
        """Give the right name numbers of its own in documents that take both names for one thing."""
        places = {_place(m) for i in self.find(left) if (m := self._now[i])}
        moved: dict[_Place, int] = {}
        for i in self.find(right):
            m = self._now[i]
            if m is None or _place(m) not in places:
                continue
            if m.key == left.key:
                self._now[i] = dataclasses.replace(m, full="")
            else:
                number = moved.setdefault(_place(m), 0) or self._free_number(m.document_id)
                moved[_place(m)] = number
                self._now[i] = dataclasses.replace(m, local=number)

    def corrected(self) -> list[Mention]:
        """The mentions that are left, in their order."""
        return [m for m in self._now if m is not None]

    def _was(self, i: int) -> str:
        original = self._original[i]
        return original.type if original else ""

    def _free_number(self, document_id: str) -> int:
        return 1 + max(m.local for m in self._now if m is not None and m.document_id == document_id)


def correct_mentions(named: NamedMentions, judgements: Sequence[Judgement]) -> set[str]:
    """Apply what was judged of types and of different names; returns the ids of what was judged of types in vain."""
    idle = {j.id for j in judgements if j.verdict == "retype" and not named.retype(read_name(j.left), j.right)}
    for j in judgements:
        if j.verdict == "different":
            named.separate(read_name(j.left), read_name(j.right))
    return idle


def _place(mention: Mention) -> _Place:
    return mention.document_id, mention.local


def _retyped(mention: Mention, type_: str, kind: str) -> Mention:
    kind = "" if type_ != "ORG" else kind or kind_of(mention.full or mention.text)[0]
    return dataclasses.replace(mention, type=type_, kind=kind)
