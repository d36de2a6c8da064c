"""What on this machine is in a sandbox's way, as far as it can be seen, and what to do about it.

This module can be imported everywhere, the others of this package on Linux only.
"""

from __future__ import annotations

import errno
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradax.sandbox.inside.syscalls import MACHINES
from gradax.text import listed


@dataclass(frozen=True)
class Obstacle:
    """Something in a sandbox's way: what it is, in a sentence, and what can be done about it."""

    sentence: str
    remedies: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence


INSTALL_BUBBLEWRAP = (
    "Install bubblewrap: `sudo apt install bubblewrap` (Debian, Ubuntu), `sudo dnf install bubblewrap` (Fedora)."
)
_NEWER_LINUX = "Use Linux 6.2 or later: Ubuntu 24.04, Debian 13, Debian 12 with a backported kernel, Fedora 38."
_SWITCH_LANDLOCK_ON = (
    "Start the kernel with the parameter `lsm=landlock,…`, the dots being what /sys/kernel/security/lsm says now."
)
_MOVE_PYTHON = (
    "Install Python and the course where everybody may read them, such as in /opt, or grade as an ordinary user."
)

# A cause as it is named, and its remedy.
_FILTERED = (
    "a seccomp filter, such as a container's, is over this process",
    "Tier B is what a container gives; under Docker's own profile that takes Docker 23.0 or later. For tier A use\n"
    "    docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\\n"
    "      --security-opt systempaths=unconfined …\n"
    "    podman run --security-opt seccomp=unconfined --security-opt unmask=ALL …",
)
_APPARMOR = (
    "AppArmor gives user namespaces only to programs that have a profile",
    "For tier A give bubblewrap an AppArmor profile, as Ubuntu 24.04 and later need it: put\n"
    "    abi <abi/4.0>,\n    include <tunables/global>\n"
    "    profile bwrap /usr/bin/bwrap flags=(unconfined) {\n      userns,\n    }\n"
    "  into /etc/apparmor.d/bwrap and run `sudo apparmor_parser -r /etc/apparmor.d/bwrap`.",
)
_NO_NAMESPACES = (
    "user.max_user_namespaces is 0",
    "For tier A run `sudo sysctl user.max_user_namespaces=15000`; to keep it, put that setting into a file in\n"
    "  /etc/sysctl.d/.",
)
_NOT_FOR_USERS = (
    "kernel.unprivileged_userns_clone is 0",
    "For tier A run `sudo sysctl kernel.unprivileged_userns_clone=1`; to keep it, put that setting into a file in\n"
    "  /etc/sysctl.d/.",
)
_SETTINGS = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", _APPARMOR),
    ("user/max_user_namespaces", "0", _NO_NAMESPACES),
    ("kernel/unprivileged_userns_clone", "0", _NOT_FOR_USERS),
)


def machine() -> dict[str, Any]:
    """What machine this is."""
    return {"system": platform.system(), "kernel": platform.release(), "machine": platform.machine()}


def of_system() -> Obstacle | None:
    """Why this system can have no sandbox, if that is so."""
    if sys.platform != "linux":
        return Obstacle(
            f"{platform.system()} has no Landlock, seccomp or namespaces: grade on Linux, in WSL2, a virtual machine "
            "or a container. The students' commands work here.",
            ("On Windows use WSL2; on macOS a Linux virtual machine or container.",),
        )
    if platform.machine() not in MACHINES:
        return Obstacle(
            f"The sandbox knows the system calls of {listed(MACHINES)}, not of {platform.machine()}.",
            ("Grade on an x86-64 or a 64-bit ARM machine.",),
        )
    return None


def of_namespaces(told: str, proc: Path = Path("/proc")) -> Obstacle:
    """Why bubblewrap may not make its namespaces: what it `told`, and what on this machine explains it."""
    causes = [cause for setting, value, cause in _SETTINGS if _text(proc / "sys" / setting) == value]
    if _filtered(proc):
        causes.append(_FILTERED)
    named = "".join(f"; {name}" for name, _ in causes)
    sentence = f"bubblewrap may not make its namespaces ({told}){named}."
    return Obstacle(sentence, tuple(remedy for _, remedy in causes))


def of_landlock(proc: Path = Path("/proc")) -> Obstacle | None:
    """Why Landlock is not available here, if it is not."""
    from gradax.sandbox.inside import landlock

    version, error = landlock.offered()
    if version >= landlock.NEEDED_ABI:
        return None
    if error == errno.EOPNOTSUPP:
        return Obstacle(
            "Landlock is switched off: `landlock` is missing in the list of /sys/kernel/security/lsm.",
            (_SWITCH_LANDLOCK_ON,),
        )
    said = f"The kernel, {platform.release()}, offers Landlock {version}, {landlock.NEEDED_ABI} is needed"
    if error and _filtered(proc):
        name, remedy = _FILTERED
        return Obstacle(f"{said}; {name}.", (remedy,))
    return Obstacle(f"{said}: Linux 6.2 or later.", (_NEWER_LINUX,))


def of_folders(folders: Iterable[str]) -> tuple[str, ...]:
    """What to do where only root may enter a folder that the sandbox needs."""
    from gradax.sandbox.outside.rootshim import closed_ancestor

    return (_MOVE_PYTHON,) if any(closed_ancestor(Path(folder)) for folder in folders) else ()


def _filtered(proc: Path) -> bool:
    return "Seccomp:\t2" in _text(proc / "self" / "status").splitlines()


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
