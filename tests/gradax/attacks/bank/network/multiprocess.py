# Serves and connects with multiprocessing's own means.
# ends: exception
from multiprocessing.connection import Client, Listener


def affine(x):
    refusals = []
    for way in (
        lambda: Client(("127.0.0.1", int("@PORT@"))),
        lambda: Client("\x00@ABSTRACT@", family="AF_UNIX"),
        lambda: Listener(("127.0.0.1", 0)),
    ):
        try:
            way()
            return 3 * x + 1
        except OSError as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
