"""Hidden tests for `simulate`: a state machine over a sequence, within the program."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, expect_tree, fail, probe, recognise

LOOP = "See *State through a compiled loop*."
CALL = "`simulate(step, state, xs)`"


@probe
def plain(student, state, xs, a):
    """A state that turns and shifts; what is seen of it is neither the state nor the input."""

    def step(state, x):
        new = a @ state + x
        return new, new[0] - 2.0 * x[1]

    return student.simulate(step, state, xs)


@probe
def trees(student, xs, ys, start):
    """Trees for state, input and output, of several dtypes."""
    from typing import NamedTuple

    import jax
    import jax.numpy as jnp

    class State(NamedTuple):
        total: object
        rounds: object

    def step(state, x):
        total = state.total + x["x"] * x["more"][0]
        new = State(total, state.rounds + 1)
        return new, {"rounds": new.rounds, "big": total > 0, "pair": (total, [x["x"]])}

    try:
        answer = student.simulate(step, State(start, jnp.int32(0)), {"x": xs, "more": (ys,)})
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        if type(error) not in (KeyError, TypeError, IndexError, AttributeError):
            raise
        answer = "refused"
    if not (isinstance(answer, tuple) and len(answer) == 2):
        return {"same": answer if isinstance(answer, str) else "no pair", "state": [], "ys": [], "dtypes": []}
    final, seen = answer
    return {
        "same": isinstance(final, State),
        "state": jax.tree.leaves(final),
        "ys": seen,
        "dtypes": [str(jnp.result_type(leaf)) for leaf in jax.tree.leaves((final, seen))],
    }


@probe
def equations(student, lengths):
    """How many equations there are for few steps and for many."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def step(state, x):
        return 0.5 * state + x, state - x

    return [
        jaxpr.count_equations(lambda state, xs: student.simulate(step, state, xs), jnp.float32(1), jnp.ones(length))
        for length in lengths
    ]


@probe
def transformed(student, state, xs):
    """The last state under jit, and the derivative of all outputs by the start and by the inputs."""
    import jax

    def step(state, x):
        return 0.5 * state + x, 3.0 * state

    def total(state, xs):
        return sum(leaf.sum() for leaf in jax.tree.leaves(student.simulate(step, state, xs)))

    try:
        grad = jax.grad(total, argnums=(0, 1))(state, xs)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        grad = "refused"
    return {
        "plain": student.simulate(step, state, xs),
        "jit": jax.jit(lambda state, xs: student.simulate(step, state, xs))(state, xs),
        "grad": grad,
    }


@probe
def from_python_numbers(student, xs):
    """A state that begins as Python floats in a dict, and one that begins as float32."""
    import jax
    import jax.numpy as jnp

    def step(state, x):
        new = {"sum": state["sum"] + x, "last": x}
        return new, state["last"]

    start = {"sum": 0.0, "last": -1.0}
    wanted = student.simulate(step, jax.tree.map(jnp.float32, start), xs)
    try:
        return [student.simulate(step, start, xs), wanted]
    except (TypeError, AttributeError) as error:
        if type(error) not in (TypeError, AttributeError):
            raise
        return ["refused", wanted]


def array(rng, *shape):
    """Float32 numbers."""
    return np.asarray(rng.normal(size=shape), np.float32)


def by_hand(a, state, xs):
    """The states after each step, and what is seen."""
    states, ys = [], []
    for x in xs:
        state = a @ state + x
        states.append(state)
        ys.append(state[0] - 2 * x[1])
    return states, np.array(ys)


@pytest.mark.core
@pytest.mark.weight(3)
def test_threads_the_state_through_all_steps(student, rng):
    """It returns the last state and all outputs, in order."""
    a, state = 0.5 * array(rng, 2, 2), array(rng, 2)
    for length in (6, 1):
        xs = array(rng, length, 2)
        states, ys = by_hand(a, state, xs)
        got, want = student.probe(plain, state=state, xs=xs, a=a), (states[-1], ys)
        alone = np.array([by_hand(a, state, [x])[1][0] for x in xs])
        backward = by_hand(a, state, xs[::-1])
        wrongs = [
            ((ys, states[-1]), "returns the outputs first. The final state comes first"),
            (ys, "returns the outputs alone. Return the tuple `(final_state, ys)`"),
            (states[-1], "returns the final state alone. Return the tuple `(final_state, ys)`"),
            ((states[-1], np.array(states)), "gives the states in the place of the `y`s that `step` returns"),
            ((states[-1], list(ys)), "gives a list of `y`s. Stack them along a new first axis"),
            ((states[-1], ys[-1]), "gives the last `y` alone. All of them are asked for"),
            ((state, ys), "returns the state that it was given. Return the one after the last step"),
            ((np.array(states), ys), "returns all states. Only the last one is asked for"),
            ((states[-1], ys[::-1]), "gives the `y`s in the wrong order"),
            ((backward[0][-1], backward[1][::-1]), "goes through `xs` from the end"),
            ((by_hand(a, state, xs[-1:])[0][-1], alone), "gives every step the first state. Hand on the new one"),
        ]
        for wrong, words in wrongs if length > 1 else []:
            recognise(got, wrong, f"{CALL} {words}. {LOOP}", want=want)
        because = f"Each step gets the state of the one before and its own entry of `xs`. {LOOP}"
        what = CALL if length > 1 else f"{CALL} for a sequence of one step"
        expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_states_inputs_and_outputs_may_be_trees(student, rng):
    """State, input and output may be trees; the outputs keep their structure and dtypes."""
    xs, more, start = array(rng, 5, 3), array(rng, 5, 3), array(rng, 3)
    seen = student.probe(trees, xs=xs, ys=more, start=start)
    if isinstance(seen["same"], str) and seen["same"] == "no pair":
        fail(f"{CALL} does not return a tuple of two, `(final_state, ys)`. {LOOP}")
    if isinstance(seen["same"], str):
        fail(
            f"{CALL} raises an exception where `xs`, state and outputs are dicts, tuples or NamedTuples of arrays. "
            f"Take none of them for a single array: leave taking them apart to JAX. {LOOP}"
        )
    expect(
        seen["same"] is True,
        f"{CALL} does not give the final state back as the NamedTuple that it was. A state is a pytree of any kind: "
        f"leave taking it apart to JAX. {LOOP}",
    )
    totals = start + np.cumsum(xs * more, axis=0)
    because = f"Stack the outputs leaf by leaf, each with a new first axis and its own dtype. {LOOP}"
    want = {"rounds": np.arange(1, 6), "big": totals > 0, "pair": (totals, [xs])}
    what, last = f"The final state of {CALL}", f"It is the state after the last step. {LOOP}"
    expect_close(seen["state"], [totals[-1], 5], what=what, rtol=1e-3, atol=1e-3, because=last)
    expect_close(seen["ys"], want, what=f"`ys` of {CALL}", rtol=1e-3, atol=1e-3, because=because)
    if seen["dtypes"] != ["float32", "int32", "bool", "float32", "float32", "int32"]:
        fail(f"{CALL} changes dtypes. State and outputs have those that `step` returns. {LOOP}")


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_program_does_not_grow(student, rng):
    """The jaxpr has as many equations for long sequences as for short ones."""
    state, xs = array(rng), array(rng, 4)
    states = [state]
    for x in xs:
        states.append(np.float32(0.5) * states[-1] + x)
    want = (states[-1], 3 * np.array(states[:-1]))
    expect_close(student.probe(transformed, state=state, xs=xs)["plain"], want, what=CALL, rtol=1e-3, because=LOOP)
    found = student.probe(equations, lengths=[2, 8, 40])
    expect(
        isinstance(found, list) and len(found) == 3 and all(isinstance(each, int) for each in found),
        "The number of equations cannot be read.",
    )
    expect(
        found[0] == found[1] == found[2],
        f"{CALL} has a jaxpr that grows with the length of `xs`. JAX writes a Python loop out, round after round; "
        f"`jax.lax.scan` keeps one copy of the body. {LOOP}",
        code="loop-written-out",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit_and_grad(student, rng):
    """It works under `jit`, and can be differentiated by the first state and by the inputs."""
    state, xs = array(rng), array(rng, 4)
    seen = student.probe(transformed, state=state, xs=xs)
    because = f"Keep Python's `if` and NumPy out of it. {LOOP}"
    expect_close(seen["jit"], seen["plain"], what=f"{CALL} under `jit`", rtol=1e-3, atol=1e-4, because=because)
    if isinstance(seen["grad"], str):
        fail(
            f"{CALL} cannot be differentiated. A loop whose number of rounds JAX does not know, such as a "
            f"`lax.while_loop`, has no way back; the length of `xs` is known, so `jax.lax.scan` has one. {LOOP}"
        )
    by_state = 0.5**4 + 3 * sum(0.5**k for k in range(4))
    by_xs = [0.5 ** (3 - t) + 3 * sum(0.5 ** (k - t - 1) for k in range(t + 1, 4)) for t in range(4)]
    because = f"Every round depends on all rounds before it, and on none after it. {LOOP}"
    expect_close(seen["grad"], (by_state, np.array(by_xs)), what=f"The gradient of {CALL}", rtol=1e-3, because=because)


def test_the_state_may_begin_as_python_numbers(student, rng):
    """A state may begin as Python floats."""
    xs = array(rng, 4)
    got = student.probe(from_python_numbers, xs=xs)
    expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
    because = (
        "A Python float is of a weaker type than the float32 that `step` returns: `jax.lax.scan` puts up with it, a "
        f"loop of your own must turn it to an array. {LOOP}"
    )
    if isinstance(got[0], str):
        fail(f"{CALL} raises an exception where the state begins as Python floats. {because}")
    expect_tree(got[1], ({"sum": np.zeros(()), "last": np.zeros(())}, np.zeros(4)), what=CALL)
    expect_close(got[0], got[1], what=f"{CALL} from Python floats", rtol=1e-3, atol=1e-4, because=because)
