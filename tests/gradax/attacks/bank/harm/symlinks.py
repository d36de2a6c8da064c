# Makes symbolic links, for the grader to follow.
# ends: exception
import os

WAYS = (
    lambda: os.symlink("/etc/shadow", "@HOST@/link"),
    lambda: os.symlink("/", "/tmp/link"),
    lambda: os.symlink("@COURSE@/tests", "link"),
    lambda: os.symlink("/etc/passwd", "@COURSE@/release/link"),
    lambda: os.symlink("evil", os.path.join(os.path.dirname(os.__file__), "evil.py")),
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
