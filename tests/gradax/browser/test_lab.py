"""A student's cards in a real JupyterLab: everybody can read them, in Lab's light theme and in its dark one."""

import json

import pytest

from tests.gradax.browser.server import Jupyter

pytestmark = pytest.mark.slow

CHECKS = {
    "doubles": """
def test_numbers(student):
    '''It doubles *numbers*.'''
    x = np.arange(60.0)
    expect_close(student.doubles(x), 2 * x, what="`doubles(x)`", because="You may have *squared* it.")

def test_matrices(student):
    '''It doubles matrices.'''
    x = np.arange(600.0).reshape(20, 30)
    expect_close(student.doubles(x), 2 * x, what="`doubles(matrix)`")

def test_trees(student):
    '''It doubles trees.'''
    expect_close(student.doubles({"w": 1.0, "b": 2.0}), {"w": 2.0, "b": 4.0}, what="`doubles(tree)`")
""",
    "halves": """
def test_it(student):
    '''It halves.'''
    expect_close(student.halves(4.0), 2.0, what="`halves(4.0)`")
""",
    "picks": """
def test_it(student):
    '''It does not raise.'''
    expect_close(student.picks(4.0), 2.0, what="`picks(4.0)`")
""",
    "places": """
def test_it(student):
    '''Each device holds a row.'''
    rows = [{"device": i, "index": [[i, i + 1], [0, 3]], "shape": [1, 3]} for i in range(8)]
    every = [{"device": i, "index": [[0, 8], [0, 3]], "shape": [8, 3]} for i in range(8)]
    expect(False, "Each device should hold a row.", compared=Compared(every, rows))
""",
    "unwritten": """
def test_it(student):
    '''It is written.'''
    expect_close(student.unwritten(4.0), 2.0, what="`unwritten(4.0)`")
""",
}
CELLS = [
    """from gradax import check, hint, predict
def doubles(x):
    return {"w": x["w"] * 2} if isinstance(x, dict) else x * x
def halves(x): return x / 2
def picks(x): return x[4]
def places(x): return x
def unwritten(x): raise NotImplementedError("write me")""",
    *(f'check("{name}")' for name in CHECKS),
    "check()",
    'hint("doubles")',
    'predict("How *much*?", 3)',
    'predict("How *much*?", answer=4)',
]
HINT = "What is `twice` three? See *Doubling*.\n\n```python\nx + x\n```\n"
CARDS = len(CHECKS) + 2  # and an overview and a prediction
SHOWN = ".gx, .jp-OutputArea-output.jp-RenderedMarkdown"
HEIGHT = 6000  # all of it, so that nothing is scrolled out of sight
# Lab's body has no height of its own: axe-core takes what is in it for clipped, and would not judge its colours.
STRETCH = "() => [document.documentElement, document.body].forEach(each => each.style.height = '100%')"
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # cells out of sight are there, too
    "apputils-extension/notification": {"fetchNews": "false"},
}


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """A student's notebook with every kind of card, run in JupyterLab."""
    folder, home = tmp_path_factory.mktemp("student") / "01_small", tmp_path_factory.mktemp("home")
    for name, text in CHECKS.items():
        write(folder / "checks" / f"test_{name}.py", f"import numpy as np\nfrom gradax.testing import *\n{text}")
        write(folder / "hints" / f"{name}.md", f"{HINT}---\nb\n---\nc\n")
    for name, setting in SETTINGS.items():
        write(home / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings", json.dumps(setting))
    write(folder / "01_small.ipynb", json.dumps(notebook()))
    with Jupyter(folder, home) as server:
        page = chromium.open(f"{server.address}/lab/tree/01_small.ipynb")
        page.wait_for("window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for(f"document.querySelectorAll('.gx').length === {CARDS}")
        page.wait_for("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")
        page.evaluate("document.querySelectorAll('.gx details').forEach(each => each.open = true)")
        page.look(height=HEIGHT)
        page.evaluate(STRETCH)
        yield page
        page.close()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def notebook():
    def cell(number, source):
        # As in a course's notebooks: a card that fails does not stop the cells below.
        metadata = {"tags": ["raises-exception"]}
        return {
            "cell_type": "code", "id": f"c{number}", "metadata": metadata, "source": source, "outputs": [],
            "execution_count": None,
        }  # fmt: skip

    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell(*each) for each in enumerate(CELLS)]}


def test_every_kind_of_card_is_there(lab):
    marks = lab.evaluate("[...document.querySelectorAll('.gx')].map(card => card.classList[1])")
    assert marks == ["failed", "passed", "failed", "failed", "waits", "waits", "waits"]
    pictures = lab.evaluate("document.querySelectorAll('.gx .picture').length")
    assert pictures == 4
    assert "Hint 1 of 3" in lab.evaluate(f"document.querySelector('{SHOWN.split(', ')[1]}').textContent")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_everybody_can_read_it(lab, theme):
    lab.evaluate(f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}})")
    lab.wait_for(f"document.body.dataset.jpThemeName === '{theme}'")
    assert lab.faults(SHOWN) == []


def test_what_nobody_can_read_would_be_found(lab):
    faint = '<b id="faint" style="color: #777; background: #888">faint</b>'
    lab.evaluate(f"document.querySelector('.gx .head').insertAdjacentHTML('beforeend', '{faint}')")
    found = lab.faults(SHOWN)
    lab.evaluate("document.querySelector('#faint').remove()")
    assert ["color-contrast" in each for each in found] == [True]
