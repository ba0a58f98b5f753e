"""What people decided, applied to what a build has read, before names are brought together.

Names first: a name that was given another type has it wherever it stands, one that was declared no name is gone with
what was said of it, and names judged different no longer count as one thing in a document that took them for one. Then
facts: a rejected one is dropped; an accepted one gets the confidence 1, which no component gives: a person who read
the sentence outweighs them all, and `graph.min_confidence` cannot take the fact away; a date that was given replaces
the date that was found. Judgements on pairs of names and on names to show are handed on to `kg.resolve`.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.config import Curation
from kg.curation.deciding import check_decisions
from kg.curation.facts import correct_facts, sensible
from kg.curation.journal import in_force, read_judgements
from kg.curation.mentions import NamedMentions, correct_mentions
from kg.curation.own_names import read_names
from kg.curation.statements import document_labels, read_statement
from kg.curation.validity import ABOUT_FACTS, PAIRS
from kg.model import Document, Fact, Judgement, Mention, name_key
from kg.resolve.references import NameReference, read_name

_ABOUT_NAMES = (*PAIRS, "rename", "retype")


@dataclasses.dataclass(frozen=True, slots=True)
class Curated:
    """Corrected rows, the judgements left for `resolve`, and those whose names or facts are no longer there."""

    mentions: list[Mention]
    facts: list[Fact]
    judgements: tuple[Judgement, ...]
    unused: tuple[Judgement, ...]


def read_decisions(settings: Curation) -> tuple[Judgement, ...]:
    """The judgements in force and those that the user's own names amount to.

    Raises JudgementError where a line is no judgement or judgements contradict each other.
    """
    judgements = in_force(read_judgements(Path(settings.judgements)))
    names = read_names(Path(settings.names)) if settings.names else ()
    check_decisions([*judgements, *names])
    return (*judgements, *names)


def curate(
    judgements: Sequence[Judgement], documents: Sequence[Document], mentions: Sequence[Mention], facts: Sequence[Fact]
) -> Curated:
    """Apply judgements in force to the rows of a build. Their order does not matter: of two the later by time wins.

    Raises JudgementError where one fact was both accepted and rejected.
    """
    if not judgements:
        return Curated(list(mentions), list(facts), (), ())
    ordered = sorted(judgements, key=lambda j: (j.at, j.id, j.where))
    labels = _labels(documents)
    named = NamedMentions(mentions, (name for j in ordered for name in _names(j)), labels)
    idle = correct_mentions(named, ordered)
    handed = {j: list(_current(j, named)) for j in ordered if j.verdict in (*PAIRS, "rename")}
    idle |= {j.id for j, current in handed.items() if not current}
    corrected = named.corrected()
    about_facts = [j for j in ordered if j.verdict in ABOUT_FACTS]
    kept, idle_facts = correct_facts(sensible(facts, mentions, corrected), corrected, about_facts, labels)
    return Curated(
        mentions=corrected,
        facts=kept,
        judgements=tuple(j for current in handed.values() for j in current),
        unused=tuple(j for j in judgements if j.id in idle | idle_facts and j.at),
    )


def judged_names(judgements: Sequence[Judgement]) -> frozenset[str]:
    """The keys of the names that judgements speak of."""
    return frozenset(name.key for j in judgements for name in _names(j))


def concerned(judgements: Sequence[Judgement], documents: Iterable[Document], mentions: Iterable[Mention]) -> set[str]:
    """The ids of documents that judgements speak of: all others are as if there were no judgements."""
    if not judgements:
        return set()
    names = judged_names(judgements)
    statements = (read_statement(j.left) for j in judgements if j.verdict in ABOUT_FACTS)
    labels = {s.document for s in statements if s is not None}
    said = {d.id for d in documents if labels.intersection(document_labels(d))}
    return said | {m.document_id for m in mentions if m.key in names or name_key(m.full) in names}


def told_unused(judgement: Judgement) -> tuple[str, str]:
    """That a judgement touches nothing, in Chinese and in English."""
    said = " ".join(filter(None, (judgement.verdict, judgement.left, judgement.right)))
    return (
        f"{judgement.by} 的判断没有作用，文章里已没有它所说的名称或事实：{said}",
        f"{judgement.by}'s judgement has no effect, the articles no longer have what it speaks of: {said}",
    )


def _labels(documents: Sequence[Document]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for label in document_labels(document):
            found[label].add(document.id)
    return {label: frozenset(ids) for label, ids in found.items()}


def _names(judgement: Judgement) -> Iterator[NameReference]:
    if judgement.verdict in _ABOUT_NAMES:
        yield read_name(judgement.left)
    if judgement.verdict in PAIRS:
        yield read_name(judgement.right)


def _current(judgement: Judgement, named: NamedMentions) -> Iterator[Judgement]:
    """The judgement for names of one type as they are now; nothing where a name is gone or their types differ."""
    for left in named.current(read_name(judgement.left)):
        if judgement.verdict == "rename":
            yield dataclasses.replace(judgement, left=str(left))
            continue
        for right in named.current(read_name(judgement.right)):
            if left.type == right.type:
                yield dataclasses.replace(judgement, left=str(left), right=str(right))
