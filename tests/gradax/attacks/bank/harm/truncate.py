# Empties files, by name, by descriptor, by opening them, by making them longer.
# ends: exception
import os

WAYS = (
    lambda: os.truncate("@HOST@/secret", 0),
    lambda: os.truncate("@HOST@/secret", 1 << 40),
    lambda: os.truncate("@COURSE@/gradebook.db", 0),
    lambda: os.truncate(os.__file__, 0),
    lambda: os.ftruncate(os.open(os.__file__, os.O_RDONLY), 0),
    lambda: os.open("@HOST@/secret", os.O_RDONLY | os.O_TRUNC),
    lambda: os.open(os.__file__, os.O_RDONLY | os.O_TRUNC),
    lambda: os.posix_fallocate(os.open(os.__file__, os.O_RDONLY), 0, 1 << 20),
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
