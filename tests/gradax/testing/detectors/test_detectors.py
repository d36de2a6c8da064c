import ast
import subprocess
import sys
from pathlib import Path

import gradax.testing.detectors as detectors


def test_every_module_is_among_the_names():
    folder = Path(detectors.__file__).parent
    assert detectors.__all__ == sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def test_importing_them_starts_no_backend_and_brings_no_pytest():
    # They are imported in the process that every guest is forked from.
    code = (
        "import sys, gradax.testing.detectors, jax._src.xla_bridge as bridge; "
        "print([bridge.backends_are_initialized(), 'pytest' in sys.modules, 'gradax.course' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ast.literal_eval(done.stdout) == [False, False, False]


def test_what_tests_are_written_with_does_not_import_jax():
    code = "import sys, gradax.testing, gradax.testing.runner; print('jax' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n"
