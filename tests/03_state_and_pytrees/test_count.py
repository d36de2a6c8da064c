"""Hidden tests for `count` and `reset`: a counter whose memory is an argument."""

import pytest

from gradax.testing import expect, expect_close, expect_tree, fail, probe, recognise

STATE = "See *The problem of state*."


@probe
def in_turn(student, calls):
    """What so many calls give, each with the state of the one before."""
    state, values = student.reset(), []
    for _ in range(calls):
        answer = student.count(state)
        if not (isinstance(answer, tuple) and len(answer) == 2):
            return "no pair"
        value, state = answer
        values.append(value)
    return values


@probe
def again(student, calls):
    """What each state on the way gives, and what it gives when it is used once more, the last one first."""
    states, first, values = [student.reset()], [], []
    for _ in range(calls):
        answer = student.count(states[-1])
        if not (isinstance(answer, tuple) and len(answer) == 2):
            return "no pair"
        first.append(answer[0])
        states.append(answer[1])
    for state in reversed(states[:-1]):
        values.append(student.count(state)[0])
    return [first, values[::-1]]


@probe
def interleaved(student, turns):
    """Two counters, called in turns; the second one begins when the first has counted already."""
    states, values = {}, []
    for name in turns:
        if name not in states:
            states[name] = student.reset()
        answer = student.count(states[name])
        if not (isinstance(answer, tuple) and len(answer) == 2):
            return "no pair"
        value, states[name] = answer
        values.append(value)
    return values


@probe
def compiled(student, calls):
    """What calls of the compiled `count` give, how often each of them ran Python, and whether states stay alike."""
    import jax
    import jax.numpy as jnp

    def kind(state):
        leaves, structure = jax.tree.flatten(state)
        return structure, [(jnp.shape(leaf), jnp.result_type(leaf)) for leaf in leaves]

    traces = []

    def counted(state):
        traces.append(len(values))
        return student.count(state)

    jitted, start, values = jax.jit(counted), student.reset(), []
    state = start
    for _ in range(calls):
        try:
            answer = jitted(state)
        except (TypeError, ValueError) as error:
            if type(error) not in (TypeError, ValueError):
                raise
            return {"values": "not for JAX", "traces": traces}
        if not (isinstance(answer, tuple) and len(answer) == 2):
            return {"values": "no pair", "traces": traces}
        value, state = answer
        values.append(value)
    return {"values": values, "traces": traces, "alike": kind(state) == kind(start)}


def checked(seen):
    """The values, once what was seen is no excuse."""
    if isinstance(seen, str) and seen == "no pair":
        fail(f"`count(state)` does not return a tuple of two. Give the new state back as well: `value, state`. {STATE}")
    if isinstance(seen, str) and seen == "not for JAX":
        fail(
            "The compiled `count(state)` takes or returns something that JAX does not know. Let the state be made of "
            "numbers and arrays, in tuples, dicts or NamedTuples; no object of a plain class, no mutable reference. "
            f"{STATE}"
        )
    return seen


def values_of(student, calls):
    """What one counter alone gives, right or wrong."""
    values = checked(student.probe(in_turn, calls=calls))
    expect_tree(values, [0] * calls, what="The list of values of `count`")
    if values[0] == values[1]:
        fail(
            "`count(state)[0]` is the same in every call, though each gets the state of the one before. The new state "
            f"must hold what was counted. {STATE}"
        )
    return values


@pytest.mark.core
@pytest.mark.weight(4)
def test_counts_the_calls(student, rng):
    """The first call after `reset` gives the integer 1, the next one 2, and so on."""
    calls = int(rng.integers(260, 280))  # more than eight bits can count
    got = checked(student.probe(in_turn, calls=calls))
    want = list(range(1, calls + 1))
    recognise(
        got,
        list(range(calls)),
        f"`count(state)[0]` begins with 0. The call that is made counts too: the first value is 1. {STATE}",
    )
    recognise(
        got,
        [1] * calls,
        "`count(state)[0]` is 1 in every call, though each gets the state of the one before. The new state must hold "
        f"what was counted. {STATE}",
    )
    because = f"The value is an integer: 1, 2, 3, ... {STATE}"
    expect_close(got, want, what="The list of values of `count`", because=because)


@pytest.mark.weight(2)
def test_the_same_state_gives_the_same_answer(student, rng):
    """Called twice with the same state, `count` gives the same answer twice, however many calls were in between."""
    calls = int(rng.integers(3, 6))
    seen = checked(student.probe(again, calls=calls))
    expect_tree(seen, [[0] * calls] * 2, what="What `count` gives for earlier states")
    because = (
        "It gave another value when the same state was used once more. The memory is in a global or an attribute, or "
        f"`count` changes the caller's state in place: make a new state. {STATE}"
    )
    expect_close(seen[1], seen[0], what="What `count` gives for earlier states", because=because)


@pytest.mark.core
def test_two_counters_do_not_disturb_each_other(student, rng):
    """Two counters that are called in turns count their own calls."""
    turns = ["first", "first", "second", *rng.permutation(["first", "second"] * 3).tolist()]
    alone = values_of(student, len(turns))
    want = [alone[turns[:index].count(name)] for index, name in enumerate(turns)]
    because = (
        "Two counters were called in turns, and do not give what one counter gives alone. Each `reset()` must give a "
        f"state of its own, with nothing behind it that they share. {STATE}"
    )
    expect_close(checked(student.probe(interleaved, turns=turns)), want, what="The list of values", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_counts_when_compiled(student, rng):
    """Compiled by `jax.jit`, it counts just the same."""
    calls = int(rng.integers(4, 7))
    want = values_of(student, calls)
    got = checked(student.probe(compiled, calls=calls)["values"])
    recognise(
        got,
        [1] * calls,
        "The compiled `count` gives 1 in every call. What it remembers was frozen into the program when JAX traced it: "
        f"the count must come in with `state` and go out with the new one. {STATE}",
        want=want,
    )
    because = f"Everything that changes from call to call must be in `state`. {STATE}"
    expect_close(got, want, what="The list of values of the compiled `count`", because=because)


def test_is_not_compiled_in_every_call(student):
    """The compiled `count` is not compiled again in its later calls."""
    seen = student.probe(compiled, calls=6)
    expect(isinstance(seen, dict) and seen.keys() >= {"values", "traces"}, "The compiled `count` cannot be looked at.")
    checked(seen["values"])
    traces = seen["traces"]
    expect(
        isinstance(traces, list) and len(traces) >= 1 and not any(isinstance(t, int) and t >= 2 for t in traces),
        "The compiled `count(state)` is compiled again and again. JAX compiles anew for a state of another structure, "
        f"shape or dtype: a new state must look like the old one, only its numbers differ. {STATE}",
    )
    expect(
        seen["alike"] is True,
        "The compiled `count(state)` gives a state of another structure, shape or dtype than `reset()`, an integer "
        "that becomes a float for instance, and is compiled for both. A new state must look like the old one, from "
        f"`reset()` on. {STATE}",
    )
