"""Visible checks for `predict_leaves`."""

from gradax.testing import expect_close, probe


@probe
def counts(student):
    """The counts for some objects that only Python itself can make."""
    from typing import NamedTuple

    class Pair(NamedTuple):
        one: object
        two: object

    class Unknown:
        def __init__(self, parts):
            self.parts = parts

    return student.predict_leaves([Pair(1, (2, None)), Unknown([1, 2, 3]), {"a": {1, 2}}])


def test_the_worked_example(student):
    """Lists and tuples are containers, `None` is an empty one, a string is a leaf."""
    got = student.predict_leaves([[1, (2, 3)], None, "abc", {"a": [4, 5]}])
    because = "In `None` there is nothing; a string is one leaf; of a dict the values count."
    expect_close(got, [3, 0, 1, 2], what='`predict_leaves([[1, (2, 3)], None, "abc", {"a": [4, 5]}])`', because=because)


def test_named_tuples_sets_and_objects(student):
    """A NamedTuple is a container; a set and an object of an unknown class are leaves."""
    what = "`predict_leaves([Pair(1, (2, None)), Unknown([1, 2, 3]), {'a': {1, 2}}])`"
    because = "JAX looks into `Pair`, a NamedTuple, and neither into a set nor into an object of an unknown class."
    expect_close(student.probe(counts), [2, 1, 1], what=what, because=because)
