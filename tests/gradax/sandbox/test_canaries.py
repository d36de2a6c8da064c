"""What a guest must not do, tried in each tier, one by one."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import pytest

import gradax
from gradax.sandbox import GuestLimits
from gradax.sandbox.inside import canaries
from gradax.sandbox.outside.protection import _ATTACK, _target

REPOSITORY = Path(gradax.__file__).parent.parent


@pytest.fixture(scope="module")
def found(zygote):
    guest = zygote.guest(GuestLimits(memory_mib=500))
    with _target() as target:
        found = guest.request("probe", 30.0, source=_ATTACK, name="attack", data=asdict(target))
        found["secret"] = Path(target.secret).read_text()
        found["made"] = sorted(entry.name for entry in Path(target.folder).iterdir())
    guest.close()
    return found


@pytest.mark.parametrize("attempt", [attempt.__name__ for attempt in canaries.ATTEMPTS])
def test_the_attempt_is_refused(found, attempt):
    assert found[attempt.replace("_", " ")] == canaries.REFUSED


def test_nothing_outside_changed(found):
    assert found["secret"] == "secret"
    assert found["made"] == ["secret", "socket"]


@pytest.mark.parametrize(
    "attempt", ["read_a_file_of_the_grader", "write_outside", "signal_the_grader", "change_a_time"]
)
def test_an_attempt_outside_the_sandbox_gets_through_so_that_a_refusal_means_something(attempt):
    with _target() as target:
        getattr(canaries, attempt)(target)


def test_an_attempt_that_fails_otherwise_proves_nothing():
    with _target() as target:
        assert canaries._try(lambda target: 1 / 0, target).startswith("unclear: ZeroDivisionError")
        assert canaries._try(lambda target: None, target) == canaries.ESCAPED


def test_nothing_of_the_checkout_can_be_listed_but_the_package(guest, call):
    source = """
import os
def f(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []
"""
    assert set(call(guest, source, str(REPOSITORY))) <= {"gradax", ".venv"}


def test_no_hidden_test_can_be_read(guest, call):
    source = "import os\ndef f(path):\n    try: return open(path).read()\n    except OSError: return None"
    assert call(guest, source, __file__) is None


def test_no_folder_can_be_written_to(guest, call):
    source = """
import os
def f():
    written = []
    for folder, folders, files in os.walk("/"):
        if folder.startswith(("/proc", "/sys", "/usr")) or folder.count("/") > 3:
            folders.clear()
            continue
        try:
            open(os.path.join(folder, "canary"), "w").close()
            written.append(folder)
        except OSError:
            pass
    return written
"""
    assert call(guest, source, deadline=30.0) == []


def test_the_environment_holds_nothing_of_the_graders(guest, call):
    ours = {*("HOME", "LANG", "LC_CTYPE", "NPROC", "PATH", "PWD", "TMPDIR"), *("MPLBACKEND", "MPLCONFIGDIR")}
    of_libraries = (
        "JAX_",
        "GRPC_",
        "KMP_",
        "MALLOC_",
        "OMP_",
        "OPENBLAS_",
        "TF_",
        "TPU_",
        "XLA_",
    )  # some set by importing them
    names = call(guest, "import os\ndef f(): return list(os.environ)")
    assert [name for name in names if name not in ours and not name.startswith(of_libraries)] == []


def test_only_four_descriptors_are_inherited(guest, call):
    opened = call(guest, "import os\ndef f(): return sorted(map(int, os.listdir('/proc/self/fd')))")
    assert opened[:4] == [0, 1, 2, 3]
    assert len(opened) <= 5  # one for the listing itself


def test_a_guest_has_neither_rights_nor_root(guest, call):
    source = "import os\ndef f(): return [os.getuid(), open('/proc/self/status').read()]"
    uid, status = call(guest, source)
    assert uid not in (0,)
    assert "CapEff:\t0000000000000000" in status
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status


def test_no_module_of_the_grader_is_in_a_guest(guest, call):
    loaded = call(guest, "import sys\ndef f(): return [name for name in sys.modules if name.startswith('gradax')]")
    outside = ("gradax.grading", "gradax.report", "gradax.authoring", "gradax.cli", "gradax.course")
    assert [name for name in loaded if name.startswith(outside)] == []


def test_the_grader_and_a_guest_are_different_users_or_namespaces(guest, call, tier):
    if tier == "A":
        assert call(guest, "import os\ndef f(): return os.getppid()") < 10  # its own namespace of processes
    elif os.geteuid() == 0:
        assert call(guest, "import os\ndef f(): return os.getuid()") != 0
