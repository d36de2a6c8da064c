from __future__ import annotations

import json

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from gradax import sandbox
from gradax.cli import doctor
from gradax.cli.app import app
from gradax.learning import equipment
from gradax.learning.equipment import Library, Tried
from gradax.sandbox import Protection
from gradax.sandbox.outside import obstacles


@pytest.fixture(autouse=True)
def jax(monkeypatch):
    """JAX is not started for each test."""
    monkeypatch.setattr(equipment, "try_them", lambda: Tried(["cpu"]))


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


@pytest.fixture
def student(monkeypatch):
    """Runs the command where a student installed gradax, with these libraries."""

    def run(*libraries, tried=None):
        for module in (doctor, equipment):
            monkeypatch.setattr(module, "version_of", lambda name: None if name == "nbgrader" else "1.0")
        monkeypatch.setattr(equipment, "libraries", lambda: list(libraries))
        if tried:
            monkeypatch.setattr(equipment, "try_them", lambda: tried)
        monkeypatch.setattr(sandbox, "detect", lambda: pytest.fail("nothing is graded here"))
        done = CliRunner().invoke(app, ["doctor"])
        return done.exit_code, " ".join(done.stdout.split())

    return run


JAX = Library(Requirement("jax<0.11,>=0.10.2"), "", "0.10.2")
NO_TORCH = Library(Requirement("torch<3,>=2.13"), "mnist", None)


def test_where_nothing_is_missing_a_student_reads_so(student):
    code, said = student(JAX, tried=Tried(["cpu", "cpu"]))
    assert code == 0
    assert "JAX computes on 2 cpu devices." in said
    assert "All that students need is here. Grading: not from here, nbgrader is not installed." in said


@pytest.mark.parametrize(
    ("version", "words"),
    [(None, "jax is missing."), ("0.4.30", "jax 0.4.30 is not a version that gradax supports (<0.11,>=0.10.2).")],
)
def test_what_is_missing_or_too_old_comes_with_the_command_that_brings_it(student, version, words):
    code, said = student(Library(JAX.needed, "", version))
    assert code == 1
    assert f'{words} python -m pip install "jax<0.11,>=0.10.2"' in said


def test_pytorch_may_be_missing(student):
    code, said = student(JAX, NO_TORCH)
    assert code == 0
    assert "torch is missing; only assignments that load data with PyTorch need it. python -m pip install" in said


def test_what_is_here_and_does_not_start_is_to_be_installed_again(student):
    code, said = student(JAX, tried=Tried([], {"jax": "ImportError: DLL load failed"}))
    assert code == 1
    assert "jax is installed but does not start: ImportError: DLL load failed." in said
    assert 'pip install --force-reinstall "jax<0.11,>=0.10.2"' in said


def test_json_has_what_is_missing(run, monkeypatch):
    monkeypatch.setattr(equipment, "libraries", lambda: [NO_TORCH])
    (missing,) = json.loads(run(Protection("A"), "--json").stdout)["missing"]
    assert "torch is missing" in missing["problem"]


def test_a_reason_comes_with_what_to_do(run):
    shown = run(Protection(None, ["No tier A: bubblewrap is not installed."], ["Install bubblewrap."])).stdout
    assert "No tier A: bubblewrap is not installed." in shown
    assert "Install bubblewrap." in shown


@pytest.mark.parametrize(
    ("system", "machine", "advice"), [("darwin", "arm64", "WSL2"), ("linux", "riscv64", "64-bit ARM")]
)
def test_a_system_without_a_sandbox_comes_with_what_to_do(monkeypatch, system, machine, advice):
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    obstacle = obstacles.of_system()
    assert advice in " ".join(obstacle.remedies)


def test_elsewhere_nothing_is_attacked(monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("platform.system", lambda: "Windows")
    monkeypatch.setattr(sandbox, "detect", lambda: pytest.fail("there is nothing to attack"))
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 1
    assert "Windows has no Landlock" in ran.stdout
    assert "WSL2" in ran.stdout
