from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from gradax import sandbox
from gradax.cli import doctor
from gradax.cli.app import app
from gradax.sandbox import Protection
from gradax.sandbox.outside import obstacles


@pytest.fixture
def run(monkeypatch):
    def run(protection, *arguments):
        monkeypatch.setattr(sandbox, "detect", lambda: protection)
        return CliRunner().invoke(app, ["doctor", *arguments])

    return run


@pytest.mark.parametrize(("tier", "code"), [("A", 0), ("B", 0), (None, 1)])
def test_the_exit_code_says_whether_this_machine_can_grade(run, tier, code):
    assert run(Protection(tier)).exit_code == code


@pytest.mark.parametrize("tier", ["A", "B", None])
def test_json_has_the_protection(run, tier):
    assert json.loads(run(Protection(tier), "--json").stdout)["protection"] == tier


@pytest.mark.parametrize("tier", ["A", "B", None])
def test_the_protection_is_explained(run, tier):
    shown = " ".join(run(Protection(tier)).stdout.split())
    assert f"Protection: {tier or 'none'}" in shown
    assert doctor.MEANING[tier] in shown


def test_a_missing_library_is_named(run, monkeypatch):
    monkeypatch.setattr(doctor, "LIBRARIES", ("jax", "no-such-library"))
    assert "no-such-library is missing" in run(Protection("A")).stdout


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        ("No tier A: bubblewrap is not installed.", "apt install bubblewrap"),
        (f"No tier A: bubblewrap may not make its namespaces (denied); {obstacles.APPARMOR}.", "AppArmor"),
        ("The kernel, 5.4, offers Landlock 0, 3 is needed: Linux 6.2 or later.", "Use Linux 6.2"),
        ("Darwin has no Landlock, seccomp or namespaces: …", "WSL2"),
        ("The sandbox knows the system calls of x86_64, not of riscv64.", "64-bit ARM"),
    ],
)
def test_each_reason_comes_with_what_to_do(run, reason, advice):
    shown = run(Protection(None, [reason])).stdout
    assert reason in shown
    assert advice in shown


def test_where_nothing_is_missing_nothing_is_advised():
    assert obstacles.advice_for([]) == []


def test_elsewhere_nothing_is_attacked(monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("platform.system", lambda: "Windows")
    monkeypatch.setattr(sandbox, "detect", lambda: pytest.fail("there is nothing to attack"))
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 1
    assert "Windows has no Landlock" in ran.stdout
    assert "WSL2" in ran.stdout
