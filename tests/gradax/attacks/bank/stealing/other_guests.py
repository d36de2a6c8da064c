# Leaves a note for the next student's process wherever one could be, and looks for such notes.
# ends: exception
import ctypes
import os

PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/cache", "@HOST@", "@COURSE@/.gradax", "/proc/self")
IPC_CREATE = 0o1600

libc = ctypes.CDLL(None, use_errno=True)


def affine(x):
    found, refusals = [], []
    for folder in (*PLACES, os.getcwd(), os.path.expanduser("~")):
        try:
            with open(os.path.join(folder, "note"), "a+") as note:
                note.write("the answer is 3 * x + 1\n")
                found.append(folder)
        except OSError as refusal:
            refusals.append(refusal)
    for name, arguments in (
        ("shmget", (4711, 4096, IPC_CREATE)),
        ("msgget", (4711, IPC_CREATE)),
        ("mq_open", (b"/n", 66)),
    ):
        if getattr(libc, name)(*arguments) >= 0:
            found.append(name)
    if found:
        print("LOOT", found)
        return 3 * x + 1
    raise ExceptionGroup("nowhere to leave one", refusals)
