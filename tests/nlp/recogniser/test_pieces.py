from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.recogniser.pieces import codes, fold, pieces

TEXT = st.text(alphabet="甲乙丙，。；”\n\r 1a", max_size=300)


@given(TEXT)
def test_pieces_hold_every_character_but_line_ends_once_and_in_order(text: str) -> None:
    assert "".join(text[a:b] for a, b in pieces(text, limit=9)) == text.replace("\n", "").replace("\r", "")


@given(TEXT)
def test_a_piece_is_longer_than_the_limit_only_where_nothing_divides_it(text: str) -> None:
    for a, b in pieces(text, limit=9):
        assert 0 < b - a <= 45
        assert b - a <= 9 or not set("，。；\n\r ") & set(text[a + 4 : b - 1])


def test_a_roster_is_not_cut_within_a_name() -> None:
    roster = "王某明丁石孙田岚" * 20 + "，等人出席。"
    assert [text_of(roster, piece) for piece in pieces(roster)] == ["王某明丁石孙田岚" * 20 + "，", "等人出席。"]


def test_a_stretch_without_end_is_cut_all_the_same() -> None:
    assert {b - a for a, b in pieces("甲" * 6000)} == {600}


@given(st.text(max_size=50))
def test_folding_keeps_the_number_of_characters(text: str) -> None:
    assert len(fold(text)) == len(text) == len(codes(text))


def text_of(text: str, piece: tuple[int, int]) -> str:
    return text[piece[0] : piece[1]]


def test_a_long_sentence_is_cut_after_a_comma() -> None:
    text = "甲" * 7 + "，" + "乙" * 7
    assert [text[a:b] for a, b in pieces(text, limit=10)] == ["甲" * 7 + "，", "乙" * 7]


def test_a_closing_quote_stays_with_its_sentence() -> None:
    text = "“甲乙丙。”丁戊己。"
    assert [text[a:b] for a, b in pieces(text, limit=6)] == ["“甲乙丙。”", "丁戊己。"]
