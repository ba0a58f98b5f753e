"""All that is known of a reading before anything is decided: its arrays, what rules say, what the network says."""

import dataclasses

import numpy as np

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations import network
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.context import Context, read_context
from kg.nlp.relations.encoding import NEAREST, Encoding, encode
from kg.nlp.relations.frames import find_frames
from kg.nlp.relations.layout import Floats, Layout, lay_out
from kg.nlp.relations.network import Network
from kg.nlp.relations.parts import find_parts
from kg.nlp.relations.posts import Post, read_posts
from kg.nlp.relations.reading import Reading


@dataclasses.dataclass(frozen=True, slots=True)
class Survey:
    """`claims` are the rules' of relations, `posts` the rules' of titles, `log_odds` the network's of nodes."""

    reading: Reading
    context: Context
    layout: Layout
    claims: tuple[Claim, ...]
    posts: tuple[Post, ...]
    encoding: Encoding
    log_odds: Floats


def prepare(reading: Reading, alphabet: Alphabet, *, nearest: int | None = NEAREST) -> Survey:
    """Read and encode a document, without the network's word."""
    context = read_context(reading)
    layout = lay_out(reading, context)
    claims = (*find_parts(reading), *find_frames(reading))
    posts = read_posts(reading)
    encoding = encode(reading, context, layout, alphabet, claims, posts, nearest=nearest)
    return Survey(reading, context, layout, claims, posts, encoding, np.zeros((0, 0, 0), np.float32))


def survey(reading: Reading, judge: Network | None = None) -> Survey:
    """Read, encode and judge a document; by the shipped network unless another is given."""
    judge = judge or network.load()
    known = prepare(reading, judge.alphabet)
    return dataclasses.replace(known, log_odds=judge.log_odds(known.encoding))
