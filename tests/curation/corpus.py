"""Marked articles as a build has them after reading: documents, mentions and facts made by hand."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from kg.curation.applying import Curated, curate
from kg.model import Document, Entity, Fact, Judgement, Mention, Verdict, When, content_id
from kg.resolve import resolve
from tests.marked import marked

Rows = tuple[list[Document], list[Mention], list[Fact]]


def read(articles: Mapping[str, str], *, kinds: Mapping[str, str] | None = None) -> Rows:
    """Articles by source: `2020 标题\\n…{王某|PERSON:p1}…`; every p is 局长 of every o of its article."""
    documents, mentions, facts = [], [], []
    for source, text in articles.items():
        year, _, body = text.partition(" ")
        id_ = content_id("d", source, "1")
        plain, found = marked(body, document=id_, kinds=kinds or {"o1": "government", "o2": "government"})
        when = When(year, year, dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
        documents.append(Document(id_, source, 1, 1, "", plain, "标题", "", when, "text"))
        mentions += found
        facts += [_post(p, o) for p in found if p.type == "PERSON" for o in found if o.type == "ORG"]
    return documents, mentions, facts


def _post(person: Mention, body: Mention) -> Fact:
    id_ = content_id("f", person.id, body.id)
    spans = ((body.start, person.end),)
    pairs = (("position", "局长"),)
    return Fact(
        id_, person.document_id, "holds_position", person.id, body.id, pairs, "stated", None, spans, "rules.test", 0.5
    )


def judged(
    verdict: Verdict, left: str, right: str = "", *, by: str = "张三", at: str = "1", line: int = 1
) -> Judgement:
    id_ = content_id("j", verdict, left, right, by, at)
    return Judgement(id_, verdict, left, right, by, at, "", f"judgements.jsonl:{line}")


def entities(rows: Rows, judgements: Sequence[Judgement]) -> list[Entity]:
    """What a build makes of the rows after the judgements."""
    after = curate(judgements, *rows)
    return resolve(rows[0], after.mentions, after.facts, judgements=after.judgements)


def curated(rows: Rows, *judgements: Judgement) -> Curated:
    return curate(judgements, *rows)


def edited(rows: Rows) -> Rows:
    """The same articles after a line was put in front of each: every offset and every mention id is another."""
    documents, mentions, facts = rows
    moved = {m.id: content_id("m", "edited", m.id) for m in mentions}
    return (
        [dataclasses.replace(d, text="新增一行\n" + d.text) for d in documents],
        [dataclasses.replace(m, id=moved[m.id], start=m.start + 5, end=m.end + 5) for m in mentions],
        [
            dataclasses.replace(
                f, id=content_id("f", "edited", f.id), subject_id=moved[f.subject_id], object_id=moved[f.object_id]
            )
            for f in facts
        ],
    )
