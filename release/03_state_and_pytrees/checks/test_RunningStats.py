"""Visible checks of `RunningStats`: `init_stats`, `update`, `mean` and `var`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, probe, recognise


@probe
def example(student, readings):
    """Mean and variance by a Python loop."""
    import jax.numpy as jnp

    state = student.init_stats()
    for x in readings:
        state = student.update(state, jnp.float32(x))
    return {"mean": student.mean(state), "var": student.var(state)}


@probe
def scanned(student, readings):
    """Mean and variance by a scan."""
    import jax

    state, _ = jax.lax.scan(lambda state, x: (student.update(state, x), None), student.init_stats(), readings)
    return {"mean": student.mean(state), "var": student.var(state)}


@probe
def traces(student):
    """How often three compiled updates are traced."""
    import jax
    import jax.numpy as jnp

    seen = []

    def counted(state, x):
        seen.append(x)
        return student.update(state, x)

    update, state = jax.jit(counted), student.init_stats()
    for x in (1.0, 2.0, 6.0):
        state = update(state, jnp.float32(x))
    return len(seen)


def test_the_worked_example(student):
    """The readings 1, 2 and 6 have mean 3 and variance 14/3."""
    got = student.probe(example, readings=[1.0, 2.0, 6.0])
    expect_close(got["mean"], 3.0, what="`mean(state)`")
    recognise(got["var"], 7.0, "`var(state)` is divided by n - 1; divide by n.")
    recognise(got["var"], 14.0, "`var(state)` is not divided by n.")
    expect_close(got["var"], 14 / 3, what="`var(state)`", because="Go through the update with these readings by hand.")
    for name in ("mean", "var"):
        expect_array(got[name], what=f"`{name}(state)`", shape=(), dtype=np.float32)


def test_large_readings(student):
    """A thousand readings around 1 000 000 keep their variance."""
    readings = (1_000_000 + 100 * np.sin(np.arange(1000))).astype(np.float32)
    got = student.probe(scanned, readings=readings)
    want = {"mean": readings.mean(dtype=np.float64), "var": readings.var(dtype=np.float64)}
    because = "Huge squares leave no digits for small differences. See section 3."
    expect_close(got, want, what="The answer", rtol=0.01, because=because)


def test_compiled_once(student):
    """Compiled, `update` is traced once for three readings."""
    found = student.probe(traces)
    expect(
        found == 1,
        "`update` is compiled more than once. Print the state and its dtypes after `init_stats()` and after each "
        "update.",
        f"traced {found} times",
    )
