"""A small network with made-up weights: what is tested is the machinery, not what was learned."""

import numpy as np
import pytest

from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.crf import Crf, legal
from kg.nlp.recogniser.features import Alphabet, Features
from kg.nlp.recogniser.lexicon import Lexicon, word_hashes
from kg.nlp.recogniser.lstm import Layer
from kg.nlp.recogniser.network import Network
from kg.nlp.recogniser.recogniser import Recogniser

CHARACTERS = "高新区科技园局长王某明公司在，。"
WORDS = ["高新", "高新区", "科技", "公司"]
LABELS = ("ORG", "PERSON")


def lexicon(words: list[str], values: list[int]) -> Lexicon:
    hashes = word_hashes(words)
    order = np.argsort(hashes)
    return Lexicon(hashes[order], np.array(values, np.uint16)[order])


@pytest.fixture(scope="session")
def features() -> Features:
    codes = np.array(sorted(map(ord, CHARACTERS)), np.uint32)
    return Features(
        Alphabet(codes), lexicon(WORDS, [5, 3, 9, 7]), lexicon(["王", "科技园"], [1, 2]), ("surname", "park")
    )


@pytest.fixture(scope="session")
def small(features: Features) -> Recogniser:
    chance = np.random.default_rng(7)

    def array(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return chance.normal(0, 0.6, shape).astype(np.float32)

    size, tags, width = 6, 4 * len(LABELS) + 1, 5 + 4 * 3 + 4 * 2
    network = Network(
        features=features,
        chars=array(len(CHARACTERS) + 2, 5),
        words=array(len(WORDS), 3),
        layers=(Layer(array(2, width, 4 * size), array(2, size, 4 * size), array(2, 4 * size)),),
        w_out=array(2 * size, tags),
        b_out=array(tags),
    )
    scores = (array(tags, tags), array(tags), array(tags))
    masked = [np.where(ok, s, np.float32(-1e4)) for s, ok in zip(scores, legal(len(LABELS)), strict=True)]
    return Recogniser(LABELS, network, Crf(*masked), Calibration())
