"""Hidden tests for `purify`: the global becomes an argument, the log a result."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, probe, recognise

PURE = "See *Pure functions*."
CALL = "`purify(x, scale)`"


@probe
def with_globals(student, x, scales, names):
    """What `purify` gives while the notebook's globals `scale` and `log` hold something else."""
    namespace = vars(student)["_namespace"]
    before = {name: namespace[name] for name in names if name in namespace}
    results = []
    try:
        for scale in scales:
            namespace.update(scale=99.0, log=["not yours"])
            results.append(student.purify(x, scale))
    finally:
        for name in names:
            namespace.pop(name, None)
        namespace.update(before)
    return results


@probe
def left_behind(student, x, scale):
    """What happens to globals `scale` and `log`, and whether a tracer outlives."""
    from gradax.testing.detectors import leaks

    namespace = vars(student)["_namespace"]
    namespace["log"], namespace["scale"] = [], scale
    student.purify(x, scale)
    touched = not (namespace["log"] == [] and namespace["scale"] == scale)
    return {"touched": touched, "leaks": leaks.leaks(student.purify, x, scale)}


@probe
def jitted(student, x, scales):
    """The results of one jitted `purify` for several scales."""
    import jax

    f = jax.jit(lambda x, scale: student.purify(x, scale))
    return [f(x, scale) for scale in scales]


def steps(x, scale, times=3):
    """The states after each step, in NumPy."""
    states = []
    for _ in range(times):
        x = np.sin(scale * x).astype(np.float32)
        states.append(x)
    return states


def right(x, scale):
    """What `purify` should give."""
    states = steps(x, scale)
    return states[-1], np.array([state.mean() for state in states], np.float32)


def inputs(rng, *shape):
    """A random array whose mean is not near zero, and a random scale."""
    return rng.uniform(0.2, 1.5, size=shape).astype(np.float32), float(rng.uniform(0.4, 2.2))


def test_gives_the_array_and_the_log(student, rng):
    """`purify(x, scale)` is a tuple: an array like `x`, and a float32 array of shape (3,)."""
    x, scale = inputs(rng, 5)
    got = student.purify(x, scale)
    expect(
        isinstance(got, tuple) and len(got) == 2,
        f"{CALL} is no tuple of two. What was left in the log must come out as a result, beside `y`: "
        f"`return y, log`. {PURE}",
    )
    expect_array(got[0], what=f"the first part of {CALL}", shape=(5,), dtype=np.float32)
    expect(
        not isinstance(got[1], list | tuple),
        f"The log of {CALL} is a Python list or tuple of three. Make one array of shape (3,) of it: `jnp.stack(log)`.",
    )
    expect_array(got[1], what=f"the log of {CALL}", shape=(3,), dtype=np.float32)


@pytest.mark.weight(2)
def test_computes_what_the_impure_program_computes(student, rng):
    """`y` and the log hold what the impure program gives and leaves."""
    for shape in [(5,), (2, 3), ()]:
        x, scale = inputs(rng, *shape)
        want = right(x, scale)
        got = student.purify(x, scale)
        states = steps(x, scale, 3)
        late = np.array([x.mean(), states[0].mean(), states[1].mean()], np.float32)
        for log, because in [
            (late, "measures before each step; the impure program measures after it"),
            (np.full(3, want[1][2]), "has the last mean three times; each step has its own"),
            (want[1][::-1].copy(), "has the means in reverse order"),
            (np.array([state.sum() for state in states], np.float32), "holds sums; `jnp.mean` is asked for"),
        ]:
            recognise(got, (want[0], log), f"The log of {CALL} {because}. {PURE}", want=want)
        because = f"Each step is `x = jnp.sin(scale * x)`, followed by its mean; there are three. {PURE}"
        expect_close(got, want, what=CALL, because=because)


@pytest.mark.weight(2)
def test_reads_no_global_variable(student, rng):
    """Globals named `scale` and `log` make no difference, and two calls do not disturb each other."""
    x, scale = inputs(rng, 4)
    scales = [scale, scale + 0.3]
    got = student.probe(with_globals, x=x, scales=scales, names=["scale", "log"])
    because = (
        "Before the call the notebook's globals `scale` and `log` were set to something else, and that must not "
        f"matter: use the argument `scale`, and make a new log in each call. {PURE}"
    )
    expect_close(got, [right(x, each) for each in scales], what=f"the list of two results of {CALL}", because=because)


@pytest.mark.weight(2)
def test_leaves_nothing_behind(student, rng):
    """It changes no global variable, and no tracer outlives the call."""
    x, scale = inputs(rng, 4)
    seen = student.probe(left_behind, x=x, scale=scale)
    expect(
        seen["touched"] is False,
        f"{CALL} changes the notebook's global `log` or `scale`. A pure function hands out what it made as its "
        f"result, and nothing else. {PURE}",
    )
    expect(
        seen["leaks"] is False,
        f"{CALL} stores values outside of itself: under `jit` these are tracers that outlive their trace. "
        f"Return the log instead. {PURE}",
    )


@pytest.mark.weight(2)
def test_the_scale_may_be_traced(student, rng):
    """It works under `jit`, and one compiled program serves all scales."""
    x, scale = inputs(rng, 4)
    scales = [np.float32(scale), np.float32(scale + 0.3)]
    got = student.probe(jitted, x=x, scales=scales)
    because = f"Under `jit`, `scale` and `x` are traced: compute with `jnp` alone, without `float(...)`. {PURE}"
    what = f"the list of two results of {CALL} under `jit`"
    expect_close(got, [right(x, each) for each in scales], what=what, because=because)
