from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import kg.nlp.recogniser.component
import kg.nlp.tokenizer  # noqa: F401
from kg.nlp.recogniser.archive import save
from kg.nlp.recogniser.recogniser import Recogniser

TEXTS = ["高新区科技局局长王某明在公司。", "王某明，科技园公司。", ""]


@pytest.fixture
def nlp(small: Recogniser, tmp_path: Path) -> Language:
    save(small, tmp_path / "m.npz")
    blank = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharacterTokenizer.v1"}}})
    blank.add_pipe("kg_recogniser", config={"model": str(tmp_path / "m.npz")})
    return blank


def rows(doc: spacy.tokens.Doc) -> list[tuple[int, int, str]]:
    return [(s.start_char, s.end_char, s.label_) for s in doc.spans["recogniser"]]


def test_spans_and_confidences_are_those_of_the_recogniser(nlp: Language, small: Recogniser) -> None:
    doc = nlp(TEXTS[0])
    assert rows(doc) == [(s.start, s.end, s.label) for s in small.predict(TEXTS[0])]
    assert [c[:3] for c in doc.user_data["recogniser"]] == rows(doc)


def test_two_processes_give_the_same_as_one(nlp: Language) -> None:
    one, two = (
        [(rows(d), [tuple(c) for c in d.user_data["recogniser"]]) for d in nlp.pipe(TEXTS, n_process=n)] for n in (1, 2)
    )
    assert one == two


def test_spans_and_confidences_survive_a_doc_bin(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(packed).get_docs(nlp.vocab)
    assert rows(again) == rows(doc)
    assert [tuple(c) for c in again.user_data["recogniser"]] == doc.user_data["recogniser"]


def test_the_component_declares_what_it_assigns(nlp: Language) -> None:
    assert nlp.analyze_pipes()["summary"]["kg_recogniser"]["assigns"] == ["doc.spans"]
