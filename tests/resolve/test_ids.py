"""Ids stay: nobody else's article changes them, and one that gives way to another still leads to its entity."""

import random
from collections.abc import Mapping, Sequence

import pytest

from kg.model import Entity, Judgement
from tests.curation.corpus import Rows, entities, judged, read

PEOPLE = ("王伟", "罗会涛", "李强")
ZONES = ("济宁高新区", "常州高新区", "包头高新区")
BODIES = ("科技创新局", "管委会", "投资促进局")
FIRMS = ("辰欣药业", "辰欣药业股份有限公司", "山东通佳机械有限公司", "通佳机械")
SEEDS = range(25)


def article(rng: random.Random, zone: str) -> str:
    """A person with a post in a body of the zone, named with the zone or without, one with none, and a firm."""
    named = rng.choice(("", zone)) + rng.choice(BODIES)
    people = rng.sample(PEOPLE, 2)
    head = f"{{{named}|ORG:o1}}局长{{{people[0]}|PERSON:p1}}"
    others = f"{{{people[1]}|PERSON:p2}}、{{{rng.choice(FIRMS)}|ORG:k2}}"
    return f"{rng.randint(2015, 2024)} {zone}简讯\n{{{zone}|PARK:k1}}{head}，{others}。"


def articles(rng: random.Random, zone: str, number: int) -> dict[str, str]:
    return {f"{rng.randrange(10**6):06}.txt": article(rng, zone) for _ in range(number)}


def built(texts: Mapping[str, str]) -> list[Entity]:
    """The entities of articles in which only the first person named after a body holds a post there."""
    documents, mentions, facts = read(texts)
    starts = {m.id: m.start for m in mentions}
    bodies = {m.id for m in mentions if m.text.endswith(BODIES)}
    near = [f for f in facts if f.object_id in bodies and 0 < starts[f.subject_id] - starts[f.object_id] < 15]
    first = {f.object_id: min(starts[g.subject_id] for g in near if g.object_id == f.object_id) for f in near}
    return entities((documents, mentions, [f for f in near if starts[f.subject_id] == first[f.object_id]]), [])


def by_mentions(found: Sequence[Entity]) -> dict[tuple[str, ...], str]:
    return {e.mention_ids: e.id for e in found}


def leading(found: Sequence[Entity]) -> dict[str, Entity]:
    """The entity that each id leads to; no id may lead to two."""
    pairs = [(id_, e) for e in found for id_ in (e.id, *e.replaces)]
    assert len({id_ for id_, _ in pairs}) == len(pairs)
    return dict(pairs)


@pytest.mark.parametrize("seed", SEEDS)
def test_articles_on_namesakes_and_on_bodies_of_other_zones_change_no_id(seed: int) -> None:
    rng = random.Random(seed)
    mine = articles(rng, ZONES[0], 4)
    others = {s: a for zone in ZONES[1:] for s, a in articles(rng, zone, 4).items() if s not in mine}
    before, after = built(mine), built({**mine, **others})
    old, new = by_mentions(before), by_mentions(after)
    assert {e.name for e in before if e.type == "PERSON"} & {e.name for e in after if e.mention_ids not in old}
    for entity in before:  # the firms are those of the other articles too
        assert new.get(entity.mention_ids, "firm" if entity.name in FIRMS else "") in (entity.id, "firm")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_id_that_some_of_the_articles_give_leads_to_what_it_meant(seed: int) -> None:
    rng = random.Random(seed)
    whole = {s: a for zone in ZONES for s, a in articles(rng, zone, 4).items()}
    some = dict(rng.sample(sorted(whole.items()), 5))
    leads = leading(built(whole))
    for entity in built(some):
        assert set(entity.mention_ids) & set(leads[entity.id].mention_ids)


@pytest.mark.parametrize("seed", SEEDS)
def test_later_articles_change_no_id_even_where_they_speak_of_the_same(seed: int) -> None:
    rng = random.Random(seed)
    early = {s: f"2010{a[4:]}" for s, a in articles(rng, ZONES[0], 4).items()}
    later = {s: a for s, a in articles(rng, ZONES[0], 4).items() if s not in early}
    before, after = built(early), leading(built({**early, **later}))
    kept = {e.id for e in before if after[e.id].id == e.id}
    # only what turned out to be one with another of the early ones gave its id up, to that one
    assert {after[e.id].id for e in before} == kept


TWO = {
    "a.txt": "2020 标题\n{济宁高新区|PARK:k1}{辰欣药业|ORG:k2}",
    "b.txt": "2021 标题\n{济宁高新区|PARK:k1}{佛都药业|ORG:k2}",
}
SAME = judged("same", "ORG:辰欣药业", "ORG:佛都药业")


def firms(rows: Rows, *judgements: Judgement) -> list[Entity]:
    found = [e for e in entities(rows, judgements) if e.type == "ORG"]
    return sorted(found, key=lambda e: e.documents[0] != rows[0][0].id)


def test_of_two_that_are_judged_the_same_the_older_keeps_its_id_and_the_other_leads_to_it() -> None:
    older, younger = firms(read(TWO))
    (one,) = firms(read(TWO), SAME)
    assert (one.id, one.replaces) == (older.id, (younger.id,))


def test_the_order_of_the_articles_names_does_not_make_one_the_older() -> None:
    turned = {"a.txt": TWO["a.txt"].replace("2020", "2022"), "b.txt": TWO["b.txt"]}
    younger, older = firms(read(turned))
    (one,) = firms(read(turned), SAME)
    assert (one.id, one.replaces) == (older.id, (younger.id,))


def test_a_name_that_people_gave_changes_no_id() -> None:
    renamed = judged("rename", "ORG:辰欣药业", "辰欣药业集团")
    assert [e.id for e in firms(read(TWO), renamed)] == [e.id for e in firms(read(TWO))]


def test_an_entity_that_falls_apart_leaves_its_id_to_the_older_part() -> None:
    rows = read({**TWO, "b.txt": TWO["a.txt"].replace("2020", "2021")})
    (one,) = firms(rows)
    apart = judged("different", "ORG:辰欣药业@a.txt", "ORG:辰欣药业@b.txt")
    older, younger = firms(rows, apart)
    assert (older.id, older.documents, older.replaces) == (one.id, (rows[0][0].id,), ())
    assert younger.id not in (one.id, *one.replaces)


def test_halves_that_are_parted_again_have_the_ids_they_had() -> None:
    short = {"a.txt": TWO["a.txt"], "b.txt": "2021 标题\n{济宁高新区|PARK:k1}{辰欣药业股份有限公司|ORG:k2}"}
    apart = judged("different", "ORG:辰欣药业", "ORG:辰欣药业股份有限公司")
    (one,) = firms(read(short))
    assert [e.id for e in firms(read(short), apart)] == [one.id, *one.replaces]


def test_namesakes_in_one_article_have_an_id_each() -> None:
    documents, mentions, _ = read({"a.txt": "2020 标题\n{王伟|PERSON:p1}和{王伟|PERSON:p2}"})
    assert len({e.id for e in entities((documents, mentions, []), [])}) == 2
