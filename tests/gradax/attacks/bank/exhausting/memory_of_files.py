# Fills files that are memory: anonymous ones, and those of the folders that are.
# ends: exception
import os

WAYS = (
    lambda: os.memfd_create("hoard"),
    *(
        lambda folder=folder: os.open(f"{folder}/left", os.O_RDWR | os.O_CREAT)
        for folder in ("/tmp", "/dev/shm", "/run")
    ),
    lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            file = way()
            os.ftruncate(file, 1 << 40)
            while True:
                os.write(file, b"x" * (1 << 20))
        except OSError as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
