import json

import pytest

from gradax.learning.quiet import LearningError
from gradax.learning.reset import reset
from gradax.learning.workplace import Workplace


def sources(path):
    return [cell["source"] for cell in json.loads(path.read_text())["cells"]]


def test_the_stub_is_back_and_nothing_else_has_changed(make, stub):
    place = make("def double(x): return 3")
    before = sources(place.notebook_path)
    reset(place, "double")
    assert sources(place.notebook_path) == [stub if "double(x)" in source else source for source in before]


def test_the_notebook_is_kept(make):
    place = make("def double(x): return 3")
    before = place.notebook_path.read_bytes()
    assert reset(place, "double").read_bytes() == before


def test_a_notebook_of_a_course_takes_the_released_cell(make, tmp_path, stub):
    make()
    (tmp_path / "course.yaml").touch()
    (tmp_path / "release").mkdir()
    (tmp_path / ".pristine").rename(tmp_path / "release" / "01_small")
    place = make("def double(x): return 3")
    (tmp_path / ".pristine" / "01_small.ipynb").unlink()
    reset(place, "double")
    assert stub in sources(place.notebook_path)


def test_the_instructors_notebook_is_left_alone(make, tmp_path):
    place = make()
    (tmp_path / "course.yaml").touch()
    (tmp_path / "source").mkdir()
    place.folder.rename(tmp_path / "source" / "01_small")
    with pytest.raises(LearningError, match="is the instructor's notebook"):
        reset(Workplace(tmp_path / "source" / "01_small"), "double")


def test_without_an_untouched_copy(make, tmp_path):
    place = make()
    (tmp_path / ".pristine" / "01_small.ipynb").unlink()
    with pytest.raises(LearningError, match=r"There is no untouched copy of 01_small\.ipynb"):
        reset(place, "double")


def test_a_damaged_untouched_copy(make, tmp_path):
    place = make()
    (tmp_path / ".pristine" / "01_small.ipynb").write_text("?")
    with pytest.raises(LearningError, match="not a notebook"):
        reset(place, "double")


def test_a_damaged_notebook(make):
    place = make()
    place.notebook_path.write_text("?")
    with pytest.raises(LearningError, match="not a notebook"):
        reset(place, "double")


def test_a_cell_that_was_deleted(make):
    place = make()
    place.notebook_path.write_text(place.notebook_path.read_text().replace('"grade_id": "double"', '"grade_id": "x"'))
    with pytest.raises(LearningError, match=r"The cell of `double` is not in 01_small\.ipynb"):
        reset(place, "double")


def test_a_misspelt_exercise(make):
    with pytest.raises(LearningError, match="did you mean `double`"):
        reset(make(), "dubble")


def test_a_folder_that_cannot_be_written_to(make):
    place = make()
    before = place.notebook_path.read_bytes()
    (place.folder / ".gradax").write_text("in the way")
    with pytest.raises(LearningError, match="nothing was reset"):
        reset(place, "double")
    assert place.notebook_path.read_bytes() == before


def test_a_notebook_that_nobody_else_may_read_stays_so(make):
    place = make("def double(x): return 3")
    place.notebook_path.chmod(0o600)
    kept = reset(place, "double")
    assert [path.stat().st_mode & 0o777 for path in (place.notebook_path, kept)] == [0o600, 0o600]
