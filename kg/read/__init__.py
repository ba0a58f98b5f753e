"""Files → Documents: encodings, repair of broken text with a map back to the raw file, title, byline, date."""

from kg.read.digests import source_digest
from kg.read.documents import read_source
from kg.read.encodings import decode
from kg.read.sources import Source, find_sources
from kg.read.traced import raw_span

__all__ = ["Source", "decode", "find_sources", "raw_span", "read_source", "source_digest"]
