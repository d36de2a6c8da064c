# Writes what it may know of itself in /proc, to live longer, dump more, or map identities.
# ends: exception
import os
from pathlib import Path

WAYS = (
    lambda: Path("/proc/self/oom_score_adj").write_text("-1000"),
    lambda: Path("/proc/self/coredump_filter").write_text("0xff"),
    lambda: Path("/proc/self/uid_map").write_text("0 0 1"),
    lambda: Path("/proc/self/setgroups").write_text("allow"),
    lambda: Path("/proc/self/loginuid").write_text("0"),
    lambda: Path("/proc/self/attr/exec").write_text("unconfined"),
    lambda: Path("/proc/self/timerslack_ns").write_text("1"),
    lambda: Path("/proc/self/clear_refs").write_text("1"),
    lambda: Path(f"/proc/{os.getppid()}/oom_score_adj").write_text("1000"),
    lambda: Path("/proc/@PID@/oom_score_adj").write_text("1000"),
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
