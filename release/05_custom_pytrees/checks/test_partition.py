"""Visible checks for `partition` and `combine`."""

from gradax.testing import expect_close, probe


@probe
def halves(student, tree):
    """The leaves of both halves."""
    import jax

    selected, rest = student.partition(tree, lambda path: "w" in path)
    return [jax.tree.leaves(selected), jax.tree.leaves(rest)]


@probe
def whole(student, tree):
    """The halves put together, as they are, and with the selected leaves changed."""
    import jax

    selected, rest = student.partition(tree, lambda path: "w" in path)
    return [student.combine(selected, rest), student.combine(jax.tree.map(lambda leaf: 10 * leaf, selected), rest)]


def test_the_worked_example(student):
    """The halves have one leaf each."""
    got = student.probe(halves, tree={"b": 1.0, "w": 2.0})
    because = 'The selected half comes first and has only the leaf with "w" in its path; nothing else counts as a leaf.'
    expect_close(got, [[2.0], [1.0]], what="The leaves of `selected` and `rest`", because=because)


def test_whole_again(student):
    """`combine` gives the tree back, with its `None`, or with changed leaves."""
    got = student.probe(whole, tree={"b": 1.0, "w": [2.0, 3.0], "extra": None})
    want = [{"b": 1.0, "w": [2.0, 3.0], "extra": None}, {"b": 1.0, "w": [20.0, 30.0], "extra": None}]
    because = "Where `selected` has a leaf, take that one; where it has a hole, what `rest` has there."
    expect_close(got, want, what="The trees that `combine` gives", because=because)
