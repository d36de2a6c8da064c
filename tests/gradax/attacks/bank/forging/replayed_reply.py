# Answers each probe with the reply to the probe before.
# ends: wrong, protocol, exception
import sys

REPLIES = []

frame = sys._getframe()
while frame is not None:
    performer = frame.f_locals.get("self")
    if hasattr(performer, "_operations"):

        def replay(source, name, data, true=performer._operations["probe"]):
            REPLIES.append(true(source, name, data))
            return REPLIES[-2] if len(REPLIES) > 1 else REPLIES[-1]

        performer._operations["probe"] = replay
    frame = frame.f_back


def affine(x):
    return 0 * x
