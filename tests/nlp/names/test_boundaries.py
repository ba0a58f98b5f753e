import pytest

from kg.nlp.names.boundaries import mend
from kg.nlp.names.candidates import Candidate


def mended(text: str, surface: str, type_: str, confidence: float) -> list[str]:
    start = text.index(surface)
    found = mend(text, [Candidate(start, start + len(surface), type_, "recogniser", confidence)])
    return [text[c.start : c.end] for c in found]


@pytest.mark.parametrize(
    ("surface", "confidence", "kept"),
    [("城市治理提升", 0.55, False), ("城市治理提升", 0.9, True), ("城市治理提升行动", 0.55, True)],
)
def test_a_doubtful_programme_needs_a_word_that_says_so(surface: str, confidence: float, kept: bool) -> None:
    assert mended(f"助力{surface}，成效明显。", surface, "PROGRAMME", confidence) == [surface] * kept


def test_a_paper_is_no_person() -> None:
    assert mended("齐鲁晚报·齐鲁壹点发现", "齐鲁晚报·齐鲁", "PERSON", 0.9) == []
    assert mended("阿力木·吐尔逊发现", "阿力木·吐尔逊", "PERSON", 0.9) == ["阿力木·吐尔逊"]


def test_a_deputys_title_is_whole() -> None:
    assert mended("市委副书记、市长", "书记", "POSITION", 0.7) == ["副书记"]
    assert mended("市委书记、市长", "书记", "POSITION", 0.7) == ["书记"]
