"""torchvision loads beside any build of torch, and where there is none a sentence says what to do."""

import subprocess
import sys

import pytest


def run(program):
    return subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)


def test_torchvision_imports_after_the_preparation():
    pytest.importorskip("torch")
    ran = run("import gradax.learning.vision, torchvision.datasets as d; print(d.MNIST.__name__)")
    assert ran.stdout == "MNIST\n", ran.stderr


def test_preparing_twice_does_no_harm():
    pytest.importorskip("torch")
    ran = run("from gradax.learning import vision; vision.prepare_torchvision(); print('fine')")
    assert ran.stdout == "fine\n", ran.stderr


@pytest.mark.parametrize("missing", ["torch", "torchvision"])
def test_a_missing_library_gets_one_sentence_and_no_chain_of_tracebacks(missing):
    pytest.importorskip("torch")
    ran = run(f"import sys; sys.modules[{missing!r}] = None; import gradax.learning.vision")
    *_, last = ran.stderr.strip().splitlines()
    assert f"{missing} is not installed. Run: pip install 'gradax[mnist]'" in last
    assert "During handling" not in ran.stderr
