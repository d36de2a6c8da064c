"""What people look at is inert: nothing of a submission runs, loads or calls home in the pages that they open."""

import json
import urllib.request
from urllib.parse import quote

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from tests.gradax.browser.beacon import LIVE
from tests.gradax.browser.payloads import MARKUP, PROVOKE, folder_names

pytestmark = pytest.mark.slow

LISTS = (
    "manage_assignments",
    "manage_submissions/{name}",
    "gradebook",
    "gradebook/{name}",
    "gradebook/{name}/{name}",
    "manage_students",
)
TABLE_IS_THERE = "!document.querySelector('#main-table').textContent.includes('Loading')"


@pytest.fixture
def look_at(chromium, beacon):
    """Open a page and do what people do there. Gives the page; what is alive in it; who phoned home meanwhile."""
    opened = []

    def look_at(url, ready="true"):
        beacon.heard.clear()
        page = chromium.open(url)
        opened.append(page)
        page.wait_for(ready)
        alive = page.evaluate(PROVOKE.replace("ADDRESS", beacon.address))
        page.settle()
        if page.evaluate(f"{LIVE} === true"):
            alive.append(LIVE)
        return page, alive, set(beacon.heard)

    yield look_at
    for page in opened:
        page.close()


@pytest.fixture
def formgrader(jupyter, look_at):
    """Open one of the formgrader's pages; looks like `look_at`."""
    return lambda path, ready="true": look_at(f"{jupyter.address}/formgrader/{path}", ready)


def submissions(jupyter, name):
    """The formgrader's numbers of all submissions, by student."""
    with urllib.request.urlopen(f"{jupyter.address}/formgrader/api/submitted_notebooks/{name}/{name}") as answer:
        return {each["student"]: each["id"] for each in json.load(answer)}


def test_the_payloads_are_alive_in_a_naive_page(look_at, hostile_notebook, tmp_path):
    # (nbformat refuses the ids that are payloads.)
    cells = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(hostile_notebook["cells"])]
    html, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(hostile_notebook | {"cells": cells}))
    (tmp_path / "naive.html").write_text(html)
    _, alive, heard = look_at((tmp_path / "naive.html").as_uri())
    places = ("released-markdown", "manual", "output")
    assert heard >= {f"{place}-{name}" for place in places for name in MARKUP} | {"output-javascript"}
    assert len(alive) > len(MARKUP)


def test_the_names_are_alive_in_a_naive_page(look_at, beacon, tmp_path):
    names = folder_names(beacon.address)
    page = f'{names["text"]}<b title="{names["attribute"]}">x</b><b title="{names["tag"]}"></b>'
    page += f'<script>var id = "{names["string"]}";</script>'
    (tmp_path / "names.html").write_text(page)
    _, alive, heard = look_at((tmp_path / "names.html").as_uri())
    assert heard == {"id-text", "id-attribute", "id-string", "id-tag"}
    assert LIVE in alive


def test_feedback_is_inert(hostile_class, look_at):
    for student in hostile_class.students:
        path = hostile_class.root / "feedback" / student / hostile_class.name / f"{hostile_class.name}.html"
        page, *live = look_at(f"file://{quote(str(path))}")
        assert page.evaluate("document.querySelectorAll('section').length") > 1
        assert live == [[], set()]


def test_the_class_report_is_inert(hostile_class, look_at):
    (path,) = (hostile_class.root / "report" / hostile_class.name).glob("*.html")
    page, *live = look_at(path.as_uri())
    assert page.evaluate("document.body.textContent.includes('onerror')")  # the ids are there, as text
    assert live == [[], set()]


@pytest.mark.parametrize("path", LISTS)
def test_the_formgraders_lists_are_inert(hostile_class, formgrader, path):
    _, *live = formgrader(path.format(name=hostile_class.name), TABLE_IS_THERE)
    assert live == [[], set()]


@pytest.mark.parametrize("path", ["manage_students/{student}", "manage_students/{student}/{name}"])
def test_the_formgraders_pages_of_a_student_are_inert(hostile_class, formgrader, path):
    for student in hostile_class.students:
        asked = path.format(student=quote(student, safe=""), name=hostile_class.name)
        page, *live = formgrader(asked, TABLE_IS_THERE)
        assert live == [[], set()]
        assert page.evaluate("document.querySelector('#main-table').textContent").count(hostile_class.name) == 1


def test_a_submission_in_the_formgrader_is_inert(hostile_class, jupyter, formgrader):
    found = submissions(jupyter, hostile_class.name)
    assert {*hostile_class.students} <= {*found}
    for student in hostile_class.students:
        page, *live = formgrader(f"submissions/{found[student]}/?index=0", "document.querySelector('.nbgrader_cell')")
        assert page.evaluate("document.querySelectorAll('[role=group][aria-label]').length") == 2  # our cards
        assert live == [[], set()]


def test_an_autograded_notebook_in_jupyterlab_is_inert(hostile_class, jupyter, look_at):
    path = f"autograded/mallory/{hostile_class.name}/{hostile_class.name}.ipynb"
    page, *live = look_at(
        f"{jupyter.address}/lab/tree/{path}", "document.querySelectorAll('.jp-OutputArea-output').length >= 2"
    )
    assert page.evaluate("document.querySelector('.jp-Notebook').textContent.includes('clamp')")
    assert live == [[], set()]
