"""The students' bundle: released notebooks with their checks and hints, and what it takes to work on them at home."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection
from importlib import metadata
from pathlib import Path

import gradax
from gradax.course import Assignment, Course, CourseError
from gradax.learning.workplace import PRISTINE

README, REQUIREMENTS, LOCK = "README.md", "requirements.txt", "constraints.txt"
TORCH_FOR_CPU = "--extra-index-url https://download.pytorch.org/whl/cpu"
_TORCH = f"""\
PyTorch and torchvision, which read the images, are among them. On Linux they bring a GPU's libraries (gigabytes); the
smaller build for the CPU is enough:

```sh
pip install -r requirements.txt {TORCH_FOR_CPU}
```

With uv that is `uv pip install -r requirements.txt --torch-backend cpu`.

"""
_WHEEL = re.compile(r"gradax-.+\.whl")


def make_bundle(course: Course, assignments: list[Assignment], folder: Path, beside: Collection[str] = ()) -> None:
    """Write the bundle of released `assignments` into `folder`, which is new, empty, or an earlier bundle.

    Files named in `beside` may be there, too, and stay.

    Raises:
        CourseError: where the folder holds something else, or where the wheel cannot be built.
    """
    known = {README, REQUIREMENTS, PRISTINE} | {assignment.name for assignment in course.assignments}
    folder.mkdir(parents=True, exist_ok=True)
    entries = sorted(entry for entry in folder.iterdir() if entry.name not in beside)
    for entry in entries:
        if entry.name not in known and not _WHEEL.fullmatch(entry.name):
            raise CourseError(f"{folder}: holds {entry.name!r}, which no bundle has. Name a new or empty folder.")
    project, with_torch = project_folder(), needs_torch(assignments)
    with tempfile.TemporaryDirectory() as temporary:
        wheel = build_wheel(project, Path(temporary)) if project else None
        for entry in entries:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        if wheel:
            shutil.copy(wheel, folder)
    (folder / PRISTINE).mkdir()
    for assignment in assignments:
        shutil.copytree(assignment.release, folder / assignment.name)
        shutil.copy(assignment.release_path, folder / PRISTINE)  # what `gradax reset` takes a cell from
    required = _locked(project, wheel.name, with_torch) if project and wheel else _installed(with_torch)
    lines = ["# Install with: pip install -r requirements.txt", *required, ""]
    (folder / REQUIREMENTS).write_text("\n".join(lines), encoding="utf-8")
    (folder / README).write_text(readme(course, assignments), encoding="utf-8")


def build_wheel(project: Path, folder: Path) -> Path:
    """Build gradax's wheel into `folder`, without a network and without an isolated environment."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise CourseError(f"{project}: the wheel cannot be built; `pip install hatchling` first. {done.stderr[-500:]}")
    return wheels[0]


def project_folder() -> Path | None:
    """The folder of gradax's own pyproject.toml and lock, which give the wheel; None for an installed copy."""
    project = Path(gradax.__file__).parents[1]
    return project if (project / LOCK).is_file() else None


def needs_torch(assignments: list[Assignment]) -> bool:
    """Whether any assignment loads PyTorch."""
    return any(name.rstrip("?") == "torch" for assignment in assignments for name in assignment.entry.preload)


def _locked(project: Path, wheel: str, with_torch: bool) -> list[str]:
    """The wheel, and the exact versions of what it needs: those that were tested together."""
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = declared["optional-dependencies"]
    needed = {
        _name(line) for line in [*declared["dependencies"], *extras["lab"], *(extras["mnist"] if with_torch else ())]
    }
    locked = (project / LOCK).read_text(encoding="utf-8").splitlines()
    return [f"./{wheel}", *sorted(line for line in locked if _name(line) in needed)]


def _installed(with_torch: bool) -> list[str]:
    """The published gradax, and what it needs in the versions installed here, which the instructor has tried."""
    extras = {"", "lab"} | ({"mnist"} if with_torch else set())
    needed = [line.partition(";") for line in metadata.requires("gradax") or ()]
    ranges = [line.strip() for line, _, marker in needed if _extra(marker) in extras]
    return [f"gradax=={gradax.__version__}", *sorted(_pin(each) for each in ranges)]


def _extra(marker: str) -> str:
    """The extra that a requirement's marker names; none where it belongs to gradax itself."""
    found = re.search(r"extra == ['\"](\w+)", marker)
    return found[1] if found else ""


def _pin(requirement: str) -> str:
    """A requirement pinned to the installed version; unchanged where none is installed."""
    name = _name(requirement)
    try:
        return f"{name}=={metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return requirement


def _name(requirement: str) -> str:
    """The name of what a line requires, in its normal spelling."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def readme(course: Course, assignments: list[Assignment]) -> str:
    """What students read first: how to install, work and hand in."""
    first = assignments[0].name
    listing = "\n".join(f"- `{assignment.name}`: {assignment.entry.title}" for assignment in assignments)
    return f"""# {course.config.title}

{listing}

## Install

You need Python 3.11 or newer. In this folder:

```sh
python -m venv .venv
. .venv/bin/activate
pip install -r requirements.txt
```

On Windows the second line is `.venv\\Scripts\\activate`. With [uv](https://docs.astral.sh/uv/) one line does it all:
`uv venv && uv pip install -r requirements.txt`; then put `uv run` before each command below.

{_TORCH if needs_torch(assignments) else ""}JAX has no GPU build for Windows itself; there, work inside WSL2.

`gradax doctor` says what is installed, what JAX computes on, what is missing, and the command that brings it. Run it
first if something does not work.

## Work

```sh
jupyter lab
```

Start it in this folder, and open `{first}/{first}.ipynb` in the list on the left: so every assignment is at hand.

Write where a cell says `write me`. Below each of your cells stands a `check("...")`: run it as often as you like, it
shows what already works and what does not. Stuck? `hint("...")` opens a hint, and the next call the next one. `check()`
shows at a glance how all exercises of the notebook stand.

Code that does not end is interrupted after ten seconds, and the card names its line; `check("...", seconds=60)` allows
more. A compiled JAX program cannot be interrupted before it returns to Python: wait for it, or restart the kernel.

The same from a terminal: `gradax check {first}`, `gradax hint EXERCISE`, `gradax progress` for the whole course, and
`gradax reset EXERCISE` to begin an exercise anew. `gradax check {first} --watch` checks whenever you save; its keys:
`h` opens a hint, `n` goes to the next exercise, `l` lists them, `r` resets one, `c` checks all, `q` quits.

In Google Colab, upload this folder as a zip, open the notebook, and run this in a cell at its top, which you delete
before you hand in:

```python
import shutil
shutil.unpack_archive("/content/bundle.zip", "/content/course")
%cd /content/course
%pip install -q -r requirements.txt
%cd {first}
```

You may add cells of your own. Cells that you cannot edit, outputs and metadata are not looked at when your work is
graded: it is your code that counts, and hidden tests look at it more closely than the checks that you see.

## Hand in

Save your notebook. Then, in a terminal in this folder:

```sh
gradax submit {first}
```

It compares your notebook with the one that you were given, runs it from top to bottom, and tells you what may cost
points: a cell that is missing or raises, checks that do not pass, exercises that are blank, settings that are not
graded with. You may hand in unfinished work. It packs the notebook into an archive, which you upload where your
course takes submissions; where it uses nbgrader's exchange, `gradax submit {first} --exchange` hands in directly.
(You may also hand in the notebook alone, under its own name, `{first}.ipynb`; then *Restart Kernel and Run All Cells*,
and save, before.)

You get a **receipt**, a code such as `K7QX-23PD-M4TR-AB5C`, which stands for your answers and your own code. Your
feedback has the same one. `gradax receipt {first}` tells whether your notebook is still the one that you handed in,
and `gradax receipt {first} RECEIPT` whether it is the one of any receipt.
"""
