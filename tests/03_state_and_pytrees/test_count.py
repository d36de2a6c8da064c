"""Hidden tests for `count` and `reset`: a counter whose memory is an argument."""

import numpy as np
import pytest
from probes import attempt, is_pair, kind

from gradax.testing import equal, expect, expect_close, expect_tree, fail, probe, recognise

STATE = "See *The problem of state*."


@probe
def in_turn(student, calls):
    """What that many calls give, each with the state of the one before."""
    state, values = student.reset(), []
    for _ in range(calls):
        answer = student.count(state)
        if not is_pair(answer):
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
        if not is_pair(answer):
            return "no pair"
        first.append(answer[0])
        states.append(answer[1])
    for state in reversed(states[:-1]):
        values.append(student.count(state)[0])
    return [first, values[::-1]]


@probe
def interleaved(student, turns):
    """Two counters that take turns; the second one begins when the first has already counted."""
    states, values = {}, []
    for name in turns:
        if name not in states:
            states[name] = student.reset()
        answer = student.count(states[name])
        if not is_pair(answer):
            return "no pair"
        value, states[name] = answer
        values.append(value)
    return values


@probe
def compiled(student, calls):
    """What calls of the compiled `count` give, how often each of them ran Python, and what changes in the state."""
    import jax

    traces = []

    def counted(state):
        traces.append(len(values))
        return student.count(state)

    jitted, start, values = jax.jit(counted), student.reset(), []
    state, changed = start, ""
    for _ in range(calls):
        answer = attempt(jitted, state)
        if not is_pair(answer):
            refused = isinstance(answer, str) and answer == "refused"
            return {"values": "not for JAX" if refused else "no pair", "traces": traces, "changed": ""}
        value, state = answer
        values.append(value)
        if kind(state) != kind(start):
            changed = "dtype" if kind(state)[0] == kind(start)[0] else "structure"
    return {"values": values, "traces": traces, "changed": changed}


@probe
def many(student, calls):
    """What the last of that many calls gives; all but the last one happen in a compiled loop."""
    import jax

    loop = jax.jit(lambda state: jax.lax.fori_loop(1, calls, lambda _, state: student.count(state)[1], state))
    state = attempt(loop, student.reset())
    return state if isinstance(state, str) else student.count(state)[0]


def checked(seen):
    """The values; fails where there are none to look at."""
    if isinstance(seen, str) and seen == "no pair":
        fail(
            f"`count(state)` does not return a tuple of two. Return the new state as well: `value, new_state`. {STATE}",
            code="no-pair",
        )
    if isinstance(seen, str) and seen == "not for JAX":
        fail(
            "The compiled `count(state)` raises an exception, as where it takes or returns something that JAX does not "
            "know. Build the state from numbers and arrays, in tuples, dicts or NamedTuples, without objects of a "
            f"plain class and without mutable references. {STATE}",
            code="state-unknown-to-jax",
        )
    return seen


def values_of(student, calls):
    """What one counter gives on its own, right or wrong."""
    values = checked(student.probe(in_turn, calls=calls))
    expect_tree(values, [0] * calls, what="The list of values of `count`")
    if values[0] == values[1]:
        fail(
            "`count(state)[0]` is the same in every call, though each gets the state that the one before returned. The "
            f"new state must hold what has been counted. {STATE}",
            code="state-forgets",
        )
    return values


@pytest.mark.core
@pytest.mark.weight(4)
def test_counts_the_calls(student, rng):
    """The first call after `reset` gives the integer 1, the next one 2, and so on."""
    calls = int(rng.integers(130, 140))  # more than seven bits can count
    got = checked(student.probe(in_turn, calls=calls))
    late = f"`count(state)[0]` begins with 0. The call being made counts too, so the first value is 1. {STATE}"
    recognise(got, list(range(calls)), late, code="begins-with-zero")
    forgets = (
        "`count(state)[0]` is 1 in every call, though each gets the state that the one before returned. The new state "
        f"must hold what has been counted. {STATE}"
    )
    recognise(got, [1] * calls, forgets, code="state-forgets")
    because = f"The value is an integer: 1, 2, 3, ... {STATE}"
    expect_close(got, list(range(1, calls + 1)), what="The list of values of `count`", because=because)


@pytest.mark.core
def test_counts_a_million(student, rng):
    """It is still right after a million calls."""
    values_of(student, 2)
    calls = int(rng.integers(1_115_000, 1_180_000))  # more than twenty bits can count
    got = student.probe(many, calls=calls)
    if isinstance(got, str):
        fail(
            "`count` cannot be called in a compiled loop, as where it returns a state of another structure, shape or "
            f"dtype than it gets. {STATE}",
            code="state-changes-kind",
        )
    what = "`count(state)[0]` after more than a million calls"
    few = (
        f"{what} has come round to the small numbers: sixteen bits hold no more than 32 767. Count in an int32. {STATE}"
    )
    recognise(got, int(np.asarray(calls).astype(np.int16)), few, code="sixteen-bits")
    expect_close(got, calls, what=what, because=f"Each call gives one more than the one before. {STATE}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_same_state_gives_the_same_answer(student, rng):
    """Called twice with the same state, `count` gives the same answer twice, whatever happened in between."""
    calls = int(rng.integers(3, 30))
    values_of(student, 2)
    seen = checked(student.probe(again, calls=calls))
    expect_tree(seen, [[0] * calls] * 2, what="The list of values of `count` for earlier states")
    because = (
        "The same state gave another value when it was used once more. Either the memory is in a global or an "
        f"attribute, or `count` changes the caller's state in place. Make a new state. {STATE}"
    )
    what = "The list of values of `count` for earlier states"
    expect_close(seen[1], seen[0], what=what, because=because, code="memory-outside-state")


@pytest.mark.core
def test_two_counters_do_not_disturb_each_other(student, rng):
    """Two counters that take turns each count their own calls."""
    turns = ["first", "first", "second", *rng.permutation(["first", "second"] * 3).tolist()]
    alone = values_of(student, len(turns))
    want = [alone[turns[:index].count(name)] for index, name in enumerate(turns)]
    because = (
        "Two counters that take turns do not give what one counter gives on its own. Each `reset()` must return a "
        f"state of its own that shares nothing with the others. {STATE}"
    )
    got = checked(student.probe(interleaved, turns=turns))
    expect_close(got, want, what="The list of values", because=because, code="counters-share")


@pytest.mark.core
@pytest.mark.weight(2)
def test_counts_when_compiled(student, rng):
    """Compiled by `jax.jit`, it counts just the same."""
    calls = int(rng.integers(4, 7))
    want = values_of(student, calls)
    got = checked(student.probe(compiled, calls=calls)["values"])
    frozen = (
        "The compiled `count` gives 1 in every call. What it remembers was frozen into the program when JAX traced it: "
        f"the count must come in with `state` and go out with the new one. {STATE}"
    )
    recognise(got, [1] * calls, frozen, want=want, code="frozen-by-jit")
    because = f"Everything that changes from call to call must be in `state`. {STATE}"
    expect_close(got, want, what="The list of values of the compiled `count`", because=because)


@pytest.mark.core
def test_is_not_compiled_in_every_call(student):
    """The compiled `count` is not compiled again in later calls."""
    seen = student.probe(compiled, calls=6)
    checked(seen["values"])
    traces = seen["traces"]
    expect(
        isinstance(traces, list) and len(traces) >= 1 and not any(isinstance(t, int) and t >= 2 for t in traces),
        "The compiled `count(state)` is compiled again in later calls. JAX compiles anew for a state of another "
        f"structure, shape or dtype: a new state must look like the old one, and only its numbers may differ. {STATE}",
        code="compiled-again",
    )
    same = f"so it is compiled for both. A new state must look like the first one. {STATE}"
    for changed, words in (
        ("structure", "of another structure than `reset()` does, such as a tuple that has become longer, and"),
        ("dtype", "with other shapes or dtypes than `reset()` does, such as an integer that becomes a float, and"),
    ):
        if equal(seen["changed"], changed):
            fail(f"The compiled `count(state)` returns a state {words} {same}", code=f"state-changes-{changed}")
    expect(equal(seen["changed"], ""), "The answers cannot be read.")
