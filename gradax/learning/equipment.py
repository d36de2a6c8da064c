"""What a student's Python has, and the command that installs what is missing.

JAX and PyTorch are tried in a process of their own: a broken one can end Python itself.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gradax.text import counted, listed, one_line
from gradax.versions import version_of

EXTRAS = ("", "lab", "mnist")  # gradax's own extras that students can have; the first is none
OPTIONAL = "mnist"
_PATIENCE = 120.0  # seconds, for a machine that starts JAX for the first time
_UV, _PIP = "uv pip install", "python -m pip install"
# uv would look for everything in PyTorch's index that it has in any version, and find these nowhere else.
_CPU_TORCH = {_UV: "--torch-backend cpu", _PIP: "--extra-index-url https://download.pytorch.org/whl/cpu"}
_TRY = """
import json
found = {"devices": [], "problems": {}}
try:
    import jax
    found["devices"] = [device.platform for device in jax.devices()]
except Exception as error:
    found["problems"]["jax"] = f"{type(error).__name__}: {error}"
try:
    import gradax.learning.vision
except Exception as error:
    if not isinstance(error.__context__, ModuleNotFoundError):  # what is missing is known already
        found["problems"]["torch"] = f"{type(error).__name__}: {error}"
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Library:
    """A library that gradax names: which versions it needs, and which one is here."""

    needed: Requirement
    extra: str
    version: str | None

    @property
    def name(self) -> str:
        """Its name, as pip has it."""
        return self.needed.name

    @property
    def optional(self) -> bool:
        """Whether only some assignments need it."""
        return self.extra == OPTIONAL

    @property
    def problem(self) -> str:
        """What is wrong with it, in words; empty where nothing is."""
        if self.version is None:
            return "is missing"
        if not self.needed.specifier.contains(self.version, prereleases=True):
            return f"{self.version} is not a version that gradax supports ({self.needed.specifier})"
        return ""


class Tried(msgspec.Struct, frozen=True):
    """What trying JAX and PyTorch showed: the platforms of JAX's devices, and what did not start, and why."""

    devices: list[str] = []
    problems: dict[str, str] = {}


def libraries() -> list[Library]:
    """What gradax and its students' extras need, in the order in which gradax names them."""
    try:
        lines = importlib.metadata.requires("gradax") or []
    except importlib.metadata.PackageNotFoundError:  # run from its sources
        lines = []
    found = []
    for needed in map(Requirement, lines):
        extra = next((extra for extra in EXTRAS if not needed.marker or needed.marker.evaluate({"extra": extra})), None)
        if extra is not None:
            found.append(Library(needed, extra, version_of(needed.name)))
    return found


def try_them() -> Tried:
    """Start JAX and PyTorch, as a notebook would."""
    command = [sys.executable, "-c", _TRY]
    try:
        with tempfile.TemporaryDirectory() as folder:  # for what PyTorch would leave behind
            environment = {**os.environ, "TORCHINDUCTOR_CACHE_DIR": folder}
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=environment
            )
    except subprocess.TimeoutExpired:
        return Tried(problems={"jax": f"it did not start within {_PATIENCE:g} s"})
    try:
        return msgspec.json.decode((done.stdout.splitlines() or [""])[-1], type=Tried)
    except msgspec.DecodeError:
        words = done.stderr.strip().splitlines()[-1:] or [f"Python ended with code {done.returncode}"]
        return Tried(problems={"jax": one_line(words[0])})


def devices_line(devices: Iterable[str]) -> str:
    """What JAX computes on: ``1 cpu device and 2 gpu devices``."""
    return listed(counted(number, f"{platform} device") for platform, number in Counter(devices).items())


def command_for(needed: Iterable[Library], *, again: bool = False) -> str:
    """The command that installs some libraries, or installs them `again`; in a bundle's versions where there is one."""
    needed, pins, installer = list(needed), _pins(), _installer()
    words = [installer, *(["--force-reinstall"] if again else [])]
    words += [f'"{pins.get(canonicalize_name(each.name), f"{each.name}{each.needed.specifier}")}"' for each in needed]
    if sys.platform == "linux" and any(each.name == "torch" for each in needed):
        words.append(_CPU_TORCH[installer])
    return " ".join(words)


def gpu_command(jax: Library) -> str | None:
    """The command that makes JAX use this machine's NVIDIA GPU, where it has one."""
    if sys.platform != "linux" or not shutil.which("nvidia-smi"):
        return None
    return f'{_installer()} "jax[cuda13]{jax.needed.specifier}"'


def _installer() -> str:
    """How to install here: an environment made by uv has no pip."""
    return _PIP if version_of("pip") else _UV


def _pins() -> dict[str, str]:
    """The requirements of the bundle that one is in, by name; its list as a whole can be installed at its top only."""
    for folder in (Path("."), Path("..")):
        try:
            lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            continue
        if any(line.startswith(("./gradax-", "gradax==")) for line in lines):
            return {canonicalize_name(line.partition("==")[0]): line for line in lines if "==" in line}
    return {}
