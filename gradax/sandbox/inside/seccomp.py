"""The system calls that a guest may make, as a seccomp filter: a list of what is allowed; the rest does not exist.

A filter sees numbers, never what a pointer points to. So `clone3` and `openat2`, whose flags lie behind pointers, are
answered ENOSYS, and the C library falls back to `clone` and `openat`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from gradax.sandbox.inside.kernel import PR_SET_NO_NEW_PRIVS, checked, prctl, syscall
from gradax.sandbox.inside.syscalls import AUDIT_ARCH, NUMBERS, this_machine

# Allowed with any arguments. Landlock governs what the calls on paths reach.
_ALLOWED = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek sendfile copy_file_range
    open openat creat close close_range dup dup2 dup3 pipe pipe2 eventfd eventfd2 timerfd_create timerfd_settime
    timerfd_gettime stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink readlinkat
    getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 umask
    truncate ftruncate fallocate fadvise64 readahead flock fsync fdatasync sync_file_range
    poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
    mprotect munmap mremap madvise msync mincore brk mbind get_mempolicy membarrier pkey_mprotect
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack pause alarm
    getitimer setitimer timer_create timer_settime timer_gettime timer_getoverrun timer_delete
    nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times
    futex futex_waitv set_robust_list get_robust_list set_tid_address rseq arch_prctl sched_yield getcpu
    getpid getppid gettid getuid getgid geteuid getegid getgroups getresuid getresgid getpgrp getpgid getsid
    getrlimit getrusage sysinfo uname getpriority sched_getparam sched_getscheduler sched_getaffinity
    sched_get_priority_max sched_get_priority_min getrandom exit exit_group
    recvfrom shutdown getsockname getpeername setsockopt getsockopt
"""
ALLOWED = tuple(_ALLOWED.split())

# Answered with an error that programs understand; what is neither here nor above is ENOSYS too.
REFUSED = {
    **dict.fromkeys(("clone3", "openat2"), errno.ENOSYS),
    **dict.fromkeys(("wait4", "waitid"), errno.ECHILD),
    **dict.fromkeys(("fork", "vfork", "execve", "memfd_create", "sched_setaffinity"), errno.EPERM),
    # Landlock does not govern these.
    **dict.fromkeys(("chmod", "fchmod", "fchmodat", "utimensat"), errno.EPERM),
    "tkill": errno.EPERM,
    "socket": errno.EACCES,  # no family at all
}

_CLONE_THREAD = 0x00010000
_CLONE_NEW_NAMESPACES = 0x7E020000
_MAP_SHARED, _MAP_ANONYMOUS = 0x01, 0x20
_AF_UNIX = 1
# F_SETOWN, F_SETSIG, F_SETOWN_EX send signals to other processes; F_SETLEASE and F_NOTIFY watch others' files.
_FCNTL_REFUSED = (8, 10, 15, 1024, 1026)
_IOCTL_ALLOWED = (0x5401, 0x5413, 0x541B, 0x5421, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX
_PRCTL_ALLOWED = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA

_LOAD, _EQUAL, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06  # classic BPF
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16  # struct seccomp_data
_X32_CALLS = 0x40000000  # x86-64's second table of calls
_SET_MODE_FILTER, _TSYNC = 1, 1

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant


def build(machine: str, pid: int) -> bytes:
    """The filter for a process of that id, on that machine."""
    numbers = NUMBERS[machine]
    program = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, 0, 1, _X32_CALLS),
        (_RETURN, 0, 0, _KILL_PROCESS),
    ]
    rules = {name: [_allow()] for name in ALLOWED}
    rules |= {name: [_refuse(number)] for name, number in REFUSED.items()}
    rules |= _argument_rules(pid)
    for name, rule in rules.items():
        if name in numbers:
            program += [(_EQUAL, 0, len(rule), numbers[name]), *rule]
    program.append(_refuse(errno.ENOSYS))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


def install() -> None:
    """Put the filter over every thread of this process, for good."""
    raw = build(this_machine(), os.getpid())
    program = ctypes.create_string_buffer(raw, len(raw))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    described = Program(len(raw) // 8, ctypes.cast(program, ctypes.c_void_p))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    number = NUMBERS[this_machine()]["seccomp"]
    arguments = (ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(_TSYNC), ctypes.byref(described))
    checked(syscall(number, *arguments), "seccomp")


def _argument_rules(pid: int) -> dict[str, list[Instruction]]:
    eperm = _refuse(errno.EPERM)
    return {
        # Signals to myself only.
        "kill": [_argument(0), (_EQUAL, 0, 1, pid), _allow(), eperm],
        "tgkill": [_argument(0), (_EQUAL, 0, 1, pid), _allow(), eperm],
        "prlimit64": [_argument(0), (_EQUAL, 1, 0, 0), (_EQUAL, 0, 1, pid), _allow(), eperm],
        # Threads, in no new namespace.
        "clone": [
            _argument(0),
            (_ANY_BIT, 0, 2, _CLONE_THREAD),
            (_ANY_BIT, 1, 0, _CLONE_NEW_NAMESPACES),
            _allow(),
            eperm,
        ],
        # Shared anonymous memory is invisible to RLIMIT_DATA.
        "mmap": [_argument(3), (_ANY_BIT, 0, 2, _MAP_ANONYMOUS), (_ANY_BIT, 0, 1, _MAP_SHARED), eperm, _allow()],
        # asyncio wakes itself through a socket pair: send(), but never to an address (both halves of the pointer).
        "socketpair": [_argument(0), (_EQUAL, 0, 1, _AF_UNIX), _allow(), eperm],
        "sendto": [
            _argument(4),
            (_EQUAL, 0, 3, 0),
            (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * 4 + 4),
            (_EQUAL, 0, 1, 0),
            _allow(),
            eperm,
        ],
        "fcntl": _one_of(1, _FCNTL_REFUSED, eperm, _allow()),
        "ioctl": _one_of(1, _IOCTL_ALLOWED, _allow(), _refuse(errno.ENOTTY)),
        "prctl": _one_of(0, _PRCTL_ALLOWED, _allow(), eperm),
    }


def _one_of(argument: int, values: tuple[int, ...], then: Instruction, otherwise: Instruction) -> list[Instruction]:
    tests = [(_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [_argument(argument), *tests, otherwise, then]


def _argument(place: int) -> Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * place)  # its low half: all that the kernel reads of an int


def _allow() -> Instruction:
    return (_RETURN, 0, 0, _ALLOW)


def _refuse(number: int) -> Instruction:
    return (_RETURN, 0, 0, _ERRNO | number)
