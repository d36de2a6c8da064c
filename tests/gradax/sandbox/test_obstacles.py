"""What is in a sandbox's way is named, with what to do: on machines made up, and on this one, curtailed."""

from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from gradax.sandbox.inside import landlock
from gradax.sandbox.outside import obstacles
from gradax.sandbox.outside.launch import PACKAGE, RUN_AS, python_folders
from gradax.sandbox.outside.rootshim import __file__ as rootshim_file

# What bubblewrap says, word for word.
OF_APPARMOR = "bwrap: setting up uid map: Permission denied"
OF_DOCKER = (
    "bwrap: No permissions to create a new namespace, likely because the kernel does not allow non-privileged user"
)
OF_MASKED_PROC = "bwrap: Can't mount proc on /newroot/proc: Operation not permitted"
OF_NO_NAMESPACES = (
    "bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)"
)


@pytest.fixture
def proc(tmp_path):
    """`proc(setting=value, …, filtered=True)`: a made-up /proc."""

    def proc(filtered=False, **settings):
        (tmp_path / "self").mkdir()
        (tmp_path / "self" / "status").write_text(
            f"Name:\tbwrap\nSeccomp:\t{2 if filtered else 0}\nSeccomp_filters:\t0\n"
        )
        for name, value in settings.items():
            path = tmp_path / "sys" / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{value}\n")
        return tmp_path

    return proc


@pytest.mark.parametrize(
    ("told", "machine", "cause", "advice"),
    [
        (
            OF_APPARMOR,
            {"kernel__apparmor_restrict_unprivileged_userns": 1, "user__max_user_namespaces": 63239},
            "AppArmor gives user namespaces",
            "profile bwrap /usr/bin/bwrap flags=(unconfined) {\n      userns,",
        ),
        (OF_DOCKER, {"filtered": True}, "a seccomp filter", "docker run --security-opt seccomp=unconfined"),
        (OF_MASKED_PROC, {"filtered": True}, "a seccomp filter", "--security-opt systempaths=unconfined"),
        (OF_NO_NAMESPACES, {"user__max_user_namespaces": 0}, "user.max_user_namespaces is 0", "sudo sysctl user.max"),
        (
            OF_DOCKER,
            {"kernel__unprivileged_userns_clone": 0},
            "kernel.unprivileged_userns_clone is 0",
            "sudo sysctl kernel.unprivileged_userns_clone=1",
        ),
    ],
)
def test_what_keeps_bubblewrap_from_its_namespaces_is_named_with_a_remedy(proc, told, machine, cause, advice):
    reason = obstacles.of_namespaces(told, proc(**machine))
    assert told in reason.sentence
    assert cause in reason.sentence
    (what,) = reason.remedies
    assert advice in what


def test_what_is_not_in_the_way_is_not_named(proc):
    settings = {"kernel__apparmor_restrict_unprivileged_userns": 0, "user__max_user_namespaces": 63239}
    reason = obstacles.of_namespaces("no idea", proc(**settings, kernel__unprivileged_userns_clone=1))
    assert reason == obstacles.Obstacle("bubblewrap may not make its namespaces (no idea).")


@pytest.mark.parametrize(
    ("offered", "filtered", "reason", "advice"),
    [
        ((0, errno.ENOSYS), False, "offers Landlock 0, 3 is needed: Linux 6.2 or later.", "Use Linux 6.2 or later"),
        ((2, 0), True, "offers Landlock 2, 3 is needed: Linux 6.2 or later.", "Use Linux 6.2 or later"),
        (
            (0, errno.EPERM),
            True,
            "a seccomp filter, such as a container's, is over this process.",
            "Docker 23.0 or later",
        ),
        ((0, errno.EOPNOTSUPP), False, "Landlock is switched off", "parameter `lsm=landlock,…`"),
    ],
)
def test_a_missing_landlock_is_explained_with_a_remedy(proc, monkeypatch, offered, filtered, reason, advice):
    monkeypatch.setattr(landlock, "offered", lambda: offered)
    told = obstacles.of_landlock(proc(filtered=filtered))
    assert told is not None
    assert reason in told.sentence
    assert advice in " ".join(told.remedies)


def test_a_folder_that_only_root_may_enter_comes_with_a_remedy(tmp_path):
    tmp_path.chmod(0o700)
    (remedy,) = obstacles.of_folders(["/usr", str(tmp_path / "python")])
    assert "where everybody may read them" in remedy
    assert obstacles.of_folders(["/usr"]) == ()


def test_enough_landlock_is_no_obstacle(monkeypatch):
    monkeypatch.setattr(landlock, "offered", lambda: (3, 0))
    assert obstacles.of_landlock() is None


# From here on: this machine, with less than it gives. Each prelude runs before `gradax doctor`, in the same process.

CALLS = {  # number of: unshare, setns, mount, umount2, pivot_root, clone, clone3, landlock_create_ruleset
    "x86_64": (272, 308, 165, 166, 155, 56, 435, 444),
    "aarch64": (97, 268, 40, 39, 41, 220, 435, 444),
}
FILTER = f"""
import errno, os, platform, struct, sys
sys.path.append({str(PACKAGE.parent)!r})
from gradax.sandbox.inside import seccomp
unshare, setns, mount, umount2, pivot_root, clone, clone3, landlock = {CALLS!r}[platform.machine()]
def answer(refused, namespaces=False):
    program = [(seccomp._LOAD, 0, 0, 0)]
    for number, error in refused.items():
        program += [(seccomp._EQUAL, 0, 1, number), seccomp._refuse(error)]
    if namespaces:
        new = seccomp._CLONE_NEW_NAMESPACES
        program += [(seccomp._EQUAL, 0, 3, clone), seccomp._argument(0), (seccomp._ANY_BIT, 0, 1, new)]
        program += [seccomp._refuse(errno.EPERM)]
    program += [seccomp._allow()]
    seccomp.build = lambda machine, pid: b"".join(struct.pack("HBBI", *step) for step in program)
    seccomp.install()
"""
AS_DOCKER = f"""{FILTER}
from pathlib import Path
from gradax.sandbox.outside import launch
from gradax.sandbox.outside import rootshim
if os.geteuid() == 0:  # in a container Python lies where everybody may read it
    rootshim.reach(dict.fromkeys(map(Path, launch.python_folders()), False))
refused = dict.fromkeys((unshare, setns, mount, umount2, pivot_root), errno.EPERM)
answer(refused | {{clone3: errno.ENOSYS}}, namespaces=True)
"""
WITHOUT_LANDLOCK = f"{FILTER}\nanswer({{landlock: errno.ENOSYS}})\n"
LANDLOCK_OFF = f"{FILTER}\nanswer({{landlock: errno.EOPNOTSUPP}})\n"
WITHOUT_NAMESPACES = """
import ctypes, os
ready, made = os.pipe()
done, mapped = os.pipe()
parent = os.getpid()
child = os.fork()
if child == 0:
    os.read(ready, 1)
    for name in ("uid_map", "gid_map"):
        with open(f"/proc/{parent}/{name}", "w") as file:
            file.write("0 0 100000")
    os._exit(0)
assert ctypes.CDLL(None).unshare(0x10000000) == 0
os.write(made, b"x")
assert os.waitpid(child, 0)[1] == 0
with open("/proc/sys/user/max_user_namespaces", "w") as file:
    file.write("0")
"""
EXEC = "\nimport os, sys\nos.execv(sys.argv[1], sys.argv[1:])\n"
DOCTOR = f"""
import sys
sys.path.append({str(PACKAGE.parent)!r})
sys.argv = ["gradax", "doctor", "--json"]
from gradax.cli import main
main()
"""


def doctor(prelude, user):
    command = [sys.executable, "-I", "-c", DOCTOR]
    if user != os.geteuid():
        folders = json.dumps(dict.fromkeys(python_folders(), False))
        command = [sys.executable, "-I", rootshim_file, str(user), folders, *command]
    environment = {"PATH": "/usr/bin:/bin"}
    before = [sys.executable, "-I", "-c", prelude + EXEC]
    ran = subprocess.run([*before, *command], capture_output=True, text=True, timeout=240, cwd="/", env=environment)
    assert ran.stderr == ""
    return ran.returncode, json.loads(ran.stdout)


@pytest.fixture(params=["as we are", "as an ordinary user"])
def user(request):
    if request.param == "as we are":
        return os.geteuid()
    if os.geteuid() != 0:
        pytest.skip("we are one")
    return RUN_AS + 1


@pytest.mark.slow
@pytest.mark.skipif(platform.machine() not in CALLS, reason="its system calls are not listed here")
@pytest.mark.parametrize(
    ("prelude", "tier", "reason", "advice"),
    [
        (AS_DOCKER, "B", "a seccomp filter, such as a container's", "--security-opt seccomp=unconfined"),
        (WITHOUT_NAMESPACES, "B", "user.max_user_namespaces is 0", "sudo sysctl user.max_user_namespaces=15000"),
        (WITHOUT_LANDLOCK, None, "offers Landlock 0, 3 is needed", "Docker 23.0 or later"),
        (LANDLOCK_OFF, None, "Landlock is switched off", "lsm=landlock"),
    ],
    ids=["as in Docker", "no namespaces", "no Landlock", "Landlock off"],
)
def test_doctor_knows_a_machine_that_gives_less(user, prelude, tier, reason, advice):
    if prelude is WITHOUT_NAMESPACES and os.geteuid() != 0:
        pytest.skip("only root can map users")
    if landlock.abi() < landlock.NEEDED_ABI:
        pytest.skip("this machine gives less already")
    code, found = doctor(prelude, user)
    assert (code, found["protection"]) == (0 if tier else 1, tier)
    assert reason in " ".join(found["reasons"])
    assert advice in " ".join(found["advice"])
    assert Path("/proc/sys/user/max_user_namespaces").read_text() != "0\n"  # this machine itself is as it was
