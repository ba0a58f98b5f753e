import datetime as dt

import spacy
from spacy.tokens import Doc, DocBin

from kg.model import Document, Fact, When
from kg.nlp.rows import set_extensions
from kg.nlp.tokenizer import CharacterTokenizer

TEXT = "罗会涛 任局长\n。"


def character_doc() -> Doc:
    set_extensions()
    return CharacterTokenizer(spacy.blank("zh").vocab)(TEXT)


def a_fact() -> Fact:
    when = When("去年10月", "2019-10", dt.date(2019, 10, 1), dt.date(2019, 10, 31))
    pairs = (("position", "局长"),)
    return Fact("f-1", "d-1", "holds_position", "m-1", "m-2", pairs, "stated", when, ((0, 7),), "test", 0.9)


def test_token_offsets_are_character_offsets() -> None:
    doc = character_doc()
    assert doc.text == TEXT
    assert [t.idx for t in doc] == list(range(len(TEXT)))


def test_facts_survive_serialization() -> None:
    doc = character_doc()
    doc._.facts = [a_fact()]
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(doc.vocab)
    assert again._.facts == [a_fact()]


def test_the_document_of_a_doc_keeps_its_date() -> None:
    doc = character_doc()
    published = When("2021年5月", "2021-05", dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    doc._.document = Document("d-1", "a.txt", 1, 1, "", TEXT, "", "", published, "text")
    assert doc._.document == ("d-1", published)


def test_a_doc_without_document_has_no_date() -> None:
    assert character_doc()._.document == ("d-unknown", None)
