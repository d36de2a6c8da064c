import pytest

from gradax.authoring.new.points import room_for
from gradax.course import CourseError


def test_a_first_exercise_has_them_all():
    assert room_for({}) == (100, {})


def test_a_new_exercise_takes_what_is_left():
    assert room_for({"a": 30, "b": 62.5}) == (7.5, {"a": 30, "b": 62.5})


def test_where_nothing_is_left_each_gives_for_an_even_share():
    assert room_for({"a": 100}) == (50, {"a": 50})
    assert room_for({"a": 50, "b": 50}) == (33, {"a": 34, "b": 33})


def test_the_others_keep_their_proportions():
    assert room_for({"a": 20, "b": 60, "c": 20}, 10) == (10, {"a": 18, "b": 54, "c": 18})


def test_less_than_is_left_changes_nobody():
    assert room_for({"a": 60}, 10) == (10, {"a": 60})


def test_what_has_no_points_gets_none():
    assert room_for({"explain": 0, "a": 100}, 40) == (40, {"explain": 0, "a": 60})


def test_more_than_100_become_100():
    worth, others = room_for({"a": 100, "b": 100})
    assert worth + sum(others.values()) == 100


def test_nobody_is_left_without_points():
    assert room_for({"a": 1, "b": 99}, 98) == (98, {"a": 1, "b": 1})


@pytest.mark.parametrize("wanted", [0, -5, 99])
def test_a_number_that_is_too_small_or_too_large_is_told_the_limits(wanted):
    at_most = "at least 1, at most 98, since 2 other exercises cannot have less than 1"
    with pytest.raises(CourseError, match=f"An exercise cannot have {wanted} points here: {at_most}"):
        room_for({"a": 50, "b": 50}, wanted)


def test_a_first_exercise_has_100_at_most():
    with pytest.raises(CourseError, match=r"cannot have 101 points here: at least 1, at most 100\.$"):
        room_for({}, 101)


def test_no_sum_but_100_comes_out():
    before = {f"e{n}": 1 + n * 7 % 13 for n in range(30)}
    for wanted in range(1, 71):
        worth, others = room_for(before, wanted)
        assert worth + sum(others.values()) == 100
        assert min(others.values()) >= 1
