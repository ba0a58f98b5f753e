"""Facts from text and typed mentions: rules in families, a classifier over pairs, status, time and amount."""

from collections.abc import Sequence

from kg.model import Fact, Mention, When
from kg.nlp.relations.facts import to_facts
from kg.nlp.relations.frames import find_frames
from kg.nlp.relations.frameworks import find_frameworks
from kg.nlp.relations.pairs import find_pairs
from kg.nlp.relations.parts import find_parts
from kg.nlp.relations.posts import find_posts
from kg.nlp.relations.reading import read

__all__ = ["find_facts"]


def find_facts(document_id: str, text: str, mentions: Sequence[Mention], published: When | None) -> list[Fact]:
    """The facts that a document claims about its mentions.

    Posts come from rules; of the other relations rules and n-grams propose, and a classifier over pairs decides.
    `mentions` carry the document's entity numbers (`local`); `published` anchors relative times.
    """
    reading = read(text, mentions)
    claims = [*find_parts(reading), *find_frames(reading)]
    return to_facts(
        document_id, reading, [*find_posts(reading), *find_frameworks(reading), *find_pairs(reading, claims)], published
    )
