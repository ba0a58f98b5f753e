"""How judgements refer to facts: by what they say and in which document, never by place."""

import dataclasses

from kg.model import Document, Fact, Mention
from kg.resolve.references import escaped, unescaped


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Statement:
    """What a fact says: predicate, comparison forms of its two names, position (may be empty), and the document.

    >>> said = Statement("holds_position", "罗会涛", "科技创新局", "局长", "002.txt")
    >>> str(said)
    'holds_position|罗会涛|科技创新局|局长@002.txt'
    >>> read_statement(str(said)) == said
    True
    """

    predicate: str
    subject: str
    object: str
    position: str
    document: str

    def __str__(self) -> str:
        parts = (self.predicate, self.subject, self.object, self.position)
        return f"{'|'.join(map(escaped, parts))}@{self.document}"


def read_statement(text: str) -> Statement | None:
    """The inverse of `str`; None for a text of another form."""
    said, _, document = text.partition("@")
    parts = said.split("|")
    if len(parts) != 4 or not document:
        return None
    predicate, subject, object_, position = map(unescaped, parts)
    return Statement(predicate, subject, object_, position, document)


def statement_of(fact: Fact, subject: Mention, object_: Mention, document: Document) -> Statement:
    """What a fact says, with its two mentions and its document."""
    return Statement(fact.predicate, subject.key, object_.key, fact.qualifier("position"), document_label(document))


def document_label(document: Document) -> str:
    """How people name a document: its source, with the number of the article where a file holds several.

    It outlives corrections of the text, which the hash of the file does not.
    """
    return document.source if document.parts == 1 else f"{document.source}#{document.part}"


def document_labels(document: Document) -> tuple[str, ...]:
    """All ways to name a document in a judgement: id, source or file name, with or without its number."""
    sources = dict.fromkeys((document.source, document.name))
    return (document.id, *sources, *(f"{source}#{document.part}" for source in sources))
