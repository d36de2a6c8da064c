# Reaches the host through the links of /proc: another's root folder, a working folder, an open descriptor.
# ends: exception
import os

SHORTCUTS = [
    f"/proc/{process}/{link}"
    for process in ("self", "thread-self", "1", os.getppid(), "@PID@")
    for link in ("root", "cwd", "fd/0/..", "task/1/root", "root/proc/1/root", "cwd/..")
]


def affine(x):
    refusals = []
    for shortcut in SHORTCUTS:
        for target in ("@HOST@/secret", "@COURSE@/course.yaml"):
            try:
                with open(shortcut + target) as file:
                    print("LOOT", file.read())
                    return 3 * x + 1
            except OSError as refusal:
                refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
