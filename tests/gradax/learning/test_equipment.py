"""What a student's Python has, measured in this one."""

import pytest
from packaging.requirements import Requirement

from gradax.learning import equipment
from gradax.learning.equipment import Library, command_for, devices_line, gpu_command, libraries, try_them

JAX = Library(Requirement("jax<0.11,>=0.10.2"), "", "0.10.2")
TORCH = Library(Requirement("torch>=2.13"), "mnist", None)


def test_here_nothing_is_amiss():
    assert [each.name for each in libraries() if each.problem] == []


def test_students_are_asked_for_no_grader():
    names = {each.name for each in libraries()}
    assert {"jax", "jupyterlab", "torch"} <= names
    assert "nbgrader" not in names


@pytest.mark.slow
def test_jax_and_pytorch_start_here():
    assert try_them().problems == {}


@pytest.mark.slow
def test_trying_them_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    try_them()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Modules that stand in the way of the real ones."""

    def broken(**modules):
        for name, source in modules.items():
            (tmp_path / f"{name}.py").write_text(source)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return broken


def test_what_does_not_start_is_told_with_its_reason(broken):
    broken(jax="raise ImportError('no libcuda')", torch="raise OSError('a library is damaged')")
    assert try_them().problems == {"jax": "ImportError: no libcuda", "torch": "OSError: a library is damaged"}


def test_one_that_ends_python_is_told(broken):
    broken(jax="import os; os._exit(3)")
    assert try_them().problems == {"jax": "Python ended with code 3"}


def test_what_is_missing_is_no_news(broken):
    broken(jax="raise ImportError('no libcuda')", torch="raise ModuleNotFoundError('No module named torch')")
    assert list(try_them().problems) == ["jax"]


def test_devices_are_counted():
    assert devices_line(["gpu", "gpu", "cpu"]) == "2 gpu devices and 1 cpu device"


@pytest.mark.parametrize("folder", [".", "01_small"])
def test_in_a_bundle_it_is_the_bundles_versions(tmp_path, monkeypatch, folder):
    (tmp_path / "requirements.txt").write_text("./gradax-1-py3-none-any.whl\njax==0.10.2\nml_dtypes==0.6.0\n")
    (tmp_path / "01_small").mkdir()
    monkeypatch.chdir(tmp_path / folder)
    types = Library(Requirement("ml-dtypes>=0.6"), "", None)
    assert command_for([JAX, types]) == 'python -m pip install "jax==0.10.2" "ml_dtypes==0.6.0"'


def test_what_a_bundles_list_lacks_is_named_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("gradax==0.1.0\njax==0.10.2\n")
    monkeypatch.chdir(tmp_path)
    assert 'python -m pip install "torch>=2.13"' in command_for([TORCH])


def test_another_projects_list_is_not(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("django\n")
    monkeypatch.chdir(tmp_path)
    assert command_for([JAX]) == 'python -m pip install "jax<0.11,>=0.10.2"'


def test_where_there_is_no_pip_there_is_uv(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(equipment, "version_of", lambda name: None)
    assert command_for([JAX], again=True) == 'uv pip install --force-reinstall "jax<0.11,>=0.10.2"'


def test_on_linux_pytorch_is_the_small_build(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    assert command_for([TORCH]).endswith(" --extra-index-url https://download.pytorch.org/whl/cpu")
    monkeypatch.setattr(equipment, "version_of", lambda name: None)
    assert command_for([TORCH]) == 'uv pip install "torch>=2.13" --torch-backend cpu'


@pytest.mark.parametrize(("found", "command"), [("/usr/bin/nvidia-smi", True), (None, False)])
def test_a_gpu_comes_with_the_command_that_lets_jax_use_it(monkeypatch, found, command):
    monkeypatch.setattr("shutil.which", lambda name: found)
    monkeypatch.setattr("sys.platform", "linux")
    assert (gpu_command(JAX) is not None) == command
