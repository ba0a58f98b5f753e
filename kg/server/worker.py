"""A worker: a process that holds the store and answers one request at a time over its pipes."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError, LookupFailed, QueryError
from kg.query import Graph
from kg.server.confinement import confine, set_alarm
from kg.server.frames import END, ERROR, HEAD, READY, FramedWriter, frame, note, read_frame
from kg.server.limits import Limits

Task = Mapping[str, Any]
Send = Callable[[Mapping[str, Any]], FramedWriter]
Answer = Callable[[Graph, Task, Send], None]
_GRACE = 1.0
_STATUS: Mapping[type[KgError], int] = {QueryError: 400, LookupFailed: 404}


def serve_tasks(arguments: Sequence[str], answer: Answer, *, warm_up: Callable[[Graph], None], files: bool) -> int:
    """Open the store that the first argument names, keep the limits of the second, answer tasks until the pipe ends.

    `answer` sends the head of its answer, then writes the body into what it gets for that.
    """
    source, target = _pipes()
    limits = Limits.from_json(arguments[1])
    try:
        graph = Graph.open(Path(arguments[0]))
        warm_up(graph)
    except KgError as error:
        _send(target, note(ERROR, _told(error)))
        return 1
    confine(limits.memory, files=files)
    _send(target, note(READY, {"version": graph.reader.version.name, "base": graph.base}))
    while task := read_frame(source):
        _work(graph, json.loads(task[1]), answer, target, limits)
    return 0


def _work(graph: Graph, task: Task, answer: Answer, target: BinaryIO, limits: Limits) -> None:
    body = FramedWriter(target, limits.answer)

    def send(head: Mapping[str, Any]) -> FramedWriter:
        target.write(note(HEAD, head))
        return body

    set_alarm(float(task["seconds"]) + _GRACE)
    try:
        answer(graph, task, send)
        body.flush()
        _send(target, frame(END))
    except Exception as error:
        _send(target, note(ERROR, _told(error)))
    finally:
        set_alarm(0)


def _told(error: Exception) -> dict[str, Any]:
    """An error as the front passes it on; what is our own mistake goes to stderr in full."""
    if isinstance(error, KgError):
        status = next((s for kind, s in _STATUS.items() if isinstance(error, kind)), 503)
        return {"status": status, "zh": error.zh, "en": error.en}
    if isinstance(error, MemoryError):
        return {"status": 503, "zh": "查询所需内存超出上限", "en": "the query needs more memory than allowed"}
    traceback.print_exception(error)
    return {"status": 500, "zh": "服务器内部错误", "en": "internal error of the server"}


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and stdout for frames alone: whatever else is printed goes to stderr."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return source, target


def _send(target: BinaryIO, data: bytes) -> None:
    target.write(data)
    target.flush()
