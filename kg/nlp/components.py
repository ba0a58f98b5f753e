"""Coreference and relations as pipeline components: thin skins over plain functions."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.coreference import assign_locals
from kg.nlp.relations import find_facts
from kg.nlp.rows import set_extensions


@Language.component("kg_coreference", requires=["doc._.mentions"], assigns=["doc._.mentions"])
def coreference(doc: Doc) -> Doc:
    """Number the document's entities on its mentions (`Mention.local`, `Mention.full`)."""
    set_extensions()
    doc._.mentions = assign_locals(doc.text, doc._.mentions)
    return doc


@Language.component("kg_relations", requires=["doc._.mentions"], assigns=["doc._.facts"])
def relations(doc: Doc) -> Doc:
    """Find the document's facts between its mentions."""
    set_extensions()
    document_id, published = doc._.document
    doc._.facts = find_facts(document_id, doc.text, doc._.mentions, published)
    return doc
