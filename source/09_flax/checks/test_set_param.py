"""Visible checks of `set_param`."""

from gradax.testing import expect, expect_close, probe

TREE = {"params": {"a": 1, "inner": {"b": 2}}}


@probe
def on_a_frozen_dict(student, tree):
    """Whether a FrozenDict comes back for one."""
    from flax.core import FrozenDict, freeze

    return isinstance(student.set_param(freeze(tree), ("params", "a"), 5), FrozenDict)


@probe
def original(student, tree):
    """The original after a call."""
    student.set_param(tree, ("params", "inner", "b"), 5)
    return tree


def test_replaces_one_leaf(student):
    """The leaf at the path is replaced, the other one stays."""
    got = student.set_param(TREE, ("params", "inner", "b"), 5)
    expect_close(got, {"params": {"a": 1, "inner": {"b": 5}}}, what='`set_param(tree, ("params", "inner", "b"), 5)`')


def test_the_original_stays(student):
    """The dict that was given is as before, and so are the inner ones."""
    because = "A copy of the outer dict still shares the inner ones. Make a new dict at every level of the path."
    expect_close(student.probe(original, tree=TREE), TREE, what="the original", because=because)


def test_a_frozen_dict_stays_frozen(student):
    """For a FrozenDict it returns a FrozenDict."""
    expect(student.probe(on_a_frozen_dict, tree=TREE), "For a FrozenDict it returns another type. Freeze the result.")


def test_a_misspelt_path_is_refused(student):
    """A path that leads nowhere is a KeyError."""
    refused = student.raises(KeyError, "set_param", TREE, ("params", "c"), 5)
    expect(refused, '`set_param(tree, ("params", "c"), 5)` does not raise a KeyError, though there is no "c".')
