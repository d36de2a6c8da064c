"""Visible checks of `install_target`."""

from gradax.testing import expect


def test_the_worked_example(student):
    """Windows itself, with an NVIDIA card, gets "cpu"."""
    got = student.install_target("windows", False, "nvidia")
    expect(
        got == "cpu",
        '`install_target("windows", False, "nvidia")` should be "cpu": on Windows itself there is no GPU build.',
        f"got: {got!r}",
    )


def test_a_linux_machine_with_an_nvidia_card(student):
    """Linux with an NVIDIA card gets "cuda13" (or "cuda12")."""
    got = student.install_target("linux", False, "nvidia")
    expect(
        got in ("cuda13", "cuda12"),
        '`install_target("linux", False, "nvidia")` should be "cuda13".',
        f"got: {got!r}",
    )


def test_a_mac(student):
    """A Mac gets "cpu"."""
    got = student.install_target("mac", False, "apple")
    expect(
        got == "cpu",
        '`install_target("mac", False, "apple")` should be "cpu": the last row of the table.',
        f"got: {got!r}",
    )
