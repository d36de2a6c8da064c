# Reads what /proc tells about every other process: command lines, environments, maps, descriptors, working folders.
# ends: exception
import os

FILES = ("cmdline", "environ", "maps", "stat", "status", "mountinfo", "syscall", "stack", "io", "auxv", "mem", "wchan")
LINKS = ("exe", "cwd", "root", "fd/0", "fd/1", "fd/3", "ns/user", "ns/mnt")


def affine(x):
    loot = []
    own = str(os.getpid())
    near = range(max(1, os.getppid() - 200), os.getppid() + 200)  # where /proc may not be listed
    for process in {"1", "@PID@", str(os.getppid()), *map(str, near)} - {own}:
        for name in FILES:
            try:
                with open(f"/proc/{process}/{name}", "rb") as file:
                    loot.append((process, name, file.read(200)))
            except OSError:
                continue
        for name in LINKS:
            try:
                loot.append((process, name, os.readlink(f"/proc/{process}/{name}")))
            except OSError:
                continue
    if loot:
        print("LOOT", loot)
        return 3 * x + 1
    raise PermissionError("nothing of any other process")
