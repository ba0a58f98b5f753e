"""What an evaluation found: every finding, the figures counted from them, and the misses with their text."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from kg.model import name_key
from kg.vocabulary import ontology

Verdict = Literal["hit", "missed", "false"]
Reason = Literal["", "duplicate", "type", "predicate", "position", "entity"]

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”’」』]?")


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One entity or relation of one document that counts, and how it fared.

    `label` is the type or predicate; `names` holds the names of the entity, or of subject and object. `reason` tells
    what is nearly right about an error and `instead` what the other side has there: the entity is a `duplicate`, or is
    there with another `type`; the relation is there with another `predicate` or `position`, or an `entity` of it is
    not matched. `details` says for hits whether kind, date, amount, status and times agree where the gold has them.
    """

    document: str
    verdict: Verdict
    what: Literal["entity", "relation"]
    label: str
    names: tuple[tuple[str, ...], ...]
    position: str = ""
    reason: Reason = ""
    instead: str = ""
    details: tuple[tuple[str, bool], ...] = ()
    sentence: str = ""

    @property
    def text(self) -> str:
        """The finding in a line: 王运华 holds_position 科技创新局 (局长)."""
        if self.what == "entity":
            return " / ".join(self.names[0])
        tail = f" ({self.position})" if self.position else ""
        return f"{self.names[0][0]} {self.label} {self.names[1][0]}{tail}"


@dataclasses.dataclass(frozen=True, slots=True)
class Tally:
    """Counts and the three figures made of them; a figure with nothing to count is 0."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted ones that are right."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that were found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.predicted + self.gold
        return 2 * self.hits / total if total else 0.0

    def to_dict(self) -> dict[str, float]:
        """Counts and figures, rounded to four places."""
        figures = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}
        return {"hits": self.hits, "predicted": self.predicted, "gold": self.gold, **figures}


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """All findings of an evaluation; `missing` names gold documents without a prediction (all of theirs is missed)."""

    documents: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    published: tuple[tuple[str, bool], ...]

    def totals(self, *, document: str | None = None) -> dict[str, Tally]:
        """Micro totals: core entities, all entities, relations, posts; of one document or of all."""
        rows = [f for f in self.findings if document in (None, f.document)]
        core = {t.tag for t in ontology().types.values() if t.core}
        return {
            "core": _tally(f for f in rows if f.what == "entity" and f.label in core),
            "entities": _tally(f for f in rows if f.what == "entity"),
            "relations": _tally(f for f in rows if f.what == "relation"),
            "posts": _tally(f for f in rows if f.label == "holds_position"),
        }

    def types(self) -> dict[str, Tally]:
        """A tally per entity type, in the order of the ontology; types nobody has are left out."""
        return self._by_label(ontology().types)

    def predicates(self) -> dict[str, Tally]:
        """A tally per predicate, in the order of the ontology; predicates nobody has are left out."""
        return self._by_label(ontology().predicates)

    def _by_label(self, labels: Iterable[str]) -> dict[str, Tally]:
        tallies = {label: _tally(f for f in self.findings if f.label == label) for label in labels}
        return {label: t for label, t in tallies.items() if t.predicted or t.gold}

    def agreement(self) -> dict[str, tuple[int, int]]:
        """Right and all, beyond the score: publication dates; of what was hit kinds, dates, amounts, statuses, times.

        `time` counts the gold's times that were given, `given time` the given ones that the gold has.
        """
        pairs = [("published", right) for _, right in self.published]
        pairs += [detail for f in self.findings for detail in f.details]
        names = ("published", "kind", "at", "amount", "status", "given time", "time")
        return {n: (sum(r for m, r in pairs if m == n), sum(m == n for m, _ in pairs)) for n in names}

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values, for `--json`."""
        return {
            "documents": {d: _dicts(self.totals(document=d)) for d in self.documents},
            "missing": list(self.missing),
            "totals": _dicts(self.totals()),
            "types": _dicts(self.types()),
            "predicates": _dicts(self.predicates()),
            "agreement": {name: {"right": r, "of": n} for name, (r, n) in self.agreement().items()},
        }


def misses(report: Report, *, texts: Mapping[str, str] | None = None) -> list[Finding]:
    """What was missed and the false alarms, in the order of the documents.

    With `texts` (document name → text) each carries the first sentence that holds its names.
    """
    found = [f for f in report.findings if f.verdict != "hit"]
    sentences = {name.removesuffix(".txt"): _SENTENCE.findall(text) for name, text in (texts or {}).items()}
    keyed = {name: [(name_key(s), s.strip()) for s in rows] for name, rows in sentences.items()}
    return [_with_sentence(f, keyed.get(f.document.removesuffix(".txt"), [])) for f in found]


def _with_sentence(finding: Finding, sentences: list[tuple[str, str]]) -> Finding:
    keys = [[name_key(name) for name in names] for names in finding.names]
    if finding.position:
        keys.append([name_key(finding.position)])
    for need in range(len(keys), 0, -1):
        for key, sentence in sentences:
            if all(any(name in key for name in names) for names in keys[:need]):
                return dataclasses.replace(finding, sentence=sentence)
    return finding


def _tally(findings: Iterable[Finding]) -> Tally:
    verdicts = [f.verdict for f in findings]
    hits = verdicts.count("hit")
    return Tally(hits, hits + verdicts.count("false"), hits + verdicts.count("missed"))


def _dicts(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    return {name: tally.to_dict() for name, tally in tallies.items()}
