# Writes the kernel's settings: one of them names a program to run as root.
# ends: exception
from pathlib import Path

EVIL = "|/bin/sh @HOST@/evil"


WAYS = (
    lambda: Path("/proc/sys/kernel/core_pattern").write_text(EVIL),
    lambda: Path("/proc/sys/kernel/modprobe").write_text(EVIL),
    lambda: Path("/proc/sys/vm/overcommit_memory").write_text("1"),
    lambda: Path("/proc/sys/kernel/pid_max").write_text("301"),
    lambda: Path("/proc/sys/fs/file-max").write_text("1"),
    lambda: Path("/proc/sys/net/ipv4/ip_forward").write_text("1"),
    lambda: Path("/proc/sysrq-trigger").write_text("h"),
    lambda: Path("/sys/kernel/uevent_helper").write_text(EVIL),
    lambda: Path("/sys/fs/cgroup/cgroup.procs").write_text("0"),
    lambda: Path("/sys/devices/system/cpu/cpu1/online").write_text("0"),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
