"""Command: doctor."""

from __future__ import annotations

import importlib.metadata
import json
from typing import Annotated

import typer

from gradax.cli.app import FALLS_SHORT, INSTRUCTOR, app, console

LIBRARIES = ("jax", "flax", "optax", "dm-haiku", "numpy", "matplotlib", "nbgrader", "jupyterlab")
MEANING = {
    "A": "bubblewrap, Landlock and seccomp: submissions see nothing of this machine but Python",
    "B": "Landlock and seccomp: submissions can open nothing but Python, in the machine's own namespaces",
    None: "none: submissions are refused",
}
# What a reason says, and what to do about it.
ADVICE = (
    (
        "bubblewrap is not installed",
        "Install bubblewrap: `sudo apt install bubblewrap` (Debian, Ubuntu), `sudo dnf install bubblewrap` (Fedora).",
    ),
    (
        "may not make its namespaces",
        "Ubuntu 24.04 and later need an AppArmor profile for bubblewrap: put\n"
        "  abi <abi/4.0>,\n  include <tunables/global>\n"
        "  profile bwrap /usr/bin/bwrap flags=(unconfined) {\n    userns,\n  }\n"
        "into /etc/apparmor.d/bwrap and run `sudo systemctl reload apparmor`. In Docker the default profile forbids\n"
        "namespaces: tier B is what a container gives, unless it runs with `--security-opt seccomp=unconfined`.",
    ),
    (
        "offers Landlock",
        "Use Linux 6.2 or later (Debian 12 with a backported kernel, Ubuntu 24.04, Fedora 38), and see that\n"
        "/sys/kernel/security/lsm names landlock; the kernel's parameter is `lsm=landlock,…`.",
    ),
    ("no Landlock, seccomp or namespaces", "On Windows use WSL2; on macOS a Linux virtual machine or container."),
    ("knows the system calls of", "Grade on an x86-64 or a 64-bit ARM machine."),
)


@app.command(rich_help_panel=INSTRUCTOR)
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON, for programs.")] = False,
) -> None:
    """Say which protection this machine gives when grading, and what is missing.

    Submissions are programs of people whom nobody vouches for. They run in a sandbox, and this command finds out how
    strong it is here by attacking a throw-away one: **A** (bubblewrap, Landlock, seccomp), **B** (Landlock, seccomp)
    or none. Exit code 0 for A or B, 1 for none.
    """
    from gradax.sandbox import detect

    with console.status("Attacking a throw-away sandbox…"):
        found = detect()
    installed = {name: _version(name) for name in LIBRARIES}
    advice = advice_for(found.reasons)
    if as_json:
        report = {
            "protection": found.tier,
            "reasons": found.reasons,
            "advice": advice,
            "facts": found.facts,
            "installed": installed,
        }
        typer.echo(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        _show(found.tier, found.reasons, advice, installed)
    raise typer.Exit(0 if found.tier else FALLS_SHORT)


def advice_for(reasons: list[str]) -> list[str]:
    """What to do about the reasons for which no better protection is given."""
    return [what for sign, what in ADVICE if any(sign in reason for reason in reasons)]


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _show(tier: str | None, reasons: list[str], advice: list[str], installed: dict[str, str | None]) -> None:
    style = {"A": "green", "B": "yellow", None: "red"}[tier]
    console.print(f"Protection: {tier or 'none'}", style=f"bold {style}")
    console.print(f"  {MEANING[tier]}", markup=False)
    for text in (*reasons, *advice):
        console.print(f"  {text}", markup=False, soft_wrap=True)
    if tier is None:
        console.print("  The students' commands work here; `gradax grade` refuses submissions that you did not write.")
    console.print("Installed:", style="bold")
    for name, version in installed.items():
        console.print(f"  {name} {version or 'is missing'}", style="" if version else "red", markup=False)
