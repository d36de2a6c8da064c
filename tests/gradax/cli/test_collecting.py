"""`gradax collect` and `gradax package classroom` as an instructor meets them."""

import threading

import pytest
from typer.testing import CliRunner

from gradax.authoring.release import release
from gradax.cli import app
from gradax.files import only_writer


@pytest.fixture
def run(tiny_course, monkeypatch):
    monkeypatch.chdir(tiny_course.root)
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


@pytest.fixture
def clones(tmp_path):
    for name in ("tiny-ada", "tiny-bob", "other-eve"):
        path = tmp_path / "tiny-submissions" / name / "01_tiny" / "01_tiny.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    return tmp_path / "tiny-submissions"


def test_collect_says_what_is_new_and_fails_where_a_clone_is_left_out(run, clones):
    said = run("collect", "01_tiny", clones)
    assert "submitted: 2 notebooks new or changed, 0 as before." in said.output
    assert "other-eve is left out: its name does not say whose it is" in said.output
    assert said.exit_code == 1


def test_collect_again_finds_nothing_new(run, clones):
    run("collect", "01_tiny", clones, "--prefix", "tiny-")
    assert "0 notebooks new or changed, 2 as before." in run("collect", "01_tiny", clones).output


def test_collecting_waits_for_its_turn(run, clones, tiny_course):
    lock = tiny_course.root / ".gradax" / "collect.lock"
    lock.parent.mkdir(exist_ok=True)
    second = threading.Thread(target=run, args=("collect", "01_tiny", clones))
    with only_writer(lock):
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert not (tiny_course.root / "submitted").exists()
    second.join()
    assert (tiny_course.root / "submitted" / "ada").is_dir()


def test_package_classroom_says_what_to_do_next(run, tiny_course, tmp_path):
    release(tiny_course.open(), tiny_course.assignment())
    said = run("package", "classroom", "--to", tmp_path / "template")
    assert said.exit_code == 0
    assert "commit it, push it to GitHub, and make it a template repository there." in said.output
