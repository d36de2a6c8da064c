"""The template repository for GitHub Classroom: its workflow is run here as GitHub's runner would, step by step."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from gradax.authoring.classroom import WORKFLOW, make_template
from gradax.authoring.release import release
from gradax.course import CourseError

BIN = Path(sys.executable).parent
SECONDS = 120


@pytest.fixture(scope="module")
def template(tmp_path_factory, tiny_course_class):
    tiny = tiny_course_class(tmp_path_factory.mktemp("classroom") / "course")
    release(tiny.open(), tiny.assignment())
    folder = tiny.root / "template"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    make_template(tiny.open(), tiny.open().assignments, folder)
    return folder


@pytest.fixture(scope="module")
def workflow(template):
    return yaml.safe_load((template / WORKFLOW).read_text())


def commands(workflow):
    job = workflow["jobs"]["check"]
    (assignment,) = job["strategy"]["matrix"]["assignment"]
    return [step["run"].replace("${{ matrix.assignment }}", assignment) for step in job["steps"] if "run" in step]


def push(template, place, source=None):
    """What the last step of the workflow says of a student's repository."""
    shutil.copytree(template, place)
    path = place / "01_tiny" / "01_tiny.ipynb"
    notebook = json.loads(path.read_text())
    if source:
        next(cell for cell in notebook["cells"] if cell["id"] == "clamp")["source"] = source
    path.write_text(json.dumps(notebook))
    *_, check = commands(yaml.safe_load((place / WORKFLOW).read_text()))
    return subprocess.run(
        ["bash", "-e", "-c", check],
        cwd=place,
        env=os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def test_the_workflow_runs_on_each_push_and_may_only_read(workflow):
    assert "push" in workflow[True]  # YAML 1.1 takes `on` for a truth value; GitHub does not
    assert workflow["permissions"] == {"contents": "read"}
    assert {step["uses"] for step in workflow["jobs"]["check"]["steps"] if "uses" in step} == {
        "actions/checkout@v4",
        "actions/setup-python@v5",
    }


def test_it_installs_what_the_bundle_requires_and_checks_each_assignment(workflow, template):
    assert commands(workflow) == ["python -m pip install -r requirements.txt", "gradax check 01_tiny"]
    assert (template / "requirements.txt").is_file()
    assert list(template.glob("gradax-*.whl"))


def test_it_holds_no_secret_and_keeps_the_repository(template):
    text = "".join(path.read_text() for path in template.rglob("*") if path.suffix in (".ipynb", ".py", ".md", ".yml"))
    assert "bounded_below" not in text
    assert "Hidden tests for" not in text
    assert (template / ".git" / "HEAD").is_file()


@pytest.mark.slow
def test_a_push_that_solves_it_passes(template, tmp_path):
    ran = push(template, tmp_path / "solved", "def clamp(x, low, high):\n    return min(high, max(low, float(x)))\n")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.slow
def test_the_first_push_fails_and_says_what_is_to_be_written(template, tmp_path):
    ran = push(template, tmp_path / "unsolved")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "not written yet: clamp" in ran.stdout


def test_made_again_it_keeps_what_the_instructor_added(template, tmp_path, tiny_course):
    release(tiny_course.open(), tiny_course.assignment())
    for name in (".github/workflows/mine.yml", ".gitignore"):
        path = tmp_path / "template" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    make_template(tiny_course.open(), tiny_course.open().assignments, tmp_path / "template")
    assert (tmp_path / "template/.github/workflows/mine.yml").read_text() == "mine"
    assert (tmp_path / "template/.gitignore").read_text() == "mine"


def test_pytorch_comes_without_a_gpu_s_libraries(tmp_path, tiny_course):
    release(tiny_course.open(), tiny_course.assignment())
    config = (tiny_course.root / "course.yaml").read_text()
    tiny_course.write("course.yaml", config.replace("title: One exercise", 'title: One\n    preload: ["torch?"]'))
    make_template(tiny_course.open(), tiny_course.open().assignments, tmp_path / "template")
    made = yaml.safe_load((tmp_path / "template" / WORKFLOW).read_text())
    assert commands(made)[0].endswith("--extra-index-url https://download.pytorch.org/whl/cpu")


def test_what_is_not_released_is_refused(tmp_path, tiny_course):
    with pytest.raises(CourseError, match="01_tiny is not released yet; run `gradax release 01_tiny` first"):
        make_template(tiny_course.open(), tiny_course.open().assignments, tmp_path / "template")
