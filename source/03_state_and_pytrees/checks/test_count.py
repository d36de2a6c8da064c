"""Visible checks of `count` and `reset`."""

from gradax.testing import expect, expect_close, probe, recognise


@probe
def three_calls(student, jitted):
    """What three calls give."""
    import jax

    count, state, values = jax.jit(student.count) if jitted else student.count, student.reset(), []
    for _ in range(3):
        answer = count(state)
        if not (isinstance(answer, tuple) and len(answer) == 2):
            return "no pair"
        value, state = answer
        values.append(value)
    return values


@probe
def same_state(student):
    """What two calls with the same state give."""
    state = student.count(student.reset())[1]
    return [student.count(state)[0], student.count(state)[0]]


def three_values(student, jitted):
    """What three calls give, once each gives a pair."""
    got = student.probe(three_calls, jitted=jitted)
    expect(not isinstance(got, str), "`count(state)` does not return a tuple of two: the value and the new state.")
    return got


def test_one_two_three(student):
    """Called three times, each time with the new state, it gives 1, 2, 3."""
    got = three_values(student, jitted=False)
    recognise(got, [0, 1, 2], "`count` begins with 0. The call being made counts, too.")
    recognise(got, [1, 1, 1], "`count` gives 1 each time: the new state must hold what has been counted.")
    expect_close(got, [1, 2, 3], what="The list of values", because="Each value is an integer.")


def test_the_same_state_gives_the_same_value(student):
    """Called twice with the same state, it gives 2 twice."""
    because = "Where is the memory, if not in the state? Or was the state changed in place? See section 1."
    first, second = student.probe(same_state)
    expect_close(first, 2, what="`count(state)` after one call")
    expect_close(second, 2, what="`count(state)`, called again with the same state,", because=because)


def test_compiled(student):
    """Compiled, it gives 1, 2, 3 as well."""
    got = three_values(student, jitted=True)
    recognise(got, [1, 1, 1], "The compiled `count` gives 1 each time: its memory is frozen. See section 1.")
    expect_close(got, [1, 2, 3], what="The list of values of the compiled `count`")
