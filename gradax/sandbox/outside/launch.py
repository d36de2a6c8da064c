"""The command that starts a zygote, for each tier of protection."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from gradax.sandbox.inside.landlock import Access
from gradax.sandbox.outside import rootshim
from gradax.wire.settings import XLA_FLAGS

Tier = Literal["A", "B"]

RUN_AS = 64001  # the uid that root becomes: nobody's
GUEST_UID = 1000  # inside bubblewrap
PASSWD = f"student:x:{GUEST_UID}:{GUEST_UID}::/tmp:/bin/false\n"
CACHE_IN_A = "/cache"
TMP_IN_A = "/tmp"
TMP_BYTES = 64 << 20

_SYSTEM_LINKS = ("/lib", "/lib64", "/lib32", "/bin", "/sbin")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")
_READABLE = (
    *("/usr", *_SYSTEM_LINKS, *_SYSTEM_FILES, "/etc/passwd"),
    # Not all of /proc/self: its net/ tells of every socket of the machine, where the network is not a namespace.
    *(f"/proc/self/{name}" for name in ("cgroup", "fd", "maps", "stat", "statm", "status")),
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu"),
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_BOOT = "import sys; sys.path.append({parent!r}); from gradax.sandbox.inside.forker import main; main(sys.argv[1])"

_LIBRARIES = ("site-packages", "dist-packages")  # nothing else of Python's path: a course may be on it, tests and all
PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Plan:
    """What to start.

    Attributes:
        tier: "A", "B", or None for no protection.
        control: the control socket's descriptor in the new process.
        preload: modules to import.
        cache: the compilation cache's folder on this machine, if any; in tier A it appears as `CACHE_IN_A`.
        fill_cache: whether guests may write to it.
        scratch: a folder for the zygote's own files (not the guests') on this machine; in tier A it has one of its own.
    """

    tier: Tier | None
    control: int
    preload: tuple[str, ...]
    cache: Path | None
    fill_cache: bool
    scratch: Path | None

    @property
    def inner_cache(self) -> str | None:
        """The cache's path as guests see it."""
        if self.cache is None:
            return None
        return CACHE_IN_A if self.tier == "A" else str(self.cache)

    @property
    def inner_scratch(self) -> str:
        """The scratch folder's path as the zygote sees it."""
        return TMP_IN_A if self.scratch is None else str(self.scratch)

    def environment(self) -> dict[str, str]:
        """The whole environment of the zygote and its guests: nothing of the grader's."""
        return {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": self.inner_scratch,
            "TMPDIR": self.inner_scratch,
            "JAX_PLATFORMS": "cpu",
            "XLA_FLAGS": XLA_FLAGS,
            "NPROC": "16",  # XLA's threads: eight devices on two cores must not starve each other
            "OPENBLAS_NUM_THREADS": "1",  # else the zygote has threads
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "4",
            "TF_CPP_MIN_LOG_LEVEL": "2",
            "MPLBACKEND": "Agg",
            "MPLCONFIGDIR": self.inner_scratch,
        }

    def command(self, passwd: int) -> list[str]:
        """The command line; `passwd` is a descriptor that holds `PASSWD`, for tier A."""
        command = self._zygote()
        if self.tier == "A":
            command = self._bubblewrap(passwd) + command
        if os.geteuid() == 0:
            shim = [sys.executable, "-I", rootshim.__file__, str(RUN_AS), json.dumps(self._outside())]
            command = shim + command
        return command

    def _zygote(self) -> list[str]:
        setup = {
            "control": self.control,
            "preload": self.preload,
            "access": asdict(self._access()) if self.tier else None,
            "cache": self.inner_cache,
            "fill_cache": self.fill_cache,
            "scratch": None if self.scratch is None else str(self.scratch),
        }
        boot = _BOOT.format(parent=str(PACKAGE.parent))
        return [sys.executable, "-I", "-B", "-c", boot, json.dumps(setup)]

    def _access(self) -> Access:
        cache = () if self.inner_cache is None else (self.inner_cache,)
        return Access(
            read=(*_READABLE, *python_folders()),
            write=cache if self.fill_cache else (),
            devices=_DEVICES,
            # A program's name is the hash of what is compiled: who has written the same finds it. A list of names would
            # give the solutions' programs to everybody.
            named=cache,
        )

    def _outside(self) -> dict[str, bool]:
        """The folders of this machine that the new process needs, and whether it writes there."""
        needed: dict[str, bool] = dict.fromkeys(python_folders(), False)
        if self.scratch is not None:
            needed[str(self.scratch)] = True
        if self.cache is not None:
            needed[str(self.cache)] = self.fill_cache
        return needed

    def _bubblewrap(self, passwd: int) -> list[str]:
        mounts: list[str] = ["--ro-bind", "/usr", "/usr"]
        for link in map(Path, _SYSTEM_LINKS):
            if link.is_symlink():
                mounts += ["--symlink", str(link.readlink()), str(link)]
            elif link.is_dir():
                mounts += ["--ro-bind", str(link), str(link)]
        for file in _SYSTEM_FILES:
            mounts += ["--ro-bind-try", file, file]
        mounts += ["--ro-bind-data", str(passwd), "/etc/passwd"]
        mounts += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
        mounts += ["--ro-bind-try", "/sys/devices/system/cpu", "/sys/devices/system/cpu"]
        mounts += [*_option("--size", str(TMP_BYTES)), "--tmpfs", TMP_IN_A]
        for folder in python_folders():
            mounts += ["--ro-bind", folder, folder]
        if self.cache is not None:
            mounts += ["--bind" if self.fill_cache else "--ro-bind", str(self.cache), CACHE_IN_A]
        return [
            *(bubblewrap() or "bwrap", "--unshare-all", "--unshare-user"),
            *("--uid", str(GUEST_UID), "--gid", str(GUEST_UID), "--cap-drop", "ALL", *_option("--disable-userns")),
            *("--new-session", "--hostname", "sandbox"),
            *(*mounts, "--remount-ro", "/", "--chdir", "/", "--"),
        ]


@functools.cache
def python_folders() -> tuple[str, ...]:
    """The folders that hold this Python, its libraries and this package (of a checkout: the package's folder only).

    An environment may take libraries from another one, which its ``.pth`` file names.
    """
    folders: list[Path] = []
    libraries = (Path(path) for path in sys.path if Path(path).name in _LIBRARIES)
    for folder in (Path(sys.base_prefix), Path(sys.prefix), PACKAGE, *libraries):
        if not any(folder.is_relative_to(other) for other in (Path("/usr"), *folders)):
            folders.append(folder)
    return tuple(map(str, folders))


def bubblewrap() -> str | None:
    """The path of bubblewrap, if it is installed."""
    return shutil.which("bwrap")


def _option(name: str, *values: str) -> list[str]:
    """An option of bubblewrap, where the installed version has it."""
    return [name, *values] if name in _bubblewrap_help() else []


@functools.cache
def _bubblewrap_help() -> str:
    shown: Any = subprocess.run([bubblewrap() or "bwrap", "--help"], capture_output=True, text=True, timeout=10)
    return str(shown.stdout + shown.stderr)
