"""Which protection this machine really gives: found by attacking a throw-away guest, not by reading version numbers."""

from __future__ import annotations

import functools
import os
import secrets
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from gradax.results import Kind
from gradax.sandbox.inside import canaries, landlock
from gradax.sandbox.limits import GuestLimits
from gradax.sandbox.outside import obstacles
from gradax.sandbox.outside.folders import passing_folder
from gradax.sandbox.outside.launch import RUN_AS, Tier, bubblewrap, python_folders
from gradax.sandbox.outside.obstacles import Obstacle
from gradax.sandbox.outside.zygote import Zygote
from gradax.text import listed
from gradax.wire.failures import GraderFault, StudentFailure

CANARY_MIB = 256
CPU_SECONDS = 1
WALL_SECONDS = 0.2
DEADLINE = 60.0  # on a busy machine; two seconds otherwise

_ATTACK = """
def attack(student, **target):
    from gradax.sandbox.inside import canaries
    return canaries.attack(canaries.Target(**target))
"""
_SPIN = """
def spin(student):
    while True:
        pass
"""


@dataclass(frozen=True)
class Protection:
    """What this machine gives.

    Attributes:
        tier: "A" (bubblewrap, Landlock, seccomp), "B" (Landlock, seccomp), or None: submissions are refused.
        reasons: for each better tier, a sentence on why it is not given.
        advice: what to do about it.
        facts: what was found on the way.
    """

    tier: Tier | None
    reasons: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@functools.cache
def detect() -> Protection:
    """Find the best tier that withstands an attack. Found once in a process; it takes about two seconds."""
    facts = obstacles.machine()
    obstacle = obstacles.of_system()
    if obstacle is not None:
        return Protection(None, [obstacle.sentence], [*obstacle.remedies], facts)
    facts |= {"root": os.geteuid() == 0, "landlock": landlock.abi(), "bubblewrap": bubblewrap()}
    obstacle = obstacles.of_landlock()
    if obstacle is not None:
        return Protection(None, [obstacle.sentence], [*obstacle.remedies], facts)
    reasons: list[str] = []
    advice: list[str] = []
    tiers: tuple[Tier, ...] = ("A", "B")
    for tier in tiers:
        obstacle = obstacle_of(tier)
        if obstacle is None:
            return Protection(tier, reasons, advice, facts)
        reasons.append(f"No tier {tier}: {obstacle}")
        advice += [remedy for remedy in obstacle.remedies if remedy not in advice]
    return Protection(None, reasons, advice, facts)


def obstacle_of(tier: Tier) -> Obstacle | None:
    """Why this machine does not give a tier, if it does not: what is missing, or what an attack found."""
    obstacle = obstacles.of_system() or obstacles.of_landlock()
    return obstacle or (bubblewrap_obstacle() if tier == "A" else None) or attack(tier)


def bubblewrap_obstacle() -> Obstacle | None:
    """Why bubblewrap cannot be used here, if so."""
    path = bubblewrap()
    if path is None:
        return Obstacle("bubblewrap is not installed.", (obstacles.INSTALL_BUBBLEWRAP,))
    user: dict[str, Any] = {"user": RUN_AS, "group": RUN_AS, "extra_groups": []} if os.geteuid() == 0 else {}
    command = [path, "--unshare-all", "--unshare-user", "--cap-drop", "ALL", "--ro-bind", "/", "/", "--proc", "/proc"]
    try:
        tried = subprocess.run([*command, "/usr/bin/true"], capture_output=True, timeout=DEADLINE, cwd="/", **user)
    except (OSError, subprocess.SubprocessError) as error:
        return Obstacle(f"bubblewrap does not start: {error}.")
    if tried.returncode == 0:
        return None
    told = " ".join(tried.stderr.decode("utf-8", "replace").split())[:200]
    return obstacles.of_namespaces(told)


def attack(tier: Tier) -> Obstacle | None:
    """Why a tier does not hold here, if it does not: what got through, or what did not start."""
    try:
        with Zygote(tier, preload=(), memory_mib=CANARY_MIB) as zygote:
            escaped = [*_canaries_that_escape(zygote), *_limits_that_fail(zygote)]
    except (GraderFault, StudentFailure, OSError) as error:
        did_not_start = isinstance(error, GraderFault) and os.geteuid() == 0
        return Obstacle(f"{error}.", obstacles.of_folders(python_folders()) if did_not_start else ())
    return Obstacle(f"an attack on it got through: {listed(escaped)}.") if escaped else None


def _canaries_that_escape(zygote: Zygote) -> list[str]:
    with _target() as target, _guest(zygote, GuestLimits(memory_mib=CANARY_MIB)) as guest:
        found = guest.request("probe", DEADLINE, source=_ATTACK, name="attack", data=asdict(target))
        intact = Path(target.secret).read_text() == _SECRET
    names = [attempt.__name__.replace("_", " ") for attempt in canaries.ATTEMPTS]
    escaped = [name for name in names if type(found) is not dict or found.get(name) != canaries.REFUSED]
    return escaped if intact else [*escaped, "change a file"]


def _limits_that_fail(zygote: Zygote) -> list[str]:
    failing = []
    for limits, seconds, expected in (
        (GuestLimits(cpu_seconds=CPU_SECONDS), DEADLINE, Kind.CPU_LIMIT),
        (GuestLimits(), WALL_SECONDS, Kind.TIMEOUT),
    ):
        with _guest(zygote, limits) as guest:
            try:
                guest.request("probe", seconds, source=_SPIN, name="spin", data={})
            except StudentFailure as failure:
                if failure.kind is expected:
                    continue
            failing.append(f"run past the {expected}")
    return failing


_SECRET = "secret"
_SOCKET_PARENT_BYTES = 64  # the path of a Unix socket has 107 at most


@contextmanager
def _target() -> Iterator[canaries.Target]:
    """Things outside that are there to be reached."""
    name = f"gradax-{secrets.token_hex(8)}"
    temporary = tempfile.gettempdir()
    parent = temporary if len(os.fsencode(temporary)) <= _SOCKET_PARENT_BYTES else "/tmp"
    with (
        passing_folder(Path(parent), "gradax-canary-") as folder,
        socket.socket() as tcp,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX) as path,
    ):
        folder.chmod(0o777)  # only the sandbox is in the way
        secret = folder / "secret"
        secret.write_text(_SECRET)
        secret.chmod(0o666)
        tcp.bind(("127.0.0.1", 0))
        abstract.bind(f"\0{name}")
        path.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        for listening in (tcp, abstract, path):
            listening.listen()
        port = tcp.getsockname()[1]
        yield canaries.Target(str(secret), str(folder), os.getpid(), port, name, str(folder / "socket"))


@contextmanager
def _guest(zygote: Zygote, limits: GuestLimits) -> Iterator[Any]:
    guest = zygote.guest(limits)
    try:
        yield guest
    finally:
        guest.close()
