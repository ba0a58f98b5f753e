"""XML without the characters that XML forbids: the query engine writes them as they come."""

import re
from typing import Protocol

_FORBIDDEN = bytes(b for b in range(32) if b not in b"\t\n\r")
_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> object:
        """Take bytes."""

    def flush(self) -> None:
        """Pass on what is held back."""


class XmlSafeWriter:
    """Passes UTF-8 on to a writer and leaves out control characters, U+FFFE and U+FFFF."""

    def __init__(self, writer: Sink) -> None:
        self._writer = writer
        self._rest = b""

    def write(self, data: bytes) -> int:
        """Pass the data on, but for an end that may be the start of a forbidden character."""
        text = self._rest + bytes(data).translate(None, _FORBIDDEN)
        keep = next((n for n in (2, 1) if text.endswith(b"\xef\xbf"[:n])), 0)
        text, self._rest = (text[:-keep], text[-keep:]) if keep else (text, b"")
        self._writer.write(_NONCHARACTER.sub(b"", text))
        return len(data)

    def flush(self) -> None:
        """Pass the rest on too."""
        self._writer.write(self._rest)
        self._rest = b""
        self._writer.flush()
