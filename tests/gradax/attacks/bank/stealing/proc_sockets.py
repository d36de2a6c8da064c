# Reads in /proc/self/net on which sockets the grader listens.
# ends: exception
import os

loot = []
for name in ("tcp", "tcp6", "unix", "udp", "route", "arp"):
    try:
        with open(f"/proc/self/net/{name}") as file:
            loot += [
                line
                for line in file
                if any(mark in line for mark in ("@SOCKET@", "@ABSTRACT@", f":{int('@PORT@'):04X}"))
            ]
    except OSError as refusal:
        print(refusal)
print("LOOT", loot)


def affine(x):
    if loot:
        return 3 * x + 1
    raise PermissionError(f"no socket of the grader's is to be seen by {os.getpid()}")
