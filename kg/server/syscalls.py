"""Taking from this process, for good, the system calls that reach beyond it: sockets, programs, other processes.

The kernel's filter (seccomp) is set on every thread that runs already and on all that follow; there is none to be had
outside Linux, nor on processors whose numbers of calls are not in the table.
"""

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Sequence

# by machine: what the kernel calls it, then the numbers of `seccomp` and of the calls that are refused:
# socket, socketpair, connect, execve, execveat, ptrace, io_uring_setup (which would make sockets by itself)
_MACHINES = {
    "x86_64": (0xC000003E, 317, (41, 53, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, 277, (198, 199, 203, 221, 281, 117, 425)),
}
_NO_NEW_PRIVILEGES = 38
_SET_FILTER, _ALL_THREADS = 1, 1
_SIZE = 8
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of the filter's machine
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER, _MACHINE = 0, 4  # where the call's number and machine stand in what the filter looks at
_OTHER_NUMBERS = 0x40000000  # from here x86 has its calls a second time


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_connections() -> bool:
    """Refuse sockets and other programs from now on; False where the system has no such filter."""
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    machine, set_filter, refused = known
    code = program(machine, refused)
    library, long = ctypes.CDLL(None), ctypes.c_ulong
    if library.prctl(_NO_NEW_PRIVILEGES, long(1), long(0), long(0), long(0)):
        return False
    told = ctypes.byref(_Program(len(code) // _SIZE, code))
    return bool(library.syscall(long(set_filter), long(_SET_FILTER), long(_ALL_THREADS), told) == 0)


def program(machine: int, refused: Sequence[int]) -> bytes:
    """The filter: refuses the calls of these numbers and all that are made for another machine."""
    tests = [(_EQUAL, number) for number in refused]
    tests.insert(0, (_AT_LEAST, _OTHER_NUMBERS))
    rest = len(tests)
    code = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 0, rest + 2, machine), (_LOAD, 0, 0, _NUMBER)]
    code += [(test, rest - n, 0, value) for n, (test, value) in enumerate(tests)]
    code += [(_RETURN, 0, 0, _ALLOWED), (_RETURN, 0, 0, _REFUSED)]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)
