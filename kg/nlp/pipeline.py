"""The spaCy pipeline and the stage built on it: documents in, mentions and facts out, as Arrow batches."""

import functools

import pyarrow as pa
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.nlp.components
import kg.nlp.names.component
import kg.nlp.recogniser.component
import kg.nlp.tokenizer  # noqa: F401
from kg.model import Document, Fact, Mention, from_row, schema, to_row
from kg.nlp.rows import set_extensions

ANNOTATED = pa.schema(
    [
        pa.field("document_id", pa.string()),
        pa.field("mentions", pa.list_(pa.struct(list(schema(Mention))))),
        pa.field("facts", pa.list_(pa.struct(list(schema(Fact))))),
        pa.field("error", pa.string()),
    ]
)


def build_pipeline(*, recogniser: str = "kg_recogniser", model: str = "") -> Language:
    """The pipeline: recogniser (any spaCy factory, or empty for none), names, coreference, relations.

    A recogniser writes `doc.spans["recogniser"]` or `doc.ents`; one token is one character.
    """
    set_extensions()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharacterTokenizer.v1"}}})
    if recogniser:
        nlp.add_pipe(recogniser, name="recogniser", config={"model": model} if model else {})
    for factory in ("kg_names", "kg_coreference", "kg_relations"):
        nlp.add_pipe(factory)
    return nlp


def to_doc(nlp: Language, document: Document) -> Doc:
    """An unprocessed Doc that stands for a document."""
    doc = nlp.make_doc(document.text)
    doc._.document = document
    return doc


@functools.cache
def _pipeline(recogniser: str, model: str) -> Language:
    return build_pipeline(recogniser=recogniser, model=model)


def annotate(batch: pa.RecordBatch, *, recogniser: str, model: str = "") -> pa.RecordBatch:
    """Mentions and facts of a batch of documents (schema of `Document`); one that fails gives its error instead."""
    nlp = _pipeline(recogniser, model)
    rows = [_annotate_one(nlp, from_row(Document, row)) for row in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=ANNOTATED)


def _annotate_one(nlp: Language, document: Document) -> dict[str, object]:
    try:
        doc = nlp(to_doc(nlp, document))
    except Exception as error:  # whatever a component does, the other documents go on and this one is listed
        return {"document_id": document.id, "mentions": [], "facts": [], "error": f"{type(error).__name__}: {error}"}
    return {
        "document_id": document.id,
        "mentions": [to_row(m) for m in doc._.mentions],
        "facts": [to_row(f) for f in doc._.facts],
        "error": "",
    }
