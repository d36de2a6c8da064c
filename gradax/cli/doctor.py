"""Command: doctor."""

from __future__ import annotations

import json
import platform
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gradax.cli.app import EVERYBODY, FALLS_SHORT, app, console
from gradax.versions import version_of

if TYPE_CHECKING:
    from gradax.learning.equipment import Library, Tried

SHOWN = ("jax", "flax", "optax", "dm-haiku", "numpy", "matplotlib", "jupyterlab", "torch", "nbgrader")
MEANING = {
    "A": "bubblewrap, Landlock and seccomp: submissions see nothing of this machine but Python",
    "B": "Landlock and seccomp: submissions can open nothing but Python, in the machine's own namespaces",
    None: "none: submissions are refused",
}


@app.command(rich_help_panel=EVERYBODY)
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON, for programs.")] = False,
) -> None:
    """Show what is installed here, what JAX computes on, what is missing, and the command that installs it.

    Where nbgrader is installed, too, it says which protection this machine gives when grading. Submissions are
    untrusted programs and run in a sandbox. How strong it is here is found by attacking a throw-away one: **A**
    (bubblewrap, Landlock, seccomp), **B** (Landlock, seccomp) or none.

    Exit code 0 if all is well, 1 if something that is needed is missing, or if an instructor's machine has no
    protection.
    """
    from gradax.learning.equipment import libraries, try_them

    grading = _protection() if version_of("nbgrader") else None
    with console.status("Starting JAX…"):
        tried = try_them()
    found = libraries()
    problems = _problems(found, tried)
    if as_json:
        typer.echo(json.dumps(_as_json(grading, tried, problems), indent=1, ensure_ascii=False))
    else:
        _show_equipment(found, tried, problems)
        _show_grading(grading)
    lacks = any(not problem.optional for problem in problems) or (grading is not None and not grading.tier)
    raise typer.Exit(FALLS_SHORT if lacks else 0)


@dataclass(frozen=True)
class _Grading:
    """The protection, why it is not better, what to do, and facts about the machine."""

    tier: str | None
    reasons: list[str]
    advice: list[str]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Problem:
    """Something that is not as it should be, in a sentence, and the command that mends it."""

    sentence: str
    command: str
    optional: bool = False


def _protection() -> _Grading:
    from gradax.sandbox.outside import obstacles

    obstacle = obstacles.of_system()
    if obstacle is not None:  # the sandbox's own modules cannot even be imported everywhere
        return _Grading(None, [obstacle.sentence], [*obstacle.remedies], obstacles.machine())
    from gradax.sandbox import detect

    with console.status("Attacking a throw-away sandbox…"):
        found = detect()
    return _Grading(found.tier, found.reasons, found.advice, found.facts)


def _problems(found: list[Library], tried: Tried) -> list[_Problem]:
    """What is missing or too old, and what is here and does not start."""
    from gradax.learning.equipment import command_for
    from gradax.text import listed

    problems = []
    for optional in (False, True):
        amiss = [each for each in found if each.problem and each.optional is optional]
        if amiss:
            which = listed(f"{each.name} {each.problem}" for each in amiss)
            only = "; only assignments that load data with PyTorch need it" if optional else ""
            problems.append(_Problem(f"{which}{only}.", command_for(amiss), optional))
    for name, reason in tried.problems.items():
        broken = [each for each in found if each.name == name and not each.problem]
        if broken:
            sentence = f"{name} is installed but does not start: {reason.rstrip('.')}."
            problems.append(_Problem(sentence, command_for(broken, again=True), broken[0].optional))
    return problems


def _as_json(grading: _Grading | None, tried: Tried, problems: list[_Problem]) -> dict[str, Any]:
    grading = grading or _Grading(None, ["nbgrader is not installed: nothing is graded here."], [])
    return {
        "protection": grading.tier,
        "reasons": grading.reasons,
        "advice": grading.advice,
        "facts": grading.facts,
        "python": platform.python_version(),
        "devices": tried.devices,
        "installed": {name: version_of(name) for name in SHOWN},
        "missing": [{"problem": each.sentence, "command": each.command} for each in problems],
    }


def _show_equipment(found: list[Library], tried: Tried, problems: list[_Problem]) -> None:
    from gradax.learning.equipment import devices_line, gpu_command

    console.print(f"Python {platform.python_version()}, {sys.prefix}", style="bold", markup=False, soft_wrap=True)
    versions = {name: version_of(name) for name in SHOWN}
    console.print(
        "  " + ", ".join(f"{name} {version}" for name, version in versions.items() if version), soft_wrap=True
    )
    if tried.devices:
        console.print(f"  JAX computes on {devices_line(tried.devices)}.")
    jax = next((each for each in found if each.name == "jax"), None)
    if jax and set(tried.devices) == {"cpu"} and (command := gpu_command(jax)):
        console.print(f"  The course needs no GPU. To use this machine's: {command}", markup=False, soft_wrap=True)
    for problem in problems:
        console.print(problem.sentence, style="yellow" if problem.optional else "red", markup=False, soft_wrap=True)
        console.print(f"  {problem.command}", markup=False, soft_wrap=True)
    if not any(not problem.optional for problem in problems):
        console.print("All that students need is here.", style="green")


def _show_grading(grading: _Grading | None) -> None:
    if grading is None:
        console.print("Grading: not from here, nbgrader is not installed.", style="dim")
        return
    tier = grading.tier
    style = {"A": "green", "B": "yellow", None: "red"}[tier]
    console.print(f"Protection: {tier or 'none'}", style=f"bold {style}")
    console.print(f"  {MEANING[tier]}", markup=False)
    for text in (*grading.reasons, *grading.advice):
        console.print(f"  {text}", markup=False, soft_wrap=True)
    if tier is None:
        console.print("  The students' commands work here; `gradax grade` refuses submissions that you did not write.")
