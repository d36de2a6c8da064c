# Looks for the processes of other students, beside this one, and for what they have open.
# ends: exception
import os

loot = []
for process in range(max(2, os.getpid() - 300), os.getpid() + 300):
    for name in ("fd/3", "cwd", "exe"):
        try:
            if process != os.getpid():
                loot.append(os.readlink(f"/proc/{process}/{name}"))
        except OSError:
            continue


def affine(x):
    if loot:
        print("LOOT", loot)
        return 3 * x + 1
    raise PermissionError("no other process lets itself be looked into")
