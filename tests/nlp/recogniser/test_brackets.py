from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.recogniser.brackets import balanced


def cut(text: str, name: str) -> str:
    start = text.index(name)
    a, b = balanced(text, start, start + len(name))
    return text[a:b]


def test_a_missing_left_half_beside_the_name_is_taken_in() -> None:
    assert cut("实施“白杨成林”工程", "白杨成林”工程") == "“白杨成林”工程"


def test_a_missing_right_half_beside_the_name_is_taken_in() -> None:
    assert cut("出台《若干措施》。", "《若干措施") == "《若干措施》"


def test_an_odd_half_that_has_no_partner_near_is_dropped() -> None:
    assert cut("“他说白杨成林”", "白杨成林”") == "白杨成林"


def test_quotes_around_a_whole_name_stay_outside() -> None:
    assert cut("打造“一区十园”品牌", "“一区十园”") == "一区十园"


def test_two_quotations_in_one_name_stay() -> None:
    assert cut("“双招”“双引”行动", "“双招”“双引”") == "“双招”“双引”"


@given(st.text(alphabet="“”《》（）甲 \n", min_size=1, max_size=12), st.data())
def test_a_span_stays_inside_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    a, b = balanced(text, start, end)
    assert 0 <= a <= b <= len(text)
