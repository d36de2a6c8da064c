"""Command: doctor."""

from __future__ import annotations

import importlib.metadata
import json
from typing import Annotated, Any

import typer

from gradax.cli.app import EVERYBODY, FALLS_SHORT, app, console

LIBRARIES = ("jax", "flax", "optax", "dm-haiku", "numpy", "matplotlib", "nbgrader", "jupyterlab")
MEANING = {
    "A": "bubblewrap, Landlock and seccomp: submissions see nothing of this machine but Python",
    "B": "Landlock and seccomp: submissions can open nothing but Python, in the machine's own namespaces",
    None: "none: submissions are refused",
}


@app.command(rich_help_panel=EVERYBODY)
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON, for programs.")] = False,
) -> None:
    """Say which protection this machine gives when grading, and what is missing.

    Submissions are untrusted programs and run in a sandbox. This command measures how strong it is here by attacking a
    throw-away one: **A** (bubblewrap, Landlock, seccomp), **B** (Landlock, seccomp) or none. Exit code 0 for A or B, 1
    for none.
    """
    from gradax.sandbox.outside.obstacles import advice_for

    tier, reasons, facts = _found()
    installed = {name: _version(name) for name in LIBRARIES}
    advice = advice_for(reasons)
    if as_json:
        report = {"protection": tier, "reasons": reasons, "advice": advice, "facts": facts, "installed": installed}
        typer.echo(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        _show(tier, reasons, advice, installed)
    raise typer.Exit(0 if tier else FALLS_SHORT)


def _found() -> tuple[str | None, list[str], dict[str, Any]]:
    """The protection, why it is not better, and facts about the machine."""
    from gradax.sandbox.outside import obstacles

    obstacle = obstacles.of_system()
    if obstacle is not None:  # the sandbox's own modules cannot even be imported everywhere
        return None, [obstacle], obstacles.machine()
    from gradax.sandbox import detect

    with console.status("Attacking a throw-away sandbox…"):
        found = detect()
    return found.tier, found.reasons, found.facts


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
