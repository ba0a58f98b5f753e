"""The graph as the sections of the report want it: links, dates and sentences as HTML."""

import calendar
import datetime as dt
from collections.abc import Sequence

from kg.export.report.html import Html, joined, tag, text
from kg.export.report.words import Words
from kg.mapping import Tables, clean_name, clean_text, sentence_at
from kg.mapping.tables import label, oriented
from kg.model import Edge, Fact, Snapshot

_GLUE, _NARROW = "\u2060", "\u202f"  # no line begins with a note, nor between two of them


class View:
    """One snapshot in one language.

    Facts are numbered in the order in which the articles say them; a number is what leads from a table to a sentence.
    """

    def __init__(self, snapshot: Snapshot, lang: str) -> None:
        self.tables = Tables(snapshot)
        self.words = Words(lang)
        self.snapshot = snapshot
        self.edges_of: dict[str, list[Edge]] = {e.id: [] for e in snapshot.entities}
        for edge in snapshot.edges:
            for end in dict.fromkeys(oriented(edge)):
                self.edges_of[end].append(edge)
        places = {d.id: n for n, d in enumerate(snapshot.documents)}
        facts = sorted(snapshot.facts, key=lambda f: (places[f.document_id], f.evidence, f.id))
        self.numbers = {f.id: n for n, f in enumerate(facts, start=1)}
        self.facts_of: dict[str, list[Fact]] = {d.id: [] for d in snapshot.documents}
        for fact in facts:
            self.facts_of[fact.document_id].append(fact)
        self.indexed = {e.id for e in snapshot.entities if self.edges_of[e.id] or len(e.documents) > 1}

    def name(self, entity_id: str) -> str:
        """The name of an entity."""
        return label(self.tables.entities[entity_id])

    def link(self, entity_id: str) -> Html:
        """The name with its colour, leading to the index."""
        type_ = self.tables.entities[entity_id].type
        shown = text(self.name(entity_id))
        if entity_id not in self.indexed:
            return tag("span", shown, class_=f"e {type_}")
        return tag("a", shown, class_=f"e {type_}", href=f"#{entity_id}")

    def edges(self, predicate: str) -> list[Edge]:
        """The edges of a predicate: by time, undated ones last, then by names."""
        found = [e for e in self.snapshot.edges if e.predicate == predicate]
        return sorted(found, key=lambda e: (str(e.first_seen or "9999"), *map(self.name, oriented(e)), e.id))

    def sources(self, edge: Edge) -> Html:
        """The numbers of the facts behind an edge, three at most."""
        numbers = sorted(self.numbers[i] for i in edge.fact_ids if i in self.numbers)
        marks = [tag("a", text(n), href=f"#f{n}") for n in numbers[:3]]
        return joined([text(_GLUE), tag("sup", joined(marks, _NARROW))]) if marks else Html("")

    def when(self, edge: Edge) -> str:
        """When: as stated, else the time in which it was seen."""
        stated = [(key, getattr(edge, key)) for key in ("since", "until")]
        told = [self.words(key, date=clean_name(when.iso)) for key, when in stated if when]
        return " ".join(told) or clean_name(edge.at) or span(edge.first_seen, edge.last_seen)

    def remark(self, edge: Edge) -> Html:
        """Status and manner where they are not the usual ones."""
        said = [] if edge.status == "current" else [self.words(edge.status)]
        said += [self.words(m) for m in (edge.qualifier("manner"),) if m in ("acting", "concurrent")]
        return tag("em", text(" · ".join(said)), class_="status") if said else Html("")

    def sentence(self, edge: Edge) -> Html:
        """The first sentence that says it."""
        facts = sorted((self.tables.facts[i] for i in edge.fact_ids if i in self.tables.facts), key=self._place)
        return self.quote(facts[0]) if facts else Html("")

    def _place(self, fact: Fact) -> int:
        return self.numbers[fact.id]

    def quote(self, fact: Fact) -> Html:
        """The sentence or sentences of a fact, its two names marked."""
        document = self.tables.documents[fact.document_id]
        ends = [self.tables.mentions[i] for i in (fact.subject_id, fact.object_id) if i in self.tables.mentions]
        marks = sorted({(m.start, m.end, m.type) for m in ends})
        shown = dict.fromkeys(sentence_at(document.text, *place) for place in sorted(fact.evidence))
        parts = [
            joined([text("…" * s.cut_before), _marked(document.text, s.start, s.end, marks), text("…" * s.cut_after)])
            for s in shown
        ]
        return joined(parts, " … ")


def _marked(words: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Html:
    """A stretch of text with the names in it marked; of overlapping marks the first counts."""
    parts, last = [], start
    for low, high, type_ in marks:
        if last <= low and high <= end:
            parts += [_plain(words[last:low]), tag("mark", _plain(words[low:high]), class_=type_)]
            last = high
    return joined([*parts, _plain(words[last:end])])


def _plain(words: str) -> Html:
    return text(clean_text(words).replace("\n", " "))


def span(first: dt.date | None, last: dt.date | None) -> str:
    """Two days as a time, no more exact than they are.

    >>> span(dt.date(2020, 1, 1), dt.date(2020, 12, 31)), span(dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    ('2020', '2021-05')
    >>> span(dt.date(2020, 1, 1), dt.date(2021, 5, 31)), span(dt.date(2017, 9, 29), dt.date(2017, 9, 29))
    ('2020-01 – 2021-05', '2017-09-29')
    """
    if first is None or last is None:
        return str(first or last or "")
    months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    years = months and first.month == 1 and last.month == 12
    length = 4 if years else 7 if months else 10
    start, end = first.isoformat()[:length], last.isoformat()[:length]
    return start if start == end else f"{start} – {end}"
