# Sends signals to the grader, to its parent, to everybody.
# ends: exception
import os
import signal

WAYS = (
    *(
        lambda process=process, number=number: os.kill(process, number)
        for process in (int("@PID@"), os.getppid(), 1, -1, -os.getppid())
        for number in (0, signal.SIGSTOP, signal.SIGKILL)
    ),
    lambda: os.killpg(os.getpgid(os.getppid()), signal.SIGKILL),
    lambda: os.kill(0, signal.SIGKILL),
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
