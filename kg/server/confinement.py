"""What a worker may not do: outlive its deadline, eat the memory, open files or connections."""

import signal

from kg.server.syscalls import refuse_connections

try:
    import resource
except ImportError:  # Windows has no such limits; there the front's deadline and the check of the query remain
    resource = None  # type: ignore[assignment]

_PAGE = 4096


def confine(memory: int, *, files: bool) -> None:
    """Take from this process the right to more memory than it has now and `memory`, to connections and other programs;
    without `files`, to open any.

    A socket is a file too: without `files` nothing leaves the machine even where the system cannot refuse connections.
    """
    refuse_connections()
    if resource is None:
        return
    ceiling = _address_space() + memory
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def set_alarm(seconds: float) -> None:
    """End this process after so many seconds, even inside the engine and without a front; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _address_space() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * _PAGE
    except OSError:
        return 0
