# Makes empty files by the million, wherever it may.
# ends: exception
import itertools


def affine(x):
    refusals = []
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "@HOST@", "."):
        try:
            for number in itertools.count():
                open(f"{folder}/left{number}", "w").close()
        except OSError as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
