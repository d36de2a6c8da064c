"""What on this machine is in a sandbox's way, as far as it can be seen, and what to do about it.

This module can be imported everywhere, the others of this package on Linux only.
"""

from __future__ import annotations

import errno
import platform
import sys
from pathlib import Path
from typing import Any

from gradax.sandbox.inside.syscalls import MACHINES
from gradax.text import listed

FILTERED = "a seccomp filter, such as a container's, is over this process"
APPARMOR = "AppArmor gives user namespaces to programs with a profile only"
NO_NAMESPACES = "user.max_user_namespaces is 0"
NOT_FOR_USERS = "kernel.unprivileged_userns_clone is 0"
_SETTINGS = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", APPARMOR),
    ("user/max_user_namespaces", "0", NO_NAMESPACES),
    ("kernel/unprivileged_userns_clone", "0", NOT_FOR_USERS),
)
# What a reason says, and what to do about it.
ADVICE = (
    (
        "bubblewrap is not installed",
        "Install bubblewrap: `sudo apt install bubblewrap` (Debian, Ubuntu), `sudo dnf install bubblewrap` (Fedora).",
    ),
    (
        APPARMOR,
        "For tier A give bubblewrap an AppArmor profile, as Ubuntu 24.04 and later need it: put\n"
        "    abi <abi/4.0>,\n    include <tunables/global>\n"
        "    profile bwrap /usr/bin/bwrap flags=(unconfined) {\n      userns,\n    }\n"
        "  into /etc/apparmor.d/bwrap and run `sudo apparmor_parser -r /etc/apparmor.d/bwrap`.",
    ),
    (
        NO_NAMESPACES,
        "For tier A run `sudo sysctl user.max_user_namespaces=15000`; to keep it, put that setting into a file in\n"
        "  /etc/sysctl.d/.",
    ),
    (
        NOT_FOR_USERS,
        "For tier A run `sudo sysctl kernel.unprivileged_userns_clone=1`; to keep it, put that setting into a file in\n"
        "  /etc/sysctl.d/.",
    ),
    (
        FILTERED,
        "Tier B is what a container gives; under Docker's own profile that takes Docker 23.0 or later. For tier A use\n"
        "    docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\\n"
        "      --security-opt systempaths=unconfined …\n"
        "    podman run --security-opt seccomp=unconfined --security-opt unmask=ALL …",
    ),
    (
        "Landlock is switched off",
        "Start the kernel with the parameter `lsm=landlock,…`, the dots being what /sys/kernel/security/lsm says now.",
    ),
    (
        "Linux 6.2 or later",
        "Use Linux 6.2 or later: Ubuntu 24.04, Debian 13, Debian 12 with a backported kernel, Fedora 38.",
    ),
    (
        "below a folder that only root may enter",
        "Install Python and the course where everybody may read them, such as in /opt, or grade as an ordinary user.",
    ),
    ("no Landlock, seccomp or namespaces", "On Windows use WSL2; on macOS a Linux virtual machine or container."),
    ("knows the system calls of", "Grade on an x86-64 or a 64-bit ARM machine."),
)


def machine() -> dict[str, Any]:
    """What machine this is."""
    return {"system": platform.system(), "kernel": platform.release(), "machine": platform.machine()}


def of_system() -> str | None:
    """Why no sandbox is to be had on this system, if it is so."""
    if sys.platform != "linux":
        return (
            f"{platform.system()} has no Landlock, seccomp or namespaces: grade on Linux, in WSL2, a virtual machine "
            "or a container. The students' commands work here."
        )
    if platform.machine() not in MACHINES:
        return f"The sandbox knows the system calls of {listed(MACHINES)}, not of {platform.machine()}."
    return None


def of_namespaces(told: str, proc: Path = Path("/proc")) -> str:
    """Why bubblewrap may not make its namespaces: what it `told`, and what on this machine explains it."""
    causes = [cause for setting, value, cause in _SETTINGS if _text(proc / "sys" / setting) == value]
    if _filtered(proc):
        causes.append(FILTERED)
    return f"bubblewrap may not make its namespaces ({told}){''.join(f'; {cause}' for cause in causes)}."


def of_landlock(proc: Path = Path("/proc")) -> str | None:
    """Why Landlock is not to be had here, if it is not."""
    from gradax.sandbox.inside import landlock

    version, error = landlock.offered()
    if version >= landlock.NEEDED_ABI:
        return None
    if error == errno.EOPNOTSUPP:
        return "Landlock is switched off: `landlock` is missing in the list of /sys/kernel/security/lsm."
    said = f"The kernel, {platform.release()}, offers Landlock {version}, {landlock.NEEDED_ABI} is needed"
    return f"{said}; {FILTERED}." if error and _filtered(proc) else f"{said}: Linux 6.2 or later."


def _filtered(proc: Path) -> bool:
    return "Seccomp:\t2" in _text(proc / "self" / "status").splitlines()


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def advice_for(reasons: list[str]) -> list[str]:
    """What to do about the reasons for which no better protection is given."""
    return [what for sign, what in ADVICE if any(sign in reason for reason in reasons)]
