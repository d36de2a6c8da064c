# Makes hard links to what only others may change.
# ends: exception
import os

WAYS = (
    lambda: os.link("@HOST@/secret", "@HOST@/link"),
    lambda: os.link("/etc/passwd", "@HOST@/link"),
    lambda: os.link(os.__file__, "/tmp/link"),
    lambda: os.link("/proc/self/fd/0", "/tmp/link", follow_symlinks=True),
    lambda: os.link(os.__file__, os.__file__ + ".bak"),
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
