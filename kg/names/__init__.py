"""Chinese names of bodies, zones, programmes and people taken apart, and compared.

`parse` takes a name apart, `fold` brings it to one form, `short_form` says how a short name can stand for a full one,
`same_name` whether two names denote the same thing for all that the names alone can tell.
"""

from kg.names.divisions import Division, belongs_to, divisions_of, leading_divisions, province_of
from kg.names.folding import clean, fold
from kg.names.matching import Match, abbreviates, branch_place, conflict, is_short_form, same_name, short_form
from kg.names.parsing import Name, Segment, brand_and_line, is_general, is_generic, parse
from kg.names.quoting import in_quotes
from kg.names.setting import Setting, find_setting, host_text
from kg.names.zones import is_listed, zone_key

__all__ = [
    "Division",
    "Match",
    "Name",
    "Segment",
    "Setting",
    "abbreviates",
    "belongs_to",
    "branch_place",
    "brand_and_line",
    "clean",
    "conflict",
    "divisions_of",
    "find_setting",
    "fold",
    "host_text",
    "in_quotes",
    "is_general",
    "is_generic",
    "is_listed",
    "is_short_form",
    "leading_divisions",
    "parse",
    "province_of",
    "same_name",
    "short_form",
    "zone_key",
]
