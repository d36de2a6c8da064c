"""One run of `gradax grade` and `gradax feedback` over a class in which every other student attacks."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from gradax.results import SubmissionResult
from tests.gradax.attacks.attack import Attack
from tests.gradax.attacks.combination import BIN, Combination
from tests.gradax.attacks.course import EXERCISE, HONEST, AttackedCourse
from tests.gradax.attacks.host import Host, files_state, left_behind, processes_with
from tests.gradax.attacks.notebooks import NotebookAttack

RUN_SECONDS = 2_400  # on a machine that is busy with other tests, too


@dataclass(frozen=True)
class Case:
    """An attack, the student who hands it in, and the honest one who is graded next."""

    attack: Attack | NotebookAttack
    student: str
    honest: str


class ClassRun:
    """The class, graded: what came of it.

    Attributes:
        cases: by the attack's name.
        results: by student.
        told: what the commands printed, stdout and stderr.
        codes: the commands' exit codes.
        changed: what changed on the host, though it should not have.
        reached: the host's sockets that were reached.
        left: processes that outlived the run.
        temporary: files that it left where temporary files go.
        seconds: how long the run took.
    """

    def __init__(
        self,
        combination: Combination,
        template: AttackedCourse,
        folder: Path,
        attacks: Sequence[Attack | NotebookAttack],
    ) -> None:
        self.combination = combination
        self.canaries = template.canaries
        self.name = template.name
        self.course = folder / "course"
        self._home = folder / "home"
        folder.mkdir()
        (self._home / "tmp").mkdir(parents=True)
        combination.own(self._home)
        self.obstacle = combination.obstacle(self._home)
        if self.obstacle is not None:
            return
        shutil.copytree(template.root, self.course)
        self.host = Host(folder / "host", self.canaries["host"], combination.uid)
        self.cases = {
            attack.name: Case(attack, f"a{number:03}-1-{attack.student}", f"a{number:03}-2-honest")
            for number, attack in enumerate(attacks)
        }
        notebook = template.notebook(HONEST)
        for case in self.cases.values():
            self._hand_in(case, notebook)
        combination.own(self.course)

    def run(self) -> None:
        """Grade everybody but the victim, and write the attackers' feedback."""
        before, left = self._state(), left_behind()
        begun = time.monotonic()
        grading = self._gradax("grade", self.name, "--workers", "1", "--json", "results.json")
        self.results = {
            result.student: result
            for result in msgspec.json.decode((self.course / "results.json").read_bytes(), type=list[SubmissionResult])
        }
        attackers = (part for case in self.cases.values() for part in ("--student", self._id(case)))
        feedback = self._gradax("feedback", self.name, *attackers)
        self.seconds = time.monotonic() - begun
        self.codes = {"grade": grading.returncode, "feedback": feedback.returncode}
        self.told = b"".join((grading.stdout, grading.stderr, feedback.stdout, feedback.stderr))
        after = self._state()
        self.changed = sorted(
            {name for name in before | after if before.get(name) != after.get(name)} | (left_behind() - left)
        )
        self.reached = self.host.reached()
        self.left = processes_with(str(self.course))
        self.temporary = sorted(path.name for path in (self._home / "tmp").iterdir())

    def result(self, name: str) -> SubmissionResult:
        """What came of an attack."""
        return self.results[self._id(self.cases[name])]

    def honest_result(self, name: str) -> SubmissionResult:
        """What came of the honest submission that was graded next."""
        return self.results[self.cases[name].honest]

    def written_of(self, name: str) -> dict[str, bytes]:
        """All files that were written of an attack's student: results, autograded notebook, feedback."""
        folders = (self.course / place / self._id(self.cases[name]) for place in ("autograded", "feedback"))
        return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}

    @staticmethod
    def _id(case: Case) -> str:
        return case.student.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

    def _hand_in(self, case: Case, notebook: dict[str, Any]) -> None:
        honest, attacked = (self.course / "submitted" / student / self.name for student in (case.honest, case.student))
        for folder in (honest, attacked):
            folder.mkdir(parents=True)
        (honest / f"{self.name}.ipynb").write_text(json.dumps(notebook))
        if isinstance(case.attack, NotebookAttack):
            case.attack.hand_in(attacked, json.loads(json.dumps(notebook)), self.host.folder)
            return
        source = self._aimed(case.attack.source)
        made = {
            **notebook,
            "cells": [each | {"source": source} if each["id"] == EXERCISE else each for each in notebook["cells"]],
        }
        (attacked / f"{self.name}.ipynb").write_text(json.dumps(made))

    def _aimed(self, source: str) -> str:
        """An attack that knows its target."""
        tokens = {
            "@COURSE@": self.course,
            "@HOST@": self.host.folder,
            "@PORT@": self.host.port,
            "@ABSTRACT@": self.host.abstract,
            "@SOCKET@": self.host.path,
            "@PID@": self.host.bystander.pid,
        }
        for token, value in tokens.items():
            source = source.replace(token, str(value))
        return source

    def _gradax(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = self.combination.command(str(BIN / "gradax"), *arguments, folders=(self.course, self._home))
        environment = self.combination.environment(self._home) | {"SECRET": self.canaries["environment"]}
        return subprocess.run(command, cwd=self.course, env=environment, capture_output=True, timeout=RUN_SECONDS)

    def _state(self) -> dict[str, object]:
        """What is not to change: the host, and the course but for what grading writes."""
        state = self.host.state()
        for place in ("course.yaml", "nbgrader_config.py", "source", "release", "tests", "submitted", ".gradax/xla"):
            state |= files_state(self.course / place)
        return state
