"""The host that a class is graded on: what there is to reach, and whether anything of it was reached."""

from __future__ import annotations

import hashlib
import os
import secrets
import select
import socket
import stat
import subprocess
import sys
import sysconfig
from contextlib import ExitStack, suppress
from pathlib import Path

from gradax.sandbox.outside.launch import PACKAGE

KERNEL = ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory")
EVERYBODYS = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/", sys.prefix, sysconfig.get_path("purelib"), str(PACKAGE))
_LARGE = 10 << 20
LEFT = ("owned*", "left*", "evil*", "sitecustomize.py")  # what the attacks of the bank would call what they make


class Host:
    """A folder in which everybody may write, a process, and sockets, all of which a sandbox is to keep out of reach.

    Attributes:
        folder: the world-writable folder; ``secret`` in it holds the canary.
        port: on which TCP and UDP listen.
        abstract: the name of a listening abstract Unix socket.
        path: the path of a listening Unix socket.
        bystander: a process of the user who grades.

    Args:
        uid: who grades.
        secret: the canary.
    """

    def __init__(self, folder: Path, secret: str, uid: int) -> None:
        self.folder = folder
        self.abstract = f"gradax-attacks-{secrets.token_hex(8)}"
        folder.mkdir()
        (folder / "secret").write_text(secret)
        (folder / "folder").mkdir()
        (folder / "folder" / "file").write_text("as it was")
        (folder / "program").write_text("#!/bin/sh\ntouch owned\n")
        for path, mode in (
            ("", 0o777),
            ("secret", 0o666),
            ("folder", 0o777),
            ("folder/file", 0o666),
            ("program", 0o777),
        ):
            (folder / path).chmod(mode)
        self.path = folder / "socket"
        self._open = ExitStack()
        self.bystander = subprocess.Popen(["/bin/sleep", "3600"], user=uid if os.geteuid() == 0 else None)
        self._open.callback(self.bystander.wait)
        self._open.callback(self.bystander.kill)
        tcp, udp = (self._opened(socket.AF_INET, kind) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM))
        tcp.bind(("127.0.0.1", 0))
        self.port = tcp.getsockname()[1]
        udp.bind(tcp.getsockname())
        abstract, named = (self._opened(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(2))
        abstract.bind(f"\0{self.abstract}")
        named.bind(str(self.path))
        self.path.chmod(0o777)
        for listening in (tcp, abstract, named):
            listening.listen()
        self._sockets = {"TCP": tcp, "UDP": udp, "an abstract socket": abstract, "a Unix socket": named}

    def close(self) -> None:
        """Close the sockets, end the process."""
        self._open.close()

    def reached(self) -> list[str]:
        """The sockets at which somebody has knocked."""
        ready, _, _ = select.select(list(self._sockets.values()), [], [], 0)
        return [name for name, listening in self._sockets.items() if listening in ready]

    def state(self) -> dict[str, object]:
        """All that is not to change, by name."""
        pid = self.bystander.pid
        return {
            **files_state(self.folder),
            **{name: Path(name).read_text() for name in KERNEL},
            "mounts": Path("/proc/self/mounts").read_text(),
            "the bystander's end": self.bystander.poll(),
            "the bystander's limits": Path(f"/proc/{pid}/limits").read_text(),
            "the bystander's priority": os.getpriority(os.PRIO_PROCESS, pid),
            "the bystander's state": Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0],
        }

    def _opened(self, family: socket.AddressFamily, kind: socket.SocketKind) -> socket.socket:
        return self._open.enter_context(socket.socket(family, kind))


def files_state(folder: Path) -> dict[str, object]:
    """Everything about each file below a folder that somebody could change: its content, and when its inode changed."""
    return {str(path): _file_state(path) for path in [folder, *sorted(folder.rglob("*"))]}


def left_behind() -> set[str]:
    """Files with names that attacks would use, in places where they would make them."""
    return {str(path) for place in EVERYBODYS for name in LEFT for path in Path(place).glob(name)}


def processes_with(word: str) -> list[str]:
    """The command lines of processes that hold a word."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:  # gone meanwhile
            continue
        if word in line:
            found.append(line[:200])
    return found


def _file_state(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    content = None
    if stat.S_ISREG(found.st_mode) and found.st_size <= _LARGE:
        with suppress(PermissionError):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
    return (found.st_mode, found.st_uid, found.st_gid, found.st_nlink, found.st_size, found.st_ctime_ns, content)
