import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.names import Candidate, select

spans = st.builds(
    lambda start, length, type_, confidence: Candidate(start, start + length, type_, "test", confidence),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["ORG", "PARK"]),
    st.sampled_from([0.3, 0.5, 0.9]),
)


@given(st.lists(spans, max_size=12))
def test_selected_candidates_never_overlap(candidates: list[Candidate]) -> None:
    chosen = select(candidates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(chosen))


@given(st.lists(spans, max_size=12), st.randoms())
def test_selection_does_not_depend_on_order(candidates: list[Candidate], random: object) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert select(shuffled) == select(candidates)


def test_of_two_equally_sure_candidates_the_longer_stays() -> None:
    long, short = Candidate(0, 8, "ORG", "a", 0.9), Candidate(2, 5, "ORG", "b", 0.9)
    assert select([short, long]) == [long]
