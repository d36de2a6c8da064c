# Removes files and folders.
# ends: exception
import os
import shutil

WAYS = (
    lambda: os.unlink("@HOST@/secret"),
    lambda: os.rmdir("@HOST@"),
    lambda: shutil.rmtree("@HOST@"),
    lambda: shutil.rmtree("@COURSE@"),
    lambda: os.unlink("@COURSE@/gradebook.db"),
    lambda: os.unlink("@SOCKET@"),
    lambda: os.unlink(os.__file__),
    lambda: os.rmdir("/tmp"),
    lambda: os.unlink("secret", dir_fd=os.open("@HOST@", os.O_PATH)),
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
