"""Who grades, with which protection: how to run a command so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gradax.sandbox.outside import rootshim
from gradax.sandbox.outside.launch import python_folders

BIN = Path(sys.executable).parent
ORDINARY_UID = 64010  # nobody's; neither root nor whom root's sandbox becomes
USERS = ("root", "user") if os.geteuid() == 0 else ("user",)


@dataclass(frozen=True)
class Combination:
    """A user, "root" or "user", and a tier, "A" or "B"."""

    user: str
    tier: str

    def __str__(self) -> str:
        return f"{self.user}-{self.tier}"

    @property
    def uid(self) -> int:
        """Who that is."""
        return ORDINARY_UID if self._becomes_ordinary else os.geteuid()

    def command(self, *command: str, folders: tuple[Path, ...] = ()) -> list[str]:
        """The command line that runs a command as this user, to whom these folders belong."""
        if not self._becomes_ordinary:
            return list(command)
        needed = dict.fromkeys(python_folders(), False) | {str(folder): True for folder in folders}
        return [sys.executable, "-I", rootshim.__file__, str(self.uid), json.dumps(needed), *command]

    def environment(self, home: Path) -> dict[str, str]:
        """The environment; without bubblewrap on its PATH for tier B."""
        path = str(BIN) if self.tier == "B" else f"{BIN}{os.pathsep}{os.environ['PATH']}"
        kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
        return {**kept, "PATH": path, "HOME": str(home), "TMPDIR": str(home / "tmp")}

    def own(self, folder: Path) -> None:
        """Give a folder to this user."""
        if self._becomes_ordinary:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, self.uid, self.uid, follow_symlinks=False)

    def obstacle(self, home: Path) -> str | None:
        """Why this machine does not give this tier to this user, if so."""
        if self.tier == "B" and shutil.which("bwrap", path=str(BIN)):
            return f"bubblewrap lies in {BIN}, which gradax needs"
        command = self.command(str(BIN / "gradax"), "doctor", "--json", folders=(home,))
        told = subprocess.run(
            command, env=self.environment(home), cwd=home, capture_output=True, text=True, timeout=120
        )
        found = json.loads(told.stdout)
        return None if found["protection"] == self.tier else " ".join(found["reasons"])

    @property
    def _becomes_ordinary(self) -> bool:
        return self.user == "user" and os.geteuid() == 0


COMBINATIONS = tuple(Combination(user, tier) for user in USERS for tier in ("A", "B"))
