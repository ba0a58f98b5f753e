from kg.names import fold, short_form
from kg.names.necessary import necessary
from kg.resolve.candidates import candidates
from kg.vocabulary import table

NAMES = [
    ("山东通佳机械有限公司", "ORG"), ("通佳机械", "ORG"), ("通佳", "ORG"), ("辰欣药业", "ORG"), ("通佳工程", "ORG"),
]  # fmt: skip


def named(*names: tuple[str, str], blocks: list[list[str]]) -> dict[str, list[str]]:
    return {item: found for item, found in candidates([n for n, _ in names], list(names), blocks)}


def test_only_names_with_all_needed_characters_are_offered() -> None:
    found = named(*NAMES, blocks=[["x"]] * 5)
    assert found["通佳机械"] == ["山东通佳机械有限公司"]
    assert found["辰欣药业"] == []


def test_a_name_of_no_common_block_is_not_offered() -> None:
    assert named(*NAMES[:2], blocks=[["x"], ["y"]])["通佳机械"] == []


def test_a_block_of_any_size_is_looked_through_to_its_end() -> None:
    firms = [(f"山东甲{chr(0x4E00 + n)}机械有限公司", "ORG") for n in range(1000)]
    found = named(("通佳机械", "ORG"), *firms, NAMES[0], blocks=[["x"]] * 1002)
    assert found["通佳机械"] == ["山东通佳机械有限公司"]


def test_no_pair_that_the_rules_accept_is_ruled_out() -> None:
    """All pairs of the names in the word lists and the written name pairs."""
    rows = [(row["alias"], "PARK") for row in table("names/zones")] + [
        (row["zone"], "PARK") for row in table("names/zones")
    ]
    bodies = [name for row in table("names/abbreviations") for name in (row["full"], row["short"])]
    names = sorted({*rows, *((f"济宁{b}", "ORG") for b in bodies), *((b, "ORG") for b in bodies), *NAMES})
    accepted = 0
    for short, type_ in names:
        for full, other in names:
            if type_ != other:
                continue
            match = short_form(short, full, type_)
            if match and 0.6 <= match.score < 1.0:
                accepted += 1
                assert necessary(short, type_) <= set(fold(full, type_)), (short, full, match)
    assert accepted > 100
