"""Nothing that was handed in vanishes: it is graded where there is one reading only, or named."""

import os
import unicodedata

import pytest

from gradax.submission.folder import Unreadable
from gradax.submission.search import Stray, search, strays_line

A, OTHER = "01_tiny", "02_large"
NOTEBOOK = f"{A}.ipynb"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "submitted").mkdir()
    return tmp_path / "submitted"


@pytest.fixture
def hand_in(root):
    def hand_in(path, data=b"{}"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    return hand_in


def look(root):
    found = search(root, A, [A, OTHER])
    return {each.student: each for each in found.submissions}, strays_line(found.strays, root, A)


def refusal(submission):
    with pytest.raises(Unreadable) as refused:
        submission.read(100)
    return str(refused.value)


def test_beside_and_in_another_case_is_named_and_cannot_be_read(root, hand_in):
    hand_in("ada/01_tiny/01_tiny.ipynb")
    hand_in("bob/01_tiny.ipynb")
    hand_in("carol/01_Tiny/01_tiny.ipynb")
    found, line = look(root)
    assert list(found) == ["ada", "bob", "carol"]
    assert line == (
        "2 folders in submitted/ hold nothing for 01_tiny: bob (01_tiny.ipynb lies beside where it should be), "
        "carol (01_Tiny; did you mean 01_tiny?)."
    )
    assert refusal(found["bob"]) == (
        "There is no notebook at `01_tiny/01_tiny.ipynb`, but there is `01_tiny.ipynb`. Move it and hand it in again."
    )
    assert "but there is `01_Tiny/01_tiny.ipynb`" in refusal(found["carol"])


@pytest.mark.parametrize("place", ["01_tiny/01_tiny", "01_tiny/my homework/01_tiny", "dave/01_tiny"])
def test_what_was_nested_by_unzipping_is_graded(root, hand_in, place):
    hand_in(f"dave/{place}/{NOTEBOOK}", b"nested")
    hand_in(f"dave/{place}/.ipynb_checkpoints/{NOTEBOOK}", b"old")
    hand_in(f"dave/__MACOSX/{place}/{NOTEBOOK}", b"of macOS")
    found, line = look(root)
    assert found["dave"].read(100) == (
        b"nested",
        [f"The notebook lies at `{place}/01_tiny.ipynb` instead of `01_tiny/01_tiny.ipynb`; it was graded."],
    )
    assert line == ""


def test_of_an_archive_with_the_students_folder_the_assignments_folder_is_its_own(root, hand_in):
    hand_in(f"dave/dave/{A}/{NOTEBOOK}")
    assert look(root)[0]["dave"].path == root / "dave" / "dave" / A
    hand_in(f"eve/{A}/{A}/{NOTEBOOK}")
    assert look(root)[0]["eve"].path == root / "eve" / A


@pytest.mark.parametrize("name", ["homework.zip", "01_tiny.tar.gz", "01_tiny.ipynb.txt", "01_Tiny.json"])
def test_what_may_have_the_notebook_in_it_is_named(root, hand_in, name):
    hand_in(f"dave/{A}/{name}")
    found, line = look(root)
    assert refusal(found["dave"]) == (
        f"There is no notebook at `01_tiny/01_tiny.ipynb`, but there is `01_tiny/{name}`. Hand in the notebook itself."
    )
    assert line == ""


@pytest.mark.parametrize("name", ["01_tiny.zip", "01_tiny.ipynb.txt"])
def test_an_archive_of_the_assignment_s_name_beside_its_folder_s_place_is_named(root, hand_in, name):
    hand_in(f"dave/{name}")
    hand_in("eve/02_large.zip")
    found, line = look(root)
    assert f"but there is `{name}`. Hand in the notebook itself." in refusal(found["dave"])
    assert list(found) == ["dave"]
    assert line == f"2 folders in submitted/ hold nothing for 01_tiny: dave ({name} is not {NOTEBOOK}), eve."


def test_an_archive_beside_the_notebook_is_no_matter(root, hand_in):
    hand_in(f"dave/{A}/{NOTEBOOK}", b"graded")
    hand_in(f"dave/{A}.zip")
    found, line = look(root)
    assert (found["dave"].read(100), line) == ((b"graded", []), "")


def test_two_that_are_nested_are_both_named(root, hand_in):
    hand_in(f"dave/{A}/new/{NOTEBOOK}")
    hand_in(f"dave/{A}/old/{NOTEBOOK}")
    said = refusal(look(root)[0]["dave"])
    assert "but there is `01_tiny/new/01_tiny.ipynb` and `01_tiny/old/01_tiny.ipynb`" in said


def test_one_of_another_name_that_is_nested_is_named(root, hand_in):
    hand_in(f"dave/{A}/deep/mine.ipynb")
    assert "but there is `01_tiny/deep/mine.ipynb`" in refusal(look(root)[0]["dave"])


@pytest.mark.parametrize("folder", ["01-tiny", "01 Tiny", "01_TINY", "01_ｔｉｎｙ"])
def test_a_folder_that_differs_in_little_is_the_assignments(root, hand_in, folder):
    hand_in(f"carol/{folder}/anything.ipynb")
    found, line = look(root)
    assert f"`{folder}/anything.ipynb`" in refusal(found["carol"])
    assert f"carol ({folder}; did you mean 01_tiny?)" in line


def test_a_misspelt_folder_counts_where_the_notebook_has_the_right_name(root, hand_in):
    hand_in(f"carol/01_tinny/{NOTEBOOK}")
    hand_in("dan/01_tinny/mine.ipynb")
    found, line = look(root)
    assert list(found) == ["carol"]
    assert "dan (01_tinny; did you mean 01_tiny?)" in line


def test_an_empty_folder_of_the_assignments_name_in_another_case_is_named(root):
    (root / "carol" / "01_Tiny").mkdir(parents=True)
    assert "but there is `01_Tiny/`" in refusal(look(root)[0]["carol"])


def test_the_notebook_in_another_assignments_folder_is_named_only(root, hand_in):
    hand_in(f"carol/{OTHER}/{OTHER}.ipynb")
    hand_in(f"carol/{OTHER}/{NOTEBOOK}")
    found, line = look(root)
    assert found == {}
    assert "carol (02_large/01_tiny.ipynb; did you mean 01_tiny/01_tiny.ipynb?)" in line


def test_whoever_handed_in_another_assignment_is_not_named(root, hand_in):
    hand_in(f"carol/{OTHER}/{OTHER}.ipynb")
    assert look(root) == ({}, "")


def test_a_folder_with_nothing_at_all_is_named(root, hand_in):
    (root / "carol").mkdir()
    hand_in("dan/notes.txt")
    assert look(root)[1] == "2 folders in submitted/ hold nothing for 01_tiny: carol, dan."


def test_a_file_outside_every_folder_is_named(root, hand_in):
    hand_in("erin.ipynb")
    hand_in("README.md")
    (root / "carol").mkdir()
    assert look(root)[1] == (
        "1 folder in submitted/ holds nothing for 01_tiny: carol. "
        "1 file in submitted/ lies outside every student's folder: erin.ipynb."
    )


def test_all_of_a_class_zipped_once_more_are_named(root, hand_in):
    for student in ("ada", "bob"):
        hand_in(f"class/{student}/{A}/{NOTEBOOK}")
    found, line = look(root)
    assert found == {}
    assert "class (ada/01_tiny/01_tiny.ipynb; did you mean" in line


def test_what_macos_keeps_beside_a_notebook_is_no_notebook(root, hand_in):
    hand_in(f"ada/{A}/mine.ipynb", b"mine")
    hand_in(f"ada/{A}/._mine.ipynb", b"of macOS")
    data, warnings = look(root)[0]["ada"].read(100)
    assert data == b"mine"
    assert "the only one there is was graded" in warnings[0]


def test_an_id_in_another_unicode_form_is_named(root, hand_in):
    usual, other = (unicodedata.normalize(form, "José") for form in ("NFC", "NFD"))
    hand_in(f"{usual}/{A}/{NOTEBOOK}")
    hand_in(f"{other}/{A}/{NOTEBOOK}")
    found, _ = look(root)
    assert found[usual].id_problem is None
    assert f"it looks like `{usual}`, and is another id" in (found[other].id_problem or "")
    assert found[other].read(100)[1] == [found[other].id_problem]


def test_links_are_not_followed(root, hand_in, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / NOTEBOOK).write_bytes(b"secret")
    (root / "eve" / A).mkdir(parents=True)
    (root / "eve" / A / "deep").symlink_to(tmp_path / "elsewhere")
    (root / "mal").mkdir()
    (root / "mal" / "01_Tiny").symlink_to(tmp_path / "elsewhere")
    found, _ = look(root)
    assert "no notebook in the submission" in refusal(found["eve"])
    assert "mal" not in found


def test_a_folder_of_many_files_is_not_looked_at_for_ever(root):
    folder = root / "eve" / "heap"
    folder.mkdir(parents=True)
    for index in range(3000):
        (folder / f"{index}.ipynb").touch()
    assert look(root)[1] == "1 folder in submitted/ holds nothing for 01_tiny: eve."


def test_a_name_that_is_not_utf8_is_escaped(root):
    folder = os.path.join(os.fsencode(root), b"zo\xeb", b"01_Tiny")
    os.makedirs(folder)
    with open(os.path.join(folder, b"\xff.ipynb"), "wb"):
        pass
    found, line = look(root)
    assert "`01_Tiny/\\xff.ipynb`" in refusal(found["zo\\xeb"])
    assert line.encode()


def test_a_stray_without_a_note_is_its_name():
    assert str(Stray("carol")) == "carol"
