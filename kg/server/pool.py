"""A pool of workers: hands a task to a free one, kills those that overrun, replaces the dead, follows the store."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.server.frames import END, ERROR, READY, TASK, note, receive_frame
from kg.server.limits import Limits
from kg.server.refusals import Crashed, Overloaded, Refused, TimedOut

_LOOK = 0.5
_START = 600.0
_PAUSES = (0.1, 0.5, 2.0, 5.0)


class Worker:
    """One process and the pipes to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.process = process
        self.source, self.target = process.stdout, process.stdin
        self.about: dict[str, Any] = {}
        self.retired = False
        self.busy = False

    async def settle(self) -> None:
        """Wait until it has opened the store; raises StoreError where it cannot."""
        try:
            async with asyncio.timeout(_START):
                tag, payload = await receive_frame(self.source)
        except (EOFError, TimeoutError):
            self.kill()
            raise StoreError("工作进程无法启动", "a worker process does not start") from None
        self.about = json.loads(payload)
        if tag != READY:
            raise StoreError(self.about["zh"], self.about["en"])

    def kill(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    def retire(self) -> None:
        """Take no more tasks; end when the one at work is done."""
        self.retired = True
        if not self.busy:
            self.target.close()


class Pool:
    """`limits.workers` processes of one module (`kg.server.page_worker`), all with the same store."""

    def __init__(self, module: str, store: Path, limits: Limits, size: int) -> None:
        self.limits = limits
        self.about: dict[str, Any] = {}
        self._arguments = [module, str(store), limits.as_json()]
        self._pointer = store / "CURRENT"
        self._size = size
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._slots: list[asyncio.Task[None]] = []
        self._workers: set[Worker] = set()
        self._refused_version = ""

    @property
    def indexed(self) -> bool:
        """Whether the SPARQL index of the store's version stands."""
        version = self._version()
        return bool(version) and (self._pointer.parent / version / "quads").is_dir()

    async def start(self) -> None:
        """Start the first worker; raises StoreError where it cannot open the store."""
        self._slots = [asyncio.create_task(self._keep(await self._spawn()))]

    def fill(self) -> None:
        """Start the others, without waiting for them."""
        self._slots += [asyncio.create_task(self._keep(None)) for _ in range(self._size - 1)]

    async def stop(self) -> None:
        """End all workers."""
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        for worker in list(self._workers):
            worker.kill()
        await asyncio.gather(*(worker.process.wait() for worker in self._workers))

    @property
    def alive(self) -> int:
        """How many workers are ready or at work."""
        return sum(bool(worker.about) and worker.process.returncode is None for worker in self._workers)

    async def frames(self, task: Mapping[str, Any]) -> AsyncIterator[tuple[bytes, bytes]]:
        """The frames of an answer, without its end; raises Refused where there is none.

        Whoever stops reading early must close the iterator: the worker is then killed, for it is still at work.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.limits.seconds
        worker = await self._take(deadline)
        done = False
        try:
            worker.target.write(note(TASK, {**task, "seconds": deadline - loop.time()}))
            while True:
                async with asyncio.timeout_at(deadline):
                    tag, payload = await receive_frame(worker.source)
                done = tag in (END, ERROR)
                if tag == ERROR:
                    told = json.loads(payload)
                    raise Refused(told["zh"], told["en"], status=told["status"])
                if done:
                    return
                yield tag, payload
        except TimeoutError:
            raise TimedOut(self.limits.seconds) from None
        except (EOFError, ConnectionError):
            raise Crashed() from None
        finally:
            self._release(worker, sound=done)

    async def _take(self, deadline: float) -> Worker:
        """A free worker; raises Overloaded where too many wait already or none gets free in time."""
        if self._idle.empty() and self._waiting >= self.limits.queue:
            raise Overloaded()
        self._waiting += 1
        try:
            async with asyncio.timeout_at(deadline):
                while True:
                    worker = await self._idle.get()
                    if not worker.retired and worker.process.returncode is None:
                        worker.busy = True
                        return worker
        except TimeoutError:
            raise Overloaded() from None
        finally:
            self._waiting -= 1

    def _release(self, worker: Worker, *, sound: bool) -> None:
        worker.busy = False
        if not sound:
            worker.kill()
        elif worker.retired:
            worker.target.close()
        else:
            self._idle.put_nowait(worker)

    async def _keep(self, worker: Worker | None) -> None:
        """Keep one place filled: a new worker for a dead one, and for one whose store was built again."""
        while True:
            worker = worker or await self._replacement()
            self.about = worker.about
            self._idle.put_nowait(worker)
            worker = await self._outlive(worker)

    async def _outlive(self, worker: Worker) -> Worker | None:
        """Wait for the end of a worker, or for a successor that has the store's new version.

        A version that cannot be opened is left alone: the old one goes on being served.
        """
        while worker.process.returncode is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(worker.process.wait(), _LOOK)
            wanted = self._version()
            if wanted in ("", worker.about["version"], self._refused_version):
                continue
            try:
                successor = await self._spawn()
            except StoreError:
                self._refused_version = wanted
            else:
                worker.retire()
                return successor
        return None

    async def _replacement(self) -> Worker:
        attempt = 0
        while True:
            try:
                return await self._spawn()
            except StoreError:
                await asyncio.sleep(_PAUSES[min(attempt, len(_PAUSES) - 1)])
                attempt += 1

    async def _spawn(self) -> Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the front, which then ends its workers
        )
        worker = Worker(process)
        self._workers = {w for w in self._workers if w.process.returncode is None} | {worker}
        await worker.settle()
        return worker

    def _version(self) -> str:
        try:
            return self._pointer.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
