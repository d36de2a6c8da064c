"""Arrivals: what is new lies still before it is taken, and what goes away does no harm."""

import os
import shutil

import pytest

from gradax.submission.arrivals import Arrivals, stamp_of

NAME = "01_small"


@pytest.fixture
def hand_in(tmp_path):
    def hand_in(student, text="{}"):
        path = tmp_path / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return hand_in


@pytest.fixture
def arrivals(tmp_path):
    return Arrivals(tmp_path, NAME)


def look(arrivals):
    """What is given at a look, and taken."""
    given = arrivals.look()
    for submission, stamp in given.items():
        arrivals.take(submission, stamp)
    return [submission.student for submission in given]


def test_what_is_new_is_given_at_the_second_look_and_once(arrivals, hand_in):
    hand_in("ada")
    assert [look(arrivals) for _ in range(3)] == [[], ["ada"], []]


def test_what_still_grows_is_left_alone(arrivals, hand_in):
    seen = []
    for length in range(4):
        hand_in("ada", "x" * length)
        seen.append(look(arrivals))
    assert seen == [[]] * 4
    assert look(arrivals) == ["ada"]


def test_what_is_handed_in_again_is_given_again(arrivals, hand_in):
    hand_in("ada")
    look(arrivals)
    look(arrivals)
    hand_in("ada", "[another]")
    assert [look(arrivals), look(arrivals)] == [[], ["ada"]]


def test_a_new_time_of_the_same_size_is_noticed(arrivals, hand_in):
    path = hand_in("ada")
    look(arrivals)
    look(arrivals)
    os.utime(path, (1, 1))
    assert [look(arrivals), look(arrivals)] == [[], ["ada"]]


def test_what_was_not_taken_is_given_again(arrivals, hand_in):
    hand_in("ada")
    arrivals.look()
    assert arrivals.look()
    assert look(arrivals) == ["ada"]


def test_what_is_removed_does_no_harm(arrivals, hand_in, tmp_path):
    hand_in("ada")
    look(arrivals)
    (submission,) = arrivals.look()
    before = stamp_of(submission)
    shutil.rmtree(tmp_path / "ada")
    assert stamp_of(submission) != before
    assert look(arrivals) == []


def test_only_the_students_who_were_asked_for(tmp_path, hand_in):
    hand_in("ada")
    hand_in("bo")
    arrivals = Arrivals(tmp_path, NAME, students=["bo"])
    look(arrivals)
    assert look(arrivals) == ["bo"]
