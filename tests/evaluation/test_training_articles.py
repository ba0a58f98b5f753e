"""The annotated articles keep to their format: what is marked, related and qualified is what FORMAT.md allows."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.annotations import AnnotatedArticle, read_annotated
from kg.nlp.relations.layout import KINDS
from kg.vocabulary import ontology

TRAINING = Path(__file__).parents[2] / "seeds" / "training"
FILES = sorted(TRAINING.glob("*.txt"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
MENTION = re.compile(r"\{[^{}|\n]+\|(?:POSITION|[A-Z]+:[a-z]+\d+)\}")


def slips(article: AnnotatedArticle) -> Iterator[str]:
    types: dict[str, str] = {}
    for m in article.mentions:
        surface = article.text[m.start : m.end]
        if surface != surface.strip():
            yield f"blank at the end of {surface}"
        if m.entity and types.setdefault(m.entity, m.type) != m.type:
            yield f"{m.entity} is {m.type} at {surface}, but {types[m.entity]} elsewhere"
    bodies = {entity for entity, type_ in types.items() if type_ == "ORG"}
    if bodies != set(article.organizations):
        yield f"kinds: {bodies ^ set(article.organizations)}"
    yield from (f"kind {kind}" for kind, _ in article.organizations.values() if kind not in KINDS[1:])
    titles = {article.text[m.start : m.end] for m in article.mentions if m.type == "POSITION"}
    for r in article.relations:
        said = f"{r.subject} {r.predicate} {r.object}"
        ends = types.get(r.subject), types.get(r.object)
        if None in ends or r.subject == r.object or not ontology().predicates[r.predicate].allows(*map(str, ends)):
            yield f"{said}: {ends}"
        if (r.predicate == "holds_position") != ("position" in r.qualifiers):
            yield f"{said}: position"
        if r.qualifiers.get("position", "") not in titles | {""}:
            yield f"{said}: {r.qualifiers['position']} is not marked"
        for name, value in r.qualifiers.items():
            if name in ("at", "start", "end"):
                right = DATE.fullmatch(value) is not None
            elif name == "status":
                right = value in ("former", "planned", "negated")
            elif name == "optional":
                right = value == "yes" and r.predicate != "holds_position"
            elif name == "amount":
                right = value in article.text
            else:
                right = name == "position"
            if not right:
                yield f"{said}: {name}={value}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_articles_keep_to_the_format(file: Path) -> None:
    found = [f"{a.id}: {slip}" for a in read_annotated(file) for slip in slips(a)]
    assert found == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_markup_is_well_formed(file: Path) -> None:
    bodies = [block.partition("\n--\n")[0] for block in file.read_text("utf-8").split("\n===\n")]
    assert [left for body in bodies for left in re.findall(r".{0,9}[{}|].{0,9}", MENTION.sub("", body))] == []


def test_every_article_has_its_own_id_and_date() -> None:
    articles = [a for file in FILES for a in read_annotated(file)]
    assert [i for i, n in Counter(a.id for a in articles).items() if n > 1] == []
    assert [a.id for a in articles if not DATE.fullmatch(a.published)] == []
