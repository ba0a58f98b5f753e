from pathlib import Path

import numpy as np

from kg.nlp.names import Candidate
from kg.nlp.names.component import PARTS, THRESHOLDS, Names
from kg.nlp.names.evidence import TYPES, WIDTH, evidence, key_of
from kg.nlp.names.judge import Judge, Known, load, save
from kg.nlp.trees import Trees

TEXT = "高新区深入推进“三次创业”\n“三次创业”以来，浩珂科技与“软环境”一起向好。"


def at(surface: str, type_: str, confidence: float, start: int = 0) -> Candidate:
    start = TEXT.index(surface, start)
    return Candidate(start, start + len(surface), type_, "recogniser", confidence)


FIRST, AGAIN = at("三次创业", "PROGRAMME", 0.3), at("三次创业", "PROGRAMME", 0.35, 14)
FIRM, PHRASE = at("浩珂科技", "ORG", 0.9), at("软环境", "PROGRAMME", 0.3)
FOUND = [FIRST, AGAIN, FIRM, PHRASE]


def nothing_known(count: int) -> np.ndarray:
    return np.zeros((count, len(TYPES)), np.uint8)


def test_the_evidence_of_a_name_is_its_document_and_its_neighbours() -> None:
    rows = evidence(TEXT, FOUND, nothing_known(4))
    assert rows.shape == (4, WIDTH)
    repeated, phrase = rows[0].tolist(), rows[3].tolist()
    assert repeated[7] == 2 and phrase[7] == 1  # recognised so often
    assert repeated[14] == 1 and phrase[14] == 0  # stands in the title
    assert repeated[23] == 1 and phrase[23] == 0  # is carried out


def test_what_others_call_it_counts_by_type() -> None:
    known = nothing_known(1)
    known[0, TYPES.index("PROGRAMME")], known[0, TYPES.index("EVENT")] = 12, 2
    assert evidence(TEXT, [FIRST], known)[0, -2:].tolist() == [9, 2]


def test_a_programme_printed_again_and_again_is_surer_than_a_figure_of_speech() -> None:
    judged = {(c.start, c.type): c.confidence for c in load().judged(TEXT, FOUND)}
    assert judged[FIRST.start, "PROGRAMME"] > judged[PHRASE.start, "PROGRAMME"]
    assert judged[FIRM.start, "ORG"] > 0.8


def test_order_does_not_matter_and_other_types_stay() -> None:
    other = at("一起", "DATE", 0.5)
    judge = load()
    one, two = (sorted(judge.judged(TEXT, found), key=str) for found in ([other, *FOUND], [*FOUND[::-1], other]))
    assert one == two
    assert other in judge.judged(TEXT, [other])
    assert judge.judged("", []) == []


def test_a_recogniser_without_probabilities_is_not_judged() -> None:
    sure = [FIRM]
    assert Names(PARTS, THRESHOLDS).find(TEXT, sure, scored=False) == sure


def test_a_stored_judge_says_the_same(tmp_path: Path) -> None:
    stump = Trees(
        np.zeros((1, 1), np.int16), np.array([[0.5]], np.float32), np.array([[0xFFFE]], np.uint16),
        np.array([[-1.0, 1.0]], np.float32),
    )  # fmt: skip
    judge = Judge(stump, Known(np.array([key_of("浩珂科技")], np.uint32), nothing_known(1)))
    save(judge, tmp_path / "judge.npz")
    assert load(tmp_path / "judge.npz").judged(TEXT, FOUND) == judge.judged(TEXT, FOUND)
    assert [c.confidence > 0.5 for c in judge.judged(TEXT, FOUND)] == [True] * 4  # all types have a number above 0.5


def test_a_name_with_half_a_character_is_judged_too() -> None:
    broken = TEXT.replace("浩", "\ud83d")
    assert [c.start for c in load().judged(broken, FOUND)] == [c.start for c in FOUND]
