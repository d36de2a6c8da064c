"""The small MNIST-format set: made the same everywhere, verified by checksum, and fit to learn from."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gradax.authoring import digits

COURSE = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def files():
    pytest.importorskip("sklearn")
    return digits.make_files()


def test_the_files_in_the_course_have_the_stated_checksums():
    assert digits.problems(COURSE / digits.DATA) == []


def test_the_files_made_here_have_the_stated_checksums(files):
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == digits.CHECKSUMS


def test_an_idx_file_states_its_type_its_rank_and_its_shape():
    assert digits.idx(np.array([[1, 2, 3]], np.uint8)) == b"\0\0\x08\x02" + b"\0\0\0\x01" + b"\0\0\0\x03" + b"\1\2\3"


def test_every_digit_is_in_exactly_one_of_the_two_sets(files):
    train, test = (
        np.frombuffer(files[f"{name}-images-idx3-ubyte"], np.uint8, offset=16).reshape(-1, 28, 28)
        for name in ("train", "t10k")
    )
    assert (len(train), len(test)) == (1437, 360)
    assert len({image.tobytes() for image in (*train, *test)}) == 1797


def test_each_image_is_centred_to_the_pixel(files):
    images = np.frombuffer(files["t10k-images-idx3-ubyte"], np.uint8, offset=16).reshape(-1, 28, 28).astype(int)
    rows = (images.sum(axis=2) * np.arange(28)).sum(axis=1) / images.sum(axis=(1, 2))
    assert np.abs(rows - 13.5).max() <= 0.5


def test_an_image_is_moved_no_further_than_to_the_edge():
    lopsided = np.zeros((1, 8, 8), np.int64)
    lopsided[0, 7, 7] = 16
    lopsided[0, 0, :] = 1
    lopsided[0, :, 0] = 1
    image = digits.enlarge(lopsided)[0]
    assert image[0].any()
    assert np.argwhere(image > 200).min() > 14


def test_a_missing_and_a_changed_file_each_get_a_sentence(tmp_path):
    raw = tmp_path / digits.RAW
    raw.mkdir(parents=True)
    (raw / "train-labels-idx1-ubyte").write_bytes(b"changed")
    found = digits.problems(tmp_path)
    assert len(found) == 4
    assert found[0].endswith("train-images-idx3-ubyte: missing.")
    assert "its SHA-256 is not the one" in found[1]


def test_the_command_makes_the_files_and_checks_them(tmp_path, capsys):
    pytest.importorskip("sklearn")
    assert digits.main([str(tmp_path)]) == 0
    assert digits.main([str(tmp_path), "--check"]) == 0
    assert "the four files are as they should be" in capsys.readouterr().out


def test_the_check_of_a_wrong_folder_says_what_to_run(tmp_path, capsys):
    assert digits.main([str(tmp_path), "--check"]) == 1
    assert f"Make the files anew: python -m gradax.authoring.digits {tmp_path}" in capsys.readouterr().err


def test_without_scikit_learn_the_command_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    assert digits.main([str(tmp_path)]) == 1
    assert "Run: pip install scikit-learn" in capsys.readouterr().err


def test_torchvision_reads_the_set_as_mnist():
    program = (
        "import gradax.learning.vision; from torchvision.datasets import MNIST;"
        f"data = MNIST({str(COURSE / digits.DATA)!r}, train=False); image, label = data[0];"
        "print(len(data), image.mode, image.size, type(label).__name__)"
    )
    pytest.importorskip("torch")
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "360 L (28, 28) int", ran.stderr
