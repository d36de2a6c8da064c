"""Finding the protection of a machine, and saying why it is not better."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from gradax.sandbox.inside import landlock
from gradax.sandbox.outside import protection
from gradax.sandbox.outside.launch import PACKAGE, RUN_AS, python_folders
from gradax.sandbox.outside.obstacles import Obstacle
from gradax.sandbox.outside.rootshim import __file__ as rootshim_file
from gradax.sandbox.outside.rootshim import closed_ancestor
from gradax.wire.failures import GraderFault

detect = protection.detect.__wrapped__


def test_a_tier_that_withstands_the_attack_has_no_obstacle(tier):
    assert protection.attack(tier) is None


def test_other_systems_are_refused_and_told_what_to_use(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    found = detect()
    assert found.tier is None
    assert "Darwin has no Landlock" in found.reasons[0]


def test_other_machines_are_refused_by_name(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert "not of riscv64" in detect().reasons[0]


@pytest.mark.parametrize("version", [0, 2])
def test_a_kernel_without_enough_landlock_is_refused(monkeypatch, version):
    monkeypatch.setattr(landlock, "offered", lambda: (version, 0))
    found = detect()
    assert found.tier is None
    assert f"offers Landlock {version}, 3 is needed: Linux 6.2 or later." in found.reasons[0]


def test_without_bubblewrap_the_second_tier_is_tried(monkeypatch):
    monkeypatch.setattr(protection, "bubblewrap", lambda: None)
    monkeypatch.setattr(protection, "attack", lambda tier: None)
    found = detect()
    assert found.tier == "B"
    assert found.reasons == ["No tier A: bubblewrap is not installed."]
    assert "apt install bubblewrap" in found.advice[0]


def test_a_bubblewrap_that_may_not_is_quoted(monkeypatch, open_folder):
    fake = open_folder / "bwrap"
    fake.write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setattr(protection, "bubblewrap", lambda: str(fake))
    found = str(protection.bubblewrap_obstacle())
    assert "may not make its namespaces (setting up uid map: Permission denied)" in found


def test_a_tier_with_a_hole_is_not_given(monkeypatch):
    monkeypatch.setattr(protection, "bubblewrap_obstacle", lambda: None)
    monkeypatch.setattr(protection, "attack", lambda tier: Obstacle("an attack on it got through: fork."))
    found = detect()
    assert found.tier is None
    assert [reason.partition(":")[0] for reason in found.reasons] == ["No tier A", "No tier B"]


def test_an_attack_that_gets_through_is_named(monkeypatch, tier):
    from gradax.sandbox.inside import canaries

    monkeypatch.setattr(canaries, "ATTEMPTS", (*canaries.ATTEMPTS, lambda target: None))
    assert "got through: <lambda>" in str(protection.attack(tier))  # the guest did not refuse what it does not know


def test_a_tier_that_does_not_start_says_why(monkeypatch):
    def broken(*arguments, **options):
        raise GraderFault("the sandbox did not start")

    monkeypatch.setattr(protection, "Zygote", broken)
    assert str(protection.attack("B")) == "the sandbox did not start."


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user_gets_the_same_protection(tier):
    folders = json.dumps(dict.fromkeys(python_folders(), False))
    told = f"import sys; sys.path.append({str(PACKAGE.parent)!r})"
    told += f"\nfrom gradax.sandbox.outside.protection import attack\nprint(attack({tier!r}))"
    command = [sys.executable, "-I", rootshim_file, str(RUN_AS + 1), folders, sys.executable, "-I", "-c", told]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd="/", env={"PATH": "/usr/bin:/bin"})
    assert (ran.stdout, ran.stderr) == ("None\n", "")


def test_guests_read_libraries_of_another_environment_and_nothing_else_on_python_s_path(monkeypatch):
    before = python_folders.__wrapped__()
    monkeypatch.setattr(sys, "path", ["/course", "/other/lib/python3/site-packages", *sys.path])
    assert python_folders.__wrapped__() == (*before, "/other/lib/python3/site-packages")


def test_a_long_path_of_the_temporary_folder_is_no_obstacle(monkeypatch, tmp_path):
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with protection._target() as target:
        assert len(target.path_socket) < 108


def test_a_closed_folder_above_is_found(open_folder):
    closed = open_folder / "closed"
    (closed / "inner").mkdir(parents=True)
    assert closed_ancestor(closed / "inner") is None
    closed.chmod(0o700)
    assert closed_ancestor(closed / "inner") == closed
