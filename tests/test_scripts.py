from kg.scripts import simplified, simplified_text
from kg.vocabulary import table


def test_each_traditional_character_has_one_reading_that_is_read_no_further() -> None:
    rows = table("reading/scripts")
    printed = "".join(row["traditional"] for row in rows)
    assert len(printed) == len(set(printed))
    assert not set(printed) & {row["simplified"] for row in rows}


def test_what_is_exchanged_anywhere_is_no_character_of_simplified_text() -> None:
    for row in table("reading/scripts"):
        if row["where"] == "always":
            assert not row["traditional"].encode("gb2312", "ignore"), row


def test_a_simplified_text_that_quotes_a_traditional_name_stays_as_it_is() -> None:
    text = "银湖高新区与台企遠航半導體签约，后海片区于次日揭牌，" + "园区企业研发投入增长。" * 12
    assert simplified_text(text) == (text, 0)
    assert simplified("遠航半導體") == "远航半导体"
