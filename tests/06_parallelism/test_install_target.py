"""Hidden tests for `install_target`: the table of section 1, row by row."""

from itertools import product

import pytest

from gradax.testing import expect, fail

TABLE = "See the table in *What to install where*."
CUDA = ("cuda13", "cuda12")
OTHERS = ["amd", "intel", "apple", None]


def looks_at_the_machine(student):
    """Fails where all machines get the same answer, which would be right for most of them."""
    machines = (("linux", False, "nvidia"), ("linux", False, "amd"), ("windows", False, "nvidia"), ("mac", False, None))
    answers = {said(student, *machine) for machine in machines}
    message = f"`install_target` gives the same answer for all machines. {TABLE}"
    expect(len(answers) > 1, message, code="always-the-same")


def said(student, system, wsl2, vendor):
    """The answer, as long as it is a short text."""
    if any(student.raises(error, "install_target", system, wsl2, vendor) for error in (ValueError, KeyError)):
        fail(
            "`install_target` raises for a machine that no GPU build fits, or that is missing from your list. Every "
            f'machine gets an answer: the CPU build runs everywhere, so answer "cpu". {TABLE}',
            code="raises",
        )
    got = student.install_target(system, wsl2, vendor)
    if isinstance(got, str) and "jax" in got:
        fail(
            f'`install_target` returns a text with `jax` in it. Return the bare name, such as "cuda13". {TABLE}',
            code="command",
        )
    expect(
        isinstance(got, str),
        '`install_target(system, wsl2, vendor)` is not a string. Return one of "cuda13", "rocm" and "cpu". ' + TABLE,
    )
    return got


@pytest.mark.core
@pytest.mark.weight(2)
def test_windows_itself_has_cpu_builds_only(student):
    """On Windows without WSL2 it is the CPU build, whatever the card."""
    looks_at_the_machine(student)
    for vendor in ["nvidia", *OTHERS]:
        expect(
            said(student, "windows", False, vendor) == "cpu",
            "`install_target` sends a machine with Windows and no WSL2 to a GPU build. On Windows itself JAX has CPU "
            f"builds only; a card is used through WSL2. {TABLE}",
            code="gpu-on-windows",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_an_nvidia_card_works_in_wsl2(student):
    """In WSL2 an NVIDIA card gets CUDA."""
    expect(
        said(student, "windows", True, "nvidia") in CUDA,
        "`install_target` does not answer CUDA for an NVIDIA card in WSL2. WSL2 is a Linux inside Windows, and "
        f"there the card works. {TABLE}",
        code="no-cuda-in-wsl2",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_linux_depends_on_the_vendor(student):
    """On Linux NVIDIA gets CUDA, AMD gets ROCm, all others the CPU build."""
    expect(
        said(student, "linux", False, "nvidia") in CUDA,
        "`install_target` does not answer CUDA for an NVIDIA card on Linux. Linux is not WSL2, and does not need it. "
        f"{TABLE}",
    )
    expect(
        said(student, "linux", False, "amd") == "rocm",
        f'`install_target` does not answer "rocm" for an AMD card on Linux. AMD has a build of its own. {TABLE}',
    )
    for vendor in OTHERS[1:]:
        expect(
            said(student, "linux", False, vendor) == "cpu",
            f"`install_target` sends a Linux machine that has neither NVIDIA nor AMD graphics to a GPU build. {TABLE}",
        )


@pytest.mark.core
def test_only_nvidia_is_used_in_wsl2(student):
    """In WSL2 all but NVIDIA get the CPU build."""
    looks_at_the_machine(student)
    for vendor in OTHERS:
        expect(
            said(student, "windows", True, vendor) == "cpu",
            "`install_target` sends a machine with WSL2, but without an NVIDIA card, to a GPU build. WSL2 alone is not "
            f"a graphics card, and in the table AMD's stands for Linux itself only. {TABLE}",
        )


@pytest.mark.core
def test_a_mac_gets_the_cpu_build(student):
    """On a Mac it is the CPU build, whatever the graphics."""
    looks_at_the_machine(student)
    for vendor in ["nvidia", *OTHERS]:
        expect(
            said(student, "mac", False, vendor) == "cpu",
            f"`install_target` sends a Mac to a GPU build. macOS is not in the rows above the last. {TABLE}",
        )


@pytest.mark.core
def test_every_machine_gets_one_of_the_three(student):
    """Each of the machines that the text describes gets an answer from the list, and nothing raises."""
    looks_at_the_machine(student)
    machines = [("linux", False), ("windows", False), ("windows", True), ("mac", False)]
    for (system, wsl2), vendor in product(machines, ["nvidia", *OTHERS]):
        expect(
            said(student, system, wsl2, vendor) in (*CUDA, "rocm", "cpu"),
            "`install_target` gives an answer outside of the list for some machine. Return the bare names, "
            f'"cuda13", "rocm" or "cpu", in this spelling. {TABLE}',
        )
