import numpy as np
import pytest

from kg.nlp.recogniser.lexicon import Lexicon, list_flags, soft_lexicon, word_hashes
from kg.nlp.recogniser.pieces import codes


def lexicon(words: list[str], values: list[int]) -> Lexicon:
    order = np.argsort(word_hashes(words))
    return Lexicon(word_hashes(words)[order], np.array(values, np.uint16)[order])


def test_every_word_of_the_text_is_found() -> None:
    text, words = "高新区科技园", ["高新", "高新区", "科技", "园区"]
    found = lexicon(words, [1, 1, 1, 1]).matches(codes(text))
    assert sorted(text[s : s + n] for s, n in zip(found.start, found.length, strict=True)) == ["科技", "高新", "高新区"]


def test_no_word_reaches_across_a_gap() -> None:
    gapped = np.concatenate([codes("高"), [np.uint32(0)], codes("新")])
    assert lexicon(["高新"], [1]).matches(gapped).start.tolist() == []


def test_weights_of_a_character_are_shares_of_four_by_count() -> None:
    words = lexicon(["高新", "高新区"], [1, 3])
    slot, _, weight = soft_lexicon(words.matches(codes("高新区")), words.values, 3)
    begins = weight[slot == 0]
    assert sorted(begins) == [1.0, 3.0]


def test_slots_tell_begin_middle_end() -> None:
    words = lexicon(["高新区"], [1])
    slot, _, _ = soft_lexicon(words.matches(codes("高新区")), words.values, 3)
    assert slot.tolist() == [0, 4 + 1, 8 + 2]


def test_flags_name_the_list_and_the_place_in_the_entry() -> None:
    lists = lexicon(["王", "园区"], [1, 2])
    flags = list_flags(lists.matches(codes("王园区")), lists.values, 2, 3).reshape(3, 4, 2)
    assert np.argwhere(flags).tolist() == [[0, 3, 0], [1, 0, 1], [2, 2, 1]]


@pytest.mark.parametrize("words", [["高", "高新", "新高"], ["区" * 8, "区" * 7]])
def test_different_words_have_different_hashes(words: list[str]) -> None:
    assert len(set(word_hashes(words).tolist())) == len(words)
