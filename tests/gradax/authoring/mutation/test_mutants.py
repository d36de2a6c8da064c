import pytest

from gradax.authoring.mutation.mutants import chosen, mutants

CELL = '''\
def mean(x, axis=0):
    """The mean of 3 rows."""
    ### BEGIN SOLUTION
    x = jnp.asarray(x)  # 2 of them
    return jnp.mean(x, axis=axis)
    ### END SOLUTION


def other(x):
    return x + 1
'''
MULTILINE = """\
### BEGIN SOLUTION
y = f(
    x,
    axis=0,
)
### END SOLUTION
"""


def test_only_what_is_between_the_marks_changes():
    assert {mutant.line for mutant in mutants(CELL)} == {4, 5}


def test_a_mutant_keeps_all_other_lines():
    mutant = next(each for each in mutants(CELL) if each.diff.endswith("+ return jnp.mean(x)"))
    assert mutant.source == CELL.replace("(x, axis=axis)", "(x)")


def test_no_two_mutants_mean_the_same():
    sources = [mutant.source for mutant in mutants(CELL)]
    assert len(sources) == len(set(sources))


def test_a_change_that_means_nothing_is_no_mutant():
    found = mutants("### BEGIN SOLUTION\nx = f((2, 2))\n### END SOLUTION\n")
    assert not any(mutant.operator == "swapped" for mutant in found)


def test_what_does_not_compile_is_no_mutant():
    assert mutants("### BEGIN SOLUTION\ndel x\n### END SOLUTION\n") == []


def test_the_diff_of_a_call_over_several_lines_is_one_line():
    assert "- axis=0,\n+ axis=1," in {mutant.diff for mutant in mutants(MULTILINE)}


def test_letters_of_several_bytes_do_not_move_a_place():
    found = mutants("### BEGIN SOLUTION\nx = 'é', y + z\n### END SOLUTION\n")
    assert "- x = 'é', y + z\n+ x = 'é', y - z" in {mutant.diff for mutant in found}


@pytest.mark.parametrize("at_most", [1, 3, 100])
def test_so_many_are_chosen_and_always_the_same(at_most):
    every = mutants(CELL)
    first = chosen(every, at_most, "seed")
    assert len(first) == min(at_most, len(every))
    assert first == chosen(every, at_most, "seed")


def test_the_chosen_are_spread_over_the_operators():
    every = mutants(CELL)
    operators = {mutant.operator for mutant in every}
    assert {mutant.operator for mutant in chosen(every, len(operators), "seed")} == operators
