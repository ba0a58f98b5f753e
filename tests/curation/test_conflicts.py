from pathlib import Path

import pytest

from kg.curation.conflicts import Conflict, all_conflicts, conflicts_of, find_conflicts
from kg.model import When
from kg.store import open_store, write_store
from tests.snapshots import Maker, day


def year(iso: str, role: str = "at") -> When:
    return When(f"{iso}年", iso, day(f"{iso}-01-01"), day(f"{iso}-12-31"), role)


def month(iso: str, role: str = "at") -> When:
    return When(iso, iso, day(f"{iso}-01"), day(f"{iso}-28"), role)


class Case:
    """Documents of one sentence each, and what they say."""

    def __init__(self, *texts: tuple[str, When | None]) -> None:
        self.maker = Maker()
        self.documents = [self.maker.document(f"{n}.txt", text, when) for n, (text, when) in enumerate(texts)]

    def found(self) -> list[Conflict]:
        snapshot = self.maker.snapshot()
        return find_conflicts(snapshot.edges, {e.id: e for e in snapshot.entities})


def heads(first: When | None, second: When | None, **said: object) -> Case:
    case = Case(("科技局局长王某", first), ("科技局局长罗某", second))
    bureau = case.maker.entity("ORG", "科技局", kind="government")
    for document, name in zip(case.documents, ("王某", "罗某"), strict=True):
        person = case.maker.entity("PERSON", name)
        case.maker.says(document, person, "holds_position", bureau, f"科技局局长{name}", position="局长", **said)
    return case


def test_two_heads_of_one_post_at_one_time_are_in_conflict() -> None:
    case = heads(month("2021-05"), month("2021-05"))
    (conflict,) = case.found()
    assert conflict.kind == "heads"
    assert case.maker.entities[conflict.about].name == "科技局"
    assert {case.maker.entities[e.subject_id].name for e in conflict.edges} == {"王某", "罗某"}


@pytest.mark.parametrize(
    ("first", "second"),
    [(month("2020-05"), month("2021-05")), (year("2020"), year("2021"))],
)
def test_two_heads_one_after_the_other_are_not(first: When, second: When) -> None:
    assert heads(first, second).found() == []


def test_heads_seen_in_the_same_month_weigh_more_than_in_the_same_year() -> None:
    (sure,), (loose,) = heads(month("2021-05"), month("2021-05")).found(), heads(year("2021"), year("2021")).found()
    (undated,) = heads(None, year("2021")).found()
    assert sure.weight > loose.weight > undated.weight > 0


def test_an_undated_former_head_is_no_rival() -> None:
    assert heads(None, None, status="former").found() == []


def test_the_same_head_in_two_articles_is_no_conflict() -> None:
    case = Case(("科技局局长王某", month("2021-05")), ("科技局局长王某说", month("2021-05")))
    bureau, person = case.maker.entity("ORG", "科技局", kind="government"), case.maker.entity("PERSON", "王某")
    for document, post in zip(case.documents, ("局长", "代局长"), strict=True):
        case.maker.says(document, person, "holds_position", bureau, "科技局局长王某", position=post)
    assert case.found() == []


def test_deputies_are_no_rivals() -> None:
    case = Case(
        ("科技局副局长王某、罗某", month("2021-05")),
    )
    bureau = case.maker.entity("ORG", "科技局", kind="government")
    for name in ("王某", "罗某"):
        person = case.maker.entity("PERSON", name)
        case.maker.says(case.documents[0], person, "holds_position", bureau, name, position="副局长")
    assert case.found() == []


def parents(first: str, second: str, *, kind: str = "government", more: tuple[str, str] | None = None) -> Case:
    case = Case(
        (f"科创中心隶属于{first}，隶属于{second}", month("2021-05")),
    )
    part = case.maker.entity("ORG", "科创中心", kind=kind)
    wholes = {name: case.maker.entity("PARK", name) for name in (first, second)}
    for name, whole in wholes.items():
        case.maker.says(case.documents[0], part, "part_of", whole, f"隶属于{name}")
    if more:
        case.maker.says(case.documents[0], wholes[more[0]], "part_of", wholes[more[1]], f"隶属于{more[1]}")
    return case


def test_two_parents_are_in_conflict() -> None:
    (conflict,) = parents("蓼河新区", "滨河科技园").found()
    assert (conflict.kind, len(conflict.edges)) == ("parents", 2)


def test_a_parent_and_its_own_parent_are_not() -> None:
    assert parents("蓼河新区", "滨河科技园", more=("蓼河新区", "滨河科技园")).found() == []


def test_a_body_of_the_zone_and_the_zone_are_not() -> None:
    assert parents("济宁高新区", "济宁高新区管委会").found() == []


def test_a_member_of_an_alliance_keeps_its_parent() -> None:
    assert parents("蓼河新区", "氢能产业联盟").found() == []


def test_a_company_may_have_two_parents() -> None:
    assert parents("蓼河新区", "滨河科技园", kind="company").found() == []


def listed(first: When, second: When) -> Case:
    case = Case((f"辰欣药业在上交所上市{first.text}", month("2021-05")), (f"辰欣药业在上交所上市{second.text}", None))
    firm = case.maker.entity("ORG", "辰欣药业", kind="company")
    exchange = case.maker.entity("ORG", "上交所", kind="finance")
    for document, when in zip(case.documents, (first, second), strict=True):
        case.maker.says(document, firm, "listed_on", exchange, "辰欣药业在上交所上市", at=when)
    return case


def test_two_dates_of_one_listing_are_in_conflict() -> None:
    case = listed(month("2017-09"), month("2018-03"))
    (conflict,) = case.found()
    assert (conflict.kind, case.maker.entities[conflict.about].name) == ("dates", "辰欣药业")


def test_a_year_and_a_month_in_it_are_not() -> None:
    assert listed(year("2017"), month("2017-09")).found() == []


def hosted(name: str) -> Case:
    case = Case((f"蓼河新区举办{name}", None), (f"蓼河新区又举办{name}", None))
    zone, event = case.maker.entity("PARK", "蓼河新区"), case.maker.entity("EVENT", name)
    for document, when in zip(case.documents, (year("2017"), year("2018")), strict=True):
        case.maker.says(document, zone, "hosts", event, f"举办{name}", at=when)
    return case


def test_a_numbered_event_has_one_date_and_a_yearly_one_several() -> None:
    assert [c.kind for c in hosted("第三届创新大会").found()] == ["dates"]
    assert hosted("创新大会").found() == []


def two_posts(first: str, second: str) -> Case:
    case = Case((f"{first}局长王某", month("2021-05")), (f"{second}局长王某", month("2021-05")))
    person = case.maker.entity("PERSON", "王某")
    for document, name in zip(case.documents, (first, second), strict=True):
        body = case.maker.entity("ORG", name, kind="government")
        case.maker.says(document, person, "holds_position", body, f"{name}局长王某", position="局长")
    return case


def test_one_person_at_the_head_of_bodies_of_two_regions_is_in_conflict() -> None:
    (conflict,) = two_posts("济宁高新区科技局", "常州高新区科技局").found()
    assert conflict.kind == "posts"
    assert two_posts("济宁高新区科技局", "济宁高新区招商局").found() == []


def test_sides_come_with_the_better_supported_first() -> None:
    case = Case(("科技局局长王某", month("2021-05")), ("科技局局长罗某", month("2021-05")))
    bureau = case.maker.entity("ORG", "科技局", kind="government")
    for document, name, confidence in zip(case.documents, ("王某", "罗某"), (0.6, 0.9), strict=True):
        person = case.maker.entity("PERSON", name)
        quote = f"科技局局长{name}"
        case.maker.says(document, person, "holds_position", bureau, quote, confidence=confidence, position="局长")
    (conflict,) = case.found()
    assert [e.confidence for e in conflict.edges] == [0.9, 0.6]


def test_the_conflicts_of_an_entity_are_those_of_the_graph_it_has_a_part_in(tmp_path: Path) -> None:
    case = heads(month("2021-05"), month("2021-05"))
    other = case.maker.entity("PERSON", "罗某")
    write_store(tmp_path / "s.kg", case.maker.snapshot(), {"base": "https://example.org/"})
    with open_store(tmp_path / "s.kg") as reader:
        assert conflicts_of(reader, other) == all_conflicts(reader) != []
        assert conflicts_of(reader, "o-none") == []


def test_a_parent_far_up_is_found_from_the_entity_too(tmp_path: Path) -> None:
    case = Case(
        ("科创中心隶属于甲园，甲园隶属于乙园，乙园隶属于丙园，丙园隶属于丁园，科创中心隶属于丁园", month("2021-05")),
    )
    part = case.maker.entity("ORG", "科创中心", kind="government")
    chain = [case.maker.entity("PARK", name) for name in ("甲园", "乙园", "丙园", "丁园")]
    for a, b in ((part, chain[0]), (chain[0], chain[1]), (chain[1], chain[2]), (chain[2], chain[3]), (part, chain[3])):
        case.maker.says(case.documents[0], a, "part_of", b, f"隶属于{case.maker.entities[b].name}")
    write_store(tmp_path / "s.kg", case.maker.snapshot(), {"base": "https://example.org/"})
    with open_store(tmp_path / "s.kg") as reader:
        assert conflicts_of(reader, part) == all_conflicts(reader) == []
