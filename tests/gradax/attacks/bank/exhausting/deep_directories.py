# Makes folders in folders, too deep for whoever wants to remove them.
# ends: exception
import os


def affine(x):
    refusals = []
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "@HOST@", "."):
        try:
            os.chdir(folder)
            for _ in range(5000):
                os.mkdir("left")
                os.chdir("left")
        except OSError as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
