"""Cells mean what IPython makes of them."""

from __future__ import annotations

import IPython.display
import pytest
from IPython.core import display_functions, getipython

from gradax.wire.cells import compile_cell
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import Performer, notebook_performer
from gradax.wire.shell import Shell
from gradax.wire.transport import LocalTransport

# Sources, and what `x` is afterwards; "absent" where it is not there.
ABSENT = "absent"
CELLS = {
    "": ABSENT,
    "x = 1": 1,
    "%matplotlib inline\nx = 1": 1,
    "!true\nx = 1": 1,
    "%%time\nx = 1": 1,
    "%%time\nx = 1  # is this right?": 1,
    "%%time\nx = 1  # really?\n": 1,
    "\n\n%%time\nx = 1": 1,
    "%%time\nx = (7\n  % 4)": 3,
    "x = (7\n % 4)": 3,
    "%time x = 5": 5,
    "%time x = 5  # five": 5,
    "if True:\n    %time x = 2": 2,
    "for x in range(3):\n    %time y = x\n": 2,
    "y = 2\n%time x = y + 1": 3,
    "x = %time 3 + 4": 7,
    "%%capture\nx = 1\nprint(x)": 1,
    "%%capture out\nx = 1": 1,
    "%%capture --no-stderr out\nx = 1": 1,
    "%%timeit -n 1 -r 1\nx = 3": ABSENT,
    "%%timeit -n 1 -r 1 x = 3\nx + 1": ABSENT,
    "%timeit -n 1 -r 1 x = 3": ABSENT,
    "x = %timeit -n 1 -r 1 3": None,
    "x = %timeit -o -n 1 -r 1 sum(range(9))\nx = x.average > 0": True,
    "get_ipython().run_cell_magic('capture', 'shown', 'y = 1')\nx = (shown.stdout, shown.show())": ("", None),
    "x = display(1, display_id=True)\nx = x.update(2)": None,
    "from IPython.display import display\nx = display(1, display_id='it')\nx = x.update(2)": None,
    "!true \\\n  a \\\n  b\nx = 1": 1,
    "!true \\\n  --quiet\n!true\nx = 1": 1,
    "x = !true": [],
    "x = !true\nx = len(x)": 0,
    "  x = 1\n  y = 2": 1,
    "    def f():\n        return 3\n    x = f()": 3,
    ">>> x = 1": 1,
    ">>> def f():\n...     return 4\n>>> x = f()": 4,
    "In [1]: x = 3": 3,
    "x = 2\nx?": 2,
    "?int\nx = 2": 2,
    "int?\nx = 2": 2,
    "int??\nx = 2": 2,
    "# why?\nx = 1": 1,
    "x = 'what?'": "what?",
    "%time\nx = 'what?'": "what?",
    "x = '''\n%time y\n!rm\n'''": "\n%time y\n!rm\n",
    "%time y = 1\nx = '''\n%time y\n!rm?\n'''": "\n%time y\n!rm?\n",
    "x = [1,\n     2]  # two?\n%time y = 1": [1, 2],
    "x = 10 \\\n  % 4\n%time y = 1": 2,
    "import asyncio\nasync def f():\n    return 6\nx = await f()": 6,
    "import asyncio\nawait asyncio.sleep(0)\nx = 1": 1,
    "import asyncio\nasync def f(n):\n    await asyncio.sleep(0)\n    return n\nx = await asyncio.gather(f(1), f(2))": [
        1,
        2,
    ],
    "async def f():\n    yield 1\n    yield 2\nx = [n async for n in f()]": [1, 2],
    "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')\nx = 1": 1,
    "get_ipython().run_line_magic('matplotlib', 'inline')\nx = 1": 1,
    "get_ipython().run_cell_magic('time', '', 'x = 4\\n')": 4,
    "get_ipython().system('true')\nx = 1": 1,
    "from IPython.display import display\ndisplay(1)\nx = 1": 1,
    "display(1)\nx = 1": 1,
    "%config InlineBackend.figure_format = 'svg'\nx = 1": 1,
    "%pwd\nx = 1": 1,
    "x = 1;": 1,
    "x = 1; y = 2": 1,
    "y = 3\n%timeit -n 1 -r 1 y + 1\nx = y": 3,
    "%%time\n\n\ndef f():\n    return 8\n\nx = f()": 8,
    "%%time\n%matplotlib inline\nx = 1": 1,
    "def f(a):\n    return a % 3\nx = f(7)": 1,
    "x = {'a': 7\n     %5}": {"a": 2},
    "x = lambda: 0\n%time x = x()": 0,
    "assert True, 'no?'\nx = 1": 1,
    "x = 1 if True else 2  # else?\n%pwd": 1,
    "class A:\n    n = 3\nx = A.n\nA?": 3,
    "x = 5\ndel x": ABSENT,
    "with open('/dev/null') as f:\n    x = 1": 1,
    "try:\n    %time 1 / 0\nexcept ZeroDivisionError:\n    x = 'caught'": "caught",
}
READ = "x = x if 'x' in globals() else 'absent'"


@pytest.fixture(scope="module")
def kernel():
    """What `x` is after a cell in a real kernel."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")

    def run(source):
        client.execute_interactive("%reset -f", timeout=60, output_hook=lambda message: None)
        client.execute_interactive(source, timeout=60, output_hook=lambda message: None)
        reply = client.execute_interactive(
            "", user_expressions={"x": "repr(x) if 'x' in globals() else 'absent'"}, timeout=60, output_hook=print
        )
        said = reply["content"]["user_expressions"]["x"]["data"]["text/plain"]
        return eval(said)

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def value(request_cell, request_value):
    request_cell()
    return request_value()


def ours(transport, source):
    transport.request("cell", source=source, name="mine")
    transport.request("cell", source=READ, name="read")
    probe = "def read(student):\n    return student.x\n"
    return transport.request("probe", source=probe, name="read", data={})


@pytest.fixture
def untouched_ipython(monkeypatch):
    """Puts back what stands in for IPython's own functions."""
    for module in (IPython, getipython):
        monkeypatch.setattr(module, "get_ipython", module.get_ipython)
    for module in (IPython.display, display_functions):
        monkeypatch.setattr(module, "display", module.display)


@pytest.mark.usefixtures("untouched_ipython")
@pytest.mark.parametrize("source", CELLS)
def test_a_cell_leaves_what_ipython_leaves(source):
    assert ours(LocalTransport(notebook_performer(alone=True)), source) == CELLS[source]


def test_a_process_that_has_other_things_to_do_keeps_ipythons_own_function():
    LocalTransport(notebook_performer()).request("cell", source="from IPython import get_ipython", name="mine")
    assert IPython.get_ipython() is None


@pytest.mark.usefixtures("untouched_ipython")
def test_parts_of_the_shell_that_are_not_there_do_nothing():
    source = "s = get_ipython()\ns.events.register('post_execute', print)\nx = s.enable_gui('qt')"
    assert ours(LocalTransport(notebook_performer(alone=True)), source) is None


@pytest.mark.slow
def test_a_real_kernel_agrees(kernel):
    for source, wanted in CELLS.items():
        said = kernel(source)
        assert (said if said == ABSENT else eval(said)) == wanted, source


def test_a_guest_agrees(zygote):
    for source, wanted in CELLS.items():
        if source.startswith("with open"):
            continue
        guest = zygote.guest()
        try:
            assert ours(guest, source) == wanted, source
        finally:
            guest.close()


@pytest.mark.parametrize(
    "cell", ["class A:\n    def f(self) -> A: pass", "%%time\nclass A:\n    def f(self) -> A: pass"]
)
def test_a_feature_of_the_future_lasts_for_the_cells_below(cell):
    transport = LocalTransport(notebook_performer())
    transport.request("cell", source="from __future__ import annotations", name="first")
    transport.request("cell", source=cell, name="mine")
    assert ours(transport, "x = A.__name__") == "A"


def test_lines_keep_their_numbers_where_they_can():
    transport = LocalTransport(notebook_performer())
    with pytest.raises(StudentFailure) as raised:
        transport.request("cell", source="\n%%time\ny = 1\n\n1 / 0", name="mine")
    assert raised.value.frames[-1] == ("mine", 4)


def test_lines_that_have_moved_are_not_named():
    transport = LocalTransport(notebook_performer())
    with pytest.raises(StudentFailure) as raised:
        transport.request("cell", source="!true \\\n  a\n1 / 0", name="mine")
    assert (raised.value.frames, raised.value.line) == ((), None)


def test_a_cell_that_is_not_python_either_way_gives_its_own_error():
    with pytest.raises(SyntaxError) as caught:
        compile_cell("x = 1\nx = = 1", "cell")
    assert caught.value.lineno == 2


def test_a_cell_that_ipython_gives_up_on_is_a_syntax_error():
    with pytest.raises(SyntaxError, match="IPython cannot read this cell"):
        compile_cell("?\n,,?%\x0c;" * 100, "cell")


def test_ends_of_lines_that_only_python_knows_are_no_matter():
    with pytest.raises(SyntaxError):  # and no warning of IPython's
        compile_cell("x = 1\x1c%pwd\ny = (", "cell")


def test_what_does_nothing_is_noted():
    namespace = {}
    shell = Shell(namespace)
    performer = Performer(namespace, shell=shell)
    performer.cell("%load_ext autoreload\n%matplotlib inline\n!true", "mine")
    performer.cell("%%bash\ntrue", "other")
    assert shell.skipped == {"!", "%load_ext", "%bash"}
