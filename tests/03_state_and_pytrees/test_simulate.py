"""Hidden tests for `simulate`: a state machine over a sequence, within the program."""

import numpy as np
import pytest
from helpers import BIG, SPECIAL, array
from probes import attempt, containers, dtype_of, is_pair

from gradax.testing import equal, expect, expect_close, expect_tree, fail, near, probe, recognise

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
    import jax
    import jax.numpy as jnp

    Pair, Layer = containers()

    def step(state, x):
        total = state.second + x["x"] * x["more"][0]
        new = Pair(total, Layer(state.first.weight + 1, None))
        rounds = new.first.weight
        return new, {"rounds": rounds, "big": total > 0, "pair": (total, [x["x"]]), "half": rounds.astype("bfloat16")}

    answer = attempt(student.simulate, step, Pair(start, Layer(jnp.int8(0), None)), {"x": xs, "more": (ys,)})
    if not is_pair(answer):
        return {"same": answer if isinstance(answer, str) else "no pair", "state": [], "ys": [], "dtypes": []}
    final, seen = answer
    return {
        "same": isinstance(final, Pair) and isinstance(final.first, Layer),
        "state": jax.tree.leaves(final),
        "ys": seen,
        "dtypes": [dtype_of(leaf) for leaf in jax.tree.leaves((final, seen))],
    }


@probe
def without_leaves(student, xs):
    """A step without a state, one without an output, and one that returns empty containers for both."""
    return [
        student.simulate(lambda state, x: (state, 2.0 * x), None, xs),
        student.simulate(lambda state, x: (state + x, None), xs[0], xs),
        student.simulate(lambda state, x: ((), {"y": [x["x"], None], "empty": ()}), (), {"x": xs, "none": None}),
    ]


@probe
def length_one(student, xs):
    """States, inputs and outputs with an axis of length 1."""
    return student.simulate(lambda state, x: (state + x, x[None]), 0.0 * xs[0], xs)


@probe
def remembers(student, xs):
    """The state is the input of the step before."""
    import jax

    return student.simulate(lambda state, x: (x, (state, x)), jax.tree.map(lambda leaf: leaf[0], xs), xs)


@probe
def adds(student, xs):
    """The state is the sum so far, and so is the output."""
    return student.simulate(lambda state, x: (state + x, state + x), 0.0 * xs[0], xs)


@probe
def simulating(student):
    """The simulation of a system with memory, as a function of its first state and its inputs."""

    def step(state, x):
        return 0.5 * state + x, 3.0 * state

    return lambda state, xs: student.simulate(step, state, xs)


@probe
def transformed(student, state, xs):
    """The last state under jit, and the derivative by the start, by the inputs, and by what the step reads."""
    import jax

    def run(state, xs, rate=0.5):
        return student.simulate(lambda state, x: (rate * state + x, 3.0 * state), state, xs)

    def total(state, xs, rate):
        return sum(leaf.sum() for leaf in jax.tree.leaves(run(state, xs, rate)))

    return {
        "plain": run(state, xs),
        "jit": jax.jit(run)(state, xs),
        "grad": attempt(jax.grad(total, argnums=(0, 1, 2)), state, xs, 0.5),
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
    return [attempt(student.simulate, step, start, xs), wanted]


def by_hand(a, state, xs):
    """The states after each step, and what is seen."""
    states, ys = [], []
    for x in xs:
        state = a @ state + x
        states.append(state)
        ys.append(state[0] - 2 * x[1])
    return states, np.array(ys)


def recognise_mistakes(got, a, state, xs):
    """Fail where the answer is that of a well-known mistake."""
    states, ys = by_hand(a, state, xs)
    want, alone = (states[-1], ys), np.array([by_hand(a, state, [x])[1][0] for x in xs])
    backward, both = by_hand(a, state, xs[::-1]), "Return the tuple `(final_state, ys)`"
    from_first = (by_hand(a, state, xs[-1:])[0][-1], alone)
    for wrong, words, code in [
        ((ys, states[-1]), "returns the outputs first. The final state comes first", "outputs-first"),
        (ys, f"returns the outputs alone. {both}", "outputs-alone"),
        (states[-1], f"returns the final state alone. {both}", "state-alone"),
        ((states[-1], np.array(states)), "gives the states in place of the `y`s that `step` returns", "states-as-ys"),
        ((states[-1], list(ys)), "gives a list of `y`s. Stack them along a new first axis", "ys-not-stacked"),
        ((states[-1], ys[-1]), "gives the last `y` alone. All of them are asked for", "last-y-only"),
        ((state, ys), "returns the state that it was given. Return the one after the last step", "first-state"),
        ((np.array(states), ys), "returns all states. Only the last one is asked for", "all-states"),
        ((states[-1], ys[::-1]), "gives the `y`s in the wrong order", "ys-reversed"),
        ((backward[0][-1], backward[1][::-1]), "goes through `xs` from the end", "from-the-end"),
        (from_first, "gives every step the first state. Pass on the new one", "state-not-handed-on"),
    ]:
        recognise(got, wrong, f"{CALL} {words}. {LOOP}", want=want, code=code)


@pytest.mark.core
@pytest.mark.weight(3)
def test_threads_the_state_through_all_steps(student, rng):
    """It returns the last state and all outputs, in order."""
    a, state = 0.5 * array(rng, 2, 2), array(rng, 2)
    because = f"Each step gets the state of the one before and its own entry of `xs`. {LOOP}"
    for length, what in ((6, CALL), (1, f"{CALL} for a sequence of one step")):
        xs = array(rng, length, 2)
        got = student.probe(plain, state=state, xs=xs, a=a)
        if length > 1:
            recognise_mistakes(got, a, state, xs)
        states, ys = by_hand(a, state, xs)
        expect_close(got, (states[-1], ys), what=what, rtol=1e-3, atol=1e-4, because=because)


def keeps_structure(seen):
    """Fails where trees were refused, or came back as something else."""
    if isinstance(seen["same"], str) and seen["same"] == "no pair":
        fail(f"{CALL} does not return a tuple of two, `(final_state, ys)`. {LOOP}", code="no-pair")
    if isinstance(seen["same"], str):
        fail(
            f"{CALL} raises an exception where `xs`, state and outputs are trees of arrays. Treat none of them as a "
            f"single array: leave it to JAX to take them apart. {LOOP}",
            code="trees-refused",
        )
    expect(
        seen["same"] is True,
        f"{CALL} does not return the final state as the NamedTuple and the registered class that it was. A state is a "
        f"pytree of any kind: leave it to JAX to take it apart. {LOOP}",
        code="structure-lost",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_states_inputs_and_outputs_may_be_trees(student, rng):
    """State, input and output may be trees; the outputs keep their structure and dtypes."""
    xs, more, start = array(rng, 5, 3), rng.integers(2, 9, size=(5, 1)).astype(np.int32), array(rng, 3)
    seen = student.probe(trees, xs=xs, ys=more, start=start)
    keeps_structure(seen)
    totals, rounds = start + np.cumsum(xs * more, axis=0), np.arange(1, 6)
    because = f"Stack the outputs leaf by leaf, each with a new first axis and its own dtype. {LOOP}"
    want = {"rounds": rounds, "big": totals > 0, "pair": (totals, [xs]), "half": rounds.astype(np.float32)}
    what, last = f"The final state of {CALL}", f"It is the state after the last step. {LOOP}"
    expect_close(seen["state"], [totals[-1], 5], what=what, rtol=1e-3, atol=1e-3, because=last)
    expect_close(seen["ys"], want, what=f"`ys` of {CALL}", rtol=1e-3, atol=1e-3, because=because)
    if not equal(seen["dtypes"], ["float32", "int8", "bool", "bfloat16", "float32", "float32", "int8"]):
        told = f"{CALL} changes dtypes. State and outputs have those that `step` returns. {LOOP}"
        fail(told, code="dtypes-differ")


@pytest.mark.core
def test_state_or_output_may_be_without_leaves(student, rng):
    """State, output and parts of `xs` may be None or empty containers."""
    xs = array(rng, 4)
    got = student.probe(without_leaves, xs=xs)
    want = [(None, 2 * xs), (xs[0] + xs.sum(), None), ((), {"y": [xs, None], "empty": ()})]
    because = f"None and empty containers are trees without leaves: do not ask them for a leaf. {LOOP}"
    expect_close(got, want, what=f"The list of three answers of {CALL}", rtol=1e-3, atol=1e-4, because=because)


def squeezed(pair):
    """A pair without its axes of length 1; anything else as it is."""
    arrays = isinstance(pair, tuple) and all(isinstance(each, np.ndarray) for each in pair)
    return tuple(map(np.squeeze, pair)) if arrays else pair


@pytest.mark.core
def test_axes_of_length_one_stay(student, rng):
    """Axes of length 1 stay, in states, inputs and outputs, and no others are added."""
    for shape in ((4, 1), (1, 1), (1,), (3, 1, 2)):
        xs = array(rng, *shape)
        got, want = student.probe(length_one, xs=xs), (xs.sum(axis=0), xs[:, None])
        because = f"Take away the first axis of `xs` alone, and add one first axis to `ys`. {LOOP}"
        if near(squeezed(got), squeezed(want)) and not near(got, want):
            fail(f"{CALL} takes away or adds an axis of length 1. {because}", code="axes-of-length-one")
        what = f"{CALL} where there are axes of length 1"
        expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_every_value_comes_through(student, rng):
    """Zeros, tiny and huge values, infinity, nan and large integers are passed on like any others."""
    xs = {"x": rng.permutation(SPECIAL), "n": rng.permutation(np.resize(BIG, SPECIAL.size))}
    before = {name: np.r_[leaf[:1], leaf[:-1]] for name, leaf in xs.items()}
    got, want = student.probe(remembers, xs=xs), ({name: leaf[-1] for name, leaf in xs.items()}, (before, xs))
    because = f"Compute nothing with `xs`, nor with what `step` returns: no masks, no clips, no other dtypes. {LOOP}"
    what = f"{CALL} for special values"
    expect_close(got, want, what=what, atol=0, because=because, code="values-changed")


@pytest.mark.core
def test_makes_all_steps(student, rng):
    """It takes all T steps, however many, and whatever happens to the state on the way."""
    resting = np.zeros(300, np.float32)
    resting[[5, 40, 299]] = [2.0, 50.0, -3.0]
    for xs, told, code in (
        (rng.uniform(1, 2, size=300).astype(np.float32), "Every step gets its own entry of `xs`.", "many-steps"),
        (resting, "The state may stay the same for some steps and change again later.", "stops-early"),
    ):
        sums, what = np.cumsum(xs, dtype=np.float32), f"{CALL} for three hundred steps"
        got = student.probe(adds, xs=xs)
        expect_close(got, (sums[-1], sums), what=what, rtol=1e-3, because=f"{told} {LOOP}", code=code)


def with_memory(state, xs):
    """What the system with memory comes to."""
    states = [state]
    for x in xs:
        states.append(np.float32(0.5) * states[-1] + x)
    return states[-1], 3 * np.array(states[:-1])


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_program_does_not_grow(student, rng):
    """The program has as many operations for long sequences as for short ones."""
    state, few, many = array(rng), array(rng, 20), array(rng, 200)
    short, long = (student.export(simulating, state, xs) for xs in (few, many))
    expect_close(short(state, few), with_memory(state, few), what=CALL, rtol=1e-3, because=LOOP)
    expect(
        not long.outgrows(short),
        f"{CALL} has a program that grows with the length of `xs`. JAX unrolls a Python loop, round after round; "
        f"`jax.lax.scan` keeps one copy of the body, unless it is told to unroll. {LOOP}",
        code="loop-written-out",
    )
    very_many = array(rng, 1300)  # no whole number of blocks, whatever their size
    for program, xs in ((long, many), (student.export(simulating, state, very_many), very_many)):
        what = f"{CALL} for {len(xs):,} steps"
        expect_close(program(state, xs), with_memory(state, xs), what=what, rtol=1e-3, because=LOOP)


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit_and_grad(student, rng):
    """It works under `jit`, and can be differentiated by the first state, the inputs, and what `step` reads."""
    state, xs = array(rng), array(rng, 4)
    seen = student.probe(transformed, state=state, xs=xs)
    because = f"Do not use Python's `if` on values, or NumPy. {LOOP}"
    expect_tree(seen["plain"], (np.zeros(()), np.zeros(4)), what=CALL)
    expect_close(seen["jit"], seen["plain"], what=f"{CALL} under `jit`", rtol=1e-3, atol=1e-4, because=because)
    if isinstance(seen["grad"], str):
        fail(
            f"{CALL} cannot be differentiated. A loop whose number of rounds JAX does not know, such as a "
            f"`lax.while_loop`, has no way back; the length of `xs` is known, so `jax.lax.scan` has one. {LOOP}",
            code="no-gradient",
        )
    by_state = 0.5**4 + 3 * sum(0.5**k for k in range(4))
    by_xs = np.array([0.5 ** (3 - t) + 3 * sum(0.5 ** (k - t - 1) for k in range(t + 1, 4)) for t in range(4)])
    states = [state]
    for x in xs[:-1]:
        states.append(0.5 * states[-1] + x)
    want = (by_state, by_xs, np.array(states) @ by_xs)  # the rate multiplies a state where an input is added
    because = f"Every round depends on all rounds before it, and on none after it. {LOOP}"
    expect_close(seen["grad"], want, what=f"The gradient of {CALL}", rtol=1e-3, because=because)


@pytest.mark.core
def test_the_state_may_begin_as_python_numbers(student, rng):
    """A state may begin as Python floats."""
    xs = array(rng, 4)
    got = student.probe(from_python_numbers, xs=xs)
    expect(isinstance(got, list) and len(got) == 2, "The answers cannot be read.")
    because = (
        "A Python float is of a weaker type than the float32 that `step` returns: `jax.lax.scan` accepts it, but a "
        f"loop of your own must convert it to an array. {LOOP}"
    )
    if isinstance(got[0], str):
        fail(f"{CALL} raises an exception where the state begins as Python floats. {because}", code="floats-refused")
    expect_tree(got[1], ({"sum": np.zeros(()), "last": np.zeros(())}, np.zeros(4)), what=CALL)
    expect_close(got[0], got[1], what=f"{CALL} from Python floats", rtol=1e-3, atol=1e-4, because=because)
