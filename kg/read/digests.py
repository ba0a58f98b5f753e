"""What the documents of a source depend on: its bytes and those of its sidecar."""

import hashlib

from kg.read.sidecar import sidecar_path
from kg.read.sources import Source, read_bytes, unreadable


def source_digest(source: Source, *, max_characters: int) -> str:
    """SHA-256 over the name, the file and its sidecar; raises DocumentError where they cannot be read."""
    data = read_bytes(source, max_characters=max_characters)
    beside = sidecar_path(source)
    try:
        more = beside.read_bytes() if beside.is_file() else b""
    except OSError as error:
        raise unreadable(beside.name, error) from error
    parts = (source.name.encode("utf-8", "surrogatepass"), data, more)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
