"""Finding and reading submissions: links are not followed, nothing waits, nothing changes."""

import os
import socket

import pytest

from gradax.submission.folder import Submission, Unreadable
from gradax.submission.search import find_submissions

A = "01_small"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "submitted").mkdir()
    return tmp_path / "submitted"


def hand_in(root, student="ada", name=f"{A}.ipynb", data=b"{}"):
    folder = root / student / A
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder


def read(root, student="ada", max_bytes=100):
    return Submission(root, student, A).read(max_bytes)


def refusal(root, **more):
    with pytest.raises(Unreadable) as refused:
        read(root, **more)
    return str(refused.value)


def test_reads_the_bytes_as_they_are(root):
    hand_in(root, data=b"\xff{}\r\n")
    assert read(root) == (b"\xff{}\r\n", [])


def test_students_are_the_folders_with_the_assignment(root):
    hand_in(root, "bo")
    hand_in(root, "ada")
    (root / "carl").mkdir()
    (root / ".git" / A).mkdir(parents=True)
    (root / "README.md").write_text("")
    assert [found.student for found in find_submissions(root, A)] == ["ada", "bo"]


def test_no_folder_of_submissions_holds_none(tmp_path):
    assert find_submissions(tmp_path / "nowhere", A) == []


def test_a_name_that_is_not_utf8_is_escaped(root):
    os.makedirs(os.path.join(os.fsencode(root), b"zo\xeb", A.encode()))
    assert [found.student for found in find_submissions(root, A)] == ["zo\\xeb"]


def test_a_submission_with_a_name_that_is_not_utf8_is_read(root):
    folder = os.path.join(os.fsencode(root), b"zo\xeb", A.encode())
    os.makedirs(folder)
    with open(os.path.join(folder, f"{A}.ipynb".encode()), "wb") as file:
        file.write(b"{}")
    (found,) = find_submissions(root, A)
    assert found.read(10) == (b"{}", [])


def test_an_only_notebook_of_another_name_is_read(root):
    hand_in(root, name="mine.IPYNB", data=b"mine")
    data, warnings = read(root)
    assert data == b"mine"
    assert warnings == [f"The notebook does not have the name `{A}.ipynb`; the only one there is was graded."]


def test_other_notebooks_are_said(root):
    hand_in(root, name="copy.ipynb")
    hand_in(root, data=b"this")
    assert read(root) == (b"this", [f"There are other notebooks beside `{A}.ipynb`; they were not looked at."])


def test_shadow_modules_are_no_matter(root):
    for name in ("jax.py", "conftest.py", "sitecustomize.py"):
        hand_in(root, name=name)
    hand_in(root, data=b"this")
    assert read(root) == (b"this", [])


def test_several_notebooks_of_other_names_are_refused(root):
    hand_in(root, name="a.ipynb")
    hand_in(root, name="b.ipynb")
    assert "several notebooks" in refusal(root)


def test_no_notebook_is_refused(root):
    hand_in(root, name="notes.txt")
    assert refusal(root) == f"There is no notebook in the submission; hand in `{A}.ipynb`."


def test_a_linked_notebook_is_refused(root, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (hand_in(root, name="x") / f"{A}.ipynb").symlink_to(tmp_path / "secret")
    assert refusal(root) == "The submission is a link, and links are not followed; hand in the notebook itself."


def test_a_linked_assignment_folder_is_refused(root, tmp_path):
    other = hand_in(tmp_path / "elsewhere")
    (root / "ada").mkdir()
    (root / "ada" / A).symlink_to(other)
    assert "links are not followed" in refusal(root)


def test_a_linked_student_folder_is_found_and_refused(root, tmp_path):
    (root / "ada").symlink_to(hand_in(tmp_path / "elsewhere").parent)
    (found,) = find_submissions(root, A)
    with pytest.raises(Unreadable, match="links are not followed"):
        found.read(100)


def test_a_dangling_link_is_refused(root):
    (hand_in(root, name="x") / f"{A}.ipynb").symlink_to("nowhere")
    assert "links are not followed" in refusal(root)


def test_a_fifo_is_refused_without_waiting(root):
    os.mkfifo(hand_in(root, name="x") / f"{A}.ipynb")
    assert "not a regular file" in refusal(root)


def test_a_folder_in_the_notebooks_place_is_refused(root):
    (hand_in(root, name="x") / f"{A}.ipynb").mkdir()
    assert "not a regular file" in refusal(root)


def test_a_socket_is_refused(root, monkeypatch):
    monkeypatch.chdir(hand_in(root, name="x"))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{A}.ipynb")
        assert "cannot be read" in refusal(root)


def test_a_file_in_the_assignments_place_is_refused(root):
    (root / "ada").mkdir()
    (root / "ada" / A).write_text("")
    assert "cannot be read" in refusal(root)


def test_a_large_notebook_is_not_read(root):
    os.truncate(hand_in(root) / f"{A}.ipynb", 200 * 2**20)
    assert "larger than 8 MiB" in refusal(root, max_bytes=8 * 2**20)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_notebook_is_refused(root):
    os.chmod(hand_in(root) / f"{A}.ipynb", 0)
    assert "Permission denied" in refusal(root)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_student_folder_is_found_and_refused(root):
    os.chmod(hand_in(root).parent, 0)
    (found,) = find_submissions(root, A)
    with pytest.raises(Unreadable, match="Permission denied"):
        found.read(100)
    os.chmod(root / "ada", 0o700)
