import json
import shutil
from pathlib import Path

import pytest

from gradax.learning.quiet import LearningError
from gradax.learning.workplace import Workplace, locate, workplace_at


def test_finds_an_exercise_in_the_notebooks_folder(make):
    place = make()
    assert locate("double", place.folder).folder == place.folder


def test_finds_an_exercise_from_the_bundles_top_folder(make):
    place = make()
    assert locate("double", place.folder.parent).folder == place.folder


def test_finds_an_exercise_from_a_courses_top_folder(tmp_path, make):
    place = make()
    (tmp_path / "release").mkdir()
    place.folder.rename(tmp_path / "release" / "01_small")
    assert locate("last", tmp_path).folder == tmp_path / "release" / "01_small"


def test_a_name_that_two_assignments_share(make, tmp_path):
    shutil.copytree(make().folder, tmp_path / "02_other")
    with pytest.raises(LearningError, match=r"in .*01_small and .*02_other\. Go to the one you mean"):
        locate("double", tmp_path)


def test_a_misspelt_exercise_names_the_nearest(make):
    with pytest.raises(LearningError, match=r"no exercise `dubble`; did you mean `double`\?"):
        locate("dubble", make().folder)


def test_an_unlike_exercise_names_all(make):
    with pytest.raises(LearningError, match=r"there are `double` and `last`\."):
        locate("zzz", make().folder)


def test_no_checks_folder_says_where_to_open_the_notebook(tmp_path):
    with pytest.raises(
        LearningError, match=r"there is no `checks` folder\. Open the notebook in the folder that it came"
    ):
        locate("double", tmp_path)


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(LearningError, match="no such file or folder"):
        workplace_at(tmp_path / "absent")


def test_a_path_is_named_as_it_was_typed(make, monkeypatch):
    monkeypatch.chdir(make().folder)
    with pytest.raises(LearningError, match=r"^\.\./02_next: there is no such file or folder"):
        workplace_at(Path("../02_next"))


def test_an_assignment_that_is_not_there_names_those_beside_it(make):
    folder = make().folder
    with pytest.raises(LearningError, match=rf"no such file or folder; did you mean `{folder.name}`\?"):
        workplace_at(folder.parent / folder.name.replace("_", "-"))


def test_an_exercise_in_a_folders_place_is_told_how_to_be_checked_alone(make):
    place = make()
    with pytest.raises(LearningError, match=r"run `gradax check --exercise double`\."):
        workplace_at(place.folder / "double")
    with pytest.raises(LearningError, match=r"run `gradax check 01_small --exercise double`\."):
        workplace_at(place.folder.parent / "double")


def test_a_path_that_is_not_a_notebook(make):
    with pytest.raises(LearningError, match=r"Name a file that ends in \.ipynb"):
        workplace_at(make().folder / "checks" / "test_double.py")


def test_a_notebook_away_from_its_checks(tmp_path):
    path = tmp_path / "alone.ipynb"
    path.write_text("{}")
    with pytest.raises(LearningError, match="Keep the notebook in the folder it came in"):
        workplace_at(path)


def test_a_folder_without_an_assignment(tmp_path):
    with pytest.raises(LearningError, match="No assignment was found"):
        workplace_at(tmp_path)


def test_several_assignments_are_named(tmp_path):
    for name in ("01_a", "02_b"):
        (tmp_path / name / "checks").mkdir(parents=True)
        (tmp_path / name / "checks" / "test_x.py").touch()
    with pytest.raises(LearningError, match="Say which: 01_a and 02_b"):
        workplace_at(tmp_path)


def test_a_renamed_notebook_is_found_where_it_is_the_only_one(make):
    place = make()
    renamed = place.notebook_path.rename(place.folder / "mine.ipynb")
    assert Workplace(place.folder).notebook_path == renamed


def test_a_folder_without_its_notebook(make):
    place = make()
    place.notebook_path.unlink()
    with pytest.raises(LearningError, match="There is no notebook in"):
        _ = place.notebook_path


def test_two_notebooks_of_other_names(make):
    place = make()
    place.notebook_path.rename(place.folder / "a.ipynb")
    (place.folder / "b.ipynb").touch()
    with pytest.raises(LearningError, match=r"several notebooks \(a.ipynb and b.ipynb\)"):
        _ = place.notebook_path


@pytest.mark.parametrize("content", ["", "not JSON", "[]", '{"nbformat": 3, "cells": []}', '{"nbformat": 4}'])
def test_a_notebook_that_is_none(make, content):
    place = make()
    place.notebook_path.write_text(content)
    with pytest.raises(LearningError, match="not a notebook"):
        place.notebook()


def test_what_is_no_cell_is_not_looked_at(make):
    place = make()
    cells = '[3, {}, {"metadata": {"tags": 1}, "source": ""}, {"metadata": {}, "source": null}]'
    place.notebook_path.write_text(f'{{"nbformat": 4, "cells": {cells}}}')
    assert place.notebook()["cells"] == []


def test_exercises_come_in_the_notebooks_order(make):
    assert make().exercises() == ["double", "last"]


def test_an_exercise_whose_cell_is_gone_comes_last(make):
    place = make()
    text = place.notebook_path.read_text().replace('"grade_id": "double"', '"grade_id": "other"')
    place.notebook_path.write_text(text)
    assert place.exercises() == ["last", "double"]


def test_points_are_the_grade_cells(make):
    assert make().points() == {"double": 10.0, "last": 5.0}


def test_points_are_unknown_without_a_readable_notebook(make):
    place = make()
    place.notebook_path.write_text("?")
    assert place.points() == {}


def test_missing_hints_say_where_they_should_be(make):
    with pytest.raises(LearningError, match="The hints for `last` are not in"):
        make().hints("last")


def headed(make, *cells):
    place = make()
    notebook = json.loads(place.notebook_path.read_text())
    notebook["cells"] = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in cells] + notebook[
        "cells"
    ]
    place.notebook_path.write_text(json.dumps(notebook))
    return place


def test_minutes_are_the_headings_above(make):
    assert headed(make, "### Exercise 1 · `double` · ★ · 10 points · 12 minutes").minutes() == {"double": 12}
    assert headed(make, "This takes 12 minutes.").minutes() == {}
    assert make().minutes() == {}


def test_the_title_is_the_first_heading(make):
    assert headed(make, "text", "# 01 · Small things\n\nText.", "# Other").title() == "01 · Small things"
    assert make().title() == "01_small"


def test_title_and_minutes_of_an_unreadable_notebook(make):
    place = make()
    place.notebook_path.write_text("?")
    assert (place.title(), place.minutes()) == ("01_small", {})


def test_memory_lies_beside_a_students_notebook(make):
    place = make()
    assert place.memory == place.folder / ".gradax"


def test_memory_stays_out_of_a_courses_own_folders(make, tmp_path):
    place = make()
    (tmp_path / "course.yaml").touch()
    assert place.memory == tmp_path / ".gradax" / "learning" / "01_small"
