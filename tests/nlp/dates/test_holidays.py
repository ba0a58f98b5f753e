import datetime as dt

from kg.vocabulary import table


def test_every_spring_festival_lies_between_late_january_and_late_february() -> None:
    days = [dt.date.fromisoformat(r["first"]) for r in table("dates") if r["name"] == "春节"]
    assert len(days) > 30
    assert all((1, 20) <= (d.month, d.day) <= (2, 20) for d in days)


def test_every_row_of_the_table_has_a_known_kind() -> None:
    assert {r["kind"] for r in table("dates")} == {"plan", "era", "recent", "holiday"}
