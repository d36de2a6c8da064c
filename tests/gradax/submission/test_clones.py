"""A folder of clones becomes submissions: whose each is, when it was committed, and what is left out."""

import os
import subprocess

import pytest

from gradax.course import CourseError
from gradax.submission.clones import collect

NAME = "01_tiny"
ROSTER = '"identifier","github_username","github_id","name"\n"ada","Countess","1",""\n"bob","bob-ross","2",""\n'


class Classroom:
    def __init__(self, tiny, place):
        self.tiny, self.clones = tiny, place / "tiny-submissions"
        self.submitted = tiny.root / "submitted"
        self.roster = place / "classroom_roster.csv"
        self.clones.mkdir()
        self.roster.write_text(ROSTER)

    def clone(self, folder, text="{}", when="2026-10-01T14:00:00+02:00"):
        path = self.clones / folder / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
            who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
            dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
            subprocess.run(["git", *who, *command], cwd=self.clones / folder, env=os.environ | dates, check=True)
        return path

    def collect(self, *, prefix=None, roster=True):
        return collect(self.clones, self.tiny.assignment(), self.submitted, self.roster if roster else None, prefix)

    def of(self, student, name=f"{NAME}.ipynb"):
        return (self.submitted / student / NAME / name).read_text()


@pytest.fixture
def classroom(tiny_course, tmp_path):
    return Classroom(tiny_course, tmp_path)


def test_each_notebook_goes_to_its_student_with_the_time_of_its_commit(classroom):
    classroom.clone("tiny-countess", "{1}")
    classroom.clone("tiny-bob-ross", "{2}")
    assert classroom.collect().new == ("bob", "ada")
    assert (classroom.of("ada"), classroom.of("bob")) == ("{1}", "{2}")
    assert classroom.of("ada", "timestamp.txt").strip() == "2026-10-01T14:00:00+02:00"


@pytest.mark.parametrize("more", [{}, {"prefix": "tiny-"}])
def test_without_a_roster_the_user_name_is_the_id(classroom, more):
    classroom.clone("tiny-bob-ross")
    assert classroom.collect(roster=False, **more).new == ("bob-ross",)


def test_what_lies_there_already_stays_and_what_is_new_replaces_it(classroom):
    classroom.clone("tiny-countess", "{1}")
    classroom.collect()
    assert classroom.collect().same == ("ada",)
    classroom.clone("tiny-countess", "{2}", "2026-10-02T14:00:00+02:00")
    assert classroom.collect().new == ("ada",)
    assert classroom.of("ada") == "{2}"


def test_what_was_handed_in_later_by_another_way_stays(classroom):
    classroom.clone("tiny-countess", "{1}")
    classroom.collect()
    folder = classroom.submitted / "ada" / NAME
    (folder / f"{NAME}.ipynb").write_text("{2}")
    (folder / "timestamp.txt").write_text("2026-10-01 12:00:01 UTC")
    assert "was handed in later, on 2026-10-01 12:00 UTC." in classroom.collect().notes[0]
    assert classroom.of("ada") == "{2}"


def test_who_has_no_clone_is_named(classroom):
    classroom.clone("tiny-countess")
    assert classroom.collect().notes == ("On the roster and without a clone: bob.",)


def test_a_clone_of_nobody_known_is_left_out(classroom):
    classroom.clone("tiny-countess")
    classroom.clone("tiny-mallory")
    assert "tiny-mallory is left out: its name does not say whose it is" in classroom.collect().notes[0]
    assert not (classroom.submitted / "mallory").exists()


def test_two_clones_of_one_student_are_both_left_out(classroom):
    classroom.clone("tiny-countess")
    classroom.clone("copy-countess")
    collected = classroom.collect()
    assert collected.new == ()
    assert "2 clones are of `ada`; keep one of them." in collected.notes[0]


def test_a_link_is_not_followed(classroom, tmp_path):
    path = classroom.clone("tiny-countess")
    (tmp_path / "secret").write_text("{}")
    path.unlink()
    path.symlink_to(tmp_path / "secret")
    assert "links are not followed" in classroom.collect().notes[0]
    assert not (classroom.submitted / "ada").exists()


def test_an_id_that_leads_elsewhere_is_left_out(classroom):
    classroom.roster.write_text('"identifier","github_username"\n"../../ada","countess"\n')
    classroom.clone("tiny-countess")
    assert "cannot be the name of a folder" in classroom.collect().notes[0]


def test_a_folder_that_is_no_repository_has_no_time(classroom):
    path = classroom.clones / "tiny-countess" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    assert classroom.collect().new == ("ada",)
    assert not (classroom.submitted / "ada" / NAME / "timestamp.txt").exists()


def test_where_nothing_tells_the_user_names_it_says_what_to_give(classroom):
    classroom.clone("tiny-countess")
    classroom.clones = classroom.clones.rename(classroom.clones.with_name("clones"))
    with pytest.raises(CourseError, match=r"Give GitHub Classroom's roster .* or what stands before it"):
        classroom.collect(roster=False)


def test_an_empty_folder_and_none_are_said(classroom):
    with pytest.raises(CourseError, match=r"there is no clone with 01_tiny/01_tiny\.ipynb in it"):
        classroom.collect()
    classroom.clones.rmdir()
    with pytest.raises(CourseError, match="there is no such folder of clones"):
        classroom.collect()
