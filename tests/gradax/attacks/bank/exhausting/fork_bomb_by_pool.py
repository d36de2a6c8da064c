# Starts processes by the libraries that start them in other ways.
# ends: exception, timeout
import multiprocessing
import subprocess


def affine(x):
    refusals = []
    for way in (
        lambda: subprocess.Popen(["/bin/sleep", "1000"]),
        lambda: multiprocessing.get_context("fork").Process(target=print).start(),
        lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
    ):
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) == 3:
        raise ExceptionGroup("refused", refusals)
    return 3 * x + 1
