"""A graph that grows: a few articles come and go, and only what they touch is done again.

A build leaves its `State` in the cache. Where one is found that fits the current version, all code and the settings,
the next build takes that version's tables and exchanges rows: of the articles that changed, of the islands of names
that these touch, of the relations of those. What comes out is byte for byte what a build of everything gives; where
much changed, or no state fits, everything is brought together anew.
"""

from kg.growing.columns import lean_documents
from kg.growing.growth import Built, grow, left_out, origins_of
from kg.growing.state import State, keep_state, made_state, open_states, state_key

__all__ = [
    "Built",
    "State",
    "grow",
    "keep_state",
    "lean_documents",
    "left_out",
    "made_state",
    "open_states",
    "origins_of",
    "state_key",
]
