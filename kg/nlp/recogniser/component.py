"""The recogniser as a spaCy component: `nlp.add_pipe("kg_recogniser")`.

It expects one token per character, so that a token's index is its character's offset.
"""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from kg.nlp.recogniser import Recogniser, load

GROUP = "recogniser"


@Language.factory("kg_recogniser", assigns=["doc.spans"], default_config={"model": None, "head": None})
def make_recogniser(nlp: Language, name: str, model: str | None, head: str | None) -> "RecogniserComponent":
    """The component; `model` is the path of another model file than the one that ships, `head` a further head."""
    return RecogniserComponent(load(Path(model) if model else None, head))


class RecogniserComponent:
    """Puts names into `doc.spans["recogniser"]` and (start, end, label, confidence) rows into `doc.user_data`."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one doc."""
        found = self.recogniser.predict(doc.text)
        spans = [DocSpan(doc, s.start, s.end, label=s.label) for s in found]
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)
        doc.user_data[GROUP] = [(s.start, s.end, s.label, s.confidence) for s in found]
        return doc
