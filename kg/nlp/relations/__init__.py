"""Facts from text and typed mentions: rules in families, a network, a classifier over pairs, status, time and amount."""

from collections.abc import Sequence

from kg.model import Fact, Mention, When
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.facts import to_facts
from kg.nlp.relations.frameworks import find_frameworks
from kg.nlp.relations.holders import find_posts
from kg.nlp.relations.listings import find_listings
from kg.nlp.relations.pairs import find_pairs
from kg.nlp.relations.parts import certain, find_parts, find_subsidiaries
from kg.nlp.relations.reading import Reading, read
from kg.nlp.relations.sections import sections
from kg.nlp.relations.survey import survey
from kg.nlp.relations.venues import find_venues

__all__ = ["find_facts"]


def find_facts(document_id: str, text: str, mentions: Sequence[Mention], published: When | None) -> list[Fact]:
    """The facts that a document claims about its mentions.

    Rules and a network propose; of posts the network checks what rules say, of other relations a classifier over pairs
    decides. `mentions` carry the document's entity numbers (`local`); `published` anchors relative times. Of a long document
    only names of the same section are related, but for what names alone say.
    """
    reading = read(text, mentions)
    if not reading.units:
        return []
    parts = sections(reading)
    claims = [claim for part in parts for claim in _find_claims(part)]
    if len(parts) > 1:
        claims += [claim for claim in find_parts(reading) if certain(claim)]
    return to_facts(document_id, reading, claims, published)


def _find_claims(reading: Reading) -> list[Claim]:
    if not reading.units:
        return []
    known = survey(reading)
    sure = [*find_frameworks(reading), *find_listings(reading), *find_subsidiaries(reading), *find_venues(reading)]
    return [*find_posts(known), *sure, *find_pairs(known)]
