"""`check` in a real Jupyter kernel: endless code is interrupted, and the kernel works on."""

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.slow

STUBBORN = (
    "import time\ndef double(x):\n    while True:\n        try: time.sleep(1)\n        except BaseException: pass"
)
COMPILED = """\
import jax
@jax.jit
def forever(x):
    return jax.lax.while_loop(lambda s: s[0] < SIZE, lambda s: (s[0] + 1, jax.numpy.sin(s[1])), (0, x))[1]
"""


@pytest.fixture
def run(make):
    def run(*sources):
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell(source) for source in ("from gradax import check", *sources)]
        client = NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": str(make().folder)}},
        )
        client.execute()
        return [cell["outputs"] for cell in notebook.cells[1:]]

    return run


def test_endless_code_is_named_with_its_line_and_the_kernel_works_on(run):
    _, (card, error), _, (passed,) = run(
        STUBBORN, 'check("double", seconds=1)', "def double(x): return 2 * x", 'check("double")'
    )
    assert "`double` did not end within 1 s: line 4" in card["data"]["text/plain"]
    assert (error["ename"], "\n".join(error["traceback"])) == ("CheckFailed", "double: 0 of 2 checks pass.")
    assert "both checks pass" in passed["data"]["text/plain"]


def test_compiled_code_gets_a_sentence_meanwhile(run):
    _, outputs = run(
        f"SIZE = 800_000_000\n{COMPILED}\ndef double(x): return float(forever(x))", 'check("double", seconds=0.5)'
    )
    said = "".join(output.get("text", "") for output in outputs)
    assert "still runs at line" in said
    assert "Compiled code, such as a JAX program, cannot be interrupted" in said
