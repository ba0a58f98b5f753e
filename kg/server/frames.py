"""How front and workers talk: frames of a tag, a length and that many bytes."""

import asyncio
import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from kg.errors import KgError

READY, TASK, HEAD, DATA, END, ERROR = b"R", b"T", b"H", b"D", b"E", b"X"
_PIECE = 32 * 1024
_LAYOUT = struct.Struct(">cI")


class TooLong(KgError):
    """An answer that outgrew its limit."""


def frame(tag: bytes, payload: bytes = b"") -> bytes:
    """One frame."""
    return _LAYOUT.pack(tag, len(payload)) + payload


def note(tag: bytes, value: Mapping[str, Any]) -> bytes:
    """A frame that carries an object as JSON."""
    return frame(tag, json.dumps(value).encode())


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame of a file, None at its end."""
    head = stream.read(_LAYOUT.size)
    if len(head) < _LAYOUT.size:
        return None
    tag, length = _LAYOUT.unpack(head)
    return tag, stream.read(length)


async def receive_frame(stream: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The next frame of a pipe; raises EOFError (IncompleteReadError) where it ends."""
    tag, length = _LAYOUT.unpack(await stream.readexactly(_LAYOUT.size))
    return tag, await stream.readexactly(length)


class FramedWriter:
    """A file that sends what is written into it as DATA frames, and refuses to send more than `most` bytes."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._waiting = bytearray()
        self._room = most

    def write(self, data: bytes) -> int:
        """Send the data with the next full frame."""
        self._room -= len(data)
        if self._room < 0:
            raise TooLong("答复超出大小上限，已中止", "the answer is larger than allowed and was broken off")
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what waits."""
        if self._waiting:
            self._stream.write(frame(DATA, bytes(self._waiting)))
            self._waiting.clear()
        self._stream.flush()
