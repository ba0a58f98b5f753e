"""Pairs of names in context: each side is an article, both are resolved; does one entity come out?"""

import dataclasses
import datetime as dt
import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.annotations import AnnotatedArticle
from kg.model import Document, Fact, Mention, When, name_key
from kg.names import find_setting, fold
from kg.nlp.coreference import assign_locals
from kg.resolve import resolve
from kg.resolve.keys import identifies
from kg.vocabulary import read_table


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """An article with its mentions and facts; `asked` are the mentions of the name in question."""

    document: Document
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    asked: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """Two sides and whether they speak of one thing."""

    label: str
    left: Side
    right: Side
    same: bool


def score(pairs: Sequence[Pair]) -> tuple[int, int, int, int, list[str]]:
    """Right merges, wrong merges, missed merges, right separations, and a line on each error."""
    counts = [0, 0, 0, 0]
    errors = []
    for pair in pairs:
        found = _merged(pair)
        counts[(0 if pair.same else 1) if found else (2 if pair.same else 3)] += 1
        if found != pair.same:
            errors.append(("wrong merge " if found else "missed ") + pair.label)
    return counts[0], counts[1], counts[2], counts[3], errors


def _merged(pair: Pair) -> bool:
    entities = resolve(
        [pair.left.document, pair.right.document],
        [*pair.left.mentions, *pair.right.mentions],
        [*pair.left.facts, *pair.right.facts],
    )
    return any(pair.left.asked & set(e.mention_ids) and pair.right.asked & set(e.mention_ids) for e in entities)


def written_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of the table. A context is a zone, or for people `zone;body;title;year`."""
    for row in read_table(path):
        label = f"{row['left']} / {row['right']} ({row['why']}; {row['left_context']} / {row['right_context']})"
        left, right = (_written(n, row[n], row["type"], row[f"{n}_context"]) for n in ("left", "right"))
        yield Pair(label, left, right, row["same"] == "1")


def drawn_pairs(articles: Sequence[AnnotatedArticle], *, each: int) -> list[Pair]:
    """Pairs out of annotated articles, `each` of both sorts, chosen by hash.

    The same: an article and another name of one of its entities, in the same zone. Different: bearers of an equal name
    in articles on two zones, or of similar names in one article.
    """
    same, different = list(_aliases(articles)), list(_strangers(articles))
    return [*_drawn(same, each), *_drawn(different, each)]


def _drawn(pairs: list[Pair], each: int) -> list[Pair]:
    return sorted(pairs, key=lambda p: hashlib.sha256(p.label.encode()).hexdigest())[:each]


def _written(name: str, text: str, type_: str, context: str) -> Side:
    zone, body, title, year = (*context.split(";"), "", "", "")[:4]
    sentence = f"{zone}要闻\n近日，{body}{title}{text}有新进展。"
    spans = [(0, len(zone), "PARK", zone)]
    at = sentence.index("近日，") + 3
    if body:
        spans.append((at, at + len(body), "ORG", body))
        at += len(body) + len(title)
    spans.append((at, at + len(text), type_, text))
    rows = [_mention(f"{name}{i}", name, *span) for i, span in enumerate(spans)]
    facts = []
    when = When(year, year, dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)) if year else None
    if body:
        position = (("position", title),)
        pair = rows[2].id, rows[1].id
        facts.append(Fact(f"f{name}", name, "holds_position", *pair, position, "stated", None, (), "", 1))
    return _side(name, sentence, rows, facts, {rows[-1].id}, when)


def _mention(id_: str, document: str, start: int, end: int, type_: str, text: str) -> Mention:
    return Mention(id_, document, start, end, type_, "", text, name_key(text), "", 0, "", 1.0)


def _side(
    name: str, text: str, rows: Sequence[Mention], facts: Sequence[Fact], asked: set[str], when: When | None = None
) -> Side:
    document = Document(name, f"{name}.txt", 1, 1, "", text, text.partition("\n")[0], "", when, "")
    return Side(document, tuple(assign_locals(text, rows)), tuple(facts), frozenset(asked))


def _whole(article: AnnotatedArticle, name: str, entity: str) -> Side:
    rows, asked = [], set()
    for n, m in enumerate(article.mentions):
        kind = article.organizations.get(m.entity, ("", ""))[0]
        row = _mention(f"{name}{n}", name, m.start, m.end, m.type, article.text[m.start : m.end])
        rows.append(dataclasses.replace(row, kind=kind))
        if m.entity == entity:
            asked.add(row.id)
    return _side(name, article.text, rows, (), asked)


def _aliases(articles: Sequence[AnnotatedArticle]) -> Iterator[Pair]:
    for article in articles:
        types = {m.entity: m.type for m in article.mentions if m.entity}
        zone = _zone(article)
        for entity, names in article.names().items():
            printed = {article.text[m.start : m.end] for m in article.mentions if m.entity == entity}
            if entity in types and types[entity] != "PERSON" and len(names) > 1 and zone:
                other = sorted(names, key=lambda n: hashlib.sha256(f"{article.id}{n}".encode()).hexdigest())[0]
                if len(printed) > 1 or other not in printed:
                    label = f"{article.id} {names[0]} / {other} (another name, {zone})"
                    right = _written("right", other, types[entity], zone)
                    yield Pair(label, _whole(article, "left", entity), right, True)


def _strangers(articles: Sequence[AnnotatedArticle]) -> Iterator[Pair]:
    bearers: dict[tuple[str, str], list[tuple[AnnotatedArticle, str]]] = defaultdict(list)
    for article in articles:
        zone = _zone(article)
        named = {(m.entity, m.type, article.text[m.start : m.end]) for m in article.mentions if m.entity}
        for entity, type_, name in sorted(named):
            if type_ in ("ORG", "PARK", "PERSON"):
                bearers[type_, name].append((article, entity))
        for (a, a_type, x), (b, b_type, y) in itertools.combinations(sorted(named), 2):
            alike = a != b and a_type == b_type == "ORG" and len(set(x) & set(y)) >= 4 and x[:2] == y[:2]
            if alike and zone:
                label = f"{article.id} {x} / {y} (two of one article, {zone})"
                yield Pair(label, _whole(article, "left", a), _written("right", y, b_type, zone), False)
    yield from _namesakes(bearers)


def _namesakes(bearers: dict[tuple[str, str], list[tuple[AnnotatedArticle, str]]]) -> Iterator[Pair]:
    for (type_, name), several in sorted(bearers.items()):
        local = type_ == "PERSON" or name.endswith(("局", "管委会", "党工委", "党支部", "办公室")) or len(name) <= 3
        if not local or identifies(name, type_) or fold(name)[-1] in "部院学":
            continue
        for (a, x), (b, y) in itertools.pairwise(several):
            if a.id != b.id and _zone(a) != _zone(b):
                label = f"{a.id} {b.id} {name} (equal name, {_zone(a)} / {_zone(b)})"
                yield Pair(label, _whole(a, "left", x), _whole(b, "right", y), False)


def _zone(article: AnnotatedArticle) -> str:
    rows = [
        _mention(f"m{n}", "d", m.start, m.end, m.type, article.text[m.start : m.end])
        for n, m in enumerate(article.mentions)
    ]
    return find_setting(article.text, rows).zone
