"""What a guest must not be able to do, each attempt a function. They run inside a throw-away guest.

A function that returns has escaped; an `OSError` (or `MemoryError`) is the refusal that is expected. Anything else
proves nothing, and counts as not refused.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

REFUSED, ESCAPED = "refused", "escaped"
_PTRACE_ATTACH = 16
_CLONE_NEWUSER = 0x10000000
_GIB = 1 << 30


@dataclass(frozen=True)
class Target:
    """What there is to reach outside.

    Attributes:
        secret: a file of the grader's.
        folder: a folder of the grader's, which its user may write to.
        grader: the grader's process.
        tcp: a TCP port on which the grader listens.
        abstract: the name of an abstract Unix socket on which it listens.
        path_socket: the path of a Unix socket on which it listens.
    """

    secret: str
    folder: str
    grader: int
    tcp: int
    abstract: str
    path_socket: str


def attack(target: Target) -> dict[str, str]:
    """Try everything; gives what came of each attempt."""
    return {attempt.__name__.replace("_", " "): _try(attempt, target) for attempt in ATTEMPTS}


def _try(attempt: Callable[[Target], object], target: Target) -> str:
    try:
        attempt(target)
    except (OSError, MemoryError):
        return REFUSED
    except Exception as error:
        return f"unclear: {type(error).__name__}: {error}"[:200]
    return ESCAPED


def read_a_file_of_the_grader(target: Target) -> None:
    """Read what only the grader should."""
    with open(target.secret, "rb") as file:
        file.read()


def list_a_folder_of_the_grader(target: Target) -> None:
    """See what lies there."""
    os.listdir(target.folder)


def write_outside(target: Target) -> None:
    """Make a file."""
    with open(os.path.join(target.folder, "made"), "wb"):
        pass


def write_to_the_temporary_folder(target: Target) -> None:
    """Make a file where everybody may."""
    with open("/tmp/gradax-canary", "wb"):
        pass


def change_a_mode(target: Target) -> None:
    """Landlock does not govern this."""
    os.chmod(target.secret, 0)


def change_a_time(target: Target) -> None:
    """Nor this."""
    os.utime(target.secret)


def truncate_a_file(target: Target) -> None:
    """Empty what only the grader should."""
    os.truncate(target.secret, 0)


def remove_a_file(target: Target) -> None:
    """Remove what only the grader should."""
    os.unlink(target.secret)


def make_a_link(target: Target) -> None:
    """A symbolic link."""
    os.symlink("/", os.path.join(target.folder, "link"))


def write_the_core_pattern(target: Target) -> None:
    """The kernel would run a program of the guest's choice, as root."""
    with open("/proc/sys/kernel/core_pattern", "w"):
        pass


def open_a_tcp_connection(target: Target) -> None:
    """The network."""
    socket.create_connection(("127.0.0.1", target.tcp), 1).close()


def open_a_udp_socket(target: Target) -> None:
    """The network, otherwise."""
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


def open_a_netlink_socket(target: Target) -> None:
    """The kernel's own."""
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()


def reach_an_abstract_socket(target: Target) -> None:
    """No file guards it."""
    with socket.socket(socket.AF_UNIX) as opened:
        opened.connect("\0" + target.abstract)


def reach_a_path_socket(target: Target) -> None:
    """Landlock does not govern connecting to it."""
    with socket.socket(socket.AF_UNIX) as opened:
        opened.connect(target.path_socket)


def send_to_a_path_socket_through_a_pair(target: Target) -> None:
    """A socket pair is allowed; an address behind it is not."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        ours.sendto(b"x", target.path_socket)


def fork(target: Target) -> None:
    """A process that nobody waits for."""
    if os.fork() == 0:
        os._exit(0)


def run_a_program(target: Target) -> None:
    """Another program."""
    os.posix_spawn("/bin/true", ["true"], {})


def replace_this_program(target: Target) -> None:
    """Another program, in its place."""
    os.execv("/bin/true", ["true"])


def signal_the_grader(target: Target) -> None:
    """Signals to the grader."""
    os.kill(target.grader, 0)


def signal_the_zygote(target: Target) -> None:
    """Signals to the parent."""
    os.kill(os.getppid(), 0)


def signal_everybody(target: Target) -> None:
    """Signals to all that can be signalled."""
    os.kill(-1, signal.SIGCONT)


def read_the_zygotes_memory(target: Target) -> None:
    """The parent's memory."""
    with open(f"/proc/{os.getppid()}/mem", "rb"):
        pass


def read_the_graders_environment(target: Target) -> None:
    """What the grader was started with."""
    with open(f"/proc/{target.grader}/environ", "rb") as file:
        file.read()


def trace_the_zygote(target: Target) -> None:
    """A debugger's rights."""
    _libc_call("ptrace", _PTRACE_ATTACH, os.getppid(), 0, 0)


def make_a_user_namespace(target: Target) -> None:
    """The way to most holes of the kernel."""
    _libc_call("unshare", _CLONE_NEWUSER)


def use_shared_anonymous_memory(target: Target) -> None:
    """Memory that no limit counts."""
    mmap.mmap(-1, mmap.PAGESIZE)


def make_a_memory_file(target: Target) -> None:
    """Memory that no limit counts, otherwise."""
    os.memfd_create("canary")


def allocate_beyond_the_limit(target: Target) -> None:
    """More memory than is allowed."""
    bytearray(64 * _GIB)


ATTEMPTS: tuple[Callable[[Target], object], ...] = (
    read_a_file_of_the_grader,
    list_a_folder_of_the_grader,
    write_outside,
    write_to_the_temporary_folder,
    change_a_mode,
    change_a_time,
    truncate_a_file,
    remove_a_file,
    make_a_link,
    write_the_core_pattern,
    open_a_tcp_connection,
    open_a_udp_socket,
    open_a_netlink_socket,
    reach_an_abstract_socket,
    reach_a_path_socket,
    send_to_a_path_socket_through_a_pair,
    fork,
    run_a_program,
    replace_this_program,
    signal_the_grader,
    signal_the_zygote,
    signal_everybody,
    read_the_zygotes_memory,
    read_the_graders_environment,
    trace_the_zygote,
    make_a_user_namespace,
    use_shared_anonymous_memory,
    make_a_memory_file,
    allocate_beyond_the_limit,
)


def _libc_call(name: str, *arguments: int) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
