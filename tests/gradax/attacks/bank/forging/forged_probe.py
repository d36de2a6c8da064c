# Answers probes with fewer, more and other keys than they return.
# ends: wrong, protocol
import itertools
import sys

ANSWERS = itertools.cycle([{}, {"slopes": 3.0, "about": 1, "verdict": "passed"}, "passed", None])

frame = sys._getframe()
while frame is not None:
    performer = frame.f_locals.get("self")
    if hasattr(performer, "_operations"):
        performer._operations["probe"] = lambda source, name, data: next(ANSWERS)
    frame = frame.f_back


def affine(x):
    return 0 * x
