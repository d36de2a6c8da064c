"""A grader without a sandbox: ordinary tests that import the submission into their own process.

Run as a script, it imports what every submission needs once, and forks for each of them.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from tests.gradax.attacks.attack import Attack

SECONDS = 20
TESTS = """\
import numpy as np
import pytest
from submission import affine


@pytest.mark.parametrize("shape", [(6,), (2, 3), ()])
def test_affine(shape):
    x = np.float32(np.random.default_rng().normal(size=shape))
    expected = 3 * x + 1
    np.testing.assert_allclose(affine(x), expected, rtol=1e-4)
"""


def plain_pytest(attacks: Iterable[Attack], folder: Path) -> dict[str, tuple[int, str]]:
    """What `pytest` ends with for each attack, and what it prints."""
    attacks = list(attacks)
    for attack in attacks:
        place = folder / attack.slug
        place.mkdir(parents=True)
        (place / "submission.py").write_text(
            attack.source.replace("@COURSE@", str(place)).replace("@HOST@", str(place))
        )
        (place / "test_affine.py").write_text(TESTS)
    environment = os.environ | {"JAX_PLATFORMS": "cpu", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    places = [str(folder / attack.slug) for attack in attacks]
    command = [sys.executable, "-m", __name__, *places]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=600)
    codes = map(int, told.stdout.split())
    return {
        attack.name: (code, (folder / attack.slug / "report").read_text(errors="replace"))
        for attack, code in zip(attacks, codes, strict=True)
    }


def main(places: list[str]) -> None:
    """Test each place's submission in a fork; print the exit codes."""
    import jax  # noqa: F401
    import numpy.testing  # noqa: F401
    import pytest

    for place in places:
        pid = os.fork()
        if pid == 0:
            _test(Path(place), pytest.main)
        _, ended = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)


def _test(place: Path, run) -> NoReturn:
    signal.alarm(SECONDS)
    os.chdir(place)
    sys.path.insert(0, str(place))
    report = os.open(place / "report", os.O_WRONLY | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(report, stream)
    sys.exit(run(["-q", "-p", "no:cacheprovider", f"--rootdir={place}", "-c", os.devnull, str(place)]))


if __name__ == "__main__":
    main(sys.argv[1:])
