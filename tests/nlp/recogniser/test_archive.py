from pathlib import Path

import numpy as np
import pytest

from kg.errors import AnnotationError
from kg.nlp.recogniser import load
from kg.nlp.recogniser.archive import open_model, save
from kg.nlp.recogniser.recogniser import Recogniser

TEXT = "高新区科技局局长王某明在公司。"


def test_a_saved_model_recognises_the_same_names(small: Recogniser, tmp_path: Path) -> None:
    save(small, tmp_path / "m.npz")
    again = open_model(tmp_path / "m.npz").predict(TEXT)
    assert [(s.start, s.end, s.label) for s in again] == [(s.start, s.end, s.label) for s in small.predict(TEXT)]


def test_saving_twice_gives_the_same_bytes(small: Recogniser, tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        save(small, tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_word_vectors_lose_less_than_a_hundredth(small: Recogniser, tmp_path: Path) -> None:
    save(small, tmp_path / "m.npz")
    read = open_model(tmp_path / "m.npz").network.words
    assert np.abs(read - small.network.words).max() < 0.01 * np.abs(small.network.words).max()


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"gone\.npz"):
        load(tmp_path / "gone.npz")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.npz").write_bytes(b"PK\x03\x04 not a model")
    with pytest.raises(AnnotationError, match="kg train"):
        load(tmp_path / "m.npz")
