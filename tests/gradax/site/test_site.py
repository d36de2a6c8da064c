"""The documentation as a site: everything is there, nothing leads nowhere, and it needs nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer

import gradax
from gradax.cli import app
from gradax.course import Course
from tests.gradax.testing.test_reference import DOCUMENTED

ROOT = Path(gradax.__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site: the pages' texts by their paths."""
    folder = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "tools.site", folder],
        cwd=ROOT,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")}, folder


def references(text):
    """What a page loads or leads to."""
    return [unquote(found) for found in re.findall(r'(?:src|href)="?([^"\s>]+)', text)]


def anchors(text):
    return re.findall(r'id="?([^"\s>]+)', text)


def commands(group, *words):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *words, name)
        elif not command.hidden:
            yield "-".join((*words, name))


def test_every_file_that_a_page_names_is_there(site):
    pages, folder = site
    missing = [
        (name, found)
        for name, text in pages.items()
        if name != "404.html"
        for found in references(text)
        if not urlsplit(found).scheme and not (folder / name).parent.joinpath(urlsplit(found).path).exists()
    ]
    assert missing == []


def test_nothing_is_loaded_from_elsewhere(site):
    pages, folder = site
    loaded = [found for text in pages.values() for found in re.findall(r"<(?:script|link|img|iframe)\b[^>]*", text)]
    loaded += [path.read_text() for path in (folder / "assets").rglob("*.css")]
    assert loaded
    assert not [
        found for found in loaded if re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(["']?https?:""", found)
    ]


def test_every_page_that_somebody_wrote_can_be_reached(site):
    pages, _ = site
    home = {found for found in references(pages["index.html"]) if found.endswith(".html")}
    assert {name for name in pages if name != "404.html"} <= {found.removeprefix("./") for found in home}


def test_every_command_has_a_page_with_its_options(site):
    pages, _ = site
    names = set(commands(typer.main.get_command(app)))
    assert {f"commands/{name}.html" for name in names} <= pages.keys()
    assert "--dry-run" in pages["commands/grade.html"]


def test_every_exercise_is_listed_with_its_points(site):
    pages, _ = site
    for assignment in Course.open(ROOT).assignments:
        for exercise in assignment.exercises:
            assert f"<code>{exercise.name}</code>" in pages[f"exercises/{assignment.name}.html"]
    assert "★★ · 16 points · 25 minutes" in pages["exercises/04_mlp.html"]


def test_the_exercises_show_no_solution(site):
    pages, _ = site
    every = "".join(text for name, text in pages.items() if name.startswith("exercises/"))
    assert "SOLUTION" not in every
    assert "return " not in every


def test_everything_that_tests_are_written_with_is_in_the_reference(site):
    pages, _ = site
    shown = {found for name, text in pages.items() if name.startswith("reference/") for found in anchors(text)}
    assert DOCUMENTED.keys() <= shown


def test_examples_are_shown_as_code(site):
    pages, _ = site
    assert pages["reference/expectations.html"].count("<p>Fails:</p>") >= 8
    assert "&gt;&gt;&gt; " in re.sub(r"<[^>]*>", "", pages["reference/expectations.html"])


def test_links_lead_somewhere_in_the_project_too():
    """But for those of the site's home, which leads to generated pages."""
    written = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    missing = [
        (path.name, found)
        for path in written
        if path != ROOT / "docs" / "index.md"
        for found in re.findall(r"\]\(([^)#\s]+)", path.read_text())
        if not urlsplit(found).scheme and not (path.parent / found).exists()
    ]
    assert missing == []


def test_the_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()}
    assert sizes.keys() >= {"card.png", "feedback.png", "report.png"}
    assert max(sizes.values()) < 150_000


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_first_sentence_counts_right(page):
    assignments = Course.open(ROOT).assignments
    assert len(assignments) == 9
    exercises = sum(len(assignment.exercises) for assignment in assignments)
    assert f"nine notebooks and {exercises} exercises" in (ROOT / page).read_text()
